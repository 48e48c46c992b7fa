"""Every dialog that saves: what may not be replaced is refused, a name without its ending gets it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.errors import UserError
from app.services.books import create_book
from app.ui.kit.widgets.save_as import ask_where


class Asked:
    """A dialog that somebody answers, and what came of it."""

    def __init__(self, qtbot: QtBot, suggested: Path) -> None:
        self.chosen: list[Path] = []
        self.refused: list[UserError] = []
        parent = QWidget()
        qtbot.addWidget(parent)
        self._parent = parent
        self.dialog = ask_where(parent, "Save", suggested, self.chosen.append, self.refused.append)
        assert self.dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave

    def answer(self, name: str) -> None:
        """Type a name and press Save; say yes where the dialog asks whether to replace."""
        self.dialog.selectFile(name)
        watching = QTimer(self._parent)
        watching.timeout.connect(self._yes)
        watching.start(10)
        self.dialog.accept()
        watching.stop()

    def _yes(self) -> None:
        for asking in QApplication.topLevelWidgets():
            if isinstance(asking, QMessageBox) and asking.isVisible():
                asking.button(QMessageBox.StandardButton.Yes).click()


@pytest.mark.parametrize("password", [None, "lăcată"], ids=["plain", "encrypted"])
def test_a_book_is_refused_even_when_its_replacement_was_confirmed(
    qtbot: QtBot, tmp_path: Path, password: str | None
) -> None:
    book = tmp_path / "sheet.pdf"
    create_book(book, password=password).close()
    asked = Asked(qtbot, tmp_path / "C-1.pdf")
    asked.answer(str(book))
    assert asked.chosen == []
    assert [type(error).__name__ for error in asked.refused] == ["TargetFailed"]


def test_a_file_is_replaced_once_that_was_confirmed(qtbot: QtBot, tmp_path: Path) -> None:
    earlier = tmp_path / "C-1.pdf"
    earlier.write_text("earlier")
    asked = Asked(qtbot, tmp_path / "C-1.pdf")
    asked.answer(str(earlier))
    assert (asked.chosen, asked.refused) == ([earlier], [])


def test_a_name_without_its_ending_gets_the_suggested_one(qtbot: QtBot, tmp_path: Path) -> None:
    asked = Asked(qtbot, tmp_path / "C-1.pdf")
    asked.answer(str(tmp_path / "sheet"))
    assert asked.chosen == [tmp_path / "sheet.pdf"]
