"""Cells as the XML that a sheet holds, one writer for each style of cell.

openpyxl makes an object per cell, guesses its type and looks its style up, and builds two more objects to
write it: 13 µs a cell, most of the time that a long report took. A cell writer knows its style’s number and
writes the cell's XML at once; openpyxl does all the rest of the workbook. Rows are looked through before
they are written (`sheet_file`), so nothing that is not well-formed gets into a file. This rests on the
write-only sheet of openpyxl 3.1, to which the requirements hold; the tests reopen every kind of cell.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from app.services.reports.cell_style import FONT, CellStyle, Text

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
        self._plain = f' s="{_style_number(sheet, style, quoted=False)}"'
        # Marked as text, so that a person who edits the cell makes no formula of it either.
        self._quoted = f' s="{_style_number(sheet, style, quoted=True)}"'
        self._empty = f"{self._plain}/>"
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
        return f"{self._plain}><v>{value}</v></c>"

    def formula(self, formula: str, value: float | None = None) -> str:
        """A cell with a formula of ours, and what it comes to, for programs that do not calculate."""
        known = "" if value is None else f"<v>{value}</v>"
        return f"{self._plain}><f>{escaped(formula.removeprefix('='))}</f>{known}</c>"

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
        style = self._quoted if value[0] in _FORMULA_SIGNS else self._plain
        space = ' xml:space="preserve"' if value[0].isspace() or value[-1].isspace() else ""
        return f'{style} t="inlineStr"><is><t{space}>{escaped(value)}</t></is></c>'

    def _day(self, value: date) -> str:
        day = value.date() if isinstance(value, datetime) else value
        if day < _FIRST_DAY:
            return self._words(day.isoformat())
        cell = f"{self._plain}><v>{day.toordinal() - _DAY_ZERO}</v></c>"
        if len(self.known) < _MANY:
            self.known[value] = cell
        return cell


def escaped(text: str) -> str:
    """`text` as XML holds it between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def row_of(cells: Iterable[str | None], number: int, height: float | None) -> str:
    """The XML of a row from cells as their writers give them, from column A on; none leaves its place empty."""
    placed = [f'<c r="{letter(at)}{number}"{cell}' for at, cell in enumerate(cells, 1) if cell is not None]
    high = f' ht="{height:g}" customHeight="1"' if height is not None else ""
    return f'<row r="{number}"{high}>{"".join(placed)}</row>'


@cache
def letter(number: int) -> str:
    """The letter of a column: 1 is A, 27 is AA."""
    before, last = divmod(number - 1, 26)
    return (letter(before) if before else "") + chr(ord("A") + last)


def _style_number(sheet: Any, style: CellStyle, *, quoted: bool) -> int:
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
    return int(cell.style_id)
