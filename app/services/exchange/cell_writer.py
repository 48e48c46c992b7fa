"""Values of records as Excel cells: real days, numbers and booleans; text that is never a formula."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from app.domain import birthdays
from app.domain.names import list_text
from app.services.exchange.files.escapes import in_parts, starts_like_formula

FIRST_SOUND_DAY = date(1900, 3, 1)  # Excel believes in a 29 February 1900
MOST_CENTS = 999_999_999_999_999  # Excel keeps 15 digits
DAY_FORMAT, MONEY_FORMAT = "yyyy-mm-dd", "#,##0.00"

Overflow = Callable[[str, list[str]], None]
Remark = Callable[[str], None]


def moment_text(moment: datetime) -> str:
    """Local time as the workbook writes it: `YYYY-MM-DD HH:MM`, seconds only where there are any."""
    precision = "microseconds" if moment.microsecond else "seconds" if moment.second else "minutes"
    return moment.isoformat(" ", precision)


class CellWriter:
    """Writes one column: the cells are made once and filled again for every row, so that styles are shared.

    `overflow` gets the column and the parts of a text beyond the first that did not fit the cell;
    `remark` gets the word `money` or `number` for a value that had to be written as text.
    """

    def __init__(
        self, sheet: WriteOnlyWorksheet, name: str, kind: str, overflow: Overflow, remark: Remark
    ) -> None:
        self.name, self._overflow, self._remark = name, overflow, remark
        self._string = _cell(sheet, "s")
        self._guarded = _cell(sheet, "s")
        self._guarded.quotePrefix = True
        self._value = _cell(sheet, {"day": "d", "birthday": "d", "flag": "b"}.get(kind, "n"))
        if kind in ("day", "birthday"):
            self._value.number_format = DAY_FORMAT
        elif kind == "money":
            self._value.number_format = MONEY_FORMAT
        self._types = {id(cell): cell.data_type for cell in (self._string, self._guarded, self._value)}
        self.write: Callable[[Any], Cell | None] = getattr(self, f"_{kind}", self._plain)

    def _filled(self, cell: Cell, value: Any) -> Cell:
        # `Cell.value` would guess a type and cut long texts; what stands here is already checked.
        cell._value = value  # type: ignore[attr-defined]  # openpyxl-stubs know only what is public
        cell.data_type = self._types[id(cell)]  # openpyxl forgets it between the rows
        return cell

    def _plain(self, text: str | None) -> Cell | None:
        if not text:
            return None
        parts = in_parts(text)
        if len(parts) > 1:
            self._overflow(self.name, parts[1:])
        return self._filled(self._guarded if starts_like_formula(text) else self._string, parts[0])

    def _list(self, text: str | None) -> Cell | None:
        return self._plain(list_text(text) if text else None)

    def _day(self, day: date | None) -> Cell | None:
        if day is None:
            return None
        if day < FIRST_SOUND_DAY:
            return self._filled(self._string, day.isoformat())
        return self._filled(self._value, day)

    def _birthday(self, born: str | None) -> Cell | None:
        whole = birthdays.whole_day(born) if born and birthdays.is_canonical(born) else None
        return self._day(whole) if whole else self._plain(born)

    def _moment(self, moment: datetime | None) -> Cell | None:
        return None if moment is None else self._filled(self._string, moment_text(moment))

    def _money(self, cents: int | None) -> Cell | None:
        if cents is None:
            return None
        whole, part = divmod(abs(cents), 100)
        amount = f"{'-' if cents < 0 else ''}{whole}.{part:02}"
        if abs(cents) > MOST_CENTS:
            self._remark("money")
            return self._filled(self._string, amount)
        return self._filled(self._value, amount)

    def _flag(self, flag: bool | None) -> Cell | None:
        return None if flag is None else self._filled(self._value, int(flag))

    def _whole(self, number: int | None) -> Cell | None:
        return None if number is None else self._filled(self._value, str(number))

    def _real(self, number: float | None) -> Cell | None:
        if number is None:
            return None
        if not math.isfinite(number):
            self._remark("number")
            return self._filled(self._string, str(number))
        return self._filled(self._value, repr(number).removesuffix(".0"))


def _cell(sheet: WriteOnlyWorksheet, data_type: str) -> Cell:
    cell = WriteOnlyCell(sheet)
    cell.data_type = data_type
    return cell
