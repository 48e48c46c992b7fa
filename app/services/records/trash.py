"""The trash: deleting marks records, restoring unmarks them, after 30 days they are gone (UX.md, Behaviour 2).

What belongs to a record goes with it and comes back with it: all records of a client, the attempts of a
decision. They share one stamp, `deleted_at`, by which they are known to have gone together.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, select, update
from sqlalchemy import delete as sql_delete
from sqlalchemy.orm import Session

from app.domain.kinds import KINDS
from app.errors import NotAllowed
from app.i18n import _
from app.models import ALL_RECORDS, Attempt, Client, Decision, Period, Record
from app.models.tables.base import Keyed, Referenced, utc_now
from app.services import drafts, journal
from app.services.records.attachments import sweep
from app.services.records.between import refuse_unsound
from app.services.records.fields import refuse_overlap

# Days that a deleted record can be restored.
KEPT_DAYS = 30


class Trashed(NamedTuple):
    """A deleted record: what it is, whose, when it was deleted (UTC), and how many went with it."""

    table: str
    id: int
    name: str
    client: str | None
    deleted_at: datetime
    with_it: int


def delete(session: Session, record: Record) -> None:
    """Move the record and what belongs to it to the trash; nothing where it is there already."""
    if record.deleted_at is not None:
        return
    stamp = utc_now()
    for model, clause in _belonging(record):
        kept = update(model).where(clause, _deleted_at(model).is_(None))
        session.execute(kept.values(deleted_at=stamp))
    record.deleted_at = stamp
    session.flush()


def restore(session: Session, record: Record) -> None:
    """Bring a record and what went with it back from the trash.

    Raises `NotAllowed` where its client or decision is in the trash itself, or where its name or ref,
    or that of a record which went with it, has been taken meanwhile, and `InvalidInput` where it no
    longer fits what it names, such as a decision that was argued to its limit without it.
    """
    stamp = record.deleted_at
    if stamp is None:
        return
    _refuse_without_parent(session, record)
    together = [(model, clause & (_deleted_at(model) == stamp)) for model, clause in _belonging(record)]
    own = type(record), type(record).__table__.c.id == record.id
    for model, clause in [own, *together]:
        _refuse_taken(session, model, clause)
    if isinstance(record, Period):
        refuse_overlap(session, Period, vars(record), record.id)
    for model, clause in together:
        session.execute(update(model).where(clause).values(deleted_at=None))
    record.deleted_at = None
    session.flush()
    refuse_unsound(session, record)


def _belonging(record: Record) -> Iterator[tuple[type[Record], ColumnElement[bool]]]:
    """The models and clauses of the records that go where this one goes."""
    if isinstance(record, Decision):
        yield Attempt, Attempt.decision_id == record.id
    if isinstance(record, Client):
        decisions = select(Decision.id).where(Decision.client_id == record.id)
        yield Attempt, Attempt.decision_id.in_(decisions)
        for model in ALL_RECORDS:
            column = model.__table__.columns.get("client_id")
            if column is not None:
                yield model, column == record.id


def _deleted_at(model: type[Record]) -> Any:
    return model.__table__.c.deleted_at


def _refuse_without_parent(session: Session, record: Record) -> None:
    client_id = getattr(record, "client_id", None)
    parent: Record | None = session.get(Client, client_id) if client_id is not None else None
    if isinstance(record, Attempt):
        parent = session.get(Decision, record.decision_id)
    if parent is not None and parent.deleted_at is not None:
        raise NotAllowed(
            _("“{name}” is in the trash, too.").format(name=_name_of(parent)), _("Restore that one first.")
        )


def _refuse_taken(session: Session, model: type[Record], clause: ColumnElement[bool]) -> None:
    column = "name_key" if issubclass(model, Keyed) else "ref_key" if issubclass(model, Referenced) else None
    if column is None:
        return
    table = model.__table__
    wanted = select(table.c[column]).where(clause)
    kept = select(table.c[column.removesuffix("_key")]).where(table.c.deleted_at.is_(None))
    taken = session.scalars(kept.where(table.c[column].in_(wanted))).first()
    if taken is not None:
        raise NotAllowed(
            _("“{name}” is the name of another record meanwhile.").format(name=taken),
            _("Give that one another name, then restore this one."),
        )


def contents(session: Session) -> list[Trashed]:
    """What was deleted, newest first; what went along with another record is counted with that one."""
    found: list[Trashed] = []
    for model in ALL_RECORDS:
        query = select(model).where(_deleted_at(model).is_not(None))
        for record in session.scalars(query):
            if not _went_along(session, record):
                found.append(_trashed(session, record))
    return sorted(found, key=lambda item: item.deleted_at, reverse=True)


def _went_along(session: Session, record: Record) -> bool:
    if isinstance(record, Attempt):
        decision = session.get(Decision, record.decision_id)
        if decision is not None and decision.deleted_at == record.deleted_at:
            return True
        client_id: int | None = decision.client_id if decision else None
    else:
        client_id = getattr(record, "client_id", None)
    client = session.get(Client, client_id) if client_id is not None else None
    return client is not None and client.deleted_at == record.deleted_at


def _trashed(session: Session, record: Record) -> Trashed:
    assert record.deleted_at is not None  # noqa: S101 - asked for by the query
    client_id = getattr(record, "client_id", None)
    client = session.get(Client, client_id) if client_id is not None else None
    with_it = sum(
        len(session.scalars(select(model.id).where(clause, _deleted_at(model) == record.deleted_at)).all())
        for model, clause in _belonging(record)
    )
    return Trashed(
        record.__tablename__,
        record.id,
        _name_of(record),
        client.name if client else None,
        record.deleted_at,
        with_it,
    )


def _name_of(record: Record) -> str:
    """What the record is known by: its ref and the first of its telling texts."""
    names = KINDS[record.__tablename__].names
    said = next((str(value) for name in names if (value := getattr(record, name))), "")
    ref = getattr(record, "ref", None)
    return " ".join(part for part in (ref, said) if part) or f"#{record.id}"


def empty_older_than(session: Session, *, days: int = KEPT_DAYS, now: datetime | None = None) -> int:
    """Delete for good what has been in the trash for more than `days`; 0 empties it. Says how many.

    House-keeping, for `Book.transaction`: the gestures that touched these records can no longer be
    undone. `now` is UTC without a zone.
    """
    before = (now or utc_now()) - timedelta(days=days)
    gone: dict[str, list[int]] = {}
    uids: list[str] = []
    for model in ALL_RECORDS:
        for row in session.execute(select(model.id, model.uid).where(_deleted_at(model) <= before)):
            gone.setdefault(model.__tablename__, []).append(row.id)
            uids.append(row.uid)
    journal.forget_rows(session, gone)
    drafts.sweep(session, uids)
    for model in reversed(ALL_RECORDS):
        if model.__tablename__ in gone:
            session.connection().execute(sql_delete(model).where(_deleted_at(model) <= before))
    session.expire_all()
    sweep(session)
    return sum(len(ids) for ids in gone.values())
