"""Amounts as people write them: understood to the last letter, or refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.amounts import cents_of, read_amount, read_number
from app.i18n import LANGUAGES, format_money, in_language


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("600", 60000),
        ("600 €", 60000),
        ("EUR 600", 60000),
        ("-600 zł", -60000),
        ("600 руб.", 60000),
        ("1 234,56", 123456),
        ("1,234.56", 123456),
        ("1.234,56", 123456),
        ("1.234", 123400),
        ("1,234,567", 123456700),
        ("12,5", 1250),
        (".5", 50),
        ("−5", -500),
        ("–80", -8000),
        ("(80)", -8000),
        ("80-", -8000),
        ("€ -5", -500),
        ("1 234 567,8 lei", 123456780),
        ("Rs. 500", 50000),
        ("kr. 1200", 120000),
        ("1'234.50 CHF", 123450),
        ("5 euro", 500),
        ("0.500", 50),
    ],
)
def test_amounts_are_understood_with_comma_and_point(typed: str, cents: int) -> None:
    assert cents_of(read_amount(typed).value) == cents


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "much",
        "1234.5678",
        "12-3",
        "1e5",
        "5 big apples",
        "10 mii",
        "15k",
        "2 M",
        "1.5 tys.",
        "1 mln",
        "1.23.4",
        "12,34,5",
        "(5",
        "5)",
        "--5",
        "(-5)",
        "1 2",
        "12 34",
        "5%",
        "EUR 5 USD",
        "0x10",
        "½",
        "٥",
    ],
)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        cents_of(read_amount(typed).value)


@pytest.mark.parametrize(
    ("text", "comma", "value"),
    [
        ("1.234", True, "1234"),
        ("1,234", False, "1234"),
        ("1.500,00", True, "1500"),
        ("-110.7 €", True, "-110.7"),
        ("1.2", True, "1.2"),
        ("1,2", False, "1.2"),
    ],
)
def test_a_list_says_how_it_writes_decimals(text: str, comma: bool, value: str) -> None:
    assert read_amount(text, comma=comma).value == Decimal(value)


def test_the_currency_that_was_written_is_told() -> None:
    assert read_amount("5 €").currency == "EUR"
    assert read_amount("PLN 5").currency == "PLN"
    assert read_amount("5 kr").currency is None
    assert read_amount("5").currency is None


@given(
    st.integers(-(10**11), 10**11),
    st.sampled_from(sorted(LANGUAGES)),
    st.sampled_from(["EUR", "RON", "PLN", "RUB", "USD"]),
)
def test_every_amount_is_understood_as_it_is_shown(cents: int, language: str, currency: str) -> None:
    with in_language(language):
        shown = format_money(cents, currency)
    said = read_amount(shown)
    assert (said.value * 100, said.currency) == (cents, currency)


@pytest.mark.parametrize(
    ("text", "value"), [("5", "5"), (" 1 234,5 ", "1234.5"), ("−0.5", "-0.5"), ("4.97", "4.97")]
)
def test_numbers_have_a_point_or_a_comma(text: str, value: str) -> None:
    assert read_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "nan", "inf", "1_000", "1 2", "15k", "1,2,3", "5 %", "٥"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_number(text) is None
