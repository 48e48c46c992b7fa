"""The password of an open book is set, changed and removed; the keyring is only a convenience."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from sqlalchemy import select, text

from app.errors import InvalidInput, NotAllowed, PasswordNeeded, WrongPassword
from app.models import Client, encryption
from app.models.book import Book
from app.models.header import SCHEMA
from app.services import journal, passwords
from app.services.backups.making import is_plain, list_backups, make_backup
from app.services.books import create_book, open_book
from tests import factories


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """An open, plain book with a client."""
    with closing(factories.new_book(tmp_path)) as made:
        with made.writing("Add") as session:
            factories.note(session, factories.client(session, name="Acme"), body="lunch in Cluj")
        yield made


def names(book: Book) -> list[str]:
    with book.reading() as session:
        return list(session.scalars(select(Client.name)))


def schema(book: Book) -> list[tuple[str, ...]]:
    with book.reading() as session:
        rows = session.execute(text("SELECT type, name, sql FROM sqlite_master ORDER BY name"))
        return [tuple(row) for row in rows]


def test_a_plain_book_gets_a_password_and_loses_it_again(book: Book) -> None:
    before = schema(book)
    passwords.set_password(book, "first password")
    assert (book.encrypted, names(book), schema(book)) == (True, ["Acme"], before)
    assert b"Acme" not in book.path.read_bytes()
    book.close()
    with pytest.raises(PasswordNeeded):
        open_book(book.path)
    with closing(open_book(book.path, password="first password")) as again:
        passwords.set_password(again, "second password")
        code = again.recovery_code
    with pytest.raises(WrongPassword):
        open_book(book.path, password="first password")
    with closing(open_book(book.path, recovery_code=code)) as again:
        passwords.set_password(again, None)
        assert schema(again) == before
    with closing(open_book(book.path)) as again:
        assert names(again) == ["Acme"]


def test_the_book_goes_on_as_before(book: Book) -> None:
    uid, changes = book.uid, book.changes
    passwords.set_password(book, "first password")
    with book.writing("Add") as session:
        factories.client(session, name="Beta")
    assert (book.uid, book.changes) == (uid, changes + 1)
    journal.undo(book)
    journal.undo(book)
    assert names(book) == []
    with book.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM search_index WHERE search_index MATCH 'cluj'")) == 0
        assert session.scalar(text("PRAGMA user_version")) == SCHEMA


def test_backups_before_and_after_are_kept_or_dropped(book: Book) -> None:
    passwords.set_password(book, "first password", keep_plain=True)
    assert [b.reason for b in list_backups(book)] == ["password"] * 2
    plain = [b for b in list_backups(book) if is_plain(b)]
    assert len(plain) == passwords.plain_backups(book) == 1
    made = passwords.set_password(book, "second password", drop_backups=True)
    assert list_backups(book) == [made]
    assert not any(b.path.exists() for b in plain)


def test_setting_a_password_leaves_no_backup_that_opens_without_one(book: Book) -> None:
    make_backup(book, "start")
    make_backup(book)
    made = passwords.set_password(book, "first password")
    assert list_backups(book) == [made]
    for path in book.path.parent.rglob("*"):
        assert not path.is_file() or b"Acme" not in path.read_bytes(), path


def test_backups_under_an_earlier_password_stay_when_another_is_set(book: Book) -> None:
    first = passwords.set_password(book, "first password")
    passwords.set_password(book, "second password")
    assert first in list_backups(book)
    passwords.set_password(book, None)
    assert first in list_backups(book)
    assert passwords.plain_backups(book) == 1


@pytest.mark.parametrize("password", ["", "x", "12345"])
def test_a_password_that_is_too_short_is_refused_and_changes_nothing(book: Book, password: str) -> None:
    before = book.path.read_bytes()
    with pytest.raises(InvalidInput, match="at least 6"):
        passwords.set_password(book, password)
    with pytest.raises(InvalidInput, match="at least 6"):
        create_book(book.path.with_name("new.condica"), password=password)
    assert (book.path.read_bytes(), list_backups(book)) == (before, [])
    assert not book.path.with_name("new.condica").exists()


def test_a_book_with_a_shorter_password_of_old_still_opens(book: Book) -> None:
    secret = encryption._stretch("old", b"12345678")
    book.rekey(encryption._key(secret, b"12345678"))
    book.close()
    with closing(open_book(book.path, password="old")) as again:
        assert names(again) == ["Acme"]


def test_the_present_password_can_be_asked_for(book: Book) -> None:
    assert not passwords.is_password(book, "first password")
    passwords.set_password(book, "first password")
    assert passwords.is_password(book, "first password")
    assert not passwords.is_password(book, "second password")


def test_a_read_only_book_keeps_its_password(book: Book) -> None:
    with closing(open_book(book.path, read_only=True)) as view, pytest.raises(NotAllowed):
        passwords.set_password(view, "first password")


# The keyring


class Memory(KeyringBackend):
    """A keyring as a desktop has one, for this test."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Trusted(Memory):
    """One that calls itself a trusted one."""


Trusted.__module__ = "keyring.backends.SecretService"


@pytest.fixture
def use() -> Iterator[object]:
    """Sets the computer's keyring."""
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


def test_the_keyring_opens_the_book_until_it_is_told_to_forget(book: Book, use) -> None:  # type: ignore[no-untyped-def]
    use(backend := Trusted())
    passwords.set_password(book, "first password")
    passwords.remember(book)
    assert "first password" not in str(backend.kept)
    book.close()
    with closing(open_book(book.path, from_keyring=True)) as again:
        assert names(again) == ["Acme"]
        passwords.forget(again)
        passwords.forget(again)
    with pytest.raises(PasswordNeeded):
        open_book(book.path, from_keyring=True)


def test_a_new_password_makes_the_keyring_forget_the_old_key(book: Book, use) -> None:  # type: ignore[no-untyped-def]
    use(backend := Trusted())
    passwords.set_password(book, "first password")
    passwords.remember(book)
    passwords.set_password(book, "second password")
    assert backend.kept == {}


def test_a_keyring_that_keeps_no_secrets_is_refused(book: Book, use) -> None:  # type: ignore[no-untyped-def]
    from keyring.backends import fail, null

    passwords.set_password(book, "first password")
    for backend in (Memory(), fail.Keyring(), null.Keyring()):
        use(backend)
        assert not passwords.can_remember()
        with pytest.raises(NotAllowed):
            passwords.remember(book)


def test_ids_are_counted_on_in_the_file_with_the_new_password(tmp_path: Path) -> None:
    with closing(factories.new_book(tmp_path)) as book:
        with book.writing("Add") as session:
            gone = factories.client(session)
            old = gone.id
            session.delete(gone)
        passwords.set_password(book, "correct horse battery")
        with book.writing("Add") as session:
            assert factories.client(session).id == old + 1
