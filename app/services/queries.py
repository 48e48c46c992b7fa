"""Queries that are built and compiled once and then run on the driver itself.

SQLAlchemy writes the SQL for the dialect of the book and converts the values; what is left out is the work
that it does anew for every execution and every row. For reading many small lists quickly: opening a client
asks some twenty tables.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Date, Dialect

Convert = Callable[[Any], Any]
# From so many rows on, reading columns one value at a time is faster than turning all rows at once.
_MANY_ROWS = 64
# How many days are remembered: a book of fifty years has fewer.
_MOST_DAYS = 20_000


class _Plan(NamedTuple):
    """One dialect's SQL, how its values are bound (name or None, conversion, constant), and read."""

    sql: str
    positional: bool
    binds: tuple[tuple[str, str | None, Convert | None, Any], ...]
    reads: tuple[tuple[int, Convert], ...]
    columns: tuple[Callable[[Any], Any], ...]


class Query:
    """A SELECT with named values (`bindparam`), compiled at its first use for each dialect.

    No value may be a list: `IN` with a list is rendered anew for each of its lengths.
    """

    def __init__(self, statement: Any) -> None:
        self._statement: Any = statement
        self._plans: dict[str, _Plan] = {}
        self._named: Any = None

    def tuples(self, connection: Connection, values: dict[str, Any]) -> Iterable[tuple[Any, ...]]:
        """Every row as a plain tuple, its values converted as the columns' types say."""
        dialect = connection.dialect
        plan = self._plans.get(dialect.name) or self._compile(dialect)
        given = [
            constant if key is None else convert(values[key]) if convert else values[key]
            for _name, key, convert, constant in plan.binds
        ]
        sent: Any = tuple(given)
        if not plan.positional:
            sent = {bind[0]: value for bind, value in zip(plan.binds, given, strict=True)}
        return _converted(asked(connection, plan.sql, sent), plan)

    def rows(self, connection: Connection, values: dict[str, Any]) -> list[Any]:
        """Every row as a tuple whose values also have the names of the columns."""
        if self._named is None:
            # As `_make`, without its check: each row has as many values as the statement has columns.
            self._named = partial(tuple.__new__, _named_tuple(self._statement))
        return list(map(self._named, self.tuples(connection, values)))

    def _compile(self, dialect: Dialect) -> _Plan:
        compiled: Any = self._statement.compile(dialect=dialect)
        names = compiled.positiontup if compiled.positional else list(compiled.binds)
        plan = _Plan(
            sql=str(compiled),
            positional=compiled.positional,
            binds=tuple(_bind(name, compiled.binds[name], dialect) for name in names or ()),
            reads=_reads(self._statement, dialect),
            columns=tuple(map(itemgetter, range(len(self._statement.selected_columns)))),
        )
        self._plans[dialect.name] = plan
        return plan


def _named_tuple(statement: Any) -> Any:
    names = [str(column.key) for column in statement.selected_columns]
    return namedtuple("Row", names)


def _bind(name: str, bind: Any, dialect: Dialect) -> tuple[str, str | None, Convert | None, Any]:
    convert = bind.type.dialect_impl(dialect).bind_processor(dialect)
    if bind.required:
        return name, bind.key, convert, None
    value = bind.effective_value
    return name, None, None, convert(value) if convert else value


def asked(connection: Connection, sql: str, sent: Any) -> list[Any]:
    """All rows from the driver; who counts the statements of the engine hears of this one too."""
    cursor: Any = connection.connection.cursor()
    try:
        for listener in connection.dispatch.before_cursor_execute:
            listener(connection, cursor, sql, sent, None, False)
        cursor.execute(sql, sent)
        rows: list[Any] = cursor.fetchall()
    finally:
        cursor.close()
    return rows


class _Days(dict[Any, Any]):
    """Texts as the days they stand for, parsed once each: a book has few days, and many records of each."""

    def __init__(self, parse: Convert) -> None:
        super().__init__()
        self._parse = parse

    def __missing__(self, text: Any) -> Any:
        if len(self) >= _MOST_DAYS:
            self.clear()
        day = self[text] = self._parse(text)
        return day


def _reads(statement: Any, dialect: Dialect) -> tuple[tuple[int, Convert], ...]:
    """The columns whose values the driver does not give as Python's own, with their conversions."""
    types = [column.type for column in statement.selected_columns]
    found = [_reading(each, dialect) for each in types]
    return tuple((at, convert) for at, convert in enumerate(found) if convert is not None)


def _reading(kind: Any, dialect: Dialect) -> Convert | None:
    convert: Convert | None = kind.dialect_impl(dialect).result_processor(dialect, None)
    return _Days(convert).__getitem__ if convert is not None and isinstance(kind, Date) else convert


def _converted(rows: list[Any], plan: _Plan) -> Iterable[tuple[Any, ...]]:
    """Whole columns at once, which is several times as fast as row by row."""
    if not rows or not plan.reads:
        return rows
    columns = _columns(rows, plan)
    for at, convert in plan.reads:
        columns[at] = map(convert, columns[at])
    return zip(*columns, strict=True)


def _columns(rows: Sequence[Any], plan: _Plan) -> list[Iterable[Any]]:
    if len(rows) < _MANY_ROWS:
        return list(zip(*rows, strict=True))
    return [map(column, rows) for column in plan.columns]
