"""Birthdays: kept as ISO text, `1985-05-12`, or `--05-12` where nobody told the year (DOMAIN.md, Records)."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from app.domain.facts.birthdays import YEARLESS, day_in, next_on, whole_day
from app.domain.folding import fold
from app.i18n import LANGUAGES, format_day

__all__ = ["YEARLESS", "day_in", "is_canonical", "is_future", "next_on", "parse", "shown", "whole_day"]

# 29 February is a day of the year, too.
_LEAP_YEAR = 2000
_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?", re.ASCII)
_ISO_WITHOUT_YEAR = re.compile(r"--(\d{1,2})-?(\d{2})", re.ASCII)
_BACKWARDS = re.compile(r"(\d{4})[./ -](\d{1,2})[./ -](\d{1,2})\.?", re.ASCII)
_WRITTEN = re.compile(r"(\d{1,2})[./ -]+(\d{1,2})(?:[./ -]+(\d{4}|\d{2}))?\.?", re.ASCII)
# What stands after the year in Polish and Russian.
_YEAR_WORDS = re.compile(r"(?<=\d)\s*(?:r|roku|г|года)\.?$")
_MONTH = re.compile(r"[^\W\d_]{3,}")
_WIDTHS = ("wide", "abbreviated")


def is_canonical(born: str) -> bool:
    """Whether the text is a birthday as it is kept: a day that there is, with or without its year."""
    without_year = re.fullmatch(r"--\d{2}-\d{2}", born, re.ASCII)
    if not without_year and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", born, re.ASCII):
        return False
    try:
        date.fromisoformat(f"{_LEAP_YEAR}{born.removeprefix('-')}" if without_year else born)
    except ValueError:
        return False
    return True


def shown(born: str | None) -> str:
    """The birthday as people write it here: `12 May 1985`, without a known year `12 May`."""
    if not born:
        return ""
    if not is_canonical(born):
        return born
    whole = whole_day(born)
    return format_day(whole) if whole else format_day(day_in(born, _LEAP_YEAR), "d MMMM")


def parse(text: str, today: date, *, month_first: bool = False) -> str:
    """The birthday meant by `12.05.85`, `12.05`, `1985-05-12`, `--05-12`, `12 May 1985`, as it is kept.

    Two digits of a year are the latest such year that is not in the future. `month_first` reads `05/12/85`
    as Americans write it. Raises `ValueError` for what is no day, and for one that is yet to come.
    """
    written = text.strip()
    day, month, year = _named_parts(written) or _parts(written, month_first)
    if year is None:
        born = f"{YEARLESS}{month:02}-{day:02}"
    elif len(year) in (2, 4):
        whole = int(year) if len(year) == 4 else _latest_past(day, month, int(year), today)
        born = date(whole, month, day).isoformat()
    else:
        raise ValueError(text)
    if not is_canonical(born) or is_future(born, today):
        raise ValueError(text)
    return born


def is_future(born: str, today: date) -> bool:
    """Whether somebody of that birthday is yet to be born."""
    whole = whole_day(born)
    return whole is not None and whole > today


def _parts(text: str, month_first: bool) -> tuple[int, int, str | None]:
    """Day, month, and the digits of the year."""
    if found := _ISO_WITHOUT_YEAR.fullmatch(text):
        return int(found[2]), int(found[1]), None
    if found := _ISO.fullmatch(text) or _BACKWARDS.fullmatch(text):
        return int(found[3]), int(found[2]), found[1]
    if found := _WRITTEN.fullmatch(text):
        first, second = int(found[1]), int(found[2])
        return (second, first, found[3]) if month_first else (first, second, found[3])
    raise ValueError(text)


def _named_parts(text: str) -> tuple[int, int, str | None] | None:
    """The parts of a day with the name of its month, such as `12 May 1985` and `May 12, 1985`."""
    bare = _YEAR_WORDS.sub("", text)
    names = _MONTH.findall(bare)
    month = _months().get(fold(names[0])) if len(names) == 1 else None
    numbers = re.findall(r"\d+", bare)
    if month is None or not 1 <= len(numbers) <= 2 or len(numbers[0]) > 2:
        return None
    return int(numbers[0]), month, numbers[1] if len(numbers) == 2 else None


@cache
def _months() -> dict[str, int]:
    """The names of the months in every language: a card may be written in another than the window's."""
    from babel import Locale

    found: dict[str, int] = {}
    for language in LANGUAGES:
        names = Locale.parse(language).months
        for context in ("format", "stand-alone"):
            for width in _WIDTHS:
                found |= {fold(name).rstrip("."): number for number, name in names[context][width].items()}
    return found


def _latest_past(day: int, month: int, two_digits: int, today: date) -> int:
    """The latest year with these last digits in which the day is not in the future."""
    year = today.year - today.year % 100 + two_digits
    later = (year, month, day) > (today.year, today.month, today.day)
    return year - 100 if later else year
