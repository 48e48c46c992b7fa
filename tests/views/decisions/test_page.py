"""All disputed decisions, what asks for somebody first, and what arguing taught (DOMAIN.md, Advice)."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from app.models import Client
from app.models.book import Book
from app.views.decisions.page import DecisionsPageView, decisions_page
from tests import factories as make

TODAY = date(2026, 11, 20)


def decided(session: Session, client: Client, title: str, attempts: int = 0, **values: object) -> int:
    made = make.decision(session, client, title=title, **values)
    for day in range(attempts):
        make.attempt(session, made, made_on=date(2026, 3, 1 + day))
    return made.id


def seen(book: Book) -> DecisionsPageView:
    with book.reading() as session:
        return decisions_page(session, TODAY)


def filled(book: Book) -> None:
    with book.writing("set up") as session:
        ioana = make.person(session, name="Ioana")
        alfa = make.client(session, name="Alfa", owner_id=ioana.id)
        beta = make.client(session, name="Beta", advice_limit=0)
        decided(session, alfa, "convinced", 2, outcome="convinced", decided_on=date(2026, 4, 1))
        decided(
            session, alfa, "looked back", 3, outcome="client_way", decided_on=date(2026, 4, 2),
            debriefed_on=date(2026, 6, 1), verdict="client_right",
        )  # fmt: skip
        decided(session, alfa, "debrief", 3, outcome="client_way", decided_on=date(2026, 5, 1))
        decided(session, alfa, "debrief later", 1, outcome="client_way", decided_on=date(2026, 11, 1))
        decided(session, alfa, "argued out", 3)
        decided(session, alfa, "advise", 1)
        decided(session, beta, "not to be argued", raised_on=date(2026, 1, 5))


def test_what_asks_for_somebody_comes_first(book: Book) -> None:
    filled(book)
    rows = seen(book).rows
    assert [(row.title, row.standing) for row in rows] == [
        ("not to be argued", "client_decides"),
        ("argued out", "client_decides"),
        ("debrief", "debrief"),
        ("advise", "advise"),
        ("debrief later", "settled"),
        ("looked back", "settled"),
        ("convinced", "settled"),
    ]


def test_a_row_says_how_far_it_is(book: Book) -> None:
    filled(book)
    lines = {row.title: row.line for row in seen(book).rows}
    assert lines["advise"] == "Alfa · argued 1 of 3 times"
    assert lines["not to be argued"] == "Beta · not to be argued"
    assert lines["convinced"] == "Alfa · Convinced · 1 Apr"
    assert lines["debrief"].startswith("Alfa · debrief · ")


def test_learning_counts_by_attempts_and_by_who_was_right(book: Book) -> None:
    filled(book)
    learnt = seen(book).learnt()
    assert [(bar.label, bar.count, bar.of) for bar in learnt.persuasion.bars] == [
        ("1", 0, 1),
        ("2", 1, 1),
        ("3", 0, 2),
    ]
    right = {bar.label: (bar.count, bar.of) for bar in learnt.right.bars}
    assert right["The client was right"] == (1, 1) and right["Our advice held"] == (0, 1)


def test_learning_can_be_of_one_of_us(book: Book) -> None:
    filled(book)
    found = seen(book)
    assert found.learnt("Ioana").persuasion == found.learnt().persuasion
    assert found.learnt("Matei").persuasion.bars == ()
    assert found.people == ("Ioana",)


def test_words_find_a_decision(book: Book) -> None:
    filled(book)
    found = [row.title for row in seen(book).rows if row.matches(["alfa", "advise"])]
    assert found == ["advise"]
