"""The import wizard: file → columns → preview → import → undo, driven as a person would."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from app.models import Client
from app.services.books import create_book
from app.services.exchange.workbook import write_template
from app.ui.kit.page_context import Place
from app.ui.shell.app import Application
from tests.ui.conftest import Start
from tests.ui.walk import settle, wrong_with


@pytest.fixture
def application(start: Start, tmp_path: Path) -> Application:
    """The program with an empty book."""
    create_book(tmp_path / "Mine.condica", name="Mine").close()
    return start(tmp_path / "Mine.condica")


def take(application: Application, path: Path) -> Any:
    """Bring a file, as if dragged onto the window."""
    application.window.dropped.emit([str(path)])
    settle(application)
    return application.window.current_page()


def clients(application: Application) -> int:
    """How many clients the book has."""
    assert application.opened is not None
    with application.opened.book.reading() as session:
        return session.scalar(select(func.count(Client.id)).where(Client.deleted_at.is_(None))) or 0


def written(folder: Path, text: str, name: str = "list.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_the_salesforce_list_comes_in_and_goes_again(application: Application, shared_data: Path) -> None:
    page = take(application, shared_data / "salesforce-dataloader" / "accountData.csv")
    assert page.columns.form.values()["encoding"] == "cp1252"
    assert page.columns.fields["NAME"].value() == "client.name"
    assert wrong_with(application.window) == []
    page.columns.on.click()
    settle(application)
    assert "Pébéo of America" in [row.client for row in page.plan.rows]
    assert wrong_with(application.window) == []
    page.preview.on.click()
    settle(application)
    assert clients(application) == 422
    assert "422 records are new" in page.result.line.text()
    page.result.undo.click()
    settle(application)
    assert clients(application) == 0


def test_enter_leads_from_step_to_step(application: Application, tmp_path: Path, qtbot: QtBot) -> None:
    assert application.context is not None
    application.context.go(Place("import"))
    settle(application)
    page: Any = application.window.current_page()
    assert application.window.focusWidget() is page.file.choose
    take(application, written(tmp_path, "Client\nAlfa\n"))
    for step in (page.columns, page.preview):
        assert application.window.focusWidget() is step.on
        qtbot.keyClick(step.on, Qt.Key.Key_Return)
        settle(application)
    assert application.window.focusWidget() is page.result.clients
    assert clients(application) == 1


def test_a_step_takes_no_keys_from_who_types_elsewhere(application: Application, tmp_path: Path) -> None:
    assert application.context is not None
    application.context.go(Place("import"))
    settle(application)
    page: Any = application.window.current_page()
    page.take(written(tmp_path, "Client\nAlfa\n"))
    application.window.jump_wanted.emit()
    palette = application.window.focusWidget()
    assert isinstance(palette, QLineEdit)
    settle(application)
    assert page.stack.currentWidget() is page.columns
    assert application.window.focusWidget() is palette


def test_what_was_found_of_the_file_can_be_corrected(application: Application, tmp_path: Path) -> None:
    page = take(application, written(tmp_path, "Client;Since\nŻubr;01.02.2020\n", encoding="cp1250"))
    page.columns.form.fields["encoding"].control.set_value("cp1252")
    page.columns._reread()
    settle(application)
    assert page.incoming.table.encoding == "cp1252"
    page.columns.form.fields["encoding"].control.set_value("cp1250")
    page.columns._reread()
    settle(application)
    page.columns.form.fields["day_order"].control.set_value("mdy")
    page.columns.on.click()
    settle(application)
    page.preview.on.click()
    settle(application)
    assert application.opened is not None
    with application.opened.book.reading() as session:
        client = session.scalars(select(Client)).one()
    assert (client.name, str(client.since)) == ("Żubr", "2020-01-02")


def test_without_a_column_of_names_nothing_goes_on(application: Application, tmp_path: Path) -> None:
    page = take(application, written(tmp_path, "Client,Industry\nAlfa,media\n"))
    page.columns.fields["Client"].set_value("")
    page.columns.on.click()
    settle(application)
    assert page.stack.currentWidget() is page.columns
    assert "names the client" in page.columns.error.text()


def test_rows_with_problems_stay_out_only_when_that_is_said(application: Application, tmp_path: Path) -> None:
    text = "Client,Since\nAlfa,2020-01-02\nBeta,someday\n"
    page = take(application, written(tmp_path, text))
    page.columns.on.click()
    settle(application)
    assert page.preview.warning.isVisible()
    assert not page.preview.on.isEnabled()
    page.preview.good_rows.setChecked(True)
    page.preview.on.click()
    settle(application)
    assert clients(application) == 1


def test_a_row_may_be_left_out(application: Application, tmp_path: Path) -> None:
    page = take(application, written(tmp_path, "Client\nAlfa\nBeta\n"))
    page.columns.on.click()
    settle(application)
    page.preview.table.selectRow(0)
    page.preview.toggle.click()
    page.preview.on.click()
    settle(application)
    assert clients(application) == 1


def test_the_exchange_workbook_names_problems_by_sheet_row_and_column(
    application: Application, tmp_path: Path
) -> None:
    path = tmp_path / "exchange.xlsx"
    write_template(path)
    book = openpyxl.load_workbook(path)
    sheet = book["clients"]
    headers = [cell.value for cell in sheet[1]]
    row = dict.fromkeys(headers)
    row.update(name="Alfa", status="asleep")
    sheet.append([row[header] for header in headers])
    book.save(path)
    page = take(application, path)
    assert page.stack.currentWidget() is page.preview
    problem = page.preview.problems.rows_model.row_at(0)
    assert (problem.sheet, problem.row, problem.column) == ("clients", 2, "status")
    assert not page.preview.on.isEnabled()
    assert wrong_with(application.window) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.csv", b""), ("picture.xlsx", b"\x89PNG\r\n"), ("book.xlsx", b"PK\x03\x04 broken")],
)
def test_a_file_that_cannot_be_used_is_refused_at_the_first_step(
    application: Application, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    page = take(application, tmp_path / name)
    assert page.stack.currentWidget() is page.file
    assert page.file.error.text()
    assert page.file.choose.isEnabled()


def test_a_file_that_is_gone_is_refused_in_plain_words(application: Application, tmp_path: Path) -> None:
    page = take(application, tmp_path / "absent.csv")
    assert "absent.csv" in page.file.error.text()


def test_cancelling_an_import_leaves_the_book_as_it_was(application: Application, tmp_path: Path) -> None:
    rows = "\n".join(f"Client {number}" for number in range(3000))
    page = take(application, written(tmp_path, f"Client\n{rows}\n"))
    page.columns.on.click()
    settle(application)
    page._take_in(False, frozenset())
    page.result.cancel.click()
    settle(application)
    assert clients(application) == 0
    assert page.stack.currentWidget() is page.preview


def test_a_list_dragged_onto_the_welcome_asks_for_a_book_first(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    application = start(None)
    application.window.dropped.emit([str(written(tmp_path, "Client\nAlfa\n"))])
    from PySide6.QtWidgets import QApplication

    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.form.set_values(name="From a list", folder=str(tmp_path))
    dialog.button.click()
    qtbot.waitUntil(lambda: application.context is not None)
    settle(application)
    assert application.context is not None
    assert application.context.here == Place("import", tab=str(tmp_path / "list.csv"))
