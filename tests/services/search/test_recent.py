"""What was searched for lately stays with the book, and goes when a person's data is erased."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from app.services.books import open_book
from app.services.records.erase import erase_client
from app.services.search.recent import KEPT, forget_searches, note_search, recent
from tests import factories as make


def test_the_latest_comes_first_and_once_however_it_was_written(tmp_path: Path) -> None:
    with closing(make.new_book(tmp_path)) as book, book.transaction() as session:
        for words in ("radio", "  Łódź  plan ", "lodz PLAN", "RADIO", "   "):
            note_search(session, words)
        assert recent(session) == ("RADIO", "lodz PLAN")


def test_only_the_last_few_are_kept_over_a_restart_and_can_be_forgotten(tmp_path: Path) -> None:
    with closing(make.new_book(tmp_path)) as book:
        with book.transaction() as session:
            for number in range(KEPT + 3):
                note_search(session, f"words {number}")
        path = book.path
    with closing(open_book(path)) as book:
        with book.transaction() as session:
            assert recent(session) == tuple(f"words {n}" for n in range(KEPT + 2, 2, -1))
            forget_searches(session)
        with book.reading() as session:
            assert recent(session) == ()


def test_erasing_a_client_forgets_them_all(tmp_path: Path) -> None:
    with closing(make.new_book(tmp_path)) as book:
        with book.writing("Set up") as session:
            client_id = make.client(session, name="Xylophon Media SRL").id
        with book.transaction() as session:
            note_search(session, "xylo")
        erase_client(book, client_id)
        with book.reading() as session:
            assert recent(session) == ()
        assert b"xylo" not in book.path.read_bytes().lower()
