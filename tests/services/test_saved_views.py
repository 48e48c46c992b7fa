"""Views of the list of clients, saved under a name (UX.md, Clients)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import InvalidInput
from app.models import Draft
from app.models.book import Book
from app.services import journal
from app.services.records import erase
from app.services.saved_views import SavedView, drop_view, save_view, saved_views
from tests import factories as make


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    opened = make.new_book(tmp_path)
    yield opened
    opened.close()


def saved(book: Book, *views: SavedView) -> tuple[SavedView, ...]:
    with book.transaction() as session:
        for view in views:
            save_view(session, view)
    with book.reading() as session:
        return saved_views(session)


def test_views_come_back_by_name_as_they_were(book: Book) -> None:
    mine = SavedView("Mine, by revenue", "mine", "", "revenue", True)
    silent = SavedView("Ask them", "silent", "cluj")
    assert saved(book, mine, silent) == (silent, mine)


def test_a_view_of_the_same_name_gives_way(book: Book) -> None:
    assert saved(book, SavedView("Ask", "silent"), SavedView(" ASK ", "lost")) == (SavedView("ASK", "lost"),)


def test_a_view_is_forgotten_and_no_undo_step_is_made_of_it(book: Book) -> None:
    saved(book, SavedView("Ask"))
    with book.transaction() as session:
        drop_view(session, "ask")
    with book.reading() as session:
        assert saved_views(session) == ()
        assert journal.next_undo(session) is None


@pytest.mark.parametrize("name", ["", "  ", "x" * 61])
def test_a_view_needs_a_name_of_some_length(book: Book, name: str) -> None:
    with pytest.raises(InvalidInput), book.transaction() as session:
        save_view(session, SavedView(name))


@pytest.mark.parametrize("text", ["no json", "[]", '{"chip": "all"}'])
def test_what_cannot_be_read_is_left_out(book: Book, text: str) -> None:
    with book.transaction() as session:
        session.add(Draft(place="view/clients/broken", fields=text))
    with book.reading() as session:
        assert saved_views(session) == ()


def test_erasing_a_client_takes_the_view_along_that_names_it(book: Book) -> None:
    with book.writing("client") as session:
        client_id = make.client(session, name="Zielony Dom").id
    saved(book, SavedView("Only them", words="zielony dom"), SavedView("Others", "lost"))
    erase.erase_client(book, client_id)
    with book.reading() as session:
        assert [view.name for view in saved_views(session)] == ["Others"]
