"""The timeline of a client: everything on record, newest first, read in windows by keyset.

A record stands at the last day something happened to it (a complaint at its telling, a promise at its
fulfilment, an overdue one at its due day); what has a day and no hour stands above that day's touches.
Pinned notes stand apart, above the stream.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Date,
    DateTime,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Session

from app.models import (
    Agreement,
    Attempt,
    Complaint,
    Contact,
    Cost,
    Decision,
    Goal,
    Judgement,
    Note,
    Offer,
    Period,
    Promise,
    Purchase,
    Referral,
    Survey,
    Task,
    Threat,
    VoiceCheck,
)
from app.services.queries import Query
from app.services.search.questions import found_ids
from app.views.record.page import RecordView
from app.views.record.timeline_given import MAKERS, SHAREABLE
from app.views.record.timeline_rows import TimelineRow

WINDOW = 60
TEXT = 400
MOST_FOUND = 5000
_LATEST = time.max
_PLACE = itemgetter(0)
# The chips above the stream; what belongs to none of them stands in `all` alone.
GROUPS: dict[str, tuple[str, ...]] = {
    "touches": ("notes",),
    "disputes": ("decisions", "attempts"),
    "complaints": ("complaints",),
    "promises": ("promises", "agreements", "goals"),
    "retention": ("threats", "offers", "judgements"),
    "money": ("purchases", "costs"),
    "internal": ("notes",),
}
# Nothing of these may be seen by the client (DOMAIN.md, Two audiences).
INTERNAL_KINDS = frozenset(MAKERS) - frozenset(SHAREABLE)


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
    table: Any
    day: Any
    columns: tuple[Any, ...]


def counts(view: RecordView, *, shareable: bool = False) -> dict[str, int]:
    """How many records each chip stands for; `all` is the whole stream."""
    h = view.whole
    internal = sum(n.kind == "internal" for n in h.notes)
    found = {
        "touches": len(h.notes) - internal,
        "disputes": len(h.decisions) + sum(len(d.attempts) for d in h.decisions),
        "complaints": len(h.complaints),
        "promises": len(h.promises) + len(h.agreements) + len(h.goals),
        "retention": len(h.threats) + len(h.offers) + len(h.judgements),
        "money": len(h.purchases) + len(h.costs),
        "internal": internal,
    }
    tasks = sum((t.done_on or t.due_on) is not None for t in h.tasks)
    others = len(h.voice_checks) + len(h.surveys) + len(h.referrals) + tasks + _earlier_times(view)
    if shareable:
        found |= {
            "disputes": len(h.decisions),
            "retention": 0,
            "internal": 0,
            "money": len(h.purchases),
        }
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

    `shareable` leaves out what the client must not see. Pinned notes are not among them: `pinned`.
    """
    found: list[tuple[Key, Source, Any]] = []
    connection = session.connection()
    values = {"client_id": view.who.id, "as_of": view.as_of, "limit": limit}
    for source in _wanted(view, group, shareable):
        notes = _note_filter(group, shareable) if source.kind == "notes" else ""
        place = _place(source, before)
        if before is not None:
            at = before.moment if source.kind == "notes" else before.moment.date()
            values |= {"before": at, "before_id": before.id}
        rows = _query(source.kind, place, notes).rows(connection, values)
        found += [(_key(source, row), source, row) for row in rows]
    return _made(view, found, limit, shareable=shareable)


def pinned(
    session: Session, view: RecordView, *, group: str = "all", shareable: bool = False
) -> tuple[TimelineRow, ...]:
    """The notes that somebody pinned, newest first."""
    source = next((s for s in _wanted(view, group, shareable) if s.kind == "notes"), None)
    if source is None:
        return ()
    values = {"client_id": view.who.id}
    rows = _pinned(_note_filter(group, shareable)).rows(session.connection(), values)
    return _made(view, [(_key(source, row), source, row) for row in rows], shareable=shareable)


def matching(
    session: Session, view: RecordView, words: str, *, group: str = "all", shareable: bool = False
) -> tuple[TimelineRow, ...]:
    """What of it all, pinned or not, holds every typed word; of many the newest `MOST_FOUND`."""
    ids = found_ids(session, words, client_id=view.who.id, limit=MOST_FOUND)
    found: list[tuple[Key, Source, Any]] = []
    values = {"client_id": view.who.id, "as_of": view.as_of}
    for source in _wanted(view, group, shareable):
        if source.kind in ids:
            notes = _note_filter(group, shareable) if source.kind == "notes" else ""
            query = _select(source, notes).where(source.table.c.id.in_(ids[source.kind]))
            found += [(_key(source, row), source, row) for row in session.execute(query, values)]
    return _made(view, found, shareable=shareable)


def _wanted(view: RecordView, group: str, shareable: bool) -> list[Source]:
    """The tables that hold something of a group."""
    kinds = GROUPS.get(group)
    return [
        s
        for s in _sources()
        if (kinds is None or s.kind in kinds)
        and not (shareable and s.kind in INTERNAL_KINDS)
        and _any(view, s.kind)
    ]


def _made(
    view: RecordView,
    found: list[tuple[Key, Source, Any]],
    limit: int | None = None,
    *,
    shareable: bool = False,
) -> tuple[TimelineRow, ...]:
    """The newest `limit` of what was found, newest first, in words; the rest is not put into words."""
    newest_first = sorted(found, key=_PLACE, reverse=True)[:limit]
    makers = SHAREABLE if shareable else MAKERS
    return tuple([makers[source.kind](view, key, row) for key, source, row in newest_first])


def _any(view: RecordView, kind: str) -> bool:
    """Whether the client has records of the kind at all; asking a table that holds none takes as long."""
    if kind == "attempts":
        return any(d.attempts for d in view.whole.decisions)
    if kind == "periods":
        return _earlier_times(view) > 0
    return bool(getattr(view.whole, kind))


def _earlier_times(view: RecordView) -> int:
    """How many times as our client have a record of their own; the present or last one stands on the client."""
    return len(view.whole.client.losses) - (view.who.lost_on is not None)


def _key(source: Source, row: Any) -> Key:
    when = row.day
    moment = when if isinstance(when, datetime) else datetime.combine(when, _LATEST)
    return Key(moment, source.rank, row.id)


def _note_filter(group: str, shareable: bool) -> str:
    if group == "internal":
        return "internal"
    return "touches" if group == "touches" or shareable else ""


def _place(source: Source, before: Key | None) -> str:
    """How the rows that come after `before` compare with its day: `first`, `<`, `<=`, or `same` kind."""
    if before is None:
        return "first"
    if source.kind != "notes" and before.moment.time() != _LATEST:
        # A touch of that day came last, so all that stands above the day's touches was read.
        return "<"
    if source.rank == before.rank:
        return "same"
    return "<=" if source.rank < before.rank else "<"


@cache
def _query(kind: str, place: str, notes: str) -> Query:
    """One window of one table, made once: building and looking up a query costs more than running it."""
    source = next(s for s in _sources() if s.kind == kind)
    query = _select(source, notes)
    if kind == "notes":
        query = query.where(Note.__table__.c.pinned.is_not(True))
    if place != "first":
        query = query.where(_after(source, place))
    query = query.order_by(source.day.desc(), source.table.c.id.desc())
    return Query(query.limit(bindparam("limit", type_=Integer)))


@cache
def _pinned(notes: str) -> Query:
    source = next(s for s in _sources() if s.kind == "notes")
    return Query(_select(source, notes).where(Note.__table__.c.pinned == true()))


def _select(source: Source, notes: str) -> Select[Any]:
    """All rows of one table that belong to the client; of notes those that `notes` names."""
    t, d, kind = source.table, Decision.__table__, source.kind
    query = select(t.c.id, source.day.label("day"), *source.columns).where(t.c.deleted_at.is_(None))
    if kind == "attempts":
        query = query.join(d, d.c.id == t.c.decision_id).where(d.c.deleted_at.is_(None))
        query = query.where(d.c.client_id == bindparam("client_id"))
    else:
        query = query.where(t.c.client_id == bindparam("client_id"))
    if kind == "tasks":
        query = query.where(source.day.is_not(None))
    if notes:
        query = query.where(t.c.kind == "internal" if notes == "internal" else t.c.kind != "internal")
    return query


def _after(source: Source, place: str) -> ColumnElement[bool]:
    """The rows of the source that come after `before` in the stream."""
    at = bindparam("before", type_=DateTime() if source.kind == "notes" else Date())
    if place == "same":
        same = and_(source.day == at, source.table.c.id < bindparam("before_id"))
        return or_(source.day < at, same)
    later: ColumnElement[bool] = source.day <= at if place == "<=" else source.day < at
    return later


def _contact_name(contact_id: Any) -> Any:
    c = Contact.__table__.c
    return select(c.name).where(c.id == contact_id).scalar_subquery().label("contact")


@cache
def _sources() -> tuple[Source, ...]:
    """The tables of the stream; the day of an open promise rests on the day of the view."""
    n, d, a, c = Note.__table__.c, Decision.__table__.c, Attempt.__table__.c, Complaint.__table__.c
    p, t, o, s = Promise.__table__.c, Threat.__table__.c, Offer.__table__.c, Survey.__table__.c
    v, g, b, k = VoiceCheck.__table__.c, Agreement.__table__.c, Purchase.__table__.c, Cost.__table__.c
    r, j, x = Referral.__table__.c, Judgement.__table__.c, Task.__table__.c
    w, e = Goal.__table__.c, Period.__table__.c
    as_of = bindparam("as_of", type_=Date())
    overdue = and_(p.due_on.is_not(None), p.due_on < as_of)
    promised = func.coalesce(p.fulfilled_on, p.ended_on, case((overdue, p.due_on), else_=p.made_on))
    late = and_(w.due_on.is_not(None), w.due_on < as_of)
    aimed = func.coalesce(w.reached_on, w.dropped_on, case((late, w.due_on), else_=w.set_on))
    told = func.coalesce(c.thanked_on, c.told_on, c.resolved_on, c.responded_on, c.received_on)
    decided = func.coalesce(d.debriefed_on, d.decided_on, d.raised_on)
    body = func.substr(n.body, 1, TEXT).label("body")
    remark = func.substr(c.remark, 1, TEXT).label("remark")
    note = (n.kind, n.started_by, n.author, n.contacts, n.subject, body, n.mood, n.pinned)
    argued = (a.decision_id, a.made_by, _contact_name(a.contact_id), a.channel, a.argument, a.response)
    made: list[tuple[Any, Any, tuple[Any, ...]]] = [
        (Note, n.happened_at, note),
        (Decision, decided, (d.ref, d.title, d.client_wish, d.lesson)),
        (Attempt, a.made_on, (*argued, d.title)),
        (Complaint, told, (c.ref, remark, c.raised_by, c.category, c.change_made)),
        (VoiceCheck, v.asked_on, (v.answer, v.words, _contact_name(v.contact_id))),
        (Survey, s.answered_on, (s.kind, s.score, s.highest, s.comment, _contact_name(s.contact_id))),
        (Promise, promised, (p.ref, p.text, p.side, p.made_by, p.note)),
        (Agreement, g.starts_on, (g.ref, g.title, g.ends_on)),
        (Purchase, b.bought_on, (b.amount, b.item, b.invoice)),
        (Cost, k.spent_on, (k.amount, k.what, k.hours, k.beyond_scope)),
        (Threat, func.coalesce(t.outcome_on, t.made_on), (t.ref, t.wording, t.made_by, t.competitor)),
        (Offer, func.coalesce(o.decided_on, o.made_on), (o.kind, o.trigger, o.cost, o.outcome, o.note)),
        (Referral, r.made_on, (r.referred, r.outcome)),
        (Judgement, j.judged_on, (j.about, j.value, j.reason)),
        (Task, func.coalesce(x.done_on, x.due_on), (x.text, x.kind, x.who, x.done_on)),
        (Goal, aimed, (w.ref, w.goal, w.measure, w.due_on, w.reached_on, w.dropped_on, w.result)),
        (Period, e.lost_on, (e.since, e.lost_reason)),
    ]
    return tuple(
        Source(model.__tablename__, rank, model.__table__, day, columns)
        for rank, (model, day, columns) in enumerate(made)
    )
