"""A book with one client, as every use case needs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.models.book import Book
from app.services.books import create_book
from app.services.records.clients import add_client


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """An open, empty book."""
    opened = create_book(tmp_path / "register.condica")
    yield opened
    opened.close()


@pytest.fixture
def session(book: Book) -> Iterator[Session]:
    """A gesture in that book."""
    with book.writing("test") as writing:
        yield writing


@pytest.fixture
def client_id(session: Session) -> int:
    """A client since 1 March 2024."""
    return add_client(session, name="Alfa Media SRL", since=date(2024, 3, 1)).id
