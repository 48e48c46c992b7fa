"""Currencies and countries to choose from, by their names in the language in force."""

from __future__ import annotations

from functools import cache

from app.domain.collation import name_order
from app.i18n import language

# Those of the program's languages and their neighbours stand first.
_NEAR_CURRENCIES = ("RON", "EUR", "PLN", "RUB", "USD", "GBP", "MDL", "HUF", "BGN", "CZK", "UAH", "CHF")
_NEAR_COUNTRIES = ("RO", "PL", "MD", "RU", "DE", "FR", "IT", "GB", "US", "HU", "BG", "CZ", "UA")


def currencies(chosen: str = "") -> list[tuple[str, str]]:
    """(code, "EUR – Euro") of every currency in use, near ones first; `chosen` is always among them."""
    return _with(_currencies(language()), chosen)


def countries(chosen: str = "") -> list[tuple[str, str]]:
    """(code, name) of every country whose public holidays are known, near ones first."""
    return _with(_countries(language()), chosen)


def _with(known: tuple[tuple[str, str], ...], chosen: str) -> list[tuple[str, str]]:
    if not chosen or any(code == chosen for code, _name in known):
        return list(known)
    return [(chosen, chosen), *known]


@cache
def _currencies(code: str) -> tuple[tuple[str, str], ...]:
    from babel import Locale
    from babel.numbers import get_currency_name, get_territory_currencies

    used = {each for land in Locale(code).territories for each in get_territory_currencies(str(land))}
    named = {each: f"{each} – {get_currency_name(each, locale=code)}" for each in used}
    return _sorted(named, _NEAR_CURRENCIES)


@cache
def _countries(code: str) -> tuple[tuple[str, str], ...]:
    from babel import Locale

    from app.domain.settings.countries import countries

    names = Locale(code).territories
    return _sorted({each: names.get(each, each) for each in countries()}, _NEAR_COUNTRIES)


def _sorted(named: dict[str, str], near: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    first = [(code, named[code]) for code in near if code in named]
    rest = sorted(
        ((code, name) for code, name in named.items() if code not in near),
        key=lambda each: name_order(each[1]),
    )
    return (*first, *rest)
