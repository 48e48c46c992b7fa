"""The rows of a sheet on their way into the book."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from app.services.exchange.reports import ImportReport
from app.services.exchange.sheets import Column, Sheet


class Row:
    """One row of a sheet: Excel's row number, the uid, and the values of its batch's columns in order.

    `bad` says that it cannot be imported; `id` is the record it stands for, once known, `new` that it
    will be made, and `old` what it replaces. A link is first a name, then an id or the `Row` that makes it.
    """

    __slots__ = ("bad", "batch", "id", "new", "number", "old", "restored", "uid", "values")

    def __init__(self, batch: Batch, number: int, uid: str | None, values: list[Any], bad: bool) -> None:
        self.batch, self.number, self.uid, self.values, self.bad = batch, number, uid, values, bad
        self.id: int | None = None
        self.new = self.restored = False
        self.old: tuple[Any, ...] | None = None

    def is_changed(self) -> bool:
        """Whether any cell differs from the record that the row stands for."""
        old, position = self.old, self.batch.sheet.position
        if old is None:
            return True
        return any(old[position[attribute]] != self.values[at] for attribute, at in self.batch.at.items())

    def changes(self, attribute: str) -> bool:
        """Whether the row gives a record of the book another value of one attribute."""
        at = self.batch.at.get(attribute)
        if self.old is None or at is None:
            return False
        return bool(self.old[self.batch.sheet.position[attribute]] != self.values[at])

    def refuse(self, report: ImportReport, column: str, reason: str) -> None:
        """Mark the row bad and report why."""
        self.bad = True
        report.problem(self.batch.page, self.number, column, reason)


@dataclass
class Batch:
    """The rows of one Excel sheet: which of the sheet's columns it has, and its name for messages."""

    sheet: Sheet
    page: str
    columns: list[Column] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.at = {column.attribute: number for number, column in enumerate(self.columns)}

    def value(self, row: Row, attribute: str) -> Any:
        """The row's value of an attribute; None where the sheet lacks the column."""
        at = self.at.get(attribute)
        return None if at is None else row.values[at]
