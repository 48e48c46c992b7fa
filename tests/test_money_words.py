"""Amounts and numbers are written as Babel writes them, in every language, their minus signs as minus signs."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_currency

from app import i18n

AMOUNTS = (0, 1, -1, 49, 50, -50, 51, 150, 250, -250, 99_950, 100_000, 123_456, -123_456_789, 10**14 + 5)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("currency", ["EUR", "RON", "PLN", "RUB", "JPY", "XYZ"])
def test_amounts_are_written_as_in_the_language(language: str, currency: str) -> None:
    for decimals, pattern in ((True, "#,##0.00\u00a0¤"), (False, "#,##0\u00a0¤")):
        with i18n.in_language(language):
            found = [i18n.format_money(cents, currency, decimals=decimals) for cents in AMOUNTS]
        amounts = [Decimal(cents) / 100 for cents in AMOUNTS]
        assert found == [
            format_currency(amount, currency, pattern, locale=language, currency_digits=False).replace(
                "-", "−"
            )
            for amount in amounts
        ]


def test_an_unknown_amount_is_a_dash() -> None:
    assert i18n.format_money(None, "EUR") == "–"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_minus_sign_is_one_and_no_hyphen(language: str) -> None:
    with i18n.in_language(language):
        shown = [
            i18n.format_number(-1234),
            i18n.format_number(-0.5, 1),
            i18n.format_percent(-0.12),
            i18n.format_money(-1234, "EUR"),
            i18n.format_change(-3),
            i18n.format_percent_change(-0.12),
        ]
    assert [text for text in shown if not text.startswith("−") or "-" in text] == []


def test_a_change_says_which_way_it_went() -> None:
    assert [i18n.format_change(each) for each in (3, 0, -3)] == ["+3", "0", "−3"]
    assert [i18n.format_percent_change(each) for each in (0.12, 0.001, -0.12)] == ["+12%", "0%", "−12%"]
