"""Names and texts of an enemy, or of a careless import, do nothing in a report but stand there."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook

from app.models.book import Book
from tests.services.reports.conftest import HOSTILE, table_of, texts


def test_no_text_of_the_book_becomes_a_formula(full_book: Book, report_of: Callable[..., Workbook]) -> None:
    formulas = [
        cell.value
        for sheet in report_of(full_book)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert formulas
    assert all(text.startswith(("=SUBTOTAL(", "=IFERROR(SUBTOTAL(")) for text in formulas)


def test_hostile_text_is_shown_as_it_was_written(full_book: Book, report_of: Callable[..., Workbook]) -> None:
    workbook = report_of(full_book)
    cell = workbook["Clients"]["A5"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (HOSTILE, "s", True)
    decision = table_of(workbook["Decisions"])[0]
    assert (decision["Decision"], decision["What the client wants"]) == ("+1", "=1+1")
    assert table_of(workbook["Complaints"])[0]["The client’s words"] == "-2+3"


def test_what_excel_cannot_hold_is_replaced_visibly_and_said(
    full_book: Book, report_of: Callable[..., Workbook], tmp_path: Path
) -> None:
    workbook = report_of(full_book)
    assert table_of(workbook["Complaints"])[0]["What changed"].startswith("�bell")
    advice = table_of(workbook["Decisions"])[0]["Our advice"]
    assert len(advice) == 32_767
    assert advice.endswith("x…")
    said = texts(workbook["Definitions"])
    assert "1 character that Excel cannot hold is shown as �." in said
    assert "1 text is longer than an Excel cell holds and ends in …." in said
    with zipfile.ZipFile(tmp_path / "Report.xlsx") as parts:
        complaints = parts.read("xl/worksheets/sheet8.xml").decode()
    assert "_x005F_x0041_" in complaints  # Excel would read _x0041_ as A.


def test_nothing_in_the_file_leads_outside_or_names_this_computer(
    full_book: Book, report_of: Callable[..., Workbook], tmp_path: Path
) -> None:
    workbook = report_of(full_book)
    assert workbook.properties.creator == "Condica"
    assert workbook.properties.title == "Media & Partners · Management report"
    with zipfile.ZipFile(tmp_path / "Report.xlsx") as parts:
        contents = {name: parts.read(name).decode("utf-8") for name in parts.namelist()}
    assert not [name for name in contents if "externalLink" in name or "vba" in name.lower()]
    assert not [name for name, text in contents.items() if 'TargetMode="External"' in text]
    assert not [
        name for name, text in contents.items() if str(tmp_path) in text or str(Path.home()) + "/" in text
    ]
