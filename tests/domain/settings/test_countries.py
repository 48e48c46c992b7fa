"""Public holidays come from the library, without all of its countries in memory."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

from app.domain.settings.countries import countries, public_holidays

ASKED = """
import sys
from app.domain.settings.countries import public_holidays
print(len(public_holidays("RO", 2026)), sum(name.startswith("holidays.countries.") for name in sys.modules))
"""


def test_holidays_are_looked_up_once_a_year_and_country() -> None:
    assert public_holidays("RO", 2026) is public_holidays("RO", 2026)


def test_a_country_that_is_not_known_has_no_holidays() -> None:
    assert public_holidays("QQ", 2026) == frozenset()
    assert public_holidays("__file__", 2026) == frozenset()


def test_two_countries_differ() -> None:
    assert date(2026, 12, 1) in public_holidays("RO", 2026) - public_holidays("PL", 2026)
    assert date(2026, 11, 11) in public_holidays("PL", 2026) - public_holidays("RO", 2026)


def test_every_known_country_has_holidays_to_tell() -> None:
    assert {"RO", "PL", "MD", "DE", "GB", "US"} <= countries()
    assert all(public_holidays(country, 2026) for country in ("MD", "DE", "GB", "US", "JP"))


def test_one_country_is_asked_without_reading_the_others() -> None:
    said = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True)
    holidays, modules = map(int, said.stdout.split())
    assert holidays >= 15
    assert modules == 1
