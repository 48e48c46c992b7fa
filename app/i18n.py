"""The one place where texts are translated and days, numbers and money are formatted.

Services, reports and the window import `_` and its companions from here by name.
Records hold English words; `word()` shows them translated.
"""

from __future__ import annotations

import gettext as _gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from typing import TYPE_CHECKING

# Every start of the window waits for this module: what only types need is not imported.
if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

MINUS = "−"
LANGUAGES = {"en": "English", "ro": "Română", "pl": "Polski", "ru": "Русский"}

# A context variable, so that a report made in another language on a worker thread leaves the window alone.
_default = "en"
# Between a context and its message, as in gettext's own catalogues.
_BETWEEN = "\x04"
_current: ContextVar[str | None] = ContextVar("language", default=None)


@cache
def _catalog(language: str) -> _gettext.NullTranslations:
    from app.paths import resources

    return _gettext.translation("condica", str(resources() / "locale"), [language], fallback=True)


def language() -> str:
    """The language in force here: `en`, `ro`, `pl` or `ru`."""
    return _current.get() or _default


def set_language(code: str) -> None:
    """Choose the program's language; unknown codes fall back to English."""
    global _default
    _default = code if code in LANGUAGES else "en"


@contextmanager
def in_language(code: str | None) -> Iterator[None]:
    """Everything inside speaks `code`, for a report in another language than the window's."""
    token = _current.set(code if code in LANGUAGES else None)
    try:
        yield
    finally:
        _current.reset(token)


def _(message: str) -> str:
    """The message in the language in force, also one that `NC_` marked with its context."""
    return _translated(_current.get() or _default, message) if message else ""


@lru_cache(maxsize=8192)
def _translated(code: str, message: str) -> str:
    """Tables and timelines say the same words again and again."""
    context, found, text = message.partition(_BETWEEN)
    return _catalog(code).pgettext(context, text) if found else _catalog(code).gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The singular or plural form for `n`; the caller formats `{n}` in."""
    return _catalog(language()).ngettext(singular, plural, n)


def pgettext(context: str, message: str) -> str:
    """The message in its context, where one English word has two meanings."""
    return _catalog(language()).pgettext(context, message)


def in_quotes(words: str, longest: int = 0) -> str:
    """What somebody wrote or said between the quotation marks of the language; cut after `longest` letters."""
    cut = f"{words[:longest]}…" if 0 < longest < len(words) else words
    return _("“{words}”").format(words=cut)


def N_(message: str) -> str:
    """Marks a constant for translation; translated with `_` when it is shown."""
    return message


def NC_(context: str, message: str) -> str:
    """Marks a constant whose words depend on what they are said of: all clients, all decisions; shown with `_`."""
    return f"{context}{_BETWEEN}{message}"


def _land() -> str:
    """Whose days and numbers: English ones as Europe writes them, the day before the month."""
    return "en_GB" if language() == "en" else language()


def format_day(day: date | None, style: str = "medium") -> str:
    """A day in the language in force; `style` is Babel's: short, medium, long, full, or a pattern."""
    if day is None:
        return ""
    from babel.dates import format_date

    return format_date(day, style, locale=_land())


def format_month(day: date, style: str = "alone") -> str:
    """A month and its year: standing `alone` ("marzec 2019"), or `after` a preposition ("od marca 2019")."""
    pattern = "LLLL y" if style == "alone" else "MMMM y"
    return format_day(day, pattern + " 'г'." if language() == "ru" else pattern)


def format_moment(moment: datetime | None) -> str:
    """A local day and time, to the minute."""
    if moment is None:
        return ""
    from babel.dates import format_time

    return f"{format_day(moment.date())} {format_time(moment.time(), 'HH:mm', locale=_land())}"


def format_number(value: float | Decimal | int, decimals: int = 0) -> str:
    """A number with the language's separators."""
    return _number(value, decimals, _land())


@lru_cache(maxsize=4096, typed=True)
def _number(value: float | Decimal | int, decimals: int, land: str) -> str:
    """Babel reads the pattern every time; counts and scores are few, and shown again and again."""
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return _with_minus(str(format_decimal(value, pattern, locale=land)))


def format_hours(hours: float) -> str:
    """Hours with as many decimals as they need, two at most: `1.5`."""
    decimals = next((n for n in (0, 1) if round(hours, n) == round(hours, 2)), 2)
    return format_number(hours, decimals)


def format_percent(share: float | None, decimals: int = 0) -> str:
    """A share of 1 as a percentage; unknown is an en dash."""
    if share is None:
        return "–"
    from babel.numbers import format_percent as babel_percent

    pattern = "#,##0" + ("." + "0" * decimals if decimals else "") + "%"
    return _with_minus(str(babel_percent(share, pattern, locale=_land())))


def format_change(value: float | Decimal | int, decimals: int = 0) -> str:
    """A number with its sign, `+3` or `−3`; no change has none."""
    return _signed(format_number(value, decimals), value)


def format_percent_change(share: float, decimals: int = 0) -> str:
    """A share of 1 as a percentage with its sign, `+12%` or `−12%`; no change has none."""
    return _signed(format_percent(share, decimals), share)


def _signed(shown: str, value: float | Decimal | int) -> str:
    return f"+{shown}" if value > 0 and any(each in "123456789" for each in shown) else shown


def _with_minus(shown: str) -> str:
    """A minus sign is one, and no hyphen, whatever the language's table of signs has."""
    return shown.replace("-", MINUS)


def format_money(cents: int | None, currency: str, *, decimals: bool = True) -> str:
    """An amount in cents of `currency`, e.g. `48,200.00 €`, that no line breaks; unknown is an en dash."""
    if cents is None:
        return "–"
    group, point, unit = _money_signs(language(), currency)
    # As Babel: without decimals, half a unit goes to the even one.
    units, rest = divmod(abs(cents), 100)
    if not decimals:
        units += rest > 50 or (rest == 50 and units % 2 == 1)
    amount = f"{units:,}".replace(",", group) + (f"{point}{rest:02}" if decimals else "")
    return f"{MINUS if cents < 0 else ''}{amount}\u00a0{unit}"


@cache
def _money_signs(code: str, currency: str) -> tuple[str, str, str]:
    """Group and decimal signs of a language, and the currency's; Babel reads the pattern every time."""
    from babel import numbers

    group, point = (symbol(code) for symbol in (numbers.get_group_symbol, numbers.get_decimal_symbol))
    return group, point, numbers.get_currency_symbol(currency, code)
