"""What is printed goes through the system's own dialog, pressed as a person presses it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPageLayout, QPdfWriter
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.errors import UserError
from app.services.books import create_book
from app.ui.forms.book_dialogs import RecoveryDialog
from app.ui.kit.widgets import printing

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="presses Qt's own print dialog")

CODE = "-".join(f"{n:04}" for n in range(14))


@pytest.fixture
def context(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> QWidget:
    """A window of somebody who works in a folder of their own."""
    monkeypatch.chdir(tmp_path)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def press(qtbot: QtBot, words: str, path: Path | None = None) -> None:
    """Press a button of the dialog in front, with another file where `path` names one."""
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog: Any = QApplication.activeModalWidget()
    if path is not None:
        dialog.findChild(QLineEdit, "filename").setText(str(path))
    (button,) = (each for each in dialog.findChildren(QPushButton) if each.text().replace("&", "") == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def _say_yes() -> None:
    question = QApplication.activeModalWidget()
    if isinstance(question, QMessageBox):
        question.button(QMessageBox.StandardButton.Yes).click()


def never(error: UserError) -> None:
    raise AssertionError(str(error))


def refuse(file: Path | None) -> None:
    pytest.fail(f"printed to {file}")


def test_a_page_is_printed_to_a_file_where_there_is_no_printer(
    context: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    told: list[Path | None] = []
    printing.ask_printer(context, "C-031", "<p>Words</p>", failed=never, printed=told.append)
    press(qtbot, "Print", tmp_path / "sheet.pdf")
    qtbot.waitUntil(lambda: told == [tmp_path / "sheet.pdf"])
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "sheet.pdf").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.pdf"]


def test_who_thinks_better_of_it_prints_nothing(context: QWidget, qtbot: QtBot, tmp_path: Path) -> None:
    printing.ask_printer(context, "C-031", "<p>Words</p>", failed=never, printed=refuse)
    press(qtbot, "Cancel")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert list(tmp_path.iterdir()) == []


def test_the_recovery_code_is_printed_and_the_dialog_says_so(
    context: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = RecoveryDialog("Mine & theirs", CODE, context)
    dialog.open()
    (button,) = (each for each in dialog.findChildren(QPushButton) if each.text() == "Print…")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    press(qtbot, "Print", tmp_path / "code.pdf")
    qtbot.waitUntil(lambda: dialog.said.text() == "Printed.")
    assert (tmp_path / "code.pdf").read_bytes().startswith(b"%PDF-")
    paper = dialog.on_paper()
    assert "Mine &amp; theirs" in paper and all(group in paper for group in CODE.split("-"))
    dialog.accept()


def test_the_lines_of_the_recovery_code_can_be_heard(context: QWidget, qtbot: QtBot) -> None:
    dialog = RecoveryDialog("Mine", CODE, context)
    heard = " ".join(each.accessibleName() for each in dialog.findChildren(QWidget))
    assert all(group in heard for group in CODE.split("-"))
    dialog.deleteLater()


def test_no_book_is_printed_over(context: QWidget, qtbot: QtBot, tmp_path: Path) -> None:
    book = tmp_path / "Mine.condica"
    create_book(book).close()
    before = book.read_bytes()
    told: list[str] = []
    printing.ask_printer(context, "C-031", "<p>Words</p>", failed=lambda error: told.append(str(error)))
    # Qt's own question whether to write over the file holds everything until it is answered.
    answering = QTimer(context, interval=20)
    answering.timeout.connect(_say_yes)
    answering.start()
    press(qtbot, "Print", book)
    qtbot.waitUntil(lambda: bool(told))
    assert book.read_bytes() == before


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_place_that_takes_nothing_is_told_and_not_taken_for_printed(tmp_path: Path, qtbot: QtBot) -> None:
    # A folder stands where the file would be.
    writer = QPdfWriter(str(tmp_path))
    with pytest.raises(printing.NotPrinted):
        printing.paint("<p>Words</p>", writer)


def test_paper_is_a4_with_margins_of_20_mm(tmp_path: Path, qtbot: QtBot) -> None:
    made = QPdfWriter(str(tmp_path / "a.pdf"))
    printing.paint("<p>Words</p>", made)
    assert made.pageLayout().pageSize().name().startswith("A4")
    assert made.pageLayout().margins(QPageLayout.Unit.Millimeter).left() == pytest.approx(20, abs=0.2)
