"""The timeline of a client: everything on record, newest first, read in windows by keyset.

A record stands at the last day something happened to it (a complaint at its telling, a promise at its
fulfilment, an overdue one at its due day); what has a day and no hour stands above that day's touches.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from app.models import (
    Agreement,
    Attempt,
    Complaint,
    Contact,
    Cost,
    Decision,
    Judgement,
    Note,
    Offer,
    Promise,
    Purchase,
    Referral,
    Survey,
    Task,
    Threat,
    VoiceCheck,
)
from app.services.views.record import RecordView
from app.services.views.timeline_given import MAKERS
from app.services.views.timeline_rows import TimelineRow

WINDOW = 60
TEXT = 400
_LATEST = time.max
# The chips above the stream; what belongs to none of them stands in `all` alone.
GROUPS: dict[str, tuple[str, ...]] = {
    "touches": ("notes",),
    "disputes": ("decisions", "attempts"),
    "complaints": ("complaints",),
    "promises": ("promises", "agreements"),
    "retention": ("threats", "offers", "judgements"),
    "money": ("purchases", "costs"),
    "internal": ("notes",),
}
# Nothing of these may be seen by the client (DOMAIN.md, Two audiences).
INTERNAL_KINDS = frozenset({"threats", "offers", "judgements", "costs"})


class Key(NamedTuple):
    """The place of a row in the stream; the stream runs from the greatest key to the least."""

    moment: datetime
    rank: int
    id: int


@dataclass(frozen=True)
class Source:
    """One table of the stream: `day` is the day or moment it is sorted by."""

    kind: str
    rank: int
    model: Any
    day: Any
    columns: tuple[Any, ...]


def counts(view: RecordView, *, shareable: bool = False) -> dict[str, int]:
    """How many records each chip stands for; `all` is the whole stream."""
    h = view.history
    internal = sum(n.kind == "internal" for n in h.notes)
    found = {
        "touches": len(h.notes) - internal,
        "disputes": len(h.decisions) + sum(len(d.attempts) for d in h.decisions),
        "complaints": len(h.complaints),
        "promises": len(h.promises) + len(h.agreements),
        "retention": len(h.threats) + len(h.offers) + len(h.judgements),
        "money": len(h.purchases) + len(h.costs),
        "internal": internal,
    }
    tasks = sum((t.done_on or t.due_on) is not None for t in h.tasks)
    others = len(h.voice_checks) + len(h.surveys) + len(h.referrals) + tasks
    if shareable:
        found |= {"retention": 0, "internal": 0, "money": len(h.purchases)}
    return {"all": sum(found.values()) + others} | found


def window(
    session: Session,
    view: RecordView,
    *,
    group: str = "all",
    before: Key | None = None,
    limit: int = WINDOW,
    shareable: bool = False,
) -> tuple[TimelineRow, ...]:
    """The next `limit` rows after the row with the key `before`, newest first; one query a table.

    `shareable` leaves out what the client must not see.
    """
    wanted = GROUPS.get(group)
    sources = [
        s
        for s in _sources(view)
        if (wanted is None or s.kind in wanted) and not (shareable and s.kind in INTERNAL_KINDS)
    ]
    found: list[tuple[Key, Source, Any]] = []
    for source in sources:
        query = _query(source, view, before).limit(limit)
        if source.kind == "notes":
            query = query.where(*_note_kinds(group, shareable))
        found += [(_key(source, row), source, row) for row in session.execute(query)]
    found.sort(key=lambda each: each[0], reverse=True)
    return tuple(MAKERS[source.kind](view, key, row) for key, source, row in found[:limit])


def _key(source: Source, row: Any) -> Key:
    when = row.day
    moment = when if isinstance(when, datetime) else datetime.combine(when, _LATEST)
    return Key(moment, source.rank, row.id)


def _query(source: Source, view: RecordView, before: Key | None) -> Any:
    model = source.model
    query = select(model.id, source.day.label("day"), *source.columns).where(model.deleted_at.is_(None))
    if model is Attempt:
        query = query.join(Decision, Decision.id == Attempt.decision_id)
        query = query.where(Decision.client_id == view.who.id, Decision.deleted_at.is_(None))
    else:
        query = query.where(model.client_id == view.who.id)
    if model is Task:
        query = query.where(source.day.is_not(None))
    if before is not None:
        query = query.where(_after(source, before))
    return query.order_by(source.day.desc(), model.id.desc())


def _after(source: Source, before: Key) -> ColumnElement[bool]:
    """The rows of the source that come after `before` in the stream."""
    at: Any = before.moment
    if source.kind != "notes":
        at = before.moment.date()
        if before.moment.time() != _LATEST:
            # A touch of that day came last, so all that stands above the day's touches was read.
            return source.day < at  # type: ignore[no-any-return]
    same = source.day == at
    if source.rank == before.rank:
        return or_(source.day < at, and_(same, source.model.id < before.id))
    return source.day <= at if source.rank < before.rank else source.day < at  # type: ignore[no-any-return]


def _note_kinds(group: str, shareable: bool) -> Iterable[ColumnElement[bool]]:
    if group == "internal":
        yield Note.kind == "internal"
    if group == "touches" or shareable:
        yield Note.kind != "internal"


def _contact_name(contact_id: Any) -> Any:
    return select(Contact.name).where(Contact.id == contact_id).scalar_subquery().label("contact")


def _sources(view: RecordView) -> tuple[Source, ...]:
    """The tables of the stream; the day of an open promise rests on the day of the view."""
    p, c, d = Promise, Complaint, Decision
    overdue = and_(p.due_on.is_not(None), p.due_on < view.as_of)
    promised = func.coalesce(p.fulfilled_on, p.ended_on, case((overdue, p.due_on), else_=p.made_on))
    told = func.coalesce(c.thanked_on, c.told_on, c.resolved_on, c.responded_on, c.received_on)
    decided = func.coalesce(d.debriefed_on, d.decided_on, d.raised_on)
    t, o, v, s, a = Threat, Offer, VoiceCheck, Survey, Attempt
    n, body = Note, func.substr(Note.body, 1, TEXT).label("body")
    remark = func.substr(c.remark, 1, TEXT).label("remark")
    note = (n.kind, n.started_by, n.author, n.contacts, n.subject, body, n.mood, n.pinned)
    argued = (a.decision_id, a.made_by, _contact_name(a.contact_id), a.channel, a.argument, a.response)
    made: list[tuple[str, Any, Any, tuple[Any, ...]]] = [
        ("notes", n, n.happened_at, note),
        ("decisions", d, decided, (d.ref, d.title, d.client_wish, d.lesson)),
        ("attempts", a, a.made_on, (*argued, d.title)),
        ("complaints", c, told, (c.ref, remark, c.raised_by, c.category, c.change_made)),
        ("voice_checks", v, v.asked_on, (v.answer, v.words, _contact_name(v.contact_id))),
        ("surveys", s, s.answered_on, (s.kind, s.score, s.highest, s.comment, _contact_name(s.contact_id))),
        ("promises", p, promised, (p.ref, p.text, p.side, p.made_by, p.note)),
        ("agreements", Agreement, Agreement.starts_on, (Agreement.ref, Agreement.title, Agreement.ends_on)),
        ("purchases", Purchase, Purchase.bought_on, (Purchase.amount, Purchase.item, Purchase.invoice)),
        ("costs", Cost, Cost.spent_on, (Cost.amount, Cost.what)),
        ("threats", t, func.coalesce(t.outcome_on, t.made_on), (t.ref, t.wording, t.made_by, t.competitor)),
        ("offers", o, func.coalesce(o.decided_on, o.made_on), (o.kind, o.trigger, o.cost, o.outcome, o.note)),
        ("referrals", Referral, Referral.made_on, (Referral.referred, Referral.outcome)),
        ("judgements", Judgement, Judgement.judged_on, (Judgement.about, Judgement.value, Judgement.reason)),
        (
            "tasks",
            Task,
            func.coalesce(Task.done_on, Task.due_on),
            (Task.text, Task.kind, Task.who, Task.done_on),
        ),
    ]
    return tuple(Source(each[0], rank, *each[1:]) for rank, each in enumerate(made))


def first_day(rows: Iterable[TimelineRow]) -> date | None:
    """The day of the oldest row read so far."""
    return min((row.day for row in rows), default=None)
