"""Erased data is really gone: the book's file is searched for the words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from app.errors import NotFound
from app.models import Attempt, Client, Complaint, Contact, Draft, Note, Snooze
from app.models.book import Book
from app.services import drafts, journal
from app.services.backups.making import folder_of, list_backups, make_backup
from app.services.check import check
from app.services.records import trash
from app.services.records.erase import erase_client, erase_contact
from app.services.search.questions import search
from tests import factories


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A book with two clients; the first one's words stand everywhere they can."""
    with closing(factories.new_book(tmp_path)) as made:
        with made.writing("Add Zimbrul") as session:
            client = factories.client(session, name="Zimbrul", profile="marzipan bakers")
            contact = factories.contact(
                session, client, name="Olga Quetzal", email="olga@zimbrul.example", phone="0722 333 444"
            )
            for number in range(60):
                factories.note(session, client, body=f"marzipan {number} " * 30, contacts="Olga Quetzal; Ion")
            factories.note(session, client, subject="OLGA QUETZAL called from 0722 333 444")
            decision = factories.decision(session, client, stake="marzipan", decided_by="olga quetzal ")
            factories.attempt(session, decision, argument="Olga Quetzal said no", contact_id=contact.id)
            factories.complaint(session, client, remark="marzipan was dry", raised_by="Olga Quetzal")
            factories.note(session, factories.client(session, name="Beta"), body="lunch")
        with made.writing("Rename Zimbrul") as session:
            session.get_one(Client, 1).legal_name = "Zimbrul SRL"
        with made.writing("Delete a note") as session:
            trash.delete(session, session.get_one(Note, 1))
        with made.writing("Put off") as session:
            session.add(Snooze(item="silent/Zimbrul/", until=date(2026, 4, 1)))
        with made.transaction() as session:
            uids = {row.id: row.uid for row in session.execute(select(Client.id, Client.uid))}
            (complaint,) = session.scalars(select(Complaint.uid))
            for form in ("composer", f"complaint/{complaint}/received", "note"):
                drafts.keep(session, drafts.place_of(uids[1], form), {"text": "half a marzi"})
            session.add(Draft(place="palette", fields='{"words": "zimbrul \\\\u2013 O\\\\u004cga"}'))
            drafts.keep(session, drafts.place_of(uids[2], "composer"), {"text": "kept"})
        yield made


def words_in(path: Path, *words: str) -> list[str]:
    data = path.read_bytes().lower()
    return [word for word in words if word.lower().encode() in data]


OF_THE_CLIENT = ("zimbrul", "marzi", "quetzal", "olga", "0722 333 444")
OF_THE_CONTACT = ("quetzal", "olga", "0722 333 444")


def test_the_words_are_there_before(book: Book) -> None:
    assert words_in(book.path, *OF_THE_CLIENT) == list(OF_THE_CLIENT)


def test_an_erased_client_leaves_no_word_in_the_file(book: Book) -> None:
    erase_client(book, 1)
    assert words_in(book.path, *OF_THE_CLIENT) == []
    assert check(book) == []
    with book.reading() as session:
        assert session.scalars(select(Client.name)).all() == ["Beta"]
        assert [hit.table for hit in search(session, "lunch")] == ["notes"]
        (beta,) = session.scalars(select(Client.uid))
        assert session.scalars(select(Draft.place)).all() == [f"client/{beta}/composer"]


def test_the_next_new_client_is_offered_nothing_of_the_erased_one(book: Book) -> None:
    with book.writing("Add the last") as session:
        last = factories.client(session, name="Last")
        old, uid = last.id, last.uid
    with book.transaction() as session:
        drafts.keep(session, drafts.place_of(uid, "composer"), {"text": "typed, not saved"})
    erase_client(book, old)
    with book.writing("Add") as session:
        new = factories.client(session, name="New")
        assert new.id != old
        assert drafts.kept(session, drafts.place_of(new.uid, "composer")) == {}


def test_what_was_on_its_way_when_the_client_was_erased_is_not_kept(book: Book) -> None:
    with book.reading() as session:
        uid = session.get_one(Client, 1).uid
    erase_client(book, 1)
    with book.transaction() as session:
        drafts.keep(session, drafts.place_of(uid, "composer"), {"text": "late marzipan"})
    assert words_in(book.path, "marzi") == []


def test_emptying_the_trash_takes_the_drafts_along(book: Book) -> None:
    with book.writing("Delete") as session:
        trash.delete(session, session.scalars(select(Complaint)).one())
    with book.transaction() as session:
        trash.empty_older_than(session, days=0)
        places = session.scalars(select(Draft.place)).all()
        assert not [place for place in places if "complaint" in place]
        assert len([place for place in places if place.startswith("client/")]) == 3


def test_an_erased_contact_leaves_no_word_but_the_clients_own(book: Book) -> None:
    changed = erase_contact(book, 1)
    assert changed == 64
    assert words_in(book.path, *OF_THE_CONTACT) == []
    assert check(book) == []
    with book.reading() as session:
        assert session.scalars(select(Contact)).all() == []
        assert session.get_one(Note, 2).contacts == "Ion"
        assert session.get_one(Note, 61).subject == "… called from …"
        attempt = session.get_one(Attempt, 1)
        assert (attempt.argument, attempt.contact_id) == ("… said no", None)
        assert search(session, "quetzal") == []
        assert search(session, "marzipan") != []


def test_nothing_that_was_erased_comes_back_by_undo(book: Book) -> None:
    erase_client(book, 1)
    assert journal.redo(book) is None
    while journal.undo(book):
        pass
    assert words_in(book.path, *OF_THE_CLIENT) == []


def test_backups_are_deleted_too_if_asked(book: Book) -> None:
    make_backup(book)
    erase_client(book, 1)
    assert words_in(list_backups(book)[0].path, "marzipan")
    with book.writing("Add") as session:
        again = factories.client(session, name="Zimbrul").id
    erase_client(book, again, backups_too=True)
    assert len(list_backups(book)) == 1
    for file in folder_of(book.path).iterdir():
        assert words_in(file, *OF_THE_CLIENT) == []


def test_what_is_not_there_cannot_be_erased(book: Book) -> None:
    with pytest.raises(NotFound):
        erase_client(book, 99)
    with pytest.raises(NotFound):
        erase_contact(book, 99)
