"""How what was given, asked for and agreed stands in the timeline; and the makers of every kind of row."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from app.domain.names import shown
from app.domain.rules import goals
from app.domain.words import capital, word
from app.i18n import N_, _, format_day, format_hours, format_money, in_quotes
from app.models import RECORDS
from app.views.record.page import RecordView
from app.views.record.timeline_rows import SAID, Mark, TimelineRow, decision_shareable, line

CLASSES = {"founded": "danger", "doubtful": "warn", "unfounded": "neutral"}


def _agreement(view: RecordView, key: Any, row: Any) -> TimelineRow:
    title = _("Agreement: {title}").format(title=row.title)
    until = _("until {day}").format(day=format_day(row.ends_on)) if row.ends_on else _("without an end")
    return TimelineRow("agreements", row.id, key, "info", title, line(row.ref, until))


def _purchase(view: RecordView, key: Any, row: Any, *, quiet: bool = False) -> TimelineRow:
    title = _("Bought: {what}").format(what=row.item) if row.item else _("Purchase")
    amount = "" if quiet else format_money(row.amount, view.currency)
    return TimelineRow("purchases", row.id, key, "neutral", title, line(amount, row.invoice))


def _cost(view: RecordView, key: Any, row: Any) -> TimelineRow:
    title = _("Cost: {what}").format(what=row.what) if row.what else _("Cost of serving")
    amount = format_money(row.amount, view.currency)
    hours = _("{n} h").format(n=format_hours(row.hours)) if row.hours else ""
    mark = Mark(_("Beyond scope"), "warn", internal=True) if row.beyond_scope else None
    sub = line(amount, hours)
    return TimelineRow("costs", row.id, key, "neutral", title, sub, "", mark, internal=True)


def _threat(view: RecordView, key: Any, row: Any) -> TimelineRow:
    verdict = view.threat(row.id)
    ended = verdict is not None and not verdict.is_open
    title = (
        _("Threat {ref}: {outcome}").format(ref=row.ref, outcome=word(verdict.outcome))
        if ended and verdict
        else ""
    )
    kind = verdict.kind if verdict else "unfounded"
    mark = Mark(capital(word(kind)), CLASSES[kind], internal=True)
    title = title or _("Threat {ref}: says they may leave").format(ref=row.ref)
    role = "danger" if not ended else "neutral"
    sub = line(shown(row.made_by), row.competitor)
    text = in_quotes(row.wording) if row.wording else ""
    return TimelineRow("threats", row.id, key, role, title, sub, text, mark, internal=True)


def _offer(view: RecordView, key: Any, row: Any) -> TimelineRow:
    cost = format_money(row.cost, view.currency, decimals=False)
    title = _("Offer: {kind}, {cost}").format(kind=word(row.kind), cost=cost)
    mark = (
        Mark(capital(word(row.outcome)), "success" if row.outcome == "accepted" else "neutral")
        if row.outcome
        else None
    )
    role = "warn" if row.trigger == "threat" else "info"
    return TimelineRow(
        "offers",
        row.id,
        key,
        role,
        title,
        capital(word(row.trigger)),
        row.note or "",
        mark,
        internal=True,
    )


_GOALS = {
    "reached": (N_("Goal reached: {goal}"), "success"),
    "dropped": (N_("Goal dropped: {goal}"), "neutral"),
    "overdue": (N_("Goal overdue: {goal}"), "warn"),
    "open": (N_("Goal: {goal}"), "info"),
}


def _goal(view: RecordView, key: Any, row: Any) -> TimelineRow:
    state = goals.state(row, view.as_of)
    title, role = _GOALS[state]
    due = (
        _("by {day}").format(day=format_day(row.due_on))
        if row.due_on and state in ("open", "overdue")
        else ""
    )
    text = (row.result if state in ("reached", "dropped") else row.measure) or ""
    said = _(title).format(goal=row.goal)
    return TimelineRow("goals", row.id, key, role, said, line(row.ref, due), text)


def _period(view: RecordView, key: Any, row: Any) -> TimelineRow:
    title = _("Left us, client since {day}").format(day=format_day(row.since))
    text = row.lost_reason or ""
    return TimelineRow("periods", row.id, key, "neutral", title, "", text)


def _referral(view: RecordView, key: Any, row: Any) -> TimelineRow:
    title = _("Recommended us to {who}").format(who=row.referred)
    return TimelineRow("referrals", row.id, key, "success", title, word(row.outcome))


def _judgement(view: RecordView, key: Any, row: Any) -> TimelineRow:
    title = _("Judged, {about}: {value}").format(about=word(row.about), value=word(row.value))
    return TimelineRow("judgements", row.id, key, "neutral", title, "", row.reason, internal=True)


def _task(view: RecordView, key: Any, row: Any) -> TimelineRow:
    done = row.done_on is not None
    mark = Mark(_("Done"), "success") if done else None
    return TimelineRow(
        "tasks",
        row.id,
        key,
        "success" if done else "neutral",
        row.text,
        line(row.who),
        "",
        mark,
    )


MAKERS: dict[str, Callable[[RecordView, Any, Any], TimelineRow]] = {
    **SAID,
    "agreements": _agreement,
    "goals": _goal,
    "periods": _period,
    "purchases": _purchase,
    "costs": _cost,
    "threats": _threat,
    "offers": _offer,
    "referrals": _referral,
    "judgements": _judgement,
    "tasks": _task,
}

# Of an offer the row says what it cost us.
_INTERNAL = {"offers", *(model.__tablename__ for model in RECORDS if model.wholly_internal)}
# The rows that the client may see, in words that tell nothing internal (DOMAIN.md, Two audiences). What was paid is
# theirs, but an amount has no place on a screen that several people look at.
SHAREABLE: dict[str, Callable[[RecordView, Any, Any], TimelineRow]] = {
    kind: make for kind, make in MAKERS.items() if kind not in _INTERNAL
} | {"decisions": decision_shareable, "purchases": partial(_purchase, quiet=True)}
