"""A book is made, opened, read, written, closed; whatever is in the way is said, and the file left alone."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from app.errors import (
    BookDamaged,
    BookError,
    BookTooNew,
    BookWentBack,
    InvalidInput,
    NotABook,
    NotAllowed,
    UserError,
)
from app.models import Client, Note, Purchase, Setting
from app.models.book import Book
from app.models.engine import connect
from app.models.header import APPLICATION_ID, look
from app.services import journal
from app.services.books import create_book, open_book, rename_book
from tests import factories


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """An empty, open book."""
    return factories.new_book(tmp_path)


def test_a_new_book_is_there_whole_and_empty(book: Book) -> None:
    with book.reading() as session:
        assert session.scalars(select(Client)).all() == []
    assert {p.name for p in book.path.parent.iterdir()} == {"test.condica", "test.condica.lock"}


def test_what_was_written_is_there_after_opening_again(book: Book) -> None:
    with book.writing("Add") as session:
        factories.client(session, name="Pébéo 🎨")
    book.close()
    with closing(open_book(book.path)) as again, again.reading() as session:
        assert session.scalars(select(Client.name)).all() == ["Pébéo 🎨"]


def test_a_book_is_known_by_its_uid_and_counts_its_changes(book: Book) -> None:
    uid, before = book.uid, book.changes
    with book.writing("Add") as session:
        factories.client(session)
    assert book.changes == before + 1
    book.close()
    with closing(open_book(book.path)) as again:
        assert (again.uid, again.changes) == (uid, before + 1)


def test_the_book_is_called_by_its_name_or_after_its_file(tmp_path: Path) -> None:
    with closing(create_book(tmp_path / "a.condica", name="Ana's clients")) as named:
        assert named.name == "Ana's clients"
    with closing(create_book(tmp_path / "b.condica")) as unnamed:
        assert unnamed.name == "b"


def test_a_book_is_renamed_without_moving_its_file(book: Book) -> None:
    rename_book(book, " Ana's clients ")
    book.close()
    with closing(open_book(book.path)) as again:
        assert again.name == "Ana's clients"
        rename_book(again, "")
        assert again.name == "test"


def test_a_full_disk_is_said_and_changes_nothing(book: Book) -> None:
    with pytest.raises(BookError, match="disk is full"), book.writing("Add") as session:
        pages = session.scalar(text("PRAGMA page_count"))
        session.execute(text(f"PRAGMA max_page_count = {pages + 1}"))
        acme = factories.client(session)
        for _ in range(20):
            factories.note(session, acme, body="long " * 1000)
    with book.reading() as session:
        assert session.scalars(select(Client)).all() == []


def test_only_settings_that_differ_from_their_default_are_written(tmp_path: Path) -> None:
    book = create_book(tmp_path / "p.condica", currency="pln", country="PL")
    with closing(book), book.reading() as session:
        pairs = {s.key: s.value for s in session.scalars(select(Setting))}
    assert pairs == {"currency": "PLN", "country": "PL"}
    with closing(create_book(tmp_path / "r.condica")) as book, book.reading() as session:
        assert session.scalars(select(Setting)).all() == []


@pytest.mark.parametrize("values", [{"currency": "leu!"}, {"currency": "€€€"}, {"country": "Romania"}])
def test_a_currency_or_country_that_is_none_is_refused(tmp_path: Path, values: dict[str, str]) -> None:
    with pytest.raises(InvalidInput):
        create_book(tmp_path / "x.condica", **values)
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "letter.condica"
    path.write_text("Dear Ana")
    with pytest.raises(BookError, match="already"):
        create_book(path)
    assert path.read_text() == "Dear Ana"


def test_a_name_with_signs_of_an_address_is_only_a_name(tmp_path: Path) -> None:
    path = tmp_path / "50% of #1? Ștefan's.condica"
    create_book(path).close()
    open_book(path).close()
    open_book(path, read_only=True).close()
    assert path.exists()


def test_the_file_is_kept_as_agreed(book: Book) -> None:
    agreed = {
        "journal_mode": "delete",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "temp_store": 2,
        "trusted_schema": 0,
        "application_id": APPLICATION_ID,
    }
    with book.reading() as session:
        found = {name: session.scalar(text(f"PRAGMA {name}")) for name in agreed}
    assert found == agreed


def test_a_book_turned_to_a_write_ahead_log_is_turned_back(book: Book) -> None:
    book.close()
    with closing(connect(book.path, None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    with closing(open_book(book.path)) as again, again.reading() as session:
        assert session.scalar(text("PRAGMA journal_mode")) == "delete"


def test_an_error_rolls_the_whole_gesture_back(book: Book) -> None:
    before = book.changes
    with pytest.raises(ZeroDivisionError), book.writing("Add") as session:
        factories.client(session)
        1 / 0
    with book.reading() as session:
        assert session.scalars(select(Client)).all() == []
    assert book.changes == before


def test_a_gesture_that_changes_nothing_leaves_no_trace(book: Book) -> None:
    before = book.changes
    with book.writing("Look") as session:
        session.scalars(select(Client)).all()
    assert book.changes == before
    with book.reading() as session:
        assert journal.history(session) == []


def test_a_gesture_says_which_tables_it_changed(book: Book) -> None:
    with book.writing("Add") as session:
        factories.note(session, factories.client(session))
    assert session.info["changed"] == {"clients", "notes"}


@pytest.mark.parametrize(
    "model_values",
    [
        (Purchase, {"bought_on": date(2026, 1, 1), "amount": 2**63}),
        (Note, {"happened_at": None, "kind": "call"}),
        (Note, {"happened_at": datetime(2026, 1, 1), "kind": "smoke signal"}),
        (Client, {"name": "acme", "status": "prospect"}),
        (Client, {"name": "Half \ud83d", "status": "prospect"}),
        (Client, {"name": "Lost", "status": "lost", "since": date(2020, 1, 1)}),
    ],
)
def test_what_a_record_cannot_hold_is_the_users_error(book: Book, model_values: tuple[type, dict]) -> None:  # type: ignore[type-arg]
    model, values = model_values
    with book.writing("Set up") as session:
        acme = factories.client(session, name="ACME ").id
    if model is not Client:
        values = {"client_id": acme} | values
    with pytest.raises(InvalidInput), book.writing("Add") as session:
        session.add(model(**values))
    with book.reading() as session:
        assert session.scalars(select(Client.name)).all() == ["ACME "]


def test_a_record_of_a_client_that_is_not_there_is_refused(book: Book) -> None:
    with pytest.raises(InvalidInput, match="not in the book"), book.writing("Add") as session:
        factories.note(session, 99)


def test_a_bug_stays_a_bug(book: Book) -> None:
    with pytest.raises(Exception, match="no such table") as caught, book.reading() as session:
        session.execute(text("SELECT * FROM nowhere"))
    assert not isinstance(caught.value, UserError)


def test_a_book_opened_for_reading_cannot_be_written(book: Book) -> None:
    with closing(open_book(book.path, read_only=True)) as reader:
        assert reader.read_only
        with pytest.raises(NotAllowed), reader.writing("Add"):
            pass
        with pytest.raises(NotAllowed), reader.transaction():
            pass
        with pytest.raises(NotAllowed), reader.reading() as session:
            session.execute(insert(Setting).values(key="currency", value="EUR"))


def test_a_reader_sees_what_the_writer_committed(book: Book) -> None:
    with closing(open_book(book.path, read_only=True)) as reader:
        with book.writing("Add") as session:
            factories.client(session, name="Acme")
        with reader.reading() as session:
            assert session.scalars(select(Client.name)).all() == ["Acme"]


def test_a_book_that_went_backwards_is_refused_until_accepted(book: Book, tmp_path: Path) -> None:
    book.close()
    old = tmp_path / "old"
    shutil.copy(book.path, old)
    with closing(open_book(book.path)) as again, again.writing("Add") as session:
        factories.client(session)
    shutil.copy(old, book.path)
    before = book.path.read_bytes()
    with pytest.raises(BookWentBack):
        open_book(book.path)
    assert book.path.read_bytes() == before
    open_book(book.path, accept_older=True).close()
    open_book(book.path).close()


def test_closing_twice_is_closing(book: Book) -> None:
    book.close()
    book.close()
    assert not book.path.with_name("test.condica.lock").exists()


# What is no book, or a broken one


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
