"""Values of records as Excel cells: real days, numbers and booleans; text that is never a formula."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from app.domain import birthdays
from app.domain.names import list_text
from app.services.exchange.files.escapes import in_parts, starts_like_formula
from app.services.workbooks.streamed import flag_cell, number_cell, style_mark, text_cell

FIRST_SOUND_DAY = date(1900, 3, 1)  # Excel believes in a 29 February 1900
MOST_CENTS = 999_999_999_999_999  # Excel keeps 15 digits
_DAY_ZERO = date(1899, 12, 30).toordinal()
_FORMATS = {"day": "yyyy-mm-dd", "birthday": "yyyy-mm-dd", "money": "#,##0.00"}

Overflow = Callable[[str, list[str]], None]
Remark = Callable[[str], None]


def moment_text(moment: datetime) -> str:
    """Local time as the workbook writes it: `YYYY-MM-DD HH:MM`, seconds only where there are any."""
    precision = "microseconds" if moment.microsecond else "seconds" if moment.second else "minutes"
    return moment.isoformat(" ", precision)


class CellWriter:
    """Writes one column; its looks are looked up once.

    `overflow` gets the column and the parts of a text beyond the first that did not fit the cell;
    `remark` gets the word `money` or `number` for a value that had to be written as text.
    """

    def __init__(self, sheet: Any, name: str, kind: str, overflow: Overflow, remark: Remark) -> None:
        self.name, self._overflow, self._remark = name, overflow, remark
        # Marked as text, so that a person who edits the cell makes no formula of it either.
        self._guarded = _mark(sheet, quoted=True)
        self._value = _mark(sheet, format=_FORMATS[kind]) if kind in _FORMATS else ""
        self.write: Callable[[Any], str | None] = getattr(self, f"_{kind}", self._plain)

    def _plain(self, text: str | None) -> str | None:
        if not text:
            return None
        parts = in_parts(text)
        if len(parts) > 1:
            self._overflow(self.name, parts[1:])
        return text_cell(parts[0], self._guarded if starts_like_formula(text) else "")

    def _list(self, text: str | None) -> str | None:
        return self._plain(list_text(text) if text else None)

    def _day(self, day: date | None) -> str | None:
        if day is None:
            return None
        if day < FIRST_SOUND_DAY:
            return text_cell(day.isoformat())
        return number_cell(day.toordinal() - _DAY_ZERO, self._value)

    def _birthday(self, born: str | None) -> str | None:
        whole = birthdays.whole_day(born) if born and birthdays.is_canonical(born) else None
        return self._day(whole) if whole else self._plain(born)

    def _moment(self, moment: datetime | None) -> str | None:
        return None if moment is None else text_cell(moment_text(moment))

    def _money(self, cents: int | None) -> str | None:
        if cents is None:
            return None
        whole, part = divmod(abs(cents), 100)
        amount = f"{'-' if cents < 0 else ''}{whole}.{part:02}"
        if abs(cents) > MOST_CENTS:
            self._remark("money")
            return text_cell(amount)
        return number_cell(amount, self._value)

    def _flag(self, flag: bool | None) -> str | None:
        return None if flag is None else flag_cell(flag)

    def _whole(self, number: int | None) -> str | None:
        return None if number is None else number_cell(number)

    def _real(self, number: float | None) -> str | None:
        if number is None:
            return None
        if not math.isfinite(number):
            self._remark("number")
            return text_cell(str(number))
        return number_cell(repr(number).removesuffix(".0"))


def _mark(sheet: Any, *, format: str = "", quoted: bool = False) -> str:
    from openpyxl.cell import WriteOnlyCell

    cell: Any = WriteOnlyCell(sheet)
    if format:
        cell.number_format = format
    if quoted:
        cell.quotePrefix = True
    return style_mark(cell)
