"""What people write for a birthday, and when it comes round."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import birthdays

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12.05.85", "1985-05-12"),
        ("12.05.1985", "1985-05-12"),
        ("12/5/85", "1985-05-12"),
        ("1985-05-12", "1985-05-12"),
        ("19850512", "1985-05-12"),
        ("1985.05.12", "1985-05-12"),
        ("1985-05-12T00:00:00Z", "1985-05-12"),
        ("12.05", "--05-12"),
        ("12.05.", "--05-12"),
        ("--05-12", "--05-12"),
        ("--0512", "--05-12"),
        ("29.02", "--02-29"),
        ("12 May 1985", "1985-05-12"),
        ("May 12, 1985", "1985-05-12"),
        ("12 mai 1985", "1985-05-12"),
        ("12 maja 1985 r.", "1985-05-12"),
        ("12 мая 1985 г.", "1985-05-12"),
        ("12 мая", "--05-12"),
        ("29.11.26", "2026-11-29"),  # born today
        ("30.11.26", "1926-11-30"),  # tomorrow is not yet: a hundred years ago
        ("01.01.00", "2000-01-01"),
        ("29.02.00", "2000-02-29"),
    ],
)
def test_a_birthday_is_read_as_people_write_it(typed: str, kept: str) -> None:
    assert birthdays.parse(typed, TODAY) == kept


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "30.11.2026", "2027-01-01", "30.02", "29.02.85", "1985", "12.13.85", "12.05.185", "--2-30"],
)
def test_what_is_no_birthday_or_lies_ahead_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        birthdays.parse(typed, TODAY)


def test_americans_write_the_month_first() -> None:
    assert birthdays.parse("05/12/85", TODAY, month_first=True) == "1985-05-12"
    assert birthdays.parse("12 May 1985", TODAY, month_first=True) == "1985-05-12"


@given(st.dates(date(1930, 1, 1), TODAY), st.sampled_from(["%d.%m.%y", "%d/%m/%y", "%d-%m-%y"]))
def test_two_digits_are_a_year_in_the_past_and_the_day_stays(born: date, form: str) -> None:
    kept = birthdays.parse(born.strftime(form), TODAY)
    assert kept[5:] == f"{born:%m-%d}" and kept[2:4] == f"{born:%y}" and kept <= TODAY.isoformat()


@given(
    st.dates(date(1900, 1, 1), date(2025, 12, 31)) | st.none(), st.dates(date(2000, 1, 1), date(2000, 12, 31))
)
def test_what_is_shown_is_read_back(whole: date | None, yearless: date) -> None:
    born = whole.isoformat() if whole else f"--{yearless:%m-%d}"
    assert birthdays.parse(birthdays.shown(born), TODAY) == born


@pytest.mark.parametrize(
    ("born", "as_of", "comes"),
    [
        ("--05-12", date(2026, 5, 12), date(2026, 5, 12)),
        ("--05-12", date(2026, 5, 13), date(2027, 5, 12)),
        ("1988-02-29", date(2026, 2, 1), date(2026, 2, 28)),
        ("--02-29", date(2026, 3, 1), date(2027, 2, 28)),
        ("--02-29", date(2027, 12, 31), date(2028, 2, 29)),
        ("--02-29", date(2100, 1, 1), date(2100, 2, 28)),
    ],
)
def test_a_leap_day_counts_as_the_28th_in_other_years(born: str, as_of: date, comes: date) -> None:
    assert birthdays.next_on(born, as_of) == comes
