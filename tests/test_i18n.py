"""Texts in the language in force: words with a context, months after a preposition."""

from __future__ import annotations

from datetime import date

import pytest

from app.i18n import NC_, _, format_money, format_month, in_language, in_quotes, set_language
from app.ui.clients.filters import CHIPS as CLIENT_CHIPS
from app.ui.decisions.page import CHIPS as DECISION_CHIPS


def shown(chips: tuple[tuple[str, ...], ...], name: str) -> str:
    return next(_(chip[1]) for chip in chips if chip[0] == name)


@pytest.mark.parametrize(
    ("language", "clients", "decisions"),
    [("en", "All", "All"), ("ro", "Toți", "Toate"), ("pl", "Wszyscy", "Wszystkie"), ("ru", "Все", "Все")],
)
def test_all_clients_are_called_otherwise_than_all_decisions(
    language: str, clients: str, decisions: str
) -> None:
    with in_language(language):
        assert shown(CLIENT_CHIPS, "all") == clients
        assert shown(DECISION_CHIPS, "all") == decisions


def test_a_word_with_a_context_that_nobody_translated_is_shown_without_it() -> None:
    with in_language("pl"):
        assert _(NC_("somewhere", "A text that no catalogue has")) == "A text that no catalogue has"


@pytest.mark.parametrize(
    ("language", "alone", "after"),
    [
        ("en", "March 2019", "March 2019"),
        ("ro", "martie 2019", "martie 2019"),
        ("pl", "marzec 2019", "marca 2019"),
        ("ru", "март 2019 г.", "марта 2019 г."),
    ],
)
def test_a_month_stands_in_the_case_that_its_preposition_asks_for(
    language: str, alone: str, after: str
) -> None:
    with in_language(language):
        assert format_month(date(2019, 3, 5)) == alone
        assert format_month(date(2019, 3, 5), "after") == after


@pytest.mark.parametrize(
    ("code", "shown"), [("en", "“radio”"), ("ro", "„radio”"), ("pl", "„radio”"), ("ru", "«radio»")]
)
def test_what_somebody_said_stands_between_the_marks_of_the_language(code: str, shown: str) -> None:
    set_language(code)
    assert in_quotes("radio") == shown
    assert in_quotes("radio and more", 5) == shown.replace("radio", "radio…")


def test_an_amount_keeps_its_currency_on_the_same_line() -> None:
    assert format_money(4133000, "EUR", decimals=False) == "41,330\u00a0€"
