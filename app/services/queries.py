"""Queries that are built and compiled once and then run on the driver itself.

SQLAlchemy writes the SQL for the dialect of the book and converts the values; what is left out is the work
that it does anew for every execution and every row. For reading many small lists quickly: opening a client
asks some twenty tables.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Date, Dialect

Convert = Callable[[Any], Any]
# From so many rows on, reading columns one value at a time is faster than turning all rows at once.
_MANY_ROWS = 64
# So many rows are read and converted together.
_TOGETHER = 2000
# How many days are remembered: a book of fifty years has fewer.
_MOST_DAYS = 20_000


class _Plan(NamedTuple):
    """One dialect's SQL, how its values are bound (name or None, conversion, constant), and read."""

    sql: str
    positional: bool
    binds: tuple[tuple[str, str | None, Convert | None, Any], ...]
    reads: tuple[tuple[int, Convert], ...]
    words: tuple[tuple[int, Convert], ...]
    columns: tuple[Callable[[Any], Any], ...]


class Query:
    """A SELECT with named values (`bindparam`), compiled at its first use for each dialect and its way of reading.

    No value may be a list: `IN` with a list is rendered anew for each of its lengths.
    """

    def __init__(self, statement: Any) -> None:
        self._statement: Any = statement
        self._plans: dict[tuple[str, Any], _Plan] = {}
        self._named: Any = None

    def tuples(self, connection: Connection, values: dict[str, Any]) -> Iterable[tuple[Any, ...]]:
        """Every row as a plain tuple, its values converted as the columns' types say."""
        dialect = connection.dialect
        plan = self._plans.get(_way(dialect)) or self._compile(dialect)
        given = [
            constant if key is None else convert(values[key]) if convert else values[key]
            for _name, key, convert, constant in plan.binds
        ]
        sent: Any = tuple(given)
        if not plan.positional:
            sent = {bind[0]: value for bind, value in zip(plan.binds, given, strict=True)}
        cursor = _sent(connection, plan.sql, sent)
        rows = cursor.fetchmany(_TOGETHER)
        if len(rows) == _TOGETHER:
            return chain.from_iterable(_in_parts(cursor, rows, plan))
        cursor.close()
        return _converted(rows, plan)

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
            words=_words(self._statement),
            columns=tuple(map(itemgetter, range(len(self._statement.selected_columns)))),
        )
        self._plans[_way(dialect)] = plan
        return plan


def _way(dialect: Dialect) -> tuple[str, Any]:
    """What makes a plan another one: an engine of a book reads past damaged values, others do not."""
    return dialect.name, dialect.colspecs.get(Date)


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
    cursor = _sent(connection, sql, sent)
    rows: list[Any] = cursor.fetchall()
    cursor.close()
    return rows


def _sent(connection: Connection, sql: str, sent: Any) -> Any:
    cursor: Any = connection.connection.cursor()
    for listener in connection.dispatch.before_cursor_execute:
        listener(connection, cursor, sql, sent, None, False)
    return cursor.execute(sql, sent)


def _in_parts(cursor: Any, rows: list[Any], plan: _Plan) -> Iterator[Iterable[tuple[Any, ...]]]:
    """The rows so many at a time: of hundreds of thousands only what they are made into takes memory."""
    while rows:
        yield _converted(rows, plan)
        rows = cursor.fetchmany(_TOGETHER)
    cursor.close()


class _Few(dict[Any, Any]):
    """What is read again and again, as one object each: a book has few days and words, and many records of each."""

    def __init__(self, parse: Convert) -> None:
        super().__init__()
        self._parse = parse

    def __missing__(self, text: Any) -> Any:
        if len(self) >= _MOST_DAYS:
            self.clear()
        value = self[text] = self._parse(text)
        return value


def _reads(statement: Any, dialect: Dialect) -> tuple[tuple[int, Convert], ...]:
    """The columns whose values the driver does not give as Python's own, with their conversions."""
    found = [_reading(column.type, dialect) for column in statement.selected_columns]
    return tuple((at, convert) for at, convert in enumerate(found) if convert is not None)


def _reading(kind: Any, dialect: Dialect) -> Convert | None:
    convert: Convert | None = kind.dialect_impl(dialect).result_processor(dialect, None)
    return _Few(convert).__getitem__ if convert is not None and isinstance(kind, Date) else convert


def _words(statement: Any) -> tuple[tuple[int, Convert], ...]:
    """The columns that hold one of a few words; of many rows each word is kept once."""
    infos = [getattr(column, "info", {}) for column in statement.selected_columns]
    return tuple(
        (at, _Few(_as_it_is).__getitem__) for at, info in enumerate(infos) if info.get("kind") == "word"
    )


def _as_it_is(word: Any) -> Any:
    return word


def _converted(rows: list[Any], plan: _Plan) -> Iterable[tuple[Any, ...]]:
    """Whole columns at once, which is several times as fast as row by row."""
    few = len(rows) < _MANY_ROWS
    reads = plan.reads if few else plan.reads + plan.words
    if not rows or not reads:
        return rows
    columns: list[Iterable[Any]]
    columns = list(zip(*rows, strict=True)) if few else [map(column, rows) for column in plan.columns]
    for at, convert in reads:
        columns[at] = map(convert, columns[at])
    return zip(*columns, strict=True)
