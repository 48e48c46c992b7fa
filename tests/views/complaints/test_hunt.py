"""Whom to ask, and in which language (DOMAIN.md, Voice)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.rules import voice
from app.models.book import Book
from app.services.books import open_book
from app.services.history import load_all
from app.services.settings_store import load
from app.views.complaints.hunt import QUESTIONS, _candidates, hunt, language_of
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


@pytest.mark.parametrize("back", [0, 1, 30, 45, 46, 90, 91, 179, 180, 181, 364, 365, 366, 700])
def test_the_rule_names_whom_it_would_name_of_everybody(sample_file: Path, back: int) -> None:
    """Only candidates are read; on no day may that leave anybody out."""
    day = date(2026, 11, 22) - timedelta(days=back)
    with closing(open_book(sample_file, read_only=True)) as book, book.reading() as session:
        settings, everybody = load(session), load_all(session)
        named = {h.client.name for h in everybody if voice.judge(h, day, settings).hunt is not None}
        assert {line.client for line in hunt(session, day)} == named
        assert back > 400 or named


def test_whoever_was_heard_lately_is_not_read(book: Book) -> None:
    with book.writing("set up") as session:
        for n in range(30):
            heard = make.client(session, name=f"Heard {n}")
            make.complaint(session, heard, received_on=TODAY)
        make.client(session, name="Quiet")
    with book.reading() as session:
        assert _candidates(session, TODAY, load(session)) == [31]


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
