"""When a birthday comes round; it is kept as ISO text, `1985-05-12`, or `--05-12` without a known year."""

from __future__ import annotations

from calendar import isleap
from datetime import date

YEARLESS = "--"


def whole_day(born: str) -> date | None:
    """The day with its year; none where the year is not known."""
    return None if born.startswith(YEARLESS) else date.fromisoformat(born)


def day_in(born: str, year: int) -> date:
    """The birthday in a year; 29 February counts as 28 in years that have none."""
    month, day = int(born[-5:-3]), int(born[-2:])
    if (month, day) == (2, 29) and not isleap(year):
        day = 28
    return date(year, month, day)


def next_on(born: str, as_of: date) -> date:
    """The next birthday on or after `as_of`.

    The calendar's last year has no next one: there it is that year's, be it past.
    """
    this_year = day_in(born, as_of.year)
    if this_year >= as_of or as_of.year == date.max.year:
        return this_year
    return day_in(born, as_of.year + 1)
