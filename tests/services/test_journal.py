"""Every gesture can be undone and done again, exactly; the journal says who changed what."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update

from app.models import Client, Note, Setting, Snooze, Threat
from app.models.book import Book
from app.services import journal, rows
from app.services.books import open_book
from app.services.journal import RowChange, note_inserted, redo, undo
from tests import factories


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """An open book with a client."""
    with closing(factories.new_book(tmp_path)) as made:
        with made.transaction() as session:
            factories.client(session, name="Acme", tags="a; b")
        yield made


def dump(book: Book) -> dict[str, list[Any]]:
    """Every row of every table that the journal covers, to the last stamp."""
    with book.reading() as session:
        return {
            name: [tuple(row) for row in session.execute(select(table).order_by(rows.key_column(table)))]
            for name, table in rows.covered().items()
        }


def rename(book: Book, name: str) -> None:
    with book.writing(f"Rename to {name}", author="Ana") as session:
        client = session.get(Client, 1)
        assert client is not None
        client.name = name


def name_of(book: Book) -> str | None:
    with book.reading() as session:
        return session.scalar(select(Client.name).where(Client.id == 1))


def test_undo_and_redo_of_a_change(book: Book) -> None:
    before = dump(book)
    rename(book, "Beta")
    after = dump(book)
    step = undo(book)
    assert step is not None
    assert (step.label, step.author, step.tables) == ("Rename to Beta", "Ana", {"clients"})
    assert dump(book) == before
    assert redo(book) is not None
    assert dump(book) == after


def test_nothing_to_undo_is_said(book: Book) -> None:
    assert undo(book) is None
    assert redo(book) is None


def test_undo_survives_closing_the_book(book: Book) -> None:
    rename(book, "Beta")
    book.close()
    with closing(open_book(book.path)) as again:
        undo(again)
        assert name_of(again) == "Acme"
    with closing(open_book(book.path)) as once_more:
        redo(once_more)
        assert name_of(once_more) == "Beta"


def test_a_new_gesture_drops_what_could_be_redone(book: Book) -> None:
    rename(book, "Beta")
    undo(book)
    rename(book, "Gamma")
    assert redo(book) is None
    undo(book)
    assert name_of(book) == "Acme"


def test_the_last_hundred_gestures_can_be_undone_the_older_ones_are_kept(book: Book) -> None:
    for number in range(103):
        rename(book, f"Name {number}")
    undone = 0
    while undo(book):
        undone += 1
    assert undone == 100
    assert name_of(book) == "Name 2"
    with book.reading() as session:
        assert len(journal.history(session, limit=1000)) == 103
        assert len(journal.who_changed(session, "clients", 1)) == 3


def test_undoing_the_adding_of_a_client_with_all_that_belongs_to_it(book: Book) -> None:
    before = dump(book)
    with book.writing("Add") as session:
        beta = factories.client(session, name="Beta", owner_id=factories.person(session).id)
        factories.attempt(session, factories.decision(session, beta))
        threat = factories.threat(session, beta)
        factories.offer(session, beta, trigger="threat", threat_id=threat.id)
    after = dump(book)
    undo(book)
    assert dump(book) == before
    redo(book)
    assert dump(book) == after


def test_undoing_a_deletion_brings_back_what_the_database_deleted_along(book: Book) -> None:
    with book.writing("Add") as session:
        factories.attempt(session, factories.decision(session, 1))
        threat = factories.threat(session, 1)
        factories.offer(session, 1, threat_id=threat.id)
    before = dump(book)
    with book.writing("Delete the threat and the client") as session:
        session.delete(session.get(Threat, 1))
        session.flush()
        session.delete(session.get(Client, 1))
    after = dump(book)
    assert not after["clients"] and not after["attempts"]
    undo(book)
    assert dump(book) == before
    redo(book)
    assert dump(book) == after


def test_a_reference_that_the_database_took_away_comes_back_without_a_new_stamp(book: Book) -> None:
    with book.writing("Add") as session:
        factories.offer(session, 1, threat_id=factories.threat(session, 1).id)
    before = dump(book)
    with book.writing("Delete the threat") as session:
        session.delete(session.get(Threat, 1))
    after = dump(book)
    undo(book)
    assert dump(book) == before
    redo(book)
    assert dump(book) == after


def test_statements_that_go_past_the_records_are_noted(book: Book) -> None:
    with book.writing("Add") as session:
        for number in range(4):
            factories.note(session, 1, body=str(number))
    before = dump(book)
    with book.writing("Change") as session:
        session.execute(update(Note).where(Note.body.in_(("0", "1"))).values(body="changed"))
        session.execute(delete(Note).where(Note.body == "2"))
        session.execute(update(Note), [{"id": 4, "mood": 2}])
        session.execute(update(Client.__table__).values(profile="all of them"))  # type: ignore[arg-type]
    after = dump(book)
    assert len(after["notes"]) == 3
    undo(book)
    assert dump(book) == before
    redo(book)
    assert dump(book) == after


def test_two_clients_may_swap_their_names_and_swap_them_back(book: Book) -> None:
    with book.writing("Add") as session:
        factories.client(session, name="Beta")
    before = dump(book)
    with book.writing("Swap") as session:
        acme, beta = session.get(Client, 1), session.get(Client, 2)
        assert acme is not None and beta is not None
        acme.name = "aside"
        session.flush()
        beta.name = "Acme"
        session.flush()
        acme.name = "Beta"
    after = dump(book)
    undo(book)
    assert dump(book) == before
    redo(book)
    assert dump(book) == after


def test_a_record_moved_away_from_one_that_was_added_is_not_lost_with_it(book: Book) -> None:
    with book.writing("Add") as session:
        factories.note(session, 1)
    before = dump(book)
    with book.writing("Move to a new client") as session:
        beta = factories.client(session, name="Beta")
        note = session.get(Note, 1)
        assert note is not None
        note.client_id = beta.id
    undo(book)
    assert dump(book) == before


def test_settings_and_what_was_put_off_are_undone_too(book: Book) -> None:
    before = dump(book)
    with book.writing("Set") as session:
        session.add(Setting(key="rate.EUR", value="4.97"))
        session.add(Snooze(item="silent/Acme/", until=date(2026, 4, 1)))
    with book.writing("Put off again") as session:
        session.delete(session.get(Snooze, 1))
        session.flush()
        session.add(Snooze(item="silent/Acme/", until=date(2026, 5, 1)))
        session.get_one(Setting, "rate.EUR").value = "5.01"
    after = dump(book)
    undo(book)
    undo(book)
    assert dump(book) == before
    redo(book)
    redo(book)
    assert dump(book) == after


def test_a_row_that_came_and_went_in_one_gesture_leaves_nothing(book: Book) -> None:
    with book.writing("Nothing") as session:
        note = factories.note(session, 1)
        session.delete(note)
    with book.reading() as session:
        assert journal.history(session) == []


# Bulk inserts


def bulk(number: int) -> list[dict[str, Any]]:
    note = {"client_id": 1, "happened_at": factories.datetime(2026, 1, 1), "kind": "call"}
    return [note | {"body": f"note {i}"} for i in range(number)]


def test_a_bulk_insert_is_noted_by_its_keys_and_undone_and_redone_exactly(book: Book) -> None:
    before = dump(book)
    with book.writing("Import") as session:
        ids = list(session.scalars(insert(Note).returning(Note.id), bulk(1200)))
        note_inserted(session, "notes", ids)
    after = dump(book)
    assert session.info["changed"] == {"notes"}
    with book.reading() as reader:
        sizes = reader.execute(select(journal.Change.row_key, journal.Change.new)).all()
    assert [tuple(row) for row in sizes] == [("1..500", None), ("501..1000", None), ("1001..1200", None)]
    for _ in range(2):
        undo(book)
        assert dump(book) == before
        redo(book)
        assert dump(book) == after


def test_a_bulk_insert_that_nobody_noted_is_refused(book: Book) -> None:
    with pytest.raises(RuntimeError, match="note_inserted"), book.writing("Import") as session:
        session.execute(insert(Note), bulk(2))
    assert dump(book)["notes"] == []


def test_rows_inserted_in_bulk_and_changed_in_the_same_gesture_are_undone(book: Book) -> None:
    before = dump(book)
    with book.writing("Import") as session:
        ids = list(session.scalars(insert(Note).returning(Note.id), bulk(3)))
        note_inserted(session, "notes", ids)
        session.get_one(Note, ids[0]).body = "changed"
    after = dump(book)
    undo(book)
    assert dump(book) == before
    redo(book)
    assert dump(book) == after


def test_the_search_hears_of_rows_that_undo_takes_out(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[RowChange] = []
    monkeypatch.setattr(journal, "after_changes", [lambda _session, changes: heard.extend(changes)])
    with book.writing("Import") as session:
        note_inserted(session, "notes", session.scalars(insert(Note).returning(Note.id), bulk(2)))
    assert heard == []
    undo(book)
    assert [(c.table, c.id, c.old and c.old["body"], c.new) for c in heard] == [
        ("notes", 1, "note 0", None),
        ("notes", 2, "note 1", None),
    ]
    heard.clear()
    redo(book)
    assert [(c.id, c.old, c.new and c.new["body"]) for c in heard] == [
        (1, None, "note 0"),
        (2, None, "note 1"),
    ]


def test_hooks_hear_whole_rows_before_and_after(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[RowChange] = []
    monkeypatch.setattr(journal, "after_changes", [lambda _session, changes: heard.extend(changes)])
    rename(book, "Beta")
    undo(book)
    for change, old, new in zip(heard, ("Acme", "Beta"), ("Beta", "Acme"), strict=True):
        assert change.old is not None and change.new is not None
        assert (change.old["name"], change.new["name"], change.new["tags"]) == (old, new, "a; b")


# Who changed this


def test_who_changed_a_record_is_listed_newest_first(book: Book) -> None:
    rename(book, "Beta")
    rename(book, "Gamma")
    undo(book)
    rename(book, "Delta")
    with book.reading() as session:
        edits = journal.who_changed(session, "clients", 1)
    assert [(e.author, e.old and e.old["name"], e.new and e.new["name"]) for e in edits] == [
        ("Ana", "Beta", "Delta"),
        ("Ana", "Acme", "Beta"),
    ]
    assert edits[0].old is not None
    assert set(edits[0].old) == {"name", "name_key", "changed_at"}


def test_a_record_of_a_bulk_insert_knows_its_import(book: Book) -> None:
    with book.writing("Import of old notes") as session:
        note_inserted(session, "notes", session.scalars(insert(Note).returning(Note.id), bulk(5)))
    with book.reading() as session:
        assert [e.label for e in journal.who_changed(session, "notes", 3)] == ["Import of old notes"]
        assert journal.who_changed(session, "notes", 6) == []


def test_what_is_next_to_undo_and_redo_is_known(book: Book) -> None:
    rename(book, "Beta")
    rename(book, "Gamma")
    undo(book)
    with book.reading() as session:
        back, forth = journal.next_undo(session), journal.next_redo(session)
    assert back is not None and back.label == "Rename to Beta"
    assert forth is not None and forth.label == "Rename to Gamma"
