"""Whom to ask, and in which language (DOMAIN.md, Voice)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from app.models.book import Book
from app.services.views.hunt import QUESTIONS, hunt, language_of
from tests import factories as make

TODAY = date(2026, 11, 20)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    opened = make.new_book(tmp_path)
    yield opened
    opened.close()


def test_new_ones_come_first_then_the_longest_silent(book: Book) -> None:
    with book.writing("set up") as session:
        make.client(session, name="Old", since=date(2020, 1, 1))
        make.client(session, name="New", since=TODAY - timedelta(days=52))
        spoke = make.client(session, name="Spoke", since=date(2022, 1, 1))
        make.note(session, spoke, happened_at=datetime(2026, 4, 1, 9), started_by="client")
        heard = make.client(session, name="Heard")
        make.complaint(session, heard, received_on=date(2026, 11, 2))
    with book.reading() as session:
        lines = hunt(session, TODAY)
    assert [(line.client, line.kind) for line in lines] == [
        ("New", "new_silent"),
        ("Old", "silent"),
        ("Spoke", "silent"),
    ]
    assert (lines[0].days, lines[1].last_word, lines[2].days) == (52, None, 233)


def test_who_decides_is_asked_in_their_language(book: Book) -> None:
    with book.writing("set up") as session:
        client = make.client(session, name="Quiet")
        make.contact(session, client, name="Anna", influence="uses", language="en")
        make.contact(session, client, name="Bartek", influence="decides", language="Polski")
        gone = make.contact(session, client, name="Celina", influence="decides", language="ru")
        gone.left_on = date(2026, 1, 1)
    with book.reading() as session:
        line = hunt(session, TODAY)[0]
    assert (line.contact, line.language, line.question) == ("Bartek", "pl", QUESTIONS["pl"])


@pytest.mark.parametrize(
    ("said", "country", "code"),
    [
        ("ro", "PL", "ro"),
        ("Română", "PL", "ro"),
        ("pl-PL", "RO", "pl"),
        ("русский", "RO", "ru"),
        (None, "PL", "pl"),
        ("Klingon", "DE", "en"),
    ],
)
def test_the_language_is_the_contacts_else_the_countrys(said: str | None, country: str, code: str) -> None:
    assert language_of(said, country) == code
