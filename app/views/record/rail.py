"""“What to know before you call”: the few lines beside a client's record, most pressing first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.day_words import ago, ahead, late, short_day
from app.domain.kinds import KINDS
from app.domain.rules.advice import DecisionVerdict
from app.domain.rules.complaints import Sheet
from app.domain.words import word
from app.i18n import _, format_money, ngettext
from app.views.record.page import RecordView

_AT_MOST = {"promises": 3, "decisions": 3, "complaints": 3}


@dataclass(frozen=True)
class RailLine:
    """One line: what and a muted explanation; `dots` is (argued, limit) of a decision.

    `record` names the record that a click opens; `internal` lines vanish in discreet mode.
    """

    icon: str
    role: str
    title: str
    sub: str
    record: tuple[str, int] | None = None
    dots: tuple[int, int] | None = None
    internal: bool = False


def rail_lines(view: RecordView) -> tuple[RailLine, ...]:
    """What to know before one calls this client."""
    parts = (_threats, _promises, _decisions, _complaints, _offer, _facts)
    return tuple(line for part in parts for line in part(view))


def _threats(view: RecordView) -> Iterator[RailLine]:
    for verdict in view.verdicts.threats:
        if verdict.is_open:
            threat = verdict.threat
            sub = _("{kind} · {when}").format(kind=word(verdict.kind), when=ago(threat.made_on, view.as_of))
            yield RailLine(
                KINDS["threats"].icon,
                "danger",
                _("Says they may leave"),
                sub,
                ("threats", threat.id),
                internal=True,
            )


def _promises(view: RecordView) -> Iterator[RailLine]:
    for verdict in view.due_promises[: _AT_MOST["promises"]]:
        promise, today = verdict.promise, view.as_of
        if verdict.state == "overdue" and promise.due_on is not None:
            role, when = "danger", late(promise.due_on, today)
        elif promise.due_on is not None:
            near = (promise.due_on - today).days <= view.settings.today_promise_days
            role, when = "warn" if near else "info", _("due {when}").format(when=ahead(promise.due_on, today))
        else:
            role, when = "info", _("no day agreed")
        made = _("promised {day}").format(day=short_day(promise.made_on, today))
        yield RailLine(
            KINDS["promises"].icon, role, promise.text, f"{when} · {made}", ("promises", promise.id)
        )


def _decisions(view: RecordView) -> Iterator[RailLine]:
    for verdict in view.open_decisions[-_AT_MOST["decisions"] :]:
        yield _decision(verdict)


def _decision(verdict: DecisionVerdict) -> RailLine:
    decision = verdict.decision
    if verdict.state == "client_decides":
        role = "warn"
        sub = _("{n} of {limit} · the client decides").format(n=verdict.attempts, limit=verdict.limit)
    else:
        role = "info"
        sub = ngettext("{n} attempt left", "{n} attempts left", verdict.left).format(n=verdict.left)
    dots = (verdict.attempts, verdict.limit)
    return RailLine(
        KINDS["decisions"].icon, role, decision.title, sub, ("decisions", decision.id), dots, internal=True
    )


def _complaints(view: RecordView) -> Iterator[RailLine]:
    for sheet in view.open_sheets[: _AT_MOST["complaints"]]:
        yield _complaint(sheet, view)


def _complaint(sheet: Sheet, view: RecordView) -> RailLine:
    complaint, today = sheet.complaint, view.as_of
    if complaint.resolved_on is not None:
        title = _("{ref}: tell what changed").format(ref=complaint.ref)
        sub = _("resolved {when}").format(when=ago(complaint.resolved_on, today))
    elif complaint.responded_on is not None:
        title = _("{ref}: work on it").format(ref=complaint.ref)
        sub = _("answered, tell by {day}").format(day=short_day(sheet.tell_by, today))
    else:
        title = _("{ref}: answer it").format(ref=complaint.ref)
        sub = _("answer by {day}").format(day=short_day(sheet.answer_by, today))
    role = "danger" if sheet.unanswered(today) else "warn"
    return RailLine(KINDS["complaints"].icon, role, title, sub, ("complaints", complaint.id))


def _offer(view: RecordView) -> Iterator[RailLine]:
    if not view.history.offers:
        return
    offer = view.history.offers[-1]
    title = _("Last offer: {kind}, {cost}").format(
        kind=word(offer.kind), cost=format_money(offer.cost, view.currency, decimals=False)
    )
    parts = (word(offer.trigger), short_day(offer.made_on, view.as_of), word(offer.outcome))
    sub = " · ".join(part for part in parts if part)
    yield RailLine(KINDS["offers"].icon, "neutral", title, sub, ("offers", offer.id), internal=True)


def _facts(view: RecordView) -> Iterator[RailLine]:
    """What is out of date: answers, voice, touches."""
    if view.verdicts.surveys.freshness == "stale" and view.verdicts.surveys.newest is not None:
        when = ago(view.verdicts.surveys.newest.answered_on, view.as_of)
        newest = view.verdicts.surveys.newest
        sub = _("last answer {score:g} of {highest:g}, {when}").format(
            score=newest.score, highest=newest.highest, when=when
        )
        yield RailLine("history", "neutral", _("Not asked for long"), sub, ("surveys", newest.id))
    if view.history.unwritten:
        title = _("Nothing is written yet")
        yield RailLine(
            "file-text", "info", title, _("who are they, what was agreed, what do they expect?"), None
        )
    elif view.verdicts.voice.hunt is not None:
        title = _("Silent: ask what could be better")
        yield RailLine("ear", "warn", title, _("no complaint, no answer, no word of their own"), None)
    elif view.verdicts.voice.state == "unwilling":
        title = _("Would not tell us what goes wrong")
        yield RailLine("ear", "warn", title, _("they said so when we asked"), None, internal=True)
    days = view.history.touch_days
    every = view.history.client.contact_every_days or view.settings.contact_every_days
    if days and (view.as_of - days[-1]).days > every and not view.lost:
        sub = ngettext("every {n} day is agreed", "every {n} days is agreed", every).format(n=every)
        yield RailLine(
            "phone", "warn", _("Last touch {when}").format(when=ago(days[-1], view.as_of)), sub, None
        )
