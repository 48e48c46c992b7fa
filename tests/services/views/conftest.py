"""A book with one client, read as the window reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.models.book import Book
from app.services.views.record import RecordView, open_record
from tests.factories import TODAY, client, new_book


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    opened = new_book(tmp_path)
    yield opened
    opened.close()


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
