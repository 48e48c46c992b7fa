"""A book with one client, read as the window reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.models.book import Book
from app.services.books import create_book
from app.services.sample import fill
from app.views.record.page import RecordView, open_record
from tests.factories import TODAY, client, new_book

SAMPLE_DAY = date(2026, 11, 22)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    opened = new_book(tmp_path)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample book of a day, made once, to be read."""
    path = tmp_path_factory.mktemp("sample") / "Sample.condica"
    with closing(create_book(path)) as book, book.transaction() as session:
        fill(session, clients=24, years=4, seed=1, as_of=SAMPLE_DAY)
    return path


@pytest.fixture
def session(book: Book) -> Iterator[Session]:
    with book.writing("test") as writing:
        yield writing


@pytest.fixture
def client_id(session: Session) -> int:
    return client(session, name="Alfa Media SRL", currency="EUR").id


@pytest.fixture
def look(session: Session, client_id: int) -> Callable[[], RecordView]:
    """The client's record as it stands now."""

    def view() -> RecordView:
        session.flush()
        found = open_record(session, client_id, TODAY)
        assert found is not None
        return found

    return view
