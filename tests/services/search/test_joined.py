"""Numbers and names are found without their separators, numbers by their end, records by whom they name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.models import Attempt, Client, Contact, Decision, Person, Survey, VoiceCheck
from app.services.books import create_book
from app.services.search.joined import joined_of
from app.services.search.questions import search
from tests.services.search_book import client, note, small_book


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with small_book(tmp_path) as book:
        yield book


FOUND = [
    ("call 0721 123 456 after five", "0721123456", "0721 123 456"),
    ("call +40 721-123-456", "0721123456", "0 721-123-456"),
    ("call +40 721-123-456", "+40721123456", "40 721-123-456"),
    ("call (0721) 123.456", "0721123456", "0721) 123.456"),
    ("call 0721123456", "0721 123 456", "0721123456"),
    ("call 0721123456", "0721-123-456", "0721123456"),
    ("call 0721 123 456", "3456", "3 456"),
    ("invoice ALF-051/4588", "0514588", "051/4588"),
    ("invoice RO12345678", "5678", "5678"),
    ("we owe 4 100 000 lei", "4100000", "4 100 000"),
    ("met Mrs D’Amico", "damico", "D’Amico"),
    ("met Mrs DAmico", "d'amico", "DAmico"),
    ("Coca-Cola wants it", "cocacola", "Coca-Cola"),
    ("Alfa S.R.L. signed", "srl", "S.R.L"),
    ("TV 80/20", "8020", "80/20"),
]


@pytest.mark.parametrize(("written", "typed", "marked"), FOUND, ids=[f"{t} in {w}" for w, t, _m in FOUND])
def test_what_separates_digits_and_letters_does_not_matter(
    session: Session, written: str, typed: str, marked: str
) -> None:
    note(session, client(session, "Beta"), written)
    (hit,) = search(session, typed)
    assert [hit.snippet[start:end] for start, end in hit.marks] == [marked]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("call 0721123456", "456"),  # Fewer than four digits are looked for where a word begins.
        ("call 0721 123 456", "7211"),
        ("call 0721 123 456", "0721123457"),
        ("paid 100\n200 came back", "100200"),
        ("da mico", "damico"),
    ],
)
def test_and_nothing_is_found_that_is_not_there(session: Session, written: str, typed: str) -> None:
    note(session, client(session, "Beta"), written)
    assert search(session, typed) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="0123456789 -./", min_size=0, max_size=60))
def test_a_number_is_found_by_any_four_or_more_of_its_last_digits(text: str) -> None:
    import re

    words = joined_of(text)
    for run in re.findall(r"[0-9]{5,40}", text):
        assert any(word.startswith("\ue002" + run[::-1][:4]) or run[-4:][::-1] in word for word in words)


def test_owners_and_people_named_by_a_link_are_found_and_follow_their_new_names(tmp_path: Path) -> None:
    day = date(2026, 11, 20)
    with closing(create_book(tmp_path / "book.condica")) as book:
        with book.writing("all") as session:
            owner = Person(name="Ioana Țurcanu")
            session.add(owner)
            session.flush()
            alfa = Client(name="Alfa", status="prospect", owner_id=owner.id)
            session.add(alfa)
            session.flush()
            contact = Contact(client_id=alfa.id, name="Zoltán Kovács")
            decision = Decision(
                client_id=alfa.id,
                ref="D-1",
                title="t",
                client_wish="w",
                our_advice="a",
                raised_on=day,
                outcome="open",
            )
            session.add_all([contact, decision])
            session.flush()
            session.add_all(
                [
                    Survey(
                        client_id=alfa.id,
                        kind="csat",
                        answered_on=day,
                        contact_id=contact.id,
                        score=4,
                        lowest=1,
                        highest=5,
                    ),
                    VoiceCheck(client_id=alfa.id, asked_on=day, contact_id=contact.id, answer="willing"),
                    Attempt(decision_id=decision.id, made_on=day, contact_id=contact.id, argument="it pays"),
                ]
            )
            contact_id, owner_id = contact.id, owner.id
        with book.reading() as session:
            assert {hit.kind for hit in search(session, "turcanu")} == {"people", "clients"}
            found = search(session, "kovacs")
            assert {hit.kind for hit in found} == {"contacts", "surveys", "voice_checks", "attempts"}
            assert all("Kovács" in hit.snippet and hit.marks for hit in found)
        with book.writing("marriage") as session:
            session.get_one(Contact, contact_id).name = "Zoltán Szabó"
            session.get_one(Person, owner_id).name = "Ioana Munteanu"
        with book.reading() as session:
            assert {hit.kind for hit in search(session, "szabo")} == {
                "contacts",
                "surveys",
                "voice_checks",
                "attempts",
            }
            assert {hit.kind for hit in search(session, "munteanu")} == {"people", "clients"}
            assert search(session, "kovacs") == search(session, "turcanu") == []


def test_a_text_of_one_endless_word_is_read_once_and_not_once_for_each_of_its_letters() -> None:
    """Read from each letter anew it takes minutes, in the middle of a saved gesture."""
    assert joined_of("x" * 400_000 + " D’Amico") == ["damico"]
