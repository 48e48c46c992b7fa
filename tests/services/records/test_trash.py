"""Deleting marks, restoring unmarks, and after 30 days it is gone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from app.errors import NotAllowed
from app.models import RECORDS, Attempt, Change, Client, Decision, Note, Offer
from app.models.book import Book
from app.models.tables.base import utc_now
from app.services import journal
from app.services.check import check
from app.services.records import trash
from app.services.search.questions import search
from tests import factories


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """An open book with a client who has a note, a decision with an attempt, and an offer for a threat."""
    with closing(factories.new_book(tmp_path)) as made:
        with made.writing("Set up") as session:
            acme = factories.client(session, name="Acme")
            factories.note(session, acme, body="lunch in Cluj")
            factories.attempt(session, factories.decision(session, acme, ref="D-1", title="Launch"))
            factories.offer(session, acme, threat_id=factories.threat(session, acme).id)
        yield made


def delete(book: Book, model: type = Client, row_id: int = 1) -> None:
    with book.writing("Delete") as session:
        trash.delete(session, session.get_one(model, row_id))


def restore(book: Book, model: type = Client, row_id: int = 1) -> None:
    with book.writing("Restore") as session:
        trash.restore(session, session.get_one(model, row_id))


def kept(book: Book) -> dict[str, int]:
    """How many records of each kind are outside the trash."""
    with book.reading() as session:
        counted = {
            model.__tablename__: len(session.scalars(select(model).where(model.deleted_at.is_(None))).all())
            for model in RECORDS
        }
    return {table: number for table, number in counted.items() if number}


ALL = {"clients": 1, "notes": 1, "decisions": 1, "attempts": 1, "threats": 1, "offers": 1}


def test_a_deleted_client_takes_all_records_along_and_brings_them_back(book: Book) -> None:
    delete(book)
    assert kept(book) == {}
    assert check(book) == []
    restore(book)
    assert kept(book) == ALL
    assert check(book) == []


def test_what_was_deleted_before_stays_in_the_trash(book: Book) -> None:
    delete(book, Note)
    delete(book)
    restore(book)
    assert kept(book) == {k: v for k, v in ALL.items() if k != "notes"}


def test_a_deleted_decision_takes_its_attempts_along(book: Book) -> None:
    delete(book, Decision)
    assert kept(book) == {k: v for k, v in ALL.items() if k not in ("decisions", "attempts")}
    restore(book, Decision)
    assert kept(book) == ALL


def test_deleting_is_undone_like_any_gesture(book: Book) -> None:
    delete(book)
    journal.undo(book)
    assert kept(book) == ALL
    journal.redo(book)
    assert kept(book) == {}


def test_what_is_in_the_trash_is_not_found_by_searching(book: Book) -> None:
    delete(book)
    with book.reading() as session:
        assert search(session, "Cluj") == []
    restore(book)
    with book.reading() as session:
        assert [hit.table for hit in search(session, "Cluj")] == ["notes"]


def test_the_trash_lists_what_was_deleted_not_what_went_along(book: Book) -> None:
    delete(book, Offer)
    delete(book)
    with book.reading() as session:
        found = trash.contents(session)
    assert [(t.table, t.name, t.client, t.with_it) for t in found] == [
        ("clients", "Acme", None, 4),
        ("offers", "#1", "Acme", 0),
    ]


def test_a_record_is_called_by_its_ref_and_title(book: Book) -> None:
    delete(book, Decision)
    with book.reading() as session:
        assert [(t.name, t.with_it) for t in trash.contents(session)] == [("D-1 Launch", 1)]


def test_a_name_taken_meanwhile_refuses_the_restoring(book: Book) -> None:
    delete(book)
    with book.writing("Add") as session:
        factories.client(session, name=" ACME")
    with pytest.raises(NotAllowed, match="ACME"):
        restore(book)
    assert kept(book) == {"clients": 1}


def test_a_ref_taken_meanwhile_refuses_the_restoring_of_its_client(book: Book) -> None:
    delete(book)
    with book.writing("Add") as session:
        factories.decision(session, factories.client(session), ref="d-1")
    with pytest.raises(NotAllowed, match="d-1"):
        restore(book)


def test_a_record_is_not_restored_without_its_client(book: Book) -> None:
    delete(book)
    for model in (Note, Attempt):
        with pytest.raises(NotAllowed, match="in the trash"):
            restore(book, model)


def test_deleting_and_restoring_twice_is_once(book: Book) -> None:
    delete(book)
    delete(book)
    restore(book)
    restore(book)
    assert kept(book) == ALL


def empty(book: Book, **values: int) -> int:
    now = utc_now() + timedelta(days=values.pop("later", 0))
    with book.transaction() as session:
        return trash.empty_older_than(session, now=now, **values)


def test_the_trash_is_emptied_after_thirty_days(book: Book) -> None:
    delete(book)
    assert empty(book, later=29) == 0
    restore(book)
    delete(book)
    assert empty(book, later=31) == 6
    with book.reading() as session:
        assert trash.contents(session) == []
        assert session.scalars(select(Client)).all() == []
        assert search(session, "Cluj") == []
    assert check(book) == []


def test_what_is_gone_cannot_be_undone_but_what_came_after_can(book: Book) -> None:
    delete(book, Note)
    empty(book, later=31)
    with book.writing("Add") as session:
        factories.client(session, name="Beta")
    journal.undo(book)
    assert journal.undo(book) is None
    assert kept(book) == {k: v for k, v in ALL.items() if k != "notes"}
    with book.reading() as session:
        about = select(Change).where(Change.table_name == "notes")
        assert session.scalars(about).all() == []


def test_emptying_drops_a_redo_that_needs_what_is_gone(book: Book) -> None:
    delete(book, Note)
    with book.writing("Change") as session:
        session.get_one(Note, 1).body = "supper"
    journal.undo(book)
    empty(book, days=0)
    assert journal.redo(book) is None
    with book.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM notes")) == 0
