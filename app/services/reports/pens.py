"""Pens: one reused cell object for each look of a sheet.

openpyxl's write-only mode makes a cell per value, guesses its type by raising and catching an exception
for each styled one, and looks its style up again. A report of 280,000 cells is written twice as fast by
cells that know their style's number and are told their type: `placed` stands in for the worksheet's
`_values_to_row`, and `Pen` sets value and type directly. Both rest on openpyxl 3.1, to which the
project's requirements hold; `test_house.py` fails where that changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any

from app.services.reports.looks import FONT, Look, Text

# Excel counts days from here, and rightly so from March 1900 on.
_DAY_ZERO = date(1899, 12, 30)
_FIRST_DAY = date(1900, 3, 1)
_FORMULA_SIGNS = frozenset("=+-@\t")


class Pen:
    """Writes values in one look; `put` hands out the same cell each time."""

    def __init__(self, sheet: Any, look: Look, text: Text) -> None:
        self._sheet = sheet
        self._look = look
        self._text = text
        self._cell = new_cell(sheet, look)
        self._quoted: Any = None

    def put(self, value: object) -> Any:
        """The cell with a text, number, day or nothing in it; a text is never a formula."""
        if isinstance(value, str):
            return self._words(value)
        if isinstance(value, date):
            return self._day(value)
        cell = self._cell
        cell._value, cell.data_type = value, "b" if isinstance(value, bool) else "n"
        return cell

    def formula(self, formula: str) -> Any:
        """The cell with a formula of ours."""
        cell = self._cell
        cell._value, cell.data_type = formula, "f"
        return cell

    def link(self, value: str, sheet: str) -> Any:
        """A cell of its own with a text that leads to another sheet."""
        from openpyxl.worksheet.hyperlink import Hyperlink

        cell = new_cell(self._sheet, self._look)
        cell._value, cell.data_type = self._text.fit(value), "s"
        quoted = sheet.replace("'", "''")
        cell._hyperlink = Hyperlink(ref="A1", location=f"'{quoted}'!A1", tooltip=sheet)
        return cell

    def _words(self, value: str) -> Any:
        value = self._text.fit(value)
        # Marked as text, so that a person who edits the cell makes no formula of it either.
        cell = self._quoted_cell() if value[:1] in _FORMULA_SIGNS else self._cell
        cell._value, cell.data_type = value, "s"
        return cell

    def _quoted_cell(self) -> Any:
        if self._quoted is None:
            self._quoted = new_cell(self._sheet, replace(self._look, quoted=True))
        return self._quoted

    def _day(self, value: date) -> Any:
        day = value.date() if isinstance(value, datetime) else value
        if day < _FIRST_DAY:
            return self._words(day.isoformat())
        cell = self._cell
        cell._value, cell.data_type = (day - _DAY_ZERO).days, "n"
        return cell


def placed(cells: Iterable[Any], row: int) -> Iterator[Any]:
    """The cells of a row from column A on, told where they stand; none leaves its place empty."""
    for column, cell in enumerate(cells, 1):
        if cell is not None:
            cell.row, cell.column = row, column
            if cell._hyperlink is not None:
                cell._hyperlink.ref = cell.coordinate
            yield cell


def new_cell(sheet: Any, look: Look) -> Any:
    """A cell of that look, which keeps the number of its style."""
    cell = _cell_class()(sheet)
    cell.style_id = _styled(sheet, look).style_id
    return cell


@cache
def _cell_class() -> Any:
    from openpyxl.cell import Cell

    class StyledCell(Cell):
        """A cell whose style is a number, found once."""

        __slots__ = ("style_id",)
        has_style = True

    return StyledCell


def _styled(sheet: Any, look: Look) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell: Any = WriteOnlyCell(sheet)
    cell.font = Font(name=FONT, size=look.size, bold=look.bold, color=look.color, family=2)
    cell.alignment = Alignment(
        horizontal=look.align, vertical=look.upright, wrap_text=look.wrap or None, indent=look.indent
    )
    if look.fill:
        cell.fill = PatternFill("solid", fgColor=look.fill)
    if look.below:
        cell.border = Border(bottom=Side(style=look.heavy, color=look.below))
    if look.format != "General":
        cell.number_format = look.format
    if look.quoted:
        cell.quotePrefix = True
    return cell
