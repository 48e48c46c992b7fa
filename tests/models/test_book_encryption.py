"""One encrypted file is enough to open it with its password; a wrong password and damage are told apart."""

from __future__ import annotations

import random
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select, text

from app.errors import BookDamaged, InvalidInput, NotABook, PasswordNeeded, UserError, WrongPassword
from app.models import Client
from app.models.book import Book
from app.models.encryption import key_for, new_key, recovery_code
from app.services.books import create_book, open_book
from tests import factories

PASSWORD = "open sesame"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed, encrypted book with a client."""
    book = factories.new_book(tmp_path, password=PASSWORD)
    with book.writing("Add") as session:
        factories.client(session, name="Confidential Ltd")
    book.close()
    return book.path


def names(book: Book) -> list[str]:
    with closing(book), book.reading() as session:
        return list(session.scalars(select(Client.name)))


def test_the_password_opens_it(path: Path) -> None:
    assert names(open_book(path, password=PASSWORD)) == ["Confidential Ltd"]


def test_one_copied_file_is_enough(path: Path, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    copy = shutil.copy(path, tmp_path / "stick" / "copy.condica")
    assert names(open_book(copy, password=PASSWORD)) == ["Confidential Ltd"]


def test_nothing_can_be_read_in_the_file(path: Path) -> None:
    data = path.read_bytes()
    for words in (b"Confidential", b"clients", b"SQLite", PASSWORD.encode()):
        assert words not in data


def test_the_same_letters_typed_in_another_way_are_the_same_password(tmp_path: Path) -> None:
    book = create_book(tmp_path / "a.condica", password="pa\u0301sswo\u0308rd")
    book.close()
    open_book(book.path, password="pássw\u00f6rd").close()


@pytest.mark.parametrize("wrong", ["open sesam", "Open sesame", " open sesame", "x"])
def test_a_wrong_password_is_named_as_such(path: Path, wrong: str) -> None:
    before = path.read_bytes()
    with pytest.raises(WrongPassword):
        open_book(path, password=wrong)
    assert path.read_bytes() == before


def test_without_a_password_it_asks_for_one(path: Path) -> None:
    with pytest.raises(PasswordNeeded):
        open_book(path)


@pytest.mark.parametrize("password", ["", "half \ud83d"])
def test_a_password_that_is_none_is_refused(tmp_path: Path, password: str) -> None:
    with pytest.raises(InvalidInput):
        create_book(tmp_path / "a.condica", password=password)
    assert list(tmp_path.iterdir()) == []


def test_the_recovery_code_opens_it_however_it_is_typed(path: Path) -> None:
    with closing(open_book(path, password=PASSWORD)) as book:
        code = book.recovery_code
    assert code is not None
    assert [len(group) for group in code.split("-")] == [4] * 14
    sloppy = code.lower().replace("-", " ").replace("o", "0")
    for typed in (code, sloppy, code.replace("-", "").replace("I", "1").replace("B", "8")):
        assert names(open_book(path, recovery_code=typed)) == ["Confidential Ltd"]


def test_a_mistyped_or_foreign_code_is_refused(path: Path) -> None:
    with closing(open_book(path, password=PASSWORD)) as book:
        code = book.recovery_code or ""
    swapped = ("A" if code[0] != "A" else "C") + code[1:]
    for typed in ("", code[:-1], swapped, recovery_code(new_key("another")), "ßßß ÄÄÄ 999"):
        with pytest.raises(WrongPassword):
            open_book(path, recovery_code=typed)


def test_a_plain_book_has_no_code(tmp_path: Path) -> None:
    with closing(factories.new_book(tmp_path)) as book:
        assert book.recovery_code is None
        assert not book.encrypted


def test_a_key_is_never_shown() -> None:
    key = new_key("secret")
    assert key.secret.hex() not in repr(key)
    assert "secret" not in str(key).replace("secret=", "")


def test_each_key_is_another_one_and_found_again_by_its_start() -> None:
    one, two = new_key("secret"), new_key("secret")
    assert one.secret != two.secret
    assert key_for("secret", one.salt) == one


def test_a_flipped_bit_at_the_start_is_damage_not_a_wrong_password(path: Path) -> None:
    data = path.read_bytes()
    for bit in range(16 * 8):
        harmed = bytearray(data)
        harmed[bit // 8] ^= 1 << bit % 8
        path.write_bytes(harmed)
        with pytest.raises((BookDamaged, NotABook)):
            open_book(path, password=PASSWORD)
        assert path.read_bytes() == harmed


def test_a_flipped_bit_anywhere_else_is_damage(path: Path) -> None:
    """The right password never gives wrong data: every page is signed."""
    data = path.read_bytes()
    chance = random.Random(7)
    for _ in range(12):
        harmed = bytearray(data)
        harmed[chance.randrange(16, len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(harmed)
        with pytest.raises(UserError) as caught, closing(open_book(path, password=PASSWORD)) as book:
            with book.reading() as session:
                for (table,) in session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")):
                    session.execute(text(f'SELECT * FROM "{table}"')).all()
                assert session.execute(text("PRAGMA cipher_integrity_check")).all()
            raise BookDamaged("found by the check")
        assert isinstance(caught.value, BookDamaged)
        assert path.read_bytes() == harmed


def test_damage_prints_nothing(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    harmed = bytearray(path.read_bytes())
    harmed[2000] ^= 255
    path.write_bytes(harmed)
    with pytest.raises(BookDamaged):
        open_book(path, password=PASSWORD)
    assert capfd.readouterr() == ("", "")
