"""A check of a book names everything that is wrong, and finds nothing wrong in a sound one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from app.models.book import Book
from app.models.engine import connect
from app.services.books import open_book
from app.services.check import check
from tests import factories


@pytest.fixture(params=[None, "secret"], ids=["plain", "encrypted"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Book]:
    """An open book with one of everything, plain and encrypted."""
    with closing(factories.new_book(tmp_path, password=request.param)) as made:
        with made.writing("Set up") as session:
            owner = factories.person(session, name="Ana")
            acme = factories.client(session, name="Acme", owner_id=owner.id)
            factories.client(session, name="Beta")
            contact = factories.contact(session, acme)
            factories.note(session, acme, body="lunch")
            decision = factories.decision(session, acme, ref="D-001")
            factories.attempt(session, decision, contact_id=contact.id)
            factories.complaint(session, acme, ref="C-001")
            factories.voice_check(session, acme, contact_id=contact.id)
            factories.survey(session, acme, contact_id=contact.id)
            factories.promise(session, acme)
            factories.agreement(session, acme)
            factories.purchase(session, acme)
            factories.cost(session, acme)
            threat = factories.threat(session, acme)
            factories.offer(session, acme, threat_id=threat.id)
            factories.referral(session, acme)
            factories.judgement(session, acme)
            factories.task(session, acme)
        yield made


def harm(book: Book, *statements: str) -> None:
    """What no gesture would do: change the file behind the constraints' back."""
    with closing(connect(book.path, book.key)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("PRAGMA ignore_check_constraints=ON")
        for statement in statements:
            connection.execute(statement)


def test_a_sound_book_has_no_problems(book: Book) -> None:
    assert check(book) == []
    with closing(open_book(book.path, read_only=True, recovery_code=book.recovery_code)) as view:
        assert check(view) == []


def test_an_empty_book_is_sound(tmp_path: Path) -> None:
    with closing(factories.new_book(tmp_path)) as book:
        assert check(book) == []


@pytest.mark.parametrize(
    ("statement", "where", "what"),
    [
        ("UPDATE notes SET client_id = 77", "notes #1", "refers to a row of clients that is not there"),
        ("DROP INDEX ix_notes_client_id_happened_at", "tables", "ix_notes_client_id_happened_at is missing"),
        ("CREATE TABLE extra(x)", "tables", "extra does not belong to a book"),
        (
            "CREATE TRIGGER sly AFTER INSERT ON notes BEGIN DELETE FROM clients; END",
            "tables",
            "sly does not belong to a book",
        ),
        ("UPDATE notes SET kind = 'smoke'", "notes #1", "kind “smoke” is not one of"),
        ("UPDATE notes SET mood = 3", "notes #1", "mood must lie between -2 and 2"),
        (
            "UPDATE clients SET lost_on = '2026-01-01' WHERE id = 1",
            "clients Acme",
            "lost_on is only for lost",
        ),
        ("UPDATE clients SET since = NULL WHERE id = 1", "clients Acme", "since is required"),
        ("UPDATE surveys SET score = 11", "surveys #1", "score must lie between"),
        ("UPDATE purchases SET amount = 1000000000000001", "purchases #1", "amount is larger"),
        ("UPDATE complaints SET told_on = '2026-01-01'", "complaints C-001", "told_on"),
        ("UPDATE clients SET name_key = 'x' WHERE id = 1", "clients Acme", "cannot be found"),
        ("UPDATE clients SET deleted_at = '2026-01-01 00:00:00' WHERE id = 1", "notes #1", "in the trash"),
        ("UPDATE decisions SET deleted_at = '2026-01-01 00:00:00'", "attempts #1", "in the trash"),
        ("UPDATE contacts SET client_id = 2", "attempts #1", "contact_id names a record of another client"),
        ("UPDATE threats SET client_id = 2", "offers #1", "threat_id names a record of another client"),
        ("INSERT INTO settings VALUES ('advice.limit', 'many')", "settings advice.limit", "advice.limit"),
        (
            "DELETE FROM search_index WHERE rowid = (SELECT min(id) FROM search_index_docsize)",
            "search",
            "holds",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_place(book: Book, statement: str, where: str, what: str) -> None:
    harm(book, statement)
    found = check(book)
    assert any(p.where == where and what in p.what for p in found), found


def test_what_lies_in_the_trash_is_not_checked(book: Book) -> None:
    harm(book, "UPDATE referrals SET deleted_at = '2026-01-01 00:00:00', referred = ''")
    assert [p.where for p in check(book)] == ["search"]


def test_a_damaged_file_is_named(book: Book) -> None:
    with book.reading() as session:
        page = session.scalar(text("SELECT rootpage FROM sqlite_master WHERE name = 'ix_clients_owner_id'"))
    data = bytearray(book.path.read_bytes())
    data[(page - 1) * 4096 + 8 : page * 4096] = bytes(4088)
    book.path.write_bytes(data)
    found = check(book)
    assert found
    assert {p.where for p in found} == {"file"}


def test_progress_is_told(book: Book) -> None:
    told: list[tuple[int, int]] = []
    check(book, lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1]


def test_a_check_changes_nothing(book: Book) -> None:
    before = book.path.read_bytes()
    check(book)
    assert book.path.read_bytes() == before
    assert book.changes == 1
