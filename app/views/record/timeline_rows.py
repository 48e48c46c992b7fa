"""How what was said stands in the timeline: icon, title, two lines, and the pill at its right."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from app.domain.day_words import ahead, late
from app.domain.kinds import KINDS
from app.domain.names import list_shown, shown
from app.domain.words import capital, word
from app.i18n import N_, _, format_day, format_number, language, ngettext, pgettext
from app.views.record.page import RecordView

NOTE_ICONS = {
    "meeting": "users",
    "call": "phone",
    "email": "mail",
    "visit": "map-pin",
    "message": "message-square",
    "internal": "sticky-note",
}
MOODS = {
    -2: ("angry", "danger", N_("angry")),
    -1: ("frown", "warn", N_("unhappy")),
    0: ("meh", "neutral", N_("neutral")),
    1: ("smile", "success", N_("content")),
    2: ("laugh", "success", N_("delighted")),
}
RESPONSES = {"refused": "danger", "hesitated": "warn", "partly": "info", "accepted": "success"}


@dataclass(frozen=True)
class Mark:
    """The pill at a row's right; `internal` ones vanish in discreet mode."""

    text: str
    role: str = "neutral"
    icon: str = ""
    internal: bool = False


@dataclass(frozen=True, init=False)
class TimelineRow:
    """One record in the stream: `kind` is its table; `key` its place, for reading on from there.

    It has the icon of its kind where it is given none.
    """

    kind: str
    id: int
    key: Any
    role: str
    title: str
    sub: str = ""
    text: str = ""
    mark: Mark | None = None
    internal: bool = False
    pinned: bool = False
    icon: str = ""

    def __init__(
        self,
        kind: str,
        id: int,
        key: Any,
        role: str,
        title: str,
        sub: str = "",
        text: str = "",
        mark: Mark | None = None,
        internal: bool = False,
        pinned: bool = False,
        icon: str = "",
    ) -> None:
        # In one step: sixty of these are made for each client that is opened, and the usual way sets each
        # field of a frozen object by a call of its own.
        self.__dict__.update(
            kind=kind,
            id=id,
            key=key,
            role=role,
            title=title,
            sub=sub,
            text=text,
            mark=mark,
            internal=internal,
            pinned=pinned,
            icon=icon or KINDS[kind].icon,
        )

    @property
    def day(self) -> date:
        """The day the row stands at."""
        moment: datetime = self.key.moment
        return moment.date()


def line(*parts: str | None) -> str:
    """The parts that are there, with a point between them."""
    return " · ".join(filter(None, parts))


def _with(name: str | None) -> str:
    return _("with {name}").format(name=name) if name else ""


def _first_words(text: str | None) -> tuple[str, str]:
    """The first line of a text, and the rest."""
    head, _mark, rest = (text or "").strip().partition("\n")
    return head, " ".join(rest.split())


def _note(view: RecordView, key: Any, row: Any) -> TimelineRow:
    title, text = (row.subject, " ".join((row.body or "").split())) if row.subject else _first_words(row.body)
    at = key.moment
    hour = "" if at.hour == at.minute == 0 else f"{at.hour:02}:{at.minute:02}"
    names = list_shown(row.contacts)
    kind = _kind_of_note(row.kind, language())
    started = _("they called us") if row.kind == "call" and row.started_by == "client" else ""
    internal = row.kind == "internal"
    mark = _note_mark(row.mood, internal, language())
    sub = line(kind, hour, _with(names), started, row.author)
    role = "neutral" if internal else "info"
    return TimelineRow(
        "notes",
        row.id,
        key,
        role,
        title or kind,
        sub,
        text,
        mark,
        internal,
        bool(row.pinned),
        NOTE_ICONS[row.kind],
    )


@lru_cache(maxsize=64)
def _kind_of_note(kind: str, _language: str) -> str:
    return capital(word(kind))


@lru_cache(maxsize=64)
def _note_mark(mood: int | None, internal: bool, _language: str) -> Mark | None:
    """The pill of a note; there are few of them, and a timeline shows dozens of notes."""
    if mood is not None:
        face, role, name = MOODS[mood]
        return Mark(_(name), role, face, internal=True)
    return Mark(_("Internal"), "neutral", "eye-off") if internal else None


def _decision(view: RecordView, key: Any, row: Any) -> TimelineRow:
    verdict = view.decision(row.id)
    if verdict is None or verdict.state == "advise":
        left = verdict.left if verdict else 0
        mark = Mark(ngettext("Open, {n} left", "Open, {n} left", left).format(n=left), "info")
        title = _("Decision raised: {title}").format(title=row.title)
    elif verdict.state == "client_decides":
        mark = Mark(_("The client decides"), "warn", "user-check")
        title = _("Decision raised: {title}").format(title=row.title)
    else:
        mark = Mark(
            capital(word(verdict.outcome)), "success" if verdict.outcome == "convinced" else "neutral"
        )
        title = _("Decision settled: {title}").format(title=row.title)
    text = row.lesson or row.client_wish
    return TimelineRow("decisions", row.id, key, mark.role, title, row.ref, text, mark)


def decision_shareable(view: RecordView, key: Any, row: Any) -> TimelineRow:
    """A decision without a word of how often it was argued, or still may be."""
    made, verdict = _decision(view, key, row), view.decision(row.id)
    if verdict is not None and verdict.state == "settled":
        return made
    return replace(made, mark=Mark(pgettext("one decision", "Open"), "info"), role="info")


def _attempt(view: RecordView, key: Any, row: Any) -> TimelineRow:
    verdict = view.decision(row.decision_id)
    number = 0
    if verdict is not None:
        ids = [a.id for a in verdict.decision.attempts]
        number = ids.index(row.id) + 1 if row.id in ids else 0
    if number and verdict is not None and number <= verdict.limit:
        title = _("Attempt {n} of {limit}: {title}").format(n=number, limit=verdict.limit, title=row.title)
    else:
        title = _("Attempt {n}: {title}").format(n=number or "–", title=row.title)
    mark = Mark(capital(word(row.response)), RESPONSES[row.response], internal=True) if row.response else None
    sub = line(capital(word(row.channel)), _with(row.contact), row.made_by)
    return TimelineRow("attempts", row.id, key, "info", title, sub, row.argument, mark)


def _complaint(view: RecordView, key: Any, row: Any) -> TimelineRow:
    sheet = view.sheet(row.id)
    mark, role = None, "warn"
    if sheet is None:
        title = _("Complaint {ref}").format(ref=row.ref)
    elif not sheet.is_open:
        title, role = _("Complaint {ref} closed").format(ref=row.ref), "success"
        satisfied = sheet.complaint.satisfied
        mark = Mark(
            _("Told") if satisfied is None else _("Satisfied: {how}").format(how=word(satisfied)),
            _good(satisfied),
        )
    elif sheet.complaint.resolved_on is not None:
        title = _("Complaint {ref} resolved, not yet told").format(ref=row.ref)
        mark = Mark(_("Tell by {day}").format(day=format_day(sheet.tell_by, "EEE d MMM")), "warn")
    elif sheet.complaint.responded_on is not None:
        title = _("Complaint {ref} answered, not yet resolved").format(ref=row.ref)
        mark = Mark(_("Tell by {day}").format(day=format_day(sheet.tell_by, "EEE d MMM")), "warn")
    else:
        title = _("Complaint {ref} waits for an answer").format(ref=row.ref)
        unanswered = sheet.unanswered(view.as_of)
        role = "danger" if unanswered else "warn"
        mark = Mark(_("Answer by {day}").format(day=format_day(sheet.answer_by, "EEE d MMM")), role)
    text = row.change_made or " ".join((row.remark or "").split())
    return TimelineRow(
        "complaints",
        row.id,
        key,
        role,
        title,
        line(row.category, shown(row.raised_by)),
        text,
        mark,
    )


def _good(satisfied: str | None) -> str:
    return {"yes": "success", "partly": "warn", "no": "danger"}.get(satisfied or "", "success")


def _voice(view: RecordView, key: Any, row: Any) -> TimelineRow:
    title = _("Asked whether they would tell us: {answer}").format(answer=word(row.answer))
    return TimelineRow("voice_checks", row.id, key, "neutral", title, _with(row.contact), row.words or "")


def _survey(view: RecordView, key: Any, row: Any) -> TimelineRow:
    score, highest = (
        format_number(row.score, _digits(row.score)),
        format_number(row.highest, _digits(row.highest)),
    )
    title = _("Survey, {kind}: {score} of {highest}").format(
        kind=word(row.kind), score=score, highest=highest
    )
    return TimelineRow(
        "surveys",
        row.id,
        key,
        "neutral",
        title,
        _with(row.contact),
        row.comment or "",
    )


def _digits(number: float) -> int:
    return 0 if number == int(number) else 1


def _promise(view: RecordView, key: Any, row: Any) -> TimelineRow:
    verdict = view.promise(row.id)
    state = verdict.state if verdict else "open"
    due = verdict.promise.due_on if verdict else None
    side = _("We promised") if row.side == "ours" else _("They promised")
    role, mark = "info", None
    if state == "overdue" and due is not None:
        role, mark = "danger", Mark(capital(late(due, view.as_of)), "danger")
    elif state == "open" and due is not None:
        near = (due - view.as_of).days <= view.settings.today_promise_days
        role = "warn" if near else "info"
        mark = Mark(_("Due {when}").format(when=ahead(due, view.as_of)), role)
    elif state in ("kept", "late"):
        role, mark = "success", Mark(capital(word(state)), "success" if state == "kept" else "warn")
    elif state in ("broken", "released"):
        role = "danger" if state == "broken" else "neutral"
        mark = Mark(capital(word(state)), role)
    sub = line(side, row.made_by, row.ref)
    return TimelineRow("promises", row.id, key, role, row.text, sub, row.note or "", mark)


SAID = {
    "notes": _note,
    "decisions": _decision,
    "attempts": _attempt,
    "complaints": _complaint,
    "voice_checks": _voice,
    "surveys": _survey,
    "promises": _promise,
}
