"""Public holidays of a country (DOMAIN.md, Time: working days), from the `holidays` library."""

from __future__ import annotations

import sys
from datetime import date
from functools import lru_cache
from importlib.util import find_spec, module_from_spec
from threading import Lock

_LAND = "holidays.countries"
_importing = Lock()


@lru_cache(maxsize=256)
def public_holidays(country: str, year: int) -> frozenset[date]:
    """The public holidays of a country (two letters) in a year; a country that is not known has none."""
    if country not in countries():
        return frozenset()
    import holidays

    _without_its_neighbours()
    return frozenset(getattr(holidays, country)(years=year))


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """The countries whose holidays are known, by their two letters."""
    # Imported late: it takes a tenth of a second, and only complaints need it.
    from holidays.registry import EntityLoader

    return frozenset(c for c in EntityLoader.get_country_codes(include_aliases=False) if len(c) == 2)


def _without_its_neighbours() -> None:
    """Make room for one country's module alone.

    The package of countries imports all 250 of them, which takes longer than judging a small book and
    12 MB for good. A package that is known but was not run lets each be imported when it is asked for.
    """
    with _importing:
        if _LAND in sys.modules:
            return
        spec = find_spec(_LAND)
        if spec is not None:
            sys.modules[_LAND] = module_from_spec(spec)
