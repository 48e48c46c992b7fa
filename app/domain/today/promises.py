"""Our promises: overdue, and due soon (DOMAIN.md, Promises)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.domain.day_words import ahead, short_day
from app.domain.facts import Evidence
from app.domain.rules.promises import state
from app.domain.rules.time import shift
from app.domain.today.deeds import FULFIL
from app.domain.today.item import Item
from app.domain.today.rule import Finding, TodayRule, says
from app.domain.verdicts import Verdicts
from app.i18n import N_, _, ngettext


def _ours(verdicts: Verdicts, wanted: str, first: date, last: date) -> Iterator[Finding]:
    """Our promises in that state that are due from the first day to the last."""
    for promise in verdicts.history.promises:
        due = promise.due_on
        if promise.side != "ours" or due is None or not first <= due <= last:
            continue
        if state(promise, verdicts.as_of) == wanted:
            record = Evidence("promises", promise.id, promise.ref, promise.made_on)
            yield Finding(due, record, promise.text)


def _overdue(verdicts: Verdicts) -> Iterator[Finding]:
    return _ours(verdicts, "overdue", date.min, verdicts.as_of)


def _due(verdicts: Verdicts) -> Iterator[Finding]:
    as_of = verdicts.as_of
    return _ours(verdicts, "open", as_of, shift(as_of, verdicts.settings.today_promise_days))


def _line(item: Item, verdicts: Verdicts) -> str:
    found = next(p for p in verdicts.history.promises if item.record and p.id == item.record.id)
    day = short_day(found.made_on, verdicts.as_of)
    if found.made_by:
        return _("Promised on {day} by {who}").format(day=day, who=found.made_by)
    return _("Promised on {day}").format(day=day)


def _days_late(item: Item, as_of: date) -> str:
    days = (as_of - item.due).days
    return ngettext("Promise {n} day late", "Promise {n} days late", days).format(n=days)


def _due_when(item: Item, as_of: date) -> str:
    return _("Promise due {when}").format(when=ahead(item.due, as_of))


PROMISE_OVERDUE = TodayRule(
    name="promise_overdue",
    severities=(3,),
    find=_overdue,
    sentence=says(N_("Promise overdue: {what}")),
    line=_line,
    brief=_days_late,
    deed=FULFIL,
    icon="handshake",
    late=True,
)
PROMISE_DUE = TodayRule(
    name="promise_due",
    severities=(2,),
    find=_due,
    sentence=says(N_("Promise due soon: {what}")),
    line=_line,
    brief=_due_when,
    deed=FULFIL,
    icon="handshake",
)
