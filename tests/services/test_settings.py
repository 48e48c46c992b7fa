"""DOMAIN.md: each number a rule gives is the default of a setting of the book."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain import settings
from app.domain.settings import DEFAULTS, SPECS, Settings
from app.errors import InvalidInput
from app.models.book import Book
from app.services import settings_store
from app.services.records import book_settings
from tests.factories import new_book


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return new_book(tmp_path)


@pytest.mark.parametrize(
    ("key", "default"),
    [
        ("advice.limit", 3),
        ("advice.debrief_days", 60),
        ("value.retention", 0.8),
        ("value.interest", 0.1),
        ("country", "RO"),
        ("currency", "RON"),
        ("complaint.response_days", 1),
        ("complaint.close_days", 10),
    ],
)
def test_the_keys_that_the_document_names(key: str, default: object) -> None:
    assert SPECS[key].default == default
    assert DEFAULTS.value(key) == default


def test_every_setting_says_what_it_is_and_has_its_default_in_range() -> None:
    assert len(SPECS) == len(fields(Settings)) - 2  # all but the rates, dated or not
    for spec in SPECS.values():
        assert spec.title
        assert spec.explanation
        assert spec.unit in settings.UNITS
        if spec.kind in ("whole", "real"):
            assert spec.lowest is not None
            assert spec.highest is not None
            assert spec.lowest <= spec.default <= spec.highest
            assert spec.read(spec.write(spec.default)) == spec.default
    assert sum(len(group) for group in settings.by_subject().values()) == len(SPECS)


@pytest.mark.parametrize(
    ("text", "limit"), [("2", 2), (" 2 ", 2), ("2.0", 2), ("0", 0), ("9", 9), ("", 3), (None, 3)]
)
def test_text_of_the_workbook_is_read(text: str | None, limit: int) -> None:
    assert Settings.from_pairs({"Advice.Limit ": text}).advice_limit == limit


@pytest.mark.parametrize("text", ["10", "-1", "2.5", "two", "nan", "inf", "1e400", "0x2", "٣", "1_0", "=2"])
def test_nonsense_is_refused_by_name_and_keeps_the_default_when_loaded(text: str) -> None:
    with pytest.raises(InvalidInput, match=r"advice\.limit") as refusal:
        settings.check_value("advice.limit", text)
    assert refusal.value.next_step == "Write a number from 0 to 9."
    assert Settings.from_pairs({"advice.limit": text}).advice_limit == 3
    (problem,) = settings.problems({"advice.limit": text, "advice.debrief_days": "30"})
    assert (problem.key, problem.value) == ("advice.limit", text)


@pytest.mark.parametrize(("text", "value"), [("0.9", 0.9), ("0,9", 0.9), ("1e-1", 0.1), (".5", 0.5)])
def test_parts_of_1_take_a_point_or_a_comma(text: str, value: float) -> None:
    assert Settings.from_pairs({"value.retention": text}).value_retention == value


def test_a_setting_nobody_knows_cannot_be_made_but_is_kept_where_it_came_from_elsewhere() -> None:
    with pytest.raises(InvalidInput, match="colour"):
        settings.check_value("colour", "blue")
    assert settings.problems({"colour": "blue"}) == []


@pytest.mark.parametrize(
    ("key", "text", "rate"),
    [
        ("rate.EUR", "4.97", "4.97"),
        ("rate.eur", "4,97", "4.97"),
        ("rate.USD", "4.5555555555555555555", "4.5555555555555555555"),  # never through a float
        ("rate.HUF", "0.0125", "0.0125"),
    ],
)
def test_rates_are_kept_exactly(key: str, text: str, rate: str) -> None:
    assert Settings.from_pairs({key: text}).rates == {key[-3:].upper(): Decimal(rate)}
    assert settings.check_value(key, text) == rate


def test_a_rate_may_say_from_which_day_it_counts() -> None:
    pairs = {"Rate.eur.2026-06-30": "5.05", "rate.EUR": "4.97", "rate.EUR.2026-01-01": "5"}
    found = Settings.from_pairs(pairs)
    assert settings.normal_key("Rate.eur.2026-06-30") == "rate.EUR.2026-06-30"
    assert settings.normal_key("rate.€.2026-06-30") == "rate.EUR.2026-06-30"
    assert found.rate_on("EUR", date(2025, 12, 31)) == Decimal("4.97")
    assert found.rate_on("EUR", date(2026, 1, 1)) == Decimal("5")
    assert found.rate_on("EUR", date(2026, 6, 29)) == Decimal("5")
    assert found.rate_on("EUR", date(2026, 6, 30)) == Decimal("5.05")
    assert found.rate_on("PLN", date(2026, 6, 30)) is None
    assert [settings.rate_key(code, day) for code, day, _rate in found.every_rate()] == [
        "rate.EUR",
        "rate.EUR.2026-01-01",
        "rate.EUR.2026-06-30",
    ]


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("rate.EUR", "0"),
        ("rate.EUR", "-1"),
        ("rate.EUR", "x"),
        ("rate.EURO", "4"),
        ("rate.", "4"),
        ("rate.EUR.2026-02-30", "4"),
        ("rate.EUR.", "4"),
        ("rate.EUR.2026-W01-1", "4"),
    ],
)
def test_a_rate_that_cannot_be_is_refused(key: str, text: str) -> None:
    with pytest.raises(InvalidInput):
        settings.check_value(key, text)
    assert Settings.from_pairs({key: text}).every_rate() == []


def test_the_country_is_one_whose_holidays_are_known() -> None:
    assert settings.check_value("country", " pl ") == "PL"
    with pytest.raises(InvalidInput, match="XX"):
        settings.check_value("country", "XX")


def test_the_currency_is_a_code_and_a_sign_means_one() -> None:
    assert settings.check_value("currency", "eur") == "EUR"
    assert settings.check_value("currency", "€") == "EUR"


@pytest.mark.parametrize("text", ["EURO", "US dollar", "XXX", "ABC", "kr", "5"])
def test_what_is_no_currency_is_refused_for_the_book_and_for_a_rate(text: str) -> None:
    with pytest.raises(InvalidInput, match="is not a currency code"):
        settings.check_value("currency", text)
    with pytest.raises(InvalidInput, match="is not a currency code"):
        settings.check_value(f"rate.{text}", "4.97")


def test_a_rate_goes_by_the_code_of_a_sign(book: Book) -> None:
    with book.writing("rate") as session:
        book_settings.change(session, "rate.€", "4,97")
    with book.reading() as session:
        assert settings_store.load(session).rates == {"EUR": Decimal("4.97")}


@pytest.mark.parametrize("text", ["4.97 RON", "5k", "4,9,7", "nan"])
def test_what_is_no_rate_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="is not a rate"):
        settings.check_value("rate.EUR", text)


def test_a_change_is_read_back_and_empty_text_goes_back_to_the_default(book: Book) -> None:
    with book.writing("limit") as session:
        book_settings.change(session, "advice.limit", "5.0")
        book_settings.change(session, "rate.eur", "4.97")
    with book.reading() as session:
        loaded = settings_store.load(session)
        assert (loaded.advice_limit, loaded.rates) == (5, {"EUR": Decimal("4.97")})
        assert settings.changed_from_default(loaded) == {"advice.limit": 5}
        assert settings_store.pairs_in(session)["advice.limit"] == "5"
    with book.writing("limit") as session:
        book_settings.change(session, "advice.limit", "")
    with book.reading() as session:
        assert settings_store.load(session).advice_limit == 3


def test_a_change_out_of_range_changes_nothing(book: Book) -> None:
    with book.writing("limit") as session:
        for key, value in (("advice.limit", "12"), ("colour", "blue"), ("colour", None)):
            with pytest.raises(InvalidInput):
                book_settings.change(session, key, value)
    with book.reading() as session:
        assert settings.changed_from_default(settings_store.load(session)) == {}
