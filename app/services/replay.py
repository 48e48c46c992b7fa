"""Puts the rows of a gesture back as they were, or forth again."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    Connection,
    String,
    Table,
    UniqueConstraint,
    cast,
    delete,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.orm import Session

from app.models import Change
from app.models.engine import defer_foreign_keys
from app.services import rows
from app.services.rows import Row, RowChange

# Between the first and the last key of a run of rows that a bulk insert made.
RUN = ".."


def run_key(run: tuple[int, int]) -> str:
    """How the journal names a run of rows."""
    return f"{run[0]}{RUN}{run[1]}"


def _run(key: str) -> tuple[int, int] | None:
    first, found, last = key.partition(RUN)
    return (int(first), int(last)) if found and first.isdigit() and last.isdigit() else None


def in_run(key: str, row_id: int | str) -> bool:
    """Whether the journal's key is a run that holds the row."""
    run = _run(key)
    return run is not None and isinstance(row_id, int) and run[0] <= row_id <= run[1]


@dataclass(slots=True)
class _Work:
    """What is to happen in one table: rows to bring back whole, columns to set, rows to take out."""

    table: Table
    bring: list[Row] = field(default_factory=list)
    change: dict[Any, Row] = field(default_factory=dict)
    take: set[Any] = field(default_factory=set)
    take_runs: list[tuple[int, int]] = field(default_factory=list)


def apply(session: Session, gesture_id: int, *, backwards: bool) -> list[RowChange]:
    """Undo or redo the gesture's changes in the session's transaction; returns them as whole rows."""
    connection = session.connection()
    works: dict[str, _Work] = {}
    changes = session.scalars(select(Change).where(Change.gesture_id == gesture_id).order_by(Change.id))
    for change in changes.all():
        work = works.setdefault(change.table_name, _Work(rows.covered()[change.table_name]))
        if (run := _run(change.row_key)) and work.table.name != "settings":
            _plan_run(connection, work, change, run, backwards=backwards)
        else:
            _plan(work, change, backwards=backwards)
    return _carry_out(connection, list(works.values()))


def _plan(work: _Work, change: Change, *, backwards: bool) -> None:
    old, new = rows.from_json(work.table, change.old), rows.from_json(work.table, change.new)
    there, wanted = (new, old) if backwards else (old, new)
    key: Any = change.row_key if work.table.name == "settings" else int(change.row_key)
    if wanted is None:
        work.take.add(key)
    elif there is None:
        work.bring.append(wanted)
    else:
        work.change[key] = wanted


def _plan_run(
    connection: Connection, work: _Work, change: Change, run: tuple[int, int], *, backwards: bool
) -> None:
    """Rows of a bulk insert: undone, the journal keeps their values; done, only their keys."""
    if backwards:
        found = rows.read_run(connection, work.table, *run)
        kept = json.dumps([rows.to_json(row) for row in found.values()])
        work.take_runs.append(run)
    else:
        texts = json.loads(change.new or "[]")
        work.bring.extend(row for t in texts if (row := rows.from_json(work.table, t)) is not None)
        kept = None
    connection.execute(update(Change).where(Change.id == change.id).values(new=kept))


def _carry_out(connection: Connection, works: list[_Work]) -> list[RowChange]:
    """All values first, what goes away last: rows that stay have then let go of it."""
    defer_foreign_keys(connection)
    before = {work.table.name: _present(connection, work) for work in works}
    for work in works:
        _park(connection, work)
    for work in works:
        if work.bring:
            connection.execute(insert(work.table), work.bring)
    for work in works:
        _set_columns(connection, work)
    for work in works:
        _take_out(connection, work)
    return [change for work in works for change in _compared(connection, work, before[work.table.name])]


def _present(connection: Connection, work: _Work) -> dict[Any, Row]:
    column = rows.key_column(work.table)
    keys = {*work.change, *work.take, *(row[column.name] for row in work.bring)}
    found = rows.read(connection, work.table, keys)
    for run in work.take_runs:
        found.update(rows.read_run(connection, work.table, *run))
    return found


def _park(connection: Connection, work: _Work) -> None:
    """Rows that change or lose a unique value let go of it first, so that two may swap theirs."""
    for column in _unique_columns(work.table):
        keys = [k for k, values in work.change.items() if column in values] + list(work.take)
        key = rows.key_column(work.table)
        aside = literal("\x7f") + cast(key, String)
        parked = update(work.table).values(_keeping_stamp(work.table, {column: aside}))
        for batch in rows.batches(sorted(keys)):
            connection.execute(parked.where(key.in_(batch)))
        for first, last in work.take_runs:
            connection.execute(parked.where(key.between(first, last)))


def _unique_columns(table: Table) -> list[str]:
    """The columns whose values users choose and the book keeps unique; a uid never goes to another row."""
    names = {c.name for index in table.indexes if index.unique for c in index.columns}
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            names |= {c.name for c in constraint.columns}
    return sorted(names - {"uid"})


def _keeping_stamp(table: Table, values: Row) -> Row:
    """Without a value of its own, `changed_at` would be set to now."""
    stamp = table.columns.get("changed_at")
    return values if stamp is None else {"changed_at": stamp} | values


def _set_columns(connection: Connection, work: _Work) -> None:
    key = rows.key_column(work.table)
    for row_key, values in work.change.items():
        changed = update(work.table).where(key == row_key).values(_keeping_stamp(work.table, values))
        connection.execute(changed)


def _take_out(connection: Connection, work: _Work) -> None:
    key = rows.key_column(work.table)
    for batch in rows.batches(sorted(work.take)):
        connection.execute(delete(work.table).where(key.in_(batch)))
    for first, last in work.take_runs:
        connection.execute(delete(work.table).where(key.between(first, last)))


def _compared(connection: Connection, work: _Work, before: dict[Any, Row]) -> list[RowChange]:
    after = _present(connection, work)
    return [RowChange(work.table.name, k, before.get(k), after.get(k)) for k in {**before, **after}]
