"""Which words somebody has at hand when they ask for search: what is selected, else what a filter holds."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from app.ui.kit.fields.fields import SearchField

_LONGEST = 200


def words_at_hand(page: QWidget | None, focus: QWidget | None) -> str:
    """One line of text; passwords are never taken along."""
    return _one_line(_selected(focus)) or _one_line(_filtered(page, focus))


def _selected(focus: QWidget | None) -> str:
    if isinstance(focus, QLineEdit):
        return focus.selectedText() if focus.echoMode() == QLineEdit.EchoMode.Normal else ""
    if isinstance(focus, QTextEdit | QPlainTextEdit):
        return focus.textCursor().selectedText()
    return focus.selectedText() if isinstance(focus, QLabel) else ""


def _filtered(page: QWidget | None, focus: QWidget | None) -> str:
    if isinstance(focus, SearchField) and focus.text():
        return focus.text()
    fields = page.findChildren(SearchField) if page is not None else []
    return next((field.text() for field in fields if field.isVisible() and field.text()), "")


def _one_line(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]
