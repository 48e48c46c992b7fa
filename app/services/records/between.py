"""What must hold between records: forms, imports and `condica check` all read it here.

A record names only records of its own client; a decision is argued no more often than its limit allows,
save with a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Column, Select, Table, func, or_, select
from sqlalchemy.orm import Session

from app.errors import InvalidInput
from app.i18n import _
from app.models import ALL_RECORDS, Attempt, Client, Decision, Record
from app.services import settings_store

DECISIONS = "decisions"


class Mate(NamedTuple):
    """A column of `table` that names a record of `other`, which must be the same client's."""

    table: Table
    column: Column[Any]
    other: Table


class Argued(NamedTuple):
    """A decision argued without a reason more often than its limit allows."""

    decision_id: int
    ref: str
    times: int
    limit: int


@cache
def mates() -> tuple[Mate, ...]:
    """Every column that names a record of the same client, read off the mappings."""
    return tuple(
        Mate(table, column, other)
        for table in _tables()
        for column in table.columns
        if (other := _mate_of(column)) is not None
    )


def _tables() -> list[Table]:
    return [t for model in ALL_RECORDS if isinstance(t := model.__table__, Table)]


def _mate_of(column: Column[Any]) -> Table | None:
    if column.name in ("client_id", "decision_id") or not column.foreign_keys:
        return None
    (reference,) = column.foreign_keys
    other = reference.column.table
    return other if isinstance(other, Table) and "client_id" in other.columns else None


def strangers(mate: Mate) -> Select[Any]:
    """The records outside the trash that name another client's record in the column."""
    table, column, whose = mate.table, mate.column, mate.other.alias()
    query = select(table).join(whose, column == whose.c.id).where(table.c.deleted_at.is_(None))
    if "client_id" in table.columns:
        return query.where(table.c.client_id != whose.c.client_id)
    decisions = Decision.__table__
    query = query.join(decisions, table.c.decision_id == decisions.c.id)
    return query.where(decisions.c.client_id != whose.c.client_id)


def is_argued_too_often(times: int, limit: int) -> bool:
    """Whether a decision was argued without a reason more often than its limit allows.

    Which attempt came first does not matter: one may be noted late, another may be in the trash.
    """
    return times > limit


def argued_too_often(session: Session, decision_ids: Iterable[int] | None = None) -> list[Argued]:
    """The decisions outside the trash for which `is_argued_too_often` holds, oldest first."""
    d, c = Decision, Client
    kept = (Attempt.deleted_at.is_(None), _has_no_reason(), d.deleted_at.is_(None))
    query = (
        select(d.id, d.ref, d.advice_limit, c.advice_limit, func.count())
        .join(Attempt, Attempt.decision_id == d.id)
        .join(c, d.client_id == c.id)
        .where(*kept)
        .group_by(d.id, d.ref, d.advice_limit, c.advice_limit)
        .order_by(d.id)
    )
    if decision_ids is not None:
        query = query.where(d.id.in_(list(decision_ids)))
    rows = session.execute(query).all()
    whole = settings_store.load(session).advice_limit if rows else 0
    return [
        Argued(key, ref, times, limit)
        for key, ref, own, clients, times in rows
        if is_argued_too_often(times, limit := limit_in_force(own, clients, whole))
    ]


def limit_in_force(decisions: int | None, clients: int | None, books: int) -> int:
    """How often a decision may be argued: its own limit, else the client's, else the book's."""
    return next((limit for limit in (decisions, clients) if limit is not None), books)


def _has_no_reason() -> Any:
    return or_(Attempt.override_reason.is_(None), func.trim(Attempt.override_reason) == "")


def keep_limits(session: Session) -> None:
    """After a limit was lowered for many: it does not reach back to what was argued before.

    A decision that was argued more often keeps what it had as its own limit.
    """
    for found in argued_too_often(session):
        decision = session.get(Decision, found.decision_id)
        if decision is not None:
            decision.advice_limit = found.times
    session.flush()


def refuse_unsound(session: Session, record: Record) -> None:
    """Raise `InvalidInput` where the record, as it is now, does not hold together with others."""
    _refuse_strangers(session, record)
    if isinstance(record, Attempt | Decision):
        decision_id = record.decision_id if isinstance(record, Attempt) else record.id
        for found in argued_too_often(session, [decision_id]):
            raise InvalidInput(
                _("{ref} was argued {times} times without a reason, but its limit is {limit}.").format(
                    **found._asdict()
                ),
                _("Implement the decision, or say why it must be argued once more."),
                field="override_reason" if isinstance(record, Attempt) else "advice_limit",
            )


def _refuse_strangers(session: Session, record: Record) -> None:
    table = record.__tablename__
    for mate in mates():
        if mate.table.name == table:
            named = getattr(record, mate.column.name)
            if named is not None and _client_of(session, mate.other, named) != _own_client(session, record):
                raise InvalidInput(_("This names a record of another client."), field=mate.column.name)


def refuse_tearing(session: Session, record: Record) -> None:
    """Raise `InvalidInput` where a record that went to another client is named by what stayed behind."""
    for mate in _naming(record.__tablename__):
        found = session.execute(strangers(mate).where(mate.column == record.id).limit(1)).first()
        if found is not None:
            raise InvalidInput(
                _("Other records of the client name this one; it cannot go to another."), field="client_id"
            )


def _naming(table: str) -> Iterator[Mate]:
    through_decision = (m for m in mates() if table == DECISIONS and "client_id" not in m.table.columns)
    yield from (mate for mate in mates() if mate.other.name == table)
    yield from through_decision


def _own_client(session: Session, record: Record) -> int | None:
    if isinstance(record, Attempt):
        return session.scalar(select(Decision.client_id).where(Decision.id == record.decision_id))
    client_id: int | None = getattr(record, "client_id", None)
    return client_id


def _client_of(session: Session, table: Table, record_id: int) -> int | None:
    return session.scalar(select(table.c.client_id).where(table.c.id == record_id))
