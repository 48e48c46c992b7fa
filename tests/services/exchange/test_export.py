"""The exported workbook: real days, numbers and flags, text that is never a formula, nothing cut in silence."""

from __future__ import annotations

import tempfile
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from app.errors import Cancelled
from app.models import Setting
from app.models.book import Book
from app.models.tables.base import utc_now
from app.services.exchange.exporting import export_workbook
from app.services.exchange.importing import import_workbook
from app.services.exchange.reports import ExportReport
from app.services.exchange.sheets import SHEETS
from app.services.exchange.template import write_template
from app.services.outfile import TargetOpen
from tests import factories
from tests.services.exchange import workbooks


def export(book: Book, path: Path, **options: Any) -> ExportReport:
    with book.reading() as session:
        return export_workbook(session, path, **options)


@pytest.fixture
def filled(book: Book) -> Book:
    """A book with a client and one record of several kinds."""
    with book.writing("set up") as session:
        owner = factories.person(session, name="Maria", active=False)
        acme = factories.client(
            session, name="Acme", owner_id=owner.id, since=date(2020, 2, 29), tags="a;b ;c"
        )
        factories.client(session, name="Older than Excel", since=date(1900, 2, 28))
        factories.note(session, acme, happened_at=datetime(2026, 1, 2, 9, 30), mood=-2, body="=1+1")
        factories.purchase(session, acme, amount=123_456, bought_on=date(2026, 1, 2))
        threat = factories.threat(session, acme, ref="T1", amount_asked=10**15)
        factories.offer(session, acme, threat_id=threat.id)
        session.add(Setting(key="advice.limit", value="4"))
    return book


def test_every_sheet_is_there_with_its_header_and_the_uid_last(filled: Book, tmp_path: Path) -> None:
    export(filled, tmp_path / "out.xlsx")
    book = load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == [sheet.name for sheet in SHEETS]
    for sheet in SHEETS:
        header = [cell.value for cell in book[sheet.name][1]]
        assert header == list(sheet.headers)
        assert (header[-1] == "uid") == (sheet.name != "settings")
        assert book[sheet.name].freeze_panes == "A2"
        assert book[sheet.name].auto_filter.ref


def test_days_amounts_and_flags_are_cells_of_their_kind(filled: Book, tmp_path: Path) -> None:
    export(filled, tmp_path / "out.xlsx")
    cells = workbooks.cells(tmp_path / "out.xlsx")
    people, clients, purchases = cells["people"][1], cells["clients"][1], cells["purchases"][1]
    assert people[3][:2] == (False, "b")
    assert clients[7] == (datetime(2020, 2, 29), "d", "yyyy-mm-dd")
    assert (clients[5][0], clients[19][0]) == ("Maria", "a; b; c")
    assert purchases[2] == (1234.56, "n", "#,##0.00")
    assert cells["notes"][1][1][:2] == ("2026-01-02 09:30", "s")
    assert cells["offers"][1][4][0] == "T1"
    assert cells["settings"][1][:2] == [("advice.limit", "s", "General"), ("4", "s", "General")]


def test_what_excel_does_not_know_is_text_and_reported(filled: Book, tmp_path: Path) -> None:
    report = export(filled, tmp_path / "out.xlsx")
    cells = workbooks.cells(tmp_path / "out.xlsx")
    assert cells["clients"][2][7][:2] == ("1900-02-28", "s")
    assert cells["threats"][1][9][:2] == ("10000000000000.00", "s")
    assert len(report.notes) == 1 and "digits" in report.notes[0]


def test_text_that_begins_like_a_formula_is_guarded_text(filled: Book, tmp_path: Path) -> None:
    export(filled, tmp_path / "out.xlsx")
    cell = load_workbook(tmp_path / "out.xlsx")["notes"]["H2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)
    with zipfile.ZipFile(tmp_path / "out.xlsx") as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets" in name]
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


def test_the_trash_stays_behind_and_a_word_about_it_is_said(filled: Book, tmp_path: Path) -> None:
    with filled.writing("delete") as session:
        session.query(factories.models.Person).one().deleted_at = utc_now()
        session.query(factories.models.Note).one().deleted_at = utc_now()
    report = export(filled, tmp_path / "out.xlsx")
    assert (report.rows["people"], report.rows["notes"]) == (0, 0)
    assert workbooks.values(tmp_path / "out.xlsx", "clients")[1][4] is None
    assert any("trash" in note for note in report.notes)


def test_two_exports_of_a_book_are_the_same_cells(filled: Book, tmp_path: Path) -> None:
    export(filled, tmp_path / "one.xlsx")
    export(filled, tmp_path / "two.xlsx")
    assert workbooks.cells(tmp_path / "one.xlsx") == workbooks.cells(tmp_path / "two.xlsx")


def test_cancelling_leaves_the_previous_file_and_nothing_else(
    filled: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    target = tmp_path / "out.xlsx"
    target.write_text("before")
    with pytest.raises(Cancelled):
        export(filled, target, cancelled=lambda: True)
    assert target.read_text() == "before"
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix != ".lock") == [
        "book0.condica",
        "out.xlsx",
    ]


def test_a_file_that_is_open_elsewhere_is_left_and_another_name_offered(filled: Book, tmp_path: Path) -> None:
    (tmp_path / "out.xlsx").write_text("before")
    (tmp_path / ".~lock.out.xlsx#").write_text("somebody")
    with pytest.raises(TargetOpen) as caught:
        export(filled, tmp_path / "out.xlsx")
    assert caught.value.offered.name == "out (2).xlsx"


def test_progress_reaches_its_total(filled: Book, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    export(filled, tmp_path / "out.xlsx", progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (8, 8)


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(
    filled: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_book: Any
) -> None:
    monkeypatch.setattr("app.services.exchange.exporting.MOST_ROWS", 1)
    export(filled, tmp_path / "out.xlsx")
    assert workbooks.values(tmp_path / "out.xlsx", "clients (2)")[1][0] == "Older than Excel"
    other = empty_book(tmp_path)
    assert import_workbook(other, tmp_path / "out.xlsx").created["clients"] == 2
    other.close()


def test_the_template_has_every_header_and_says_what_belongs_under_it(tmp_path: Path) -> None:
    write_template(tmp_path / "template.xlsx")
    book = load_workbook(tmp_path / "template.xlsx")
    for sheet in SHEETS:
        assert [cell.value for cell in book[sheet.name][1]] == [column.name for column in sheet.columns]
        assert all(cell.comment is not None for cell in book[sheet.name][1])
    assert "prospect, active, paused, lost" in book["clients"]["G1"].comment.text


@pytest.mark.slow
def test_libreoffice_reads_the_same_cells(filled: Book, tmp_path: Path, libreoffice: Any) -> None:
    export(filled, tmp_path / "out.xlsx")
    again = libreoffice(tmp_path / "out.xlsx", "xlsx")
    for sheet in ("clients", "notes", "purchases"):
        assert workbooks.values(again, sheet) == workbooks.values(tmp_path / "out.xlsx", sheet)
    with filled.writing("within what Excel keeps") as session:
        session.query(factories.models.Threat).one().amount_asked = 100
    export(filled, tmp_path / "out.xlsx")
    report = import_workbook(filled, libreoffice(tmp_path / "out.xlsx", "xlsx"))
    assert (report.problems, report.changes) == ([], 0)
