"""The management report against openpyxl writing the same cells."""

from __future__ import annotations

import tempfile
from pathlib import Path

from app.models.book import Book
from benchmarks.large_book import AS_OF
from benchmarks.pairs import Result, calls


def all_of(book: Book) -> list[Result]:
    """The one workbook of this version that is long."""
    folder = Path(tempfile.mkdtemp(prefix="condica-report-"))
    ours = folder / "ours.xlsx"

    def report() -> None:
        from app.services.reports.management import write_management

        with book.reading() as session:
            write_management(session, ours, start=None, as_of=AS_OF)

    report()
    sheets = _cells(ours)
    return [
        calls(
            "management report",
            f"openpyxl, the same {sum(len(rows) for rows in sheets.values()):,} rows",
            lambda: _write(folder / "floor.xlsx", sheets),
            report,
            1.3,
            runs=3,
        )
    ]


def _cells(path: Path) -> dict[str, list[tuple[object, ...]]]:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def _write(path: Path, sheets: dict[str, list[tuple[object, ...]]]) -> None:
    """Every cell with one of two shared styles, as a report that is worth its name has at least."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    bold = Font(bold=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for number, row in enumerate(rows):
            sheet.append(row)
            if number == 0:
                for cell in sheet[1]:
                    cell.font = bold
    book.save(path)
