"""The sheets of the exchange workbook, derived from the mappings (DOMAIN.md, Records: the exchange workbook).

One description drives export, import, templates and forms: which sheets there are, their columns in
order, and what a cell of each may hold; what must hold between the cells of a row: `records.holding`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import Column as TableColumn
from sqlalchemy import Table

from app.models import RECORDS, Base, Record, Setting
from app.services.records.fields import SYSTEM_COLUMNS

_DEFAULTS_HIGHEST = 2**31 - 1
UID = "uid"
OVERFLOW = "overflow"
OVERFLOW_COLUMNS = ("sheet", "uid", "column", "part", "text")


@dataclass(frozen=True)
class Column:
    """One column: its header, the mapped attribute it fills, and what its cells may hold.

    `kind` is text, list, named, link, word, day, birthday, moment, money, flag, whole or real; `of` is the
    table that a link or a named column speaks of. A real number has a `lowest` only where one was set.
    """

    name: str
    attribute: str
    kind: str
    required: bool = False
    words: tuple[str, ...] = ()
    lowest: float = -_DEFAULTS_HIGHEST
    highest: float = _DEFAULTS_HIGHEST
    of: str = ""


@dataclass(frozen=True)
class Sheet:
    """One sheet: a kind of record, its columns in order (without `uid`), and how its rows are known.

    `key` is `name`, `ref` or `key` where that is unique in the book, else empty.
    """

    name: str
    model: type[Base] | type[Record]
    columns: tuple[Column, ...]
    key: str

    @property
    def table(self) -> Table:
        """The table that holds the sheet's records."""
        table = self.model.__table__
        assert isinstance(table, Table)  # noqa: S101 - a declarative class maps one table
        return table

    @property
    def has_uid(self) -> bool:
        """Whether the records carry a uid, which then is the last column."""
        return UID in self.table.columns

    @property
    def headers(self) -> tuple[str, ...]:
        """The header row as exported."""
        return (*(column.name for column in self.columns), *((UID,) if self.has_uid else ()))

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """The columns by their header."""
        return {column.name: column for column in self.columns}

    @cached_property
    def by_attribute(self) -> dict[str, Column]:
        """The columns by the attribute they fill."""
        return {column.attribute: column for column in self.columns}

    @cached_property
    def position(self) -> dict[str, int]:
        """Where each attribute stands in the order of the columns."""
        return {column.attribute: at for at, column in enumerate(self.columns)}


def _column(column: TableColumn[Any]) -> Column:
    info = column.info
    kind = info.get("kind", "text")
    lowest, highest = info.get("lowest"), info.get("highest")
    most = math.inf if kind == "real" else _DEFAULTS_HIGHEST
    return Column(
        name=column.name.removesuffix("_id") if kind == "link" else column.name,
        attribute=column.name,
        kind=kind,
        required=not column.nullable,
        words=tuple(info.get("words", ())),
        lowest=-most if lowest is None else lowest,
        highest=most if highest is None else highest,
        of=info.get("table") or info.get("of") or "",
    )


def _sheet(model: type[Base] | type[Record], key: str | None = None) -> Sheet:
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - a declarative class maps one table
    columns = [_column(column) for column in table.columns if column.name not in SYSTEM_COLUMNS]
    named = next((name for name in ("name", "ref") if f"{name}_key" in table.columns), "")
    columns.sort(key=lambda column: column.name != named)
    return Sheet(table.name, model, tuple(columns), key or named)


SETTINGS = _sheet(Setting, "key")
RECORD_SHEETS: tuple[Sheet, ...] = tuple(_sheet(model) for model in RECORDS)
SHEETS: tuple[Sheet, ...] = (SETTINGS, *RECORD_SHEETS)
BY_NAME: dict[str, Sheet] = {sheet.name: sheet for sheet in SHEETS}
