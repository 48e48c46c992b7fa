"""Drafts: kept in the book, never a gesture (UX.md, Timeline)."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from app.models import Draft
from app.services import drafts, journal
from app.services.books import open_book
from tests.factories import new_book


def test_a_draft_is_there_when_the_book_is_opened_again(tmp_path: Path) -> None:
    with closing(new_book(tmp_path)) as book:
        with book.transaction() as session:
            drafts.keep(session, "composer/1", {"text": "Half a sen", "kind": "call", "mood": None, "to": ""})
        path = book.path
    with closing(open_book(path)) as book, book.reading() as session:
        assert drafts.kept(session, "composer/1") == {"text": "Half a sen", "kind": "call"}
        assert drafts.kept(session, "composer/2") == {}
        assert journal.next_undo(session) is None


def test_a_draft_is_changed_and_dropped(tmp_path: Path) -> None:
    with closing(new_book(tmp_path)) as book:
        for text in ("one", "two"):
            with book.transaction() as session:
                drafts.keep(session, "composer/1", {"text": text})
        with book.reading() as session:
            assert drafts.kept(session, "composer/1") == {"text": "two"}
        with book.transaction() as session:
            drafts.drop(session, "composer/1")
            drafts.drop(session, "composer/1")
        with book.reading() as session:
            assert drafts.kept(session, "composer/1") == {}


def test_saving_and_dropping_the_draft_is_one_transaction(tmp_path: Path) -> None:
    from tests.factories import client

    with closing(new_book(tmp_path)) as book:
        with book.transaction() as session:
            drafts.keep(session, "composer/1", {"text": "x"})
        with book.writing("Client added") as session:
            client(session)
            drafts.drop(session, "composer/1")
        journal.undo(book)
        with book.reading() as session:
            assert drafts.kept(session, "composer/1") == {}


def test_a_draft_nobody_can_read_is_none(tmp_path: Path) -> None:
    with closing(new_book(tmp_path)) as book, book.transaction() as session:
        session.add(Draft(place="composer/1", fields="{broken"))
        session.add(Draft(place="composer/2", fields="[1]"))
        session.flush()
        assert drafts.kept(session, "composer/1") == drafts.kept(session, "composer/2") == {}
