"""What is no book, or a broken one, is said and left untouched; a cut-off transaction is rolled back."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select, text

from app.errors import (
    BookDamaged,
    BookError,
    BookTooNew,
    NotABook,
)
from app.models import Client, Note
from app.models.book import Book
from app.models.engine import connect
from app.models.header import look
from app.services.books import open_book
from tests import factories


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """An empty, open book."""
    return factories.new_book(tmp_path)


def test_no_corrupt_file_is_opened_or_touched(shared_data: Path, tmp_path: Path) -> None:
    files = sorted((shared_data / "corrupt-sqlite").iterdir())
    assert len(files) >= 16
    for file in files:
        path = tmp_path / file.name
        shutil.copyfile(file, path)
        before = path.read_bytes()
        for arguments in ({}, {"read_only": True}, {"password": "x"}):
            with pytest.raises(NotABook):
                open_book(path, **arguments)  # type: ignore[arg-type]
        assert path.read_bytes() == before
        assert list(tmp_path.iterdir()) == [path]
        path.unlink()


def zero_header(data: bytearray) -> None:
    data[:100] = bytes(100)


def half(data: bytearray) -> None:
    del data[len(data) // 2 :]


def mid_page(data: bytearray) -> None:
    del data[-2048:]


def zero_first_page(data: bytearray) -> None:
    data[100:4096] = bytes(3996)


def file_format_9(data: bytearray) -> None:
    data[18:20] = b"\x09\x09"


def only_header(data: bytearray) -> None:
    del data[60:]


@pytest.mark.parametrize("harm", [zero_header, half, mid_page, zero_first_page, file_format_9, only_header])
@pytest.mark.parametrize("password", [None, "secret"])
def test_a_broken_book_is_named_as_such(
    tmp_path: Path, harm: Callable[[bytearray], None], password: str | None
) -> None:
    book = factories.new_book(tmp_path, password=password)
    book.close()
    data = bytearray(book.path.read_bytes())
    harm(data)
    book.path.write_bytes(data)
    with pytest.raises((BookDamaged, NotABook)):
        open_book(book.path, password=password)
    assert book.path.read_bytes() == data
    assert [p.name for p in tmp_path.iterdir()] == ["test.condica"]


def test_a_broken_page_in_the_middle_is_said_when_it_is_read(tmp_path: Path) -> None:
    book = factories.new_book(tmp_path)
    with book.writing("Add") as session:
        acme = factories.client(session)
        for _ in range(60):
            factories.note(session, acme, body="a long note " * 100)
    with book.reading() as session:
        page = session.scalar(text("SELECT rootpage FROM sqlite_master WHERE name = 'notes'"))
    book.close()
    data = bytearray(book.path.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = bytes(4096)
    book.path.write_bytes(data)
    with closing(open_book(book.path)) as again, pytest.raises(BookDamaged), again.reading() as session:
        session.scalars(select(Note)).all()


def test_a_database_of_another_program_is_no_book(tmp_path: Path) -> None:
    path = tmp_path / "other.condica"
    with closing(connect(path, None, mode="rwc")) as connection:
        connection.execute("CREATE TABLE x(y)")
        connection.execute("PRAGMA application_id = 7")
    before = path.read_bytes()
    with pytest.raises(NotABook):
        open_book(path)
    assert path.read_bytes() == before


def test_a_book_without_its_identity_is_damaged(book: Book) -> None:
    book.close()
    with closing(connect(book.path, None)) as connection:
        connection.execute("DELETE FROM identity")
    with pytest.raises(BookDamaged):
        open_book(book.path)
    assert not book.path.with_name("test.condica.lock").exists()


@pytest.mark.parametrize("name", ["missing.condica", "."])
def test_what_is_no_file_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(BookError):
        open_book(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_newer_book_is_seen_by_its_first_bytes(book: Book) -> None:
    book.close()
    with closing(connect(book.path, None)) as connection:
        connection.execute("PRAGMA user_version = 999")
    with pytest.raises(BookTooNew):
        look(book.path)


def test_a_transaction_cut_off_is_rolled_back_on_opening(book: Book, tmp_path: Path) -> None:
    with book.writing("Add") as session:
        factories.client(session, name="Before")
    book.close()
    killed = (
        "import os, sys; from pathlib import Path; from app.models.engine import connect\n"
        "c = connect(Path(sys.argv[1]), None)\n"
        "c.execute('PRAGMA cache_spill=ON'); c.execute('PRAGMA cache_size=5'); c.execute('BEGIN IMMEDIATE')\n"
        "for n in range(2000): c.execute('INSERT INTO drafts VALUES (?, ?, ?)', (n, 'x' * 500, 'now'))\n"
        "c.execute('UPDATE clients SET name = 1'); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", killed, str(book.path)], check=False).returncode == 9
    assert book.path.with_name("test.condica-journal").exists()
    with closing(open_book(book.path)) as again, again.reading() as session:
        assert session.scalars(select(Client.name)).all() == ["Before"]
        assert session.scalar(text("SELECT count(*) FROM drafts")) == 0


def test_opening_a_book_imports_nothing_heavy(book: Book) -> None:
    book.close()
    script = (
        "import sys; from app.services.books import open_book\n"
        "open_book(sys.argv[1]).close()\n"
        "heavy = {'alembic', 'mako', 'argon2', 'keyring', 'openpyxl', 'matplotlib', 'babel', 'PySide6', 'holidays'}\n"
        "found = sorted(heavy & set(sys.modules)); assert not found, found"
    )
    subprocess.run([sys.executable, "-c", script, str(book.path)], check=True)
