"""Which cell formats of a workbook show a number as a day or a time."""

from __future__ import annotations

from enum import Enum
from typing import Any

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_BUILT_IN_DAYS = {*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)}
_MOST_FORMATS = 100_000


class Look(Enum):
    """How a cell shows its number."""

    NUMBER = "number"
    DAY = "day"


def looks(styles: Any) -> list[Look]:
    """The look of each cell format, in the order cells speak of them; a duration counts as a number."""
    from openpyxl.styles.numbers import is_date_format, is_timedelta_format

    codes = {
        each.get("numFmtId"): each.get("formatCode", "")[:255]
        for each in list(styles.iterfind(f"{_MAIN}numFmts/{_MAIN}numFmt"))[:_MOST_FORMATS]
    }
    days = {
        number for number, code in codes.items() if is_date_format(code) and not is_timedelta_format(code)
    }
    days |= {str(number) for number in _BUILT_IN_DAYS if str(number) not in codes}
    formats = list(styles.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf"))[:_MOST_FORMATS]
    return [Look.DAY if each.get("numFmtId") in days else Look.NUMBER for each in formats]
