"""Empty books, made once and copied, and imports into them in one line."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.models.book import Book
from app.services.books import create_book, open_book
from app.services.exchange.importing import import_workbook
from app.services.exchange.reports import ImportReport
from tests.services.exchange import workbooks

MakeBook = Callable[[Path], Book]


@pytest.fixture(scope="session")
def empty_book(tmp_path_factory: pytest.TempPathFactory) -> MakeBook:
    """Opens a copy of an empty book in a folder."""
    original = tmp_path_factory.mktemp("books") / "empty.condica"
    create_book(original).close()

    def copy(folder: Path) -> Book:
        number = len(list(folder.glob("*.condica")))
        path = folder / f"book{number}.condica"
        shutil.copy(original, path)
        return open_book(path, accept_older=True)

    return copy


@pytest.fixture
def book(tmp_path: Path, empty_book: MakeBook) -> Iterator[Book]:
    """An open, empty book."""
    opened = empty_book(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def bring_in(book: Book, tmp_path: Path) -> Callable[..., ImportReport]:
    """Imports sheets of rows into the book."""

    def import_sheets(sheets: dict[str, list[list[Any]]], **options: Any) -> ImportReport:
        return import_workbook(book, workbooks.write(tmp_path / "in.xlsx", sheets), **options)

    return import_sheets
