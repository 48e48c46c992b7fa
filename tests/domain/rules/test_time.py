"""DOMAIN.md, Time."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.rules import time
from tests.domain.rules.build import AS_OF, ago, ahead, client


@pytest.mark.parametrize(
    ("age", "inside"), [(-1, False), (0, True), (1, True), (89, True), (90, False), (91, False)]
)
def test_the_last_90_days_end_today_and_leave_out_the_day_90_days_ago(age: int, inside: bool) -> None:
    assert time.within(ago(age), AS_OF, 90) is inside


def test_an_unknown_day_is_in_no_window() -> None:
    assert not time.within(None, AS_OF, 90)
    assert not time.between(None, ago(10), AS_OF)


def test_a_period_leaves_out_its_first_day_and_holds_its_last() -> None:
    start = ago(30)
    assert [time.between(day, start, AS_OF) for day in (start, ago(29), AS_OF, ahead(1))] == [
        False,
        True,
        True,
        False,
    ]


def test_counting_by_bisection_agrees_with_the_window() -> None:
    days = sorted(ago(n) for n in (0, 1, 89, 90, 91, 91, 400))
    assert time.count_within(days, AS_OF, 90) == sum(time.within(d, AS_OF, 90) for d in days) == 3


def test_a_weight_halves_with_each_half_life() -> None:
    assert [time.weight(ago(n), AS_OF, 90) for n in (0, 90, 180)] == [1, 0.5, 0.25]


@pytest.mark.parametrize(
    ("values", "active", "served"),
    [
        ({"since": ago(1)}, True, True),
        ({"since": AS_OF}, True, True),
        ({"since": ahead(1)}, False, False),
        ({"status": "paused", "since": ago(9)}, True, False),
        ({"status": "lost", "since": ago(9), "lost_on": AS_OF}, False, False),
        ({"status": "lost", "since": ago(9), "lost_on": ahead(1)}, True, True),
        ({"status": "prospect", "since": None}, False, False),
    ],
)
def test_who_is_active(values: dict[str, object], active: bool, served: bool) -> None:
    assert time.is_active(client(**values), AS_OF) is active
    assert time.is_served(client(**values), AS_OF) is served


@pytest.mark.parametrize(
    ("day", "count", "country", "expected"),
    [
        (date(2026, 3, 16), 1, "RO", date(2026, 3, 17)),  # Monday
        (date(2026, 3, 20), 1, "RO", date(2026, 3, 23)),  # Friday: the weekend does not count
        (date(2026, 3, 21), 1, "RO", date(2026, 3, 23)),  # received on a Saturday
        (date(2026, 3, 16), 10, "RO", date(2026, 3, 30)),
        (date(2026, 3, 16), 0, "RO", date(2026, 3, 16)),
        (date(2025, 12, 31), 1, "RO", date(2026, 1, 5)),  # 1 and 2 January are holidays in Romania
        (date(2025, 12, 31), 1, "PL", date(2026, 1, 2)),  # in Poland the 2nd is not
        (date(2026, 4, 9), 1, "RO", date(2026, 4, 14)),  # Orthodox Good Friday and Easter Monday
        (date(2026, 4, 9), 1, "PL", date(2026, 4, 10)),
    ],
)
def test_working_days_know_the_countrys_holidays(day: date, count: int, country: str, expected: date) -> None:
    assert time.add_working_days(day, count, country) == expected


def test_the_calendar_does_not_end_in_an_error() -> None:
    assert time.shift(date(1, 1, 5), -1000) == date.min
    assert time.shift(date(9999, 12, 1), 1000) == date.max
    assert time.add_working_days(date.max, 5, "RO") == date.max


def test_the_latest_of_the_days_that_are_known() -> None:
    assert time.last([ago(5), None, ago(3)]) == ago(3)
    assert time.last([None]) is None
