"""A book is made, opened, read, written, closed; whatever is in the way is said, and the file left alone."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, text

from app import models
from app.errors import (
    BookError,
    BookWentBack,
    InvalidInput,
    NotAllowed,
    UserError,
)
from app.models import Client, Note, Purchase, Setting, new_uid
from app.models.book import Book
from app.models.engine import connect
from app.models.header import APPLICATION_ID
from app.services import journal
from app.services.books import create_book, open_book
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
        "synchronous": 3,
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


def test_a_book_at_rest_has_no_file_open_and_answers_all_the_same(book: Book) -> None:
    with book.writing("one") as session:
        factories.client(session, name="Alfa")
    assert open_connections(book) > 0
    book.rest()
    assert open_connections(book) == 0
    with book.reading() as session:
        assert session.scalars(select(Client.name)).all() == ["Alfa"]


def open_connections(book: Book) -> int:
    pool: Any = book.engine.pool
    return int(pool.checkedin() + pool.checkedout())


@pytest.mark.parametrize("model", [*models.ALL_RECORDS, models.Gesture, models.Snooze])
def test_no_id_is_given_twice(tmp_path: Path, model: Any) -> None:
    """What remembers an id (the journal, a draft, a window) never finds another record under it."""
    with closing(factories.new_book(tmp_path)) as book, book.transaction() as session:
        connection = session.connection()
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        connection.exec_driver_sql("PRAGMA ignore_check_constraints=ON")
        given = []
        for _turn in range(2):
            values = {
                c.name: _anything(c) for c in model.__table__.columns if not c.nullable and c.name != "id"
            }
            (key,) = connection.execute(insert(model.__table__).values(values)).inserted_primary_key
            given.append(key)
            connection.execute(delete(model.__table__))
        assert given[0] != given[1]


def _anything(column: Any) -> Any:
    usual = {str: new_uid(), int: 1, float: 1.0, bool: True, bytes: b"", date: date(2026, 3, 16)}
    return {**usual, datetime: datetime(2026, 3, 16)}[column.type.python_type]
