"""Everything that can be read in a window, as a person beside it could: texts, values, rows, tooltips, menus.

Rows and charts that are painted are read while they are painted (`Painted`), so that nothing hides in a delegate.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
    QToolButton,
    QWidget,
)

from app.ui.kit.fields.choices import CheckField, Segmented
from app.ui.kit.fields.moods import MoodPicker
from tests.ui.looking import shown

_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


def everything(root: QWidget) -> list[str]:
    """Every text that `root` shows, says on hover, reads aloud, holds in its fields or paints; sorted."""
    with painted() as words:
        root.grab()
    told = [text for widget in shown(root) for text in _texts(widget)]
    return sorted({text.strip() for text in (*told, *words) if text and text.strip()})


def in_menu(menu: QMenu) -> list[str]:
    """The entries of a menu and of the menus in it."""
    found = []
    for action in menu.actions():
        found += [action.text(), action.toolTip()]
        inner = action.menu()
        if isinstance(inner, QMenu):
            found += in_menu(inner)
    return [text for text in found if text]


@contextmanager
def painted() -> Iterator[list[str]]:
    """The texts that our own widgets and delegates draw meanwhile."""
    words: list[str] = []
    draw = QPainter.drawText

    def drawing(self: QPainter, *arguments: Any) -> Any:
        words.extend(each for each in arguments if isinstance(each, str))
        return draw(self, *arguments)

    QPainter.drawText = drawing  # type: ignore[method-assign]  # for the while of one painting
    try:
        yield words
    finally:
        QPainter.drawText = draw  # type: ignore[method-assign]  # as it was


def _texts(widget: QWidget) -> Iterator[str]:
    yield from (
        widget.toolTip(),
        widget.accessibleName(),
        widget.accessibleDescription(),
        widget.windowTitle(),
    )
    if isinstance(widget, QLineEdit):
        yield from (widget.text(), widget.placeholderText())
    elif isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QTextEdit | QPlainTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    elif isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
        yield from _rows(widget)
    if isinstance(widget, QToolButton) and (menu := QToolButton.menu(widget)) is not None:
        yield from in_menu(menu)
    if isinstance(widget, MoodPicker | Segmented | CheckField):
        yield f"{type(widget).__name__} {widget.accessibleName()}: {widget.value()}"


def _rows(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if model is None:
        return
    table = isinstance(view, QTableView)
    count = view.horizontalHeader().count() if isinstance(view, QTableView) else 1
    columns = [at for at in range(count) if not (table and view.isColumnHidden(at))]
    for line in range(model.rowCount(QModelIndex())):
        for column in columns:
            for role in _ROLES:
                yield str(model.index(line, column).data(role) or "")
