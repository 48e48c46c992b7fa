"""Any book, exported, edited at random in one cell, imported: refused row by row, or sound and exported again."""

from __future__ import annotations

import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from app.errors import FileRefused
from app.models.book import Book
from app.services.check import check
from app.services.exchange.importing import import_workbook
from app.services.exchange.reports import ImportReport
from tests.services.exchange import generated
from tests.services.exchange.conftest import MakeBook
from tests.services.exchange.test_round_trip import export, sheets_of

ODD = (None, "", " ", 0, -1, 11, 2.5, True, "x", "2026-02-30", "12.05.85", "1900-01-01", "9999-12-31", "10 mii",
       "EURO", "RON", "lost", "prospect", datetime(2025, 12, 31), "Ana", '"Ana"', "Ana {x}", "a; b", "{", "#N/A")  # fmt: skip


def edited(book: Workbook, data: st.DataObject) -> str:
    """Give one cell another value: one that stands elsewhere in the file, or an odd one; says where."""
    sheet = data.draw(st.sampled_from([page.title for page in book if page.max_row > 1]), "sheet")
    page = book[sheet]
    row, column = data.draw(st.integers(2, page.max_row)), data.draw(st.integers(1, page.max_column))
    header = str(page.cell(1, column).value)
    alike = [cell.value for other in book for cell in _column(other, header)]
    everywhere = [cell.value for other in book for cells in other.iter_rows(min_row=2) for cell in cells]
    value = data.draw(st.sampled_from(alike) | st.sampled_from(everywhere) | st.sampled_from(ODD), "value")
    page.cell(row, column).value = value
    return f"{sheet}.{header}"


def _column(page: Any, header: str) -> list[Any]:
    heads = [cell.value for cell in page[1]]
    return list(page[page.cell(1, heads.index(header) + 1).column_letter])[1:] if header in heads else []


def _exported(made: dict[str, list[dict[str, Any]]], empty_book: MakeBook, folder: Path) -> Path:
    with closing(empty_book(folder)) as source:
        with source.transaction() as session:
            generated.fill(session, made)
        return export(source, folder / "first.xlsx")


def came_in(book: Book, path: Path, good_rows: bool) -> ImportReport | None:
    try:
        return import_workbook(book, path, good_rows=good_rows)
    except FileRefused:
        return None


@settings(
    max_examples=min(200, settings.default.max_examples // 2),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(made=generated.books(tame=True), data=st.data(), good_rows=st.booleans())
def test_any_book_edited_in_one_cell_is_refused_or_sound(
    made: dict[str, list[dict[str, Any]]], data: st.DataObject, good_rows: bool, empty_book: MakeBook
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with closing(empty_book(folder)) as book, closing(empty_book(folder)) as other:
            assert import_workbook(book, _exported(made, empty_book, folder)).problems == []
            workbook = load_workbook(folder / "first.xlsx")
            where = edited(workbook, data)
            workbook.save(folder / "edited.xlsx")
            report = came_in(book, folder / "edited.xlsx", good_rows)
            event("refused" if report is None or not report.imported else "imported")
            if report is not None and not report.imported:
                assert report.problems, where
            assert check(book) == [], where
            again = export(book, folder / "second.xlsx")
            whole = import_workbook(other, again)
            assert (whole.problems, whole.imported) == ([], True), where
            assert check(other) == []
            assert sheets_of(export(other, folder / "third.xlsx")) == sheets_of(again), where
