"""Cells of a report, one writer for each look: it knows the look's number, and what it wrote before."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from app.services.reports.cell_style import FONT, CellStyle, Text
from app.services.workbooks.streamed import empty_cell, formula_cell, number_cell, style_mark, text_cell

# Excel counts days from here, and rightly so from March 1900 on.
_DAY_ZERO = date(1899, 12, 30).toordinal()
_FIRST_DAY = date(1900, 3, 1)
# How long texts are that a writer remembers, and how many of them.
_SHORT, _MANY = 40, 2000
_FORMULA_SIGNS = frozenset("=+-@\t")


class CellWriter:
    """Writes values in one style: `put` gives the cell's XML after its address."""

    def __init__(self, sheet: Any, style: CellStyle, text: Text) -> None:
        self._text = text
        self._plain = _mark(sheet, style, quoted=False)
        # Marked as text, so that a person who edits the cell makes no formula of it either.
        self._quoted = _mark(sheet, style, quoted=True)
        self._empty = empty_cell(self._plain)
        # Cells that were written before, by their value; numbers are not among them: 1 and 1.0 are one key.
        self.known: dict[object, str] = {None: self._empty}

    def put(self, value: object) -> str:
        """A cell with a text, number, day or nothing in it; a text is never a formula."""
        known = self.known.get(value)
        if known is not None:
            return known
        if isinstance(value, str):
            return self._word(value)
        if isinstance(value, date):
            return self._day(value)
        return number_cell(value, self._plain)

    def formula(self, formula: str, value: float | None = None) -> str:
        """A cell with a formula of ours, and what it comes to, for programs that do not calculate."""
        return formula_cell(formula, value, self._plain)

    def _word(self, value: str) -> str:
        """A text, remembered where it is short enough to come again: a state, a name."""
        cell = self._words(value)
        # What had to be changed is counted each time.
        if len(value) <= _SHORT and len(self.known) < _MANY and value.isprintable():
            self.known[value] = cell
        return cell

    def _words(self, value: str) -> str:
        value = self._text.fit(value)
        if not value:
            return self._empty
        return text_cell(value, self._quoted if value[0] in _FORMULA_SIGNS else self._plain)

    def _day(self, value: date) -> str:
        day = value.date() if isinstance(value, datetime) else value
        if day < _FIRST_DAY:
            return self._words(day.isoformat())
        cell = number_cell(day.toordinal() - _DAY_ZERO, self._plain)
        if len(self.known) < _MANY:
            self.known[value] = cell
        return cell


def _mark(sheet: Any, style: CellStyle, *, quoted: bool) -> str:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell: Any = WriteOnlyCell(sheet)
    cell.font = Font(name=FONT, size=style.size, bold=style.bold, color=style.color, family=2)
    cell.alignment = Alignment(
        horizontal=style.align, vertical=style.upright, wrap_text=style.wrap or None, indent=style.indent
    )
    if style.fill:
        cell.fill = PatternFill("solid", fgColor=style.fill)
    if style.below:
        cell.border = Border(bottom=Side(style=style.heavy, color=style.below))
    if style.format != "General":
        cell.number_format = style.format
    if quoted:
        cell.quotePrefix = True
    return style_mark(cell)
