"""A user is never locked in: export, import into an empty book, export again gives the same cells."""

from __future__ import annotations

import tempfile
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import select

from app.errors import InvalidInput
from app.models import Note
from app.models.book import Book
from app.services.exchange.exporting import export_workbook
from app.services.exchange.importing import import_workbook
from app.services.exchange.sheets import SHEETS
from tests import factories
from tests.services.exchange import generated, workbooks
from tests.services.exchange.conftest import MakeBook


def export(book: Book, path: Path) -> Path:
    with book.reading() as session:
        export_workbook(session, path)
    return path


def sheets_of(path: Path) -> dict[str, int]:
    """The XML of every sheet by its checksum: cells, types and formats, all at once."""
    with zipfile.ZipFile(path) as archive:
        return {part.filename: part.CRC for part in archive.infolist() if "worksheets" in part.filename}


def same(sheet: str, before: list[Any], after: list[Any]) -> None:
    """Like `assert before == after`, but says in short where texts of 40,000 letters differ."""
    if before == after:
        return
    for number, (old, new) in enumerate(zip(before, after, strict=True)):
        for at, (left, right) in enumerate(zip(old, new, strict=True)):
            if left != right:
                pytest.fail(f"{sheet}, row {number}, column {at}: {left!r:.200} became {right!r:.200}")


@settings(
    max_examples=min(50, settings.default.max_examples // 3),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(made=generated.books())
def test_any_book_comes_back_from_its_workbook(
    made: dict[str, list[dict[str, Any]]], empty_book: MakeBook
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with closing(empty_book(folder)) as first, closing(empty_book(folder)) as second:
            with first.transaction() as session:
                generated.fill(session, made)
            exported = export(first, folder / "first.xlsx")
            if not any(made.values()):
                return
            report = import_workbook(second, exported)
            assert report.problems == []
            assert report.imported
            with first.reading() as before, second.reading() as after:
                for sheet in SHEETS:
                    assert generated.held(after, sheet) == generated.held(before, sheet)
            assert sheets_of(export(second, folder / "second.xlsx")) == sheets_of(exported)
            again = import_workbook(second, exported)
            assert again.changes == 0
            assert again.problems == []


def test_a_text_beyond_what_a_cell_holds_goes_on_in_the_overflow_sheet_and_is_reported(
    tmp_path: Path, book: Book, empty_book: MakeBook
) -> None:
    long = "ă" * 40_000 + "\r\n_x0041_"
    with book.writing("a long note") as session:
        factories.note(session, factories.client(session), body=long)
    with book.reading() as session:
        report = export_workbook(session, tmp_path / "out.xlsx")
    assert report.notes == [
        "1 text is longer than an Excel cell can hold; it goes on in the sheet overflow, "
        "from where Condica reads it back."
    ]
    row = workbooks.values(tmp_path / "out.xlsx", "overflow")[1]
    assert (row[0], *row[2:4]) == ("notes", "body", 2)
    with closing(empty_book(tmp_path)) as other:
        assert import_workbook(other, tmp_path / "out.xlsx").problems == []
        with other.reading() as session:
            assert session.scalar(select(Note.body)) == long


def test_half_a_character_can_be_in_no_book_and_so_in_no_export(book: Book) -> None:
    with pytest.raises(InvalidInput, match="half a character"), book.writing("half") as session:
        factories.client(session, name="\ud800")
