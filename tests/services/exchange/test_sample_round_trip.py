"""The sample book goes out and comes back, and every answer about its clients is the same as before."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

from app.models.book import Book
from app.services import answers
from app.services.exchange.exporting import export_workbook
from app.services.exchange.importing import import_workbook
from app.services.sample.filling import fill
from tests.services.exchange.conftest import MakeBook

DAY = date(2026, 3, 16)


def test_a_book_that_came_back_gives_the_same_answers(
    book: Book, tmp_path: Path, empty_book: MakeBook
) -> None:
    with book.transaction() as session:
        fill(session, clients=12, years=2, as_of=DAY)
    with book.reading() as session:
        export_workbook(session, tmp_path / "out.xlsx")
        before = answers.all_clients(session, DAY), answers.today(session, DAY)
    with closing(empty_book(tmp_path)) as other:
        report = import_workbook(other, tmp_path / "out.xlsx")
        assert report.problems == []
        with other.reading() as session:
            assert (answers.all_clients(session, DAY), answers.today(session, DAY)) == before
    again = import_workbook(book, tmp_path / "out.xlsx")
    assert (again.changes, again.problems) == (0, [])
