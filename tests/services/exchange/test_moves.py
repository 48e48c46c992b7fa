"""A row that takes a record to another client: what hangs on it moves in the same file, or the row is a problem."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.models import Attempt, Contact, Decision, Offer, Survey, Threat
from app.models.book import Book
from app.services.check import check
from tests import factories
from tests.services.exchange.imported import BringIn, count, only, told

Moved = dict[str, Any]


@pytest.fixture
def moved(book: Book) -> Moved:
    """Acme with a contact who answered a survey, a decision argued with her, and a threat with its offer; and Beta."""
    with book.writing("set up") as session:
        return _fill(session)


def _fill(session: Session) -> Moved:
    acme = factories.client(session, name="Acme")
    factories.client(session, name="Beta")
    ana = factories.contact(session, acme, name="Ana")
    decision = factories.decision(session, acme, ref="D-1")
    threat = factories.threat(session, acme, ref="T-1")
    return {
        "contacts": ana.uid,
        "surveys": factories.survey(session, acme, contact_id=ana.id).uid,
        "decisions": decision.uid,
        "attempts": factories.attempt(session, decision, contact_id=ana.id).uid,
        "threats": threat.uid,
        "offers": factories.offer(session, acme, threat_id=threat.id).uid,
        "promises": factories.promise(session, acme, ref="P-1").uid,
    }


@pytest.mark.parametrize(
    ("sheet", "torn"),
    [("contacts", "surveys"), ("decisions", "attempts"), ("threats", "offers")],
)
@pytest.mark.parametrize("good_rows", [False, True])
def test_what_would_be_torn_off_is_named_at_the_row_that_moves(
    sheet: str, torn: str, good_rows: bool, book: Book, bring_in: BringIn, moved: Moved
) -> None:
    report = bring_in({sheet: [["uid", "client"], [moved[sheet], "Beta"]]}, good_rows=good_rows)
    assert told(report) == [(sheet, 2, "client")]
    assert torn in report.problems[0].reason
    assert report.changes == 0
    assert check(book) == []


def test_a_contact_moves_with_the_answers_and_the_decision_that_name_her(
    book: Book, bring_in: BringIn, moved: Moved
) -> None:
    sheets = {
        "contacts": [["uid", "client"], [moved["contacts"], "Beta"]],
        "surveys": [["uid", "client", "contact"], [moved["surveys"], "Beta", "Ana"]],
        "decisions": [["uid", "client"], [moved["decisions"], "Beta"]],
        "attempts": [["uid", "decision", "contact"], [moved["attempts"], "D-1", "Ana"]],
    }
    report = bring_in(sheets)
    assert report.problems == []
    assert report.updated == {"contacts": 1, "decisions": 1, "surveys": 1}
    assert only(book, Survey).client_id == only(book, Contact).client_id == only(book, Decision).client_id
    assert only(book, Attempt).contact_id == only(book, Contact).id
    assert check(book) == []


def test_a_threat_moves_with_its_offer_or_not_at_all(book: Book, bring_in: BringIn, moved: Moved) -> None:
    alone = {"offers": [["uid", "client"], [moved["offers"], "Beta"]]}
    assert told(bring_in(alone)) == [("offers", 2, "threat")]
    assert bring_in(alone | {"threats": [["uid", "client"], [moved["threats"], "Beta"]]}).problems == []
    assert only(book, Offer).client_id == only(book, Threat).client_id
    assert check(book) == []


def test_what_nothing_names_moves_alone(book: Book, bring_in: BringIn, moved: Moved) -> None:
    assert bring_in({"promises": [["uid", "client"], [moved["promises"], "Beta"]]}).updated == {"promises": 1}
    assert check(book) == []


def test_an_answer_that_keeps_naming_who_has_moved_holds_her_back(
    book: Book, bring_in: BringIn, moved: Moved
) -> None:
    sheets = {
        "contacts": [["uid", "client"], [moved["contacts"], "Beta"]],
        "surveys": [["uid", "client", "contact"], [moved["surveys"], "Acme", "Ana"]],
    }
    report = bring_in(sheets, good_rows=True)
    assert told(report) == [("contacts", 2, "client")]
    assert "surveys, row 2" in report.problems[0].reason
    assert check(book) == []


def test_who_follows_somebody_held_back_stays_as_well(book: Book, bring_in: BringIn, moved: Moved) -> None:
    """The attempt stays with Acme's decision, so she stays, so her answer stays, too."""
    sheets = {
        "contacts": [["uid", "client"], [moved["contacts"], "Beta"]],
        "surveys": [["uid", "client", "contact"], [moved["surveys"], "Beta", "Ana"]],
    }
    report = bring_in(sheets, good_rows=True)
    assert set(told(report)) == {("contacts", 2, "client"), ("surveys", 2, "contact")}
    assert report.changes == 0
    assert check(book) == []


def test_an_offer_cannot_answer_another_clients_threat(book: Book, bring_in: BringIn, moved: Moved) -> None:
    offer = ["client", "made_on", "kind", "trigger", "cost", "threat"]
    report = bring_in({"offers": [offer, ["Beta", "2026-01-01", "gift", "threat", 1, "T-1"]]})
    assert told(report) == [("offers", 2, "threat")]
    assert count(book, Offer) == 1


ATTEMPT = ["decision", "made_on", "argument", "override_reason"]


def arguments(number: int, reason: str | None = None) -> list[list[Any]]:
    return [ATTEMPT, *(["D-1", f"2026-03-{day:02}", "Once more", reason] for day in range(1, number + 1))]


def test_an_attempt_over_the_limit_needs_its_reason(book: Book, bring_in: BringIn, moved: Moved) -> None:
    report = bring_in({"attempts": arguments(3)})
    assert told(report) == [("attempts", 4, "override_reason")]
    assert "the limit is 3" in report.problems[0].reason
    assert bring_in({"attempts": arguments(3, "the price doubled")}).created == {"attempts": 3}
    assert check(book) == []


@pytest.mark.parametrize(
    ("sheet", "rows", "column"),
    [
        ("settings", [["key", "value"], ["advice.limit", "0"]], "value"),
        ("clients", [["name", "advice_limit"], ["Acme", 0]], "advice_limit"),
        ("decisions", [["ref", "advice_limit"], ["D-1", 0]], "advice_limit"),
    ],
)
def test_a_limit_is_not_lowered_by_a_file_below_what_was_argued(
    sheet: str, rows: list[list[Any]], column: str, book: Book, bring_in: BringIn, moved: Moved
) -> None:
    report = bring_in({sheet: rows}, good_rows=True)
    assert told(report) == [(sheet, 2, column)]
    assert check(book) == []
