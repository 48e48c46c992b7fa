"""What people write for days, understood in every language of the window (UX.md, Behaviour 11)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from app.domain.folding import fold

# Two digits of a year are of the latest such year that is not further ahead than this.
_YEARS_AHEAD = 20
_WORDS = {
    "today": 0, "azi": 0, "astazi": 0, "dzis": 0, "dzisiaj": 0, "сегодня": 0,
    "tomorrow": 1, "maine": 1, "jutro": 1, "завтра": 1,
    "yesterday": -1, "ieri": -1, "wczoraj": -1, "вчера": -1,
}  # fmt: skip
# The first letter of day, week, month and year in the four languages; they do not clash.
_UNITS = {"d": "d", "z": "d", "д": "d", "w": "w", "s": "w", "t": "w", "н": "w",
          "m": "m", "l": "m", "м": "m", "y": "y", "a": "y", "r": "y", "г": "y"}  # fmt: skip
_OFFSET = re.compile(r"([+-])\s*(\d{1,4})\s*(?:([^\W\d_])[^\W\d_]*)?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})[./\- ](\d{1,2})(?:[./\- ](\d{4}|\d{2}))?\.?")
_LISTED_ISO = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?=$|[T ])", re.ASCII)
_LISTED = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?=$|[T ])", re.ASCII)


def parse_day(text: str, today: date, language: str = "en") -> date:
    """The day meant by `21.11`, `21.11.2026`, `2026-11-21`, `tomorrow`, `Mon`, `+2w`, `20 Nov 2026`.

    A day without a year is the one nearest to today; a weekday is the next one after today.
    Raises ValueError when it is no day.
    """
    typed = fold(text).strip()
    if typed in _PLAIN_WORDS:
        return today + timedelta(days=_PLAIN_WORDS[typed])
    if found := _OFFSET.fullmatch(typed):
        count = int(found[2]) * (-1 if found[1] == "-" else 1)
        return _shifted(today, count, _UNITS.get(found[3] or "d", ""))
    if found := _ISO.fullmatch(typed):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMERIC.fullmatch(typed):
        return _with_year(int(found[1]), int(found[2]), found[3], today)
    return _with_names(typed, today, language)


def is_now(text: str) -> bool:
    """Whether a text says `now`, in any language of the window."""
    return fold(text).strip() in _NOW


def listed_day(text: str, today: date, *, month_first: bool = False) -> date | None:
    """The day that a list of another program writes, with or without a time of day; none where it is written otherwise.

    Raises `ValueError` for a day that there is not.
    """
    if found := _LISTED_ISO.match(text.strip()):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _LISTED.match(text.strip()):
        day, month = (found[2], found[1]) if month_first else (found[1], found[2])
        return date(whole_year(found[3], today), int(month), int(day))
    return None


_NOW = {fold(word) for word in ("now", "acum", "teraz", "сейчас")}
_PLAIN_WORDS = {fold(word): days for word, days in _WORDS.items()}


def _shifted(today: date, count: int, unit: str) -> date:
    if unit in ("d", "w"):
        return today + timedelta(days=count * (7 if unit == "w" else 1))
    if unit not in ("m", "y"):
        raise ValueError(unit)
    months = today.year * 12 + today.month - 1 + count * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    for day in range(today.day, 27, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    return date(year, month + 1, min(today.day, 28))


def _with_year(day: int, month: int, year: str | None, today: date) -> date:
    if year:
        return date(whole_year(year, today), month, day)
    near = []
    for candidate in (today.year - 1, today.year, today.year + 1):
        try:
            near.append(date(candidate, month, day))
        except ValueError:
            continue
    if not near:
        raise ValueError(f"{day}.{month}")
    return min(near, key=lambda found: (abs(found - today), found < today))


def whole_year(digits: str, today: date) -> int:
    """The year meant by four digits or two: `85` is 1985, not 2085."""
    if len(digits) != 2:
        return int(digits)
    year = today.year - today.year % 100 + int(digits)
    return year - 100 if year > today.year + _YEARS_AHEAD else year


def _with_names(typed: str, today: date, language: str) -> date:
    from babel import Locale

    numbers = re.findall(r"\d+", typed)
    words = [word for word in re.findall(r"[^\W\d_]+", typed) if len(word) > 1]
    locale = Locale.parse(language)
    if not numbers and len(words) == 1:
        weekday = _named(words[0], locale.days, 7)
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) != 4]
    months = [month for word in words if (month := _find(word, locale.months)) is not None]
    if len(days) != 1 or len(months) != 1 or len(years) > 1:
        raise ValueError(typed)
    return _with_year(int(days[0]), months[0], years[0] if years else None, today)


# Names of months or days by context, width and number.
_Names = Mapping[str, Mapping[str, Mapping[int, str]]]


def _find(word: str, names: _Names) -> int | None:
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in names[context][width].items():
                folded = fold(name).rstrip(".")
                if len(word) >= 2 and (folded == word or (len(word) >= 3 and folded.startswith(word))):
                    return int(number)
    return None


def _named(word: str, names: _Names, count: int) -> int:
    found = _find(word, names)
    if found is None or not 0 <= found < count:
        raise ValueError(word)
    return found
