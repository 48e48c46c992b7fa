"""What reads long reads a copy of the book, so that nobody who saves waits for it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from app import temporary
from app.models import Client
from app.models.book import Book
from app.services.books import copied, create_book
from app.services.check import check
from app.services.records.people import sign_in
from app.services.search.index import is_complete
from tests import factories


@pytest.fixture(params=[None, "secret"], ids=["plain", "encrypted"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Book]:
    """An open book with a client, plain and encrypted."""
    with closing(factories.new_book(tmp_path, password=request.param)) as made:
        _add(made, "Acme Confidential")
        yield made


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's folder for temporary files."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    # What this process keeps for a while lies there, too, whatever it made before.
    monkeypatch.setitem(temporary._ours, os.getpid(), (folder, -1))
    return folder


def _add(book: Book, name: str) -> None:
    with book.writing("Add") as session:
        factories.client(session, name=name)


def test_a_copy_shows_the_book_as_it_was_while_others_save(book: Book, scratch: Path) -> None:
    with copied(book) as session:
        _add(book, "Came meanwhile")
        assert session.scalars(select(Client.name)).all() == ["Acme Confidential"]
    with book.reading() as session:
        assert session.scalars(select(Client.name)).all() == ["Acme Confidential", "Came meanwhile"]


def test_a_copy_is_as_secret_as_the_book(book: Book, scratch: Path) -> None:
    with copied(book):
        (copy,) = (each for each in scratch.rglob("*") if each.is_file())
        assert (b"Confidential" in copy.read_bytes()) == (not book.encrypted)
        assert copy.parent.stat().st_mode & 0o077 == 0


def test_a_copy_is_gone_at_the_end_however_it_ends(book: Book, scratch: Path) -> None:
    with copied(book) as session:
        session.scalars(select(Client.name)).all()
    assert list(scratch.iterdir()) == []
    with pytest.raises(LookupError), copied(book):
        raise LookupError
    assert list(scratch.iterdir()) == []


def test_a_new_book_finds_what_it_began_with(tmp_path: Path) -> None:
    begun = create_book(tmp_path / "Begun.condica", fill=lambda session: sign_in(session, "Ana Pop") and None)
    with closing(begun):
        assert check(begun) == []
        with begun.reading() as session:
            assert is_complete(session)
