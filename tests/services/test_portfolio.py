"""DOMAIN.md, Answers for programs: `condica portfolio`, all clients together in the book's currency."""

from __future__ import annotations

from datetime import date

import pytest

from app.errors import MissingRate
from app.models.book import Book
from app.services import answers
from app.services.records import book_settings
from tests import factories
from tests.services.test_answers import DAY, START, alfa, book

__all__ = ["alfa", "book"]


def test_the_portfolio(alfa: Book) -> None:
    with alfa.writing("more") as session:
        client = factories.client(session, name="Beta", since=date(2025, 6, 1))
        factories.offer(session, client, made_on=date(2025, 7, 1), cost=10_00)
        factories.complaint(
            session, client, received_on=date(2026, 1, 5), told_on=date(2026, 1, 9), solicited=True
        )
        won = {"outcome": "convinced", "decided_on": date(2026, 2, 1)}
        factories.attempt(session, factories.decision(session, client, raised_on=date(2026, 1, 1), **won))
    with alfa.reading() as session:
        answer = answers.portfolio(session, START, DAY)
    assert answer == {
        "active_from": 1,
        "active_to": 2,
        "kept": 1,
        "logo_retention": 1.0,
        "grr": None,
        "nrr": None,
        "revenue": "4000.00",
        "margin": "1960.00",
        "beyond_scope": {"hours": 0.0, "cost": "0.00"},
        "offers": {
            "proactive": 1,
            "requested": 0,
            "threat": 1,
            "proactive_share": 0.5,
            "proactive_cost_share": 0.2,
        },
        "complaints": {"received": 1, "solicited": 1, "told": 1, "loop_rate": 1.0},
        "decisions": {"settled": 2, "convinced_at": {"1": 1}, "verdicts": {}},
        "nps": {"answers": 1, "score": None, "low": None, "high": None},
        "hunters": ["Alfa"],
    }


def test_the_portfolio_is_in_the_books_currency_and_a_client_in_their_own(book: Book) -> None:
    with book.writing("set up") as session:
        for name, currency in (("Alfa", None), ("Beta", "EUR")):
            client = factories.client(session, name=name, currency=currency)
            factories.purchase(session, client, bought_on=date(2025, 9, 1), amount=100_01, cost=50_00)
            factories.purchase(session, client, bought_on=date(2025, 3, 1), amount=200_00, cost=None)
            factories.offer(session, client, made_on=date(2025, 9, 1), trigger="threat", cost=1_00)
    with book.reading() as session:
        assert answers.client(session, "Beta", DAY)["value"]["revenue"] == "100.01"
        with pytest.raises(MissingRate, match="EUR"):
            answers.portfolio(session, START, DAY)
    with book.writing("rate") as session:
        book_settings.change(session, "rate.EUR", "4.97")
    with book.reading() as session:
        answer = answers.portfolio(session, START, DAY)
    assert answer["revenue"] == "597.06"  # 100.01 + 497.0497
    assert answer["margin"] == "298.56"  # 50.01 + 248.5497
    assert answer["grr"] == answer["nrr"] == pytest.approx(100.01 / 200)
    assert answer["offers"]["proactive_cost_share"] == 0.0


def test_what_was_done_beyond_the_scope_is_summed_in_the_books_currency(book: Book) -> None:
    with book.writing("set up") as session:
        book_settings.change(session, "rate.EUR", "5")
        for name, currency in (("Alfa", None), ("Beta", "EUR")):
            client = factories.client(session, name=name, currency=currency)
            for spent in (START, date(2025, 3, 17), DAY):
                factories.cost(session, client, spent_on=spent, amount=10_00, hours=0.1, beyond_scope=True)
            factories.cost(session, client, spent_on=DAY, amount=99_00, hours=9)
    with book.reading() as session:
        answer = answers.portfolio(session, START, DAY)
    assert answer["beyond_scope"] == {"hours": 0.4, "cost": "120.00"}


def test_the_recommendation_score_of_the_period_with_its_interval(book: Book) -> None:
    with book.writing("set up") as session:
        client = factories.client(session)
        for score in (10, 10, 9, 9, 9, 8, 7, 7, 3):
            factories.survey(session, client, answered_on=DAY, score=float(score))
        factories.survey(session, client, answered_on=START, score=0.0)
    with book.reading() as session:
        few = answers.portfolio(session, START, DAY)["nps"]
    assert few == {"answers": 9, "score": None, "low": None, "high": None}
    with book.writing("one more") as session:
        factories.survey(session, client, answered_on=DAY, score=6.0)
    with book.reading() as session:
        found = answers.portfolio(session, START, DAY)["nps"]
    assert (found["answers"], found["score"]) == (10, 30.0)
    assert -100 <= found["low"] < 0 < 30 < found["high"] <= 100


def test_a_rate_counts_from_its_day(book: Book) -> None:
    with book.writing("set up") as session:
        client = factories.client(session, currency="EUR")
        factories.purchase(session, client, bought_on=date(2025, 9, 1), amount=100_00, cost=None)
        book_settings.change(session, "rate.eur.2026-03-01", "6")
        book_settings.change(session, "rate.EUR.2026-03-17", "7")
    with book.reading() as session:
        assert answers.portfolio(session, START, DAY)["revenue"] == "600.00"
        assert answers.portfolio(session, START, date(2026, 3, 17))["revenue"] == "700.00"
        with pytest.raises(MissingRate, match="EUR"):
            answers.portfolio(session, START, date(2026, 2, 28))
    with book.writing("without a day") as session:
        book_settings.change(session, "rate.EUR", "5")
    with book.reading() as session:
        assert answers.portfolio(session, START, date(2026, 2, 28))["revenue"] == "500.00"
        assert answers.portfolio(session, START, DAY)["revenue"] == "600.00"
