"""Disputed decisions: argued out, and settled without a look back (DOMAIN.md, Advice on disputed decisions)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.domain.day_words import short_day
from app.domain.facts import Decision, Evidence
from app.domain.rules.advice import DecisionVerdict
from app.domain.today.deeds import DEBRIEF, SETTLE
from app.domain.today.item import Item
from app.domain.today.rule import Finding, TodayRule, in_brief, says
from app.domain.verdicts import Verdicts
from app.i18n import N_, _, ngettext


def _judged(verdicts: Verdicts) -> tuple[DecisionVerdict, ...]:
    return verdicts.advice.decisions if verdicts.history.decisions else ()


def _record(decision: Decision) -> Evidence:
    return Evidence("decisions", decision.id, decision.ref, decision.raised_on)


def _client_decides(verdicts: Verdicts) -> Iterator[Finding]:
    for verdict in _judged(verdicts):
        if verdict.state == "client_decides":
            decision = verdict.decision
            yield Finding(verdict.last_attempt or decision.raised_on, _record(decision), decision.title)


def _debrief(verdicts: Verdicts) -> Iterator[Finding]:
    for verdict in _judged(verdicts):
        waits = verdict.debrief_waits_since
        if waits is not None and waits <= verdicts.as_of:
            yield Finding(waits, _record(verdict.decision), verdict.decision.title)


def _decides_line(item: Item, verdicts: Verdicts) -> str:
    found = next(d for d in verdicts.advice.decisions if item.record and d.decision.id == item.record.id)
    if found.limit == 0:
        return _("Not to be argued with this client; now implement it")
    return _("Advised {n} of {limit} times; now implement it").format(n=found.attempts, limit=found.limit)


def _debrief_line(item: Item, verdicts: Verdicts) -> str:
    found = next(d for d in verdicts.history.decisions if item.record and d.id == item.record.id)
    return _("Settled on {day}; what came of it?").format(
        day=short_day(found.decided_on or found.raised_on, verdicts.as_of)
    )


def _waits(item: Item, as_of: date) -> str:
    days = (as_of - item.due).days
    return ngettext("Debrief waits for {n} day", "Debrief waits for {n} days", days).format(n=days)


CLIENT_DECIDES = TodayRule(
    name="client_decides",
    severities=(2,),
    find=_client_decides,
    sentence=says(N_("The client decides: {what}")),
    line=_decides_line,
    brief=in_brief(N_("The client decides")),
    deed=SETTLE,
    icon="scale",
    internal=True,
)
DEBRIEF_DUE = TodayRule(
    name="debrief_due",
    severities=(1,),
    find=_debrief,
    sentence=says(N_("Debrief due: {what}")),
    line=_debrief_line,
    brief=_waits,
    deed=DEBRIEF,
    icon="graduation-cap",
    internal=True,
)
