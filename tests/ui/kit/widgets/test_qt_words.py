"""The dialogs of Qt itself speak the language of the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from app.i18n import in_language
from app.ui.kit.widgets.qt_words import _WORDS, QtWords

# Signs, sizes of paper, and what no user sees.
_NOT_WORDS = {
    "...", "A4", "Form", "+", "QT_LAYOUT_DIRECTION", "Show ", "Scroll Left", "Scroll Right",
    "Alt+Left", "Alt+Right", "Alt+Up",
}  # fmt: skip


class Heard(QtWords):
    """Notes what Qt asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:
        if context not in ("QShortcut", "QWidgetTextControl", "QLineEdit"):
            self.asked.add(sourceText.replace("&", ""))
        return super().translate(context, sourceText, disambiguation, n)


@pytest.fixture
def words(qapp: QApplication) -> Iterator[Heard]:
    words = Heard()
    qapp.installTranslator(words)
    yield words
    qapp.removeTranslator(words)


def print_dialog(qtbot: QtBot) -> tuple[QPrintDialog, QPrinter]:
    """The dialog, and what it is about, which must outlive it."""
    printer = QPrinter()
    dialog = QPrintDialog(printer)
    qtbot.addWidget(dialog)
    QDialog.open(dialog)
    return dialog, printer


def file_dialog(qtbot: QtBot, folder: Path) -> QFileDialog:
    dialog = QFileDialog(None, "Our title", str(folder))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    return dialog


def texts(dialog: QDialog) -> set[str]:
    return {each.text() for each in dialog.findChildren(QAbstractButton)}


@pytest.mark.parametrize(
    ("language", "words_of_print"),
    [("en", {"&Print", "Cancel"}), ("ro", {"Tipărește", "Renunță"}), ("pl", {"Drukuj", "Anuluj"}),
     ("ru", {"Печать", "Отмена"})],
)  # fmt: skip
def test_the_print_dialog_speaks_the_language_in_force(
    words: Heard, qtbot: QtBot, language: str, words_of_print: set[str]
) -> None:
    with in_language(language):
        dialog, _printer = print_dialog(qtbot)
        assert words_of_print <= texts(dialog)


def test_every_word_of_the_print_dialog_is_ours(words: Heard, qtbot: QtBot) -> None:
    dialog, _printer = print_dialog(qtbot)
    next(each for each in dialog.findChildren(QAbstractButton) if each.text() == "&Options >>").click()
    assert "Output file:" in words.asked
    assert words.asked - _WORDS - _NOT_WORDS == set()


def test_every_word_of_the_file_dialogs_is_ours(words: Heard, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "list.csv").touch()
    saving = file_dialog(qtbot, tmp_path)
    saving.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    saving.open()
    answer_question(saving, "list.csv")
    opening = file_dialog(qtbot, tmp_path)
    opening.setFileMode(QFileDialog.FileMode.ExistingFile)
    opening.open()
    answer_question(opening, "none.csv")
    opening.setFileMode(QFileDialog.FileMode.Directory)
    answer_question(opening, "nowhere")
    assert {"File name:", "%1 already exists.\nDo you want to replace it?", "Directory:"} <= words.asked
    assert words.asked - _WORDS - _NOT_WORDS == set()


def answer_question(dialog: QFileDialog, name: str) -> None:
    """Choose this file, and leave the question that comes up at once."""
    asked = QTimer(dialog, interval=0)

    def leave() -> None:
        for each in dialog.findChildren(QMessageBox):
            each.reject()

    asked.timeout.connect(leave)
    asked.start()
    field = dialog.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    field.setText(name)
    dialog.accept()
    asked.stop()
