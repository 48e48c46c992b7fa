"""Whose records a gesture changed: what is remembered about them is dropped, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from app import models
from app.models.base import utc_now
from app.models.book import Book
from app.services import changed_clients, history, journal, settings
from app.services.verdicts import Memory
from tests import factories


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    hooks = list(journal.after_changes)
    changed_clients.install()
    changed_clients.install()
    yield factories.new_book(tmp_path)
    journal.after_changes[:] = hooks


def gesture(book: Book, what: Callable[[Session], Any]) -> set[int] | None:
    with book.writing("a gesture") as session:
        what(session)
    return changed_clients.changed_clients(session)


def test_records_name_their_client(book: Book) -> None:
    with book.writing("set up") as session:
        one, two = factories.client(session), factories.client(session)
        argued = factories.decision(session, two)
    assert gesture(book, lambda s: factories.note(s, one)) == {one.id}
    assert gesture(book, lambda s: factories.attempt(s, argued)) == {two.id}
    assert gesture(book, lambda s: (factories.note(s, one), factories.cost(s, two))) == {one.id, two.id}
    assert gesture(book, lambda s: setattr(s.get(models.Client, one.id), "came_for", "price")) == {one.id}
    assert gesture(book, lambda s: factories.task(s, None)) == set()
    assert gesture(book, lambda s: settings.change(s, "advice.limit", "2")) == set()


def test_a_record_given_to_another_client_changes_both(book: Book) -> None:
    with book.writing("set up") as session:
        one, two = factories.client(session), factories.client(session)
        note = factories.note(session, one)
    moved = gesture(book, lambda s: setattr(s.get(models.Note, note.id), "client_id", two.id))
    assert moved == {one.id, two.id}


def test_a_person_may_be_anybodys_owner(book: Book) -> None:
    assert gesture(book, lambda s: factories.person(s)) is None


def test_bulk_inserts_may_be_about_anybody(book: Book) -> None:
    with book.writing("set up") as session:
        client = factories.client(session)

    def bulk(session: Session) -> None:
        row = {"client_id": client.id, "spent_on": date(2026, 1, 1), "amount": 1, "uid": models.new_uid()}
        stamps = dict.fromkeys(("created_at", "changed_at"), utc_now())
        made = session.execute(insert(models.Cost).returning(models.Cost.id), [row | stamps])
        journal.note_inserted(session, "costs", made.scalars().all())

    assert gesture(book, bulk) is None


def test_what_is_remembered_follows_the_changes(book: Book) -> None:
    """A remembered verdict always equals a fresh one, also after Undo."""
    day = date(2026, 3, 16)
    memory = Memory()
    with book.writing("set up") as session:
        client = factories.client(session)

    def overdue() -> int:
        mark = memory.mark
        with book.reading() as session:
            rules = settings.load(session)
            kept = memory.kept(client.id, day, rules)
            if kept is None:
                loaded = history.load_one(session, client.id)
                assert loaded is not None
                kept = memory.verdicts(loaded, day, rules, mark)
        return kept.promises.ours.overdue

    assert overdue() == 0
    changed = gesture(book, lambda s: factories.promise(s, client, due_on=date(2026, 3, 1)))
    assert overdue() == 0  # nobody has been told yet
    memory.forget(changed)
    assert overdue() == 1
    assert journal.undo(book) is not None
    memory.forget()
    assert overdue() == 0
