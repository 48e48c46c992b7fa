"""Rows of any table as plain values, for the journal: which tables it covers, and how values are written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Column, ColumnElement, Connection, Table, select

from app.models import Base

Row = dict[str, Any]
# What the user did not do by a gesture, or what tells of gestures.
_NOT_COVERED = frozenset({"drafts", "gestures", "changes", "identity", "contents", "lineage"})
_BATCH = 500


class RowChange(NamedTuple):
    """One row before and after: all its columns, `None` where there was no row. `id` is its primary key."""

    table: str
    id: Any
    old: Row | None
    new: Row | None


@cache
def covered() -> dict[str, Table]:
    """The tables whose changes the journal keeps, by name."""
    return {name: table for name, table in Base.metadata.tables.items() if name not in _NOT_COVERED}


def key_column(table: Table) -> Column[Any]:
    """The primary key: every covered table has one column for it."""
    (column,) = table.primary_key.columns
    return column


def read(connection: Connection, table: Table, keys: Iterable[Any]) -> dict[Any, Row]:
    """The rows with these keys, by key; rows that are not there are left out."""
    found: dict[Any, Row] = {}
    column = key_column(table)
    for batch in batches(sorted(keys)):
        found.update(_rows(connection, table, column, column.in_(batch)))
    return found


def read_run(connection: Connection, table: Table, first: int, last: int) -> dict[Any, Row]:
    """The rows whose keys lie in the run, ends included, by key."""
    column = key_column(table)
    return _rows(connection, table, column, column.between(first, last))


def read_where(connection: Connection, table: Table, *clauses: ColumnElement[bool]) -> dict[Any, Row]:
    """The rows that the clauses choose, by key."""
    return _rows(connection, table, key_column(table), *clauses)


def _rows(
    connection: Connection, table: Table, key: Column[Any], *clauses: ColumnElement[bool]
) -> dict[Any, Row]:
    result = connection.execute(select(table).where(*clauses))
    return {row[key.name]: dict(row) for row in result.mappings()}


def batches(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    """The values in parts that fit one statement."""
    for start in range(0, len(values), _BATCH):
        yield values[start : start + _BATCH]


def runs(keys: Iterable[int]) -> list[tuple[int, int]]:
    """The keys as runs of neighbours, `[3, 4, 5, 9]` → `[(3, 5), (9, 9)]`, none longer than a batch."""
    found: list[tuple[int, int]] = []
    for key in sorted(set(keys)):
        if found and key == found[-1][1] + 1 and key - found[-1][0] < _BATCH:
            found[-1] = (found[-1][0], key)
        else:
            found.append((key, key))
    return found


def to_json(row: Row | None) -> str | None:
    """A row's values as they are kept in the journal; days and moments are ISO texts."""
    return None if row is None else json.dumps({k: _plain(v) for k, v in row.items()}, ensure_ascii=False)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def from_json(table: Table, text: str | None) -> Row | None:
    """The values as they were before `to_json`."""
    if text is None:
        return None
    return typed(table, json.loads(text))


def typed(table: Table, row: Row) -> Row:
    """ISO texts become days and moments again, by the kind of their column."""
    return {name: _typed(table.columns[name], value) for name, value in row.items()}


def _typed(column: Column[Any], value: Any) -> Any:
    kind = column.type.python_type
    if isinstance(value, str) and kind in (date, datetime):
        return kind.fromisoformat(value)
    return value
