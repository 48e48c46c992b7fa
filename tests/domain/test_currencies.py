"""Amounts are kept exactly to the cent; a missing rate is an error that names it (DOMAIN.md, Records)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from app.domain.currencies import converted, currency_of, plain, rate_of, to_cents
from app.domain.settings import Settings
from app.errors import MissingRate
from tests.domain.rules.build import client

DAY = date(2026, 11, 22)
RULES = Settings.from_pairs({"currency": "RON", "rate.EUR": "4.97", "rate.HUF": "0.0125"})


@pytest.mark.parametrize(("own", "currency"), [(None, "RON"), ("", "RON"), (" eur ", "EUR"), ("RON", "RON")])
def test_a_client_without_a_currency_has_the_books(own: str | None, currency: str) -> None:
    assert currency_of(client(currency=own), RULES) == currency


@pytest.mark.parametrize(
    ("cents", "currency", "expected"),
    [(100_00, "EUR", 497_00), (1, "EUR", 5), (-3, "EUR", -15), (100_00, None, 100_00), (40, "HUF", 0)],
)
def test_conversion_is_exact_and_rounded_once(cents: int, currency: str | None, expected: int) -> None:
    assert to_cents(converted(cents, client(currency=currency), RULES, DAY)) == expected


def test_a_thousand_small_amounts_lose_nothing() -> None:
    one = converted(1, client(currency="HUF"), RULES, DAY)
    assert to_cents(sum([one] * 1000, Fraction(0))) == 12  # 12.5, half to even


def test_a_missing_rate_is_named() -> None:
    with pytest.raises(MissingRate, match="USD") as refusal:
        converted(1, client(currency="USD"), RULES, DAY)
    assert refusal.value.currency == "USD"
    assert "rate.USD" in refusal.value.next_step


def test_nothing_needs_no_rate() -> None:
    assert converted(0, client(currency="USD"), RULES, DAY) == 0


def test_the_books_own_currency_is_worth_1() -> None:
    assert rate_of("RON", RULES, DAY) == 1


@pytest.mark.parametrize(
    ("cents", "text"), [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (123456789012, "1234567890.12")]
)
def test_money_as_text_has_two_decimals(cents: int, text: str) -> None:
    assert plain(cents) == text
