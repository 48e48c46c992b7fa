"""What people write for days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.days import parse_day, whole_year
from app.i18n import LANGUAGES, format_day, in_language

FRIDAY = date(2026, 11, 20)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("21.11", date(2026, 11, 21)),
        ("21.11.", date(2026, 11, 21)),
        ("21.11.2026", date(2026, 11, 21)),
        ("21/11/26", date(2026, 11, 21)),
        ("2026-11-21", date(2026, 11, 21)),
        ("10.01", date(2027, 1, 10)),
        ("today", FRIDAY),
        ("Tomorrow", date(2026, 11, 21)),
        ("mâine", date(2026, 11, 21)),
        ("maine", date(2026, 11, 21)),
        ("wczoraj", date(2026, 11, 19)),
        ("Завтра", date(2026, 11, 21)),
        ("+2w", date(2026, 12, 4)),
        ("+2 tyg", date(2026, 12, 4)),
        ("+2н", date(2026, 12, 4)),
        ("-3d", date(2026, 11, 17)),
        ("+3", date(2026, 11, 23)),
        ("+1000", date(2029, 8, 16)),
        ("+1m", date(2026, 12, 20)),
        ("-1y", date(2025, 11, 20)),
    ],
)
def test_days_are_understood_in_every_language(typed: str, meant: date) -> None:
    assert parse_day(typed, FRIDAY) == meant


def test_a_weekday_is_the_next_one_never_today() -> None:
    assert parse_day("mon", FRIDAY, "en") == date(2026, 11, 23)
    assert parse_day("vineri", FRIDAY, "ro") == date(2026, 11, 27)
    assert parse_day("wtorek", FRIDAY, "pl") == date(2026, 11, 24)


def test_a_month_later_stays_in_that_month() -> None:
    assert parse_day("+1m", date(2026, 1, 31)) == date(2026, 2, 28)
    assert parse_day("+1y", date(2024, 2, 29)) == date(2025, 2, 28)


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "31.2.2026", "29.2", "+2q", "12", "1.2.3.4", "2026-13-01", "+99999", "+1m5", "12 May 20277"],
)
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        parse_day(typed, FRIDAY)


@given(DAYS, st.sampled_from(sorted(LANGUAGES)))
def test_every_day_is_understood_as_it_is_shown(day: date, code: str) -> None:
    with in_language(code):
        assert parse_day(format_day(day), FRIDAY, code) == day


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_a_day_without_year_is_never_more_than_half_a_year_away(day: date) -> None:
    if (day.month, day.day) != (2, 29):
        meant = parse_day(f"{day.day}.{day.month}", FRIDAY)
        assert (meant.day, meant.month) == (day.day, day.month)
        assert abs(meant - FRIDAY) <= timedelta(days=184)


@pytest.mark.parametrize(
    ("digits", "year"), [("85", 1985), ("26", 2026), ("46", 2046), ("47", 1947), ("1985", 1985)]
)
def test_two_digits_of_a_year_are_never_far_ahead(digits: str, year: int) -> None:
    assert whole_year(digits, FRIDAY) == year
    assert parse_day(f"12.05.{digits}", FRIDAY) == date(year, 5, 12)
