"""The trash: what was deleted, taking it back, and emptying it (UX.md, Behaviour 2).

Deleting marks a record; what belongs to a client or a decision goes along under the same stamp, so that
restoring brings back exactly what went with it and nothing that was deleted before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.i18n import _
from app.models import RECORDS, Attempt, Client, Decision, Record
from app.models.base import Keyed, Referenced, utc_now
from app.services.records.fields import refuse_taken, table_of

MODELS: dict[str, type[Record]] = {model.__tablename__: model for model in RECORDS}
KEEP_DAYS = 30
_LABELS = ("name", "title", "text", "subject", "wording", "argument", "remark", "item", "what", "referred")


@dataclass(frozen=True)
class Trashed:
    """One record in the trash; `deleted_at` is UTC, `client` the name of the client it belonged to."""

    kind: str
    id: int
    label: str
    ref: str
    client: str
    deleted_at: datetime


def the_record(session: Session, kind: str, record_id: int) -> Any:
    """A record outside the trash by its table and id; raises `NotFound`."""
    record = session.get(MODELS[kind], record_id)
    if record is None or record.deleted_at is not None:
        raise NotFound(_("This record is no longer in the book."), _("Look in the trash."))
    return record


def delete(session: Session, record: Record) -> None:
    """Put a record into the trash with everything that belongs to it alone."""
    stamp = utc_now()
    for model, clause in _belongings(record):
        kept = (clause, model.deleted_at.is_(None))
        session.execute(update(model).where(*kept).values(deleted_at=stamp))
    record.deleted_at = stamp
    session.flush()


def delete_record(session: Session, *, kind: str, record_id: int) -> None:
    """Put the record of a table into the trash; raises `NotFound` if it is not there."""
    delete(session, the_record(session, kind, record_id))


def restore(session: Session, *, kind: str, record_id: int) -> None:
    """Take a record out of the trash with what went along.

    Raises `NotFound` where it is not in the trash, and `InvalidInput` where its name or ref was given
    to another one meanwhile.
    """
    record: Any = session.get(MODELS[kind], record_id)
    if record is None or record.deleted_at is None:
        raise NotFound(_("This record is not in the trash."))
    column = "name" if isinstance(record, Keyed) else "ref" if isinstance(record, Referenced) else None
    if column is not None:
        refuse_taken(session, MODELS[kind], {column: getattr(record, column)}, record.id)
    for model, clause in _belongings(record):
        together = (clause, model.deleted_at == record.deleted_at)
        session.execute(update(model).where(*together).values(deleted_at=None))
    record.deleted_at = None
    session.flush()


def contents(session: Session) -> list[Trashed]:
    """What lies in the trash, newest first; what went along with a client or decision is not listed apart."""
    names = {row[0]: (row[1], row[2]) for row in session.execute(_client_names())}
    found = [item for model in RECORDS for item in _trashed(session, model, names)]
    return sorted(found, key=lambda item: (item.deleted_at, item.id), reverse=True)


def empty(session: Session, *, before: datetime | None = None) -> int:
    """Delete for good what lies in the trash, or what was put there before a UTC moment; says how many."""
    count = 0
    for model in reversed(RECORDS):
        query = select(model).where(model.deleted_at.is_not(None))
        for record in session.scalars(query if before is None else query.where(model.deleted_at < before)):
            session.delete(record)
            count += 1
        session.flush()
    return count


def outdated(now: datetime) -> datetime:
    """What was deleted before this UTC moment has lain in the trash long enough."""
    return now - timedelta(days=KEEP_DAYS)


def _belongings(record: Record) -> Iterator[tuple[type[Any], Any]]:
    """The tables whose records belong to this one alone, with the clause that finds them."""
    if isinstance(record, Client):
        for model in RECORDS:
            if "client_id" in table_of(model).columns:
                yield model, table_of(model).c.client_id == record.id
        decisions = select(Decision.id).where(Decision.client_id == record.id)
        yield Attempt, Attempt.decision_id.in_(decisions)
    elif isinstance(record, Decision):
        yield Attempt, Attempt.decision_id == record.id


def _client_names() -> Any:
    return select(Client.id, Client.name, Client.deleted_at)


def _trashed(
    session: Session, model: type[Record], names: dict[int, tuple[str, datetime | None]]
) -> Iterator[Trashed]:
    for record in session.scalars(select(model).where(model.deleted_at.is_not(None))):
        assert record.deleted_at is not None  # noqa: S101 - the query asked for it
        client_id = getattr(record, "client_id", None)
        if isinstance(record, Attempt):
            decision = session.get(Decision, record.decision_id)
            if decision is None or decision.deleted_at == record.deleted_at:
                continue
            client_id = decision.client_id
        name, client_deleted = names.get(client_id, ("", None)) if client_id else ("", None)
        if client_deleted == record.deleted_at:
            continue
        label = next((str(text) for key in _LABELS if (text := getattr(record, key, None))), "")
        ref = str(getattr(record, "ref", ""))
        yield Trashed(model.__tablename__, record.id, label, ref, name, record.deleted_at)
