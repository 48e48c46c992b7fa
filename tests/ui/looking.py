"""Looks at widgets as a person would: texts cut off, controls that a screen reader cannot name."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QComboBox, QLabel, QLineEdit, QWidget

from app.ui.core.labels import ElidedLabel
from app.ui.core.pills import _Mark


def shown(root: QWidget) -> Iterator[QWidget]:
    """All visible widgets beneath `root`, itself included."""
    yield root
    for widget in root.findChildren(QWidget):
        if widget.isVisible():
            yield widget


def clipped(root: QWidget) -> list[str]:
    """The texts that do not fit where they stand."""
    return [f"{type(widget).__name__}: {_text(widget)}" for widget in shown(root) if _is_clipped(widget)]


def unnamed(root: QWidget) -> list[str]:
    """The controls that take the focus and have no accessible name."""
    found = []
    for widget in shown(root):
        inside = widget.parentWidget()
        part_of = isinstance(inside, QAbstractScrollArea | QComboBox) or widget.objectName().startswith("qt_")
        focusable = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None
        named = widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())
        if focusable and not part_of and not named:
            found.append(f"{type(widget).__name__} in {type(inside).__name__}")
    return found


def _text(widget: QWidget) -> str:
    text = getattr(widget, "text", "")
    return str(text() if callable(text) else text) or widget.accessibleName()


def _is_clipped(widget: QWidget) -> bool:
    if isinstance(widget, ElidedLabel):
        return widget.height() < widget.fontMetrics().height()
    if isinstance(widget, QLabel):
        if not widget.text():
            return False
        if widget.wordWrap():
            return widget.height() < widget.heightForWidth(widget.width()) - 1
        needed = widget.fontMetrics().horizontalAdvance(widget.text())
        return widget.width() < needed or widget.height() < widget.fontMetrics().height()
    if isinstance(widget, QAbstractButton | _Mark):
        hint = widget.sizeHint()
        icon_only = (
            isinstance(widget, QAbstractButton) and not widget.text() and not widget.property("painted")
        )
        return not icon_only and (widget.width() < hint.width() - 1 or widget.height() < hint.height() - 1)
    if isinstance(widget, QLineEdit | QComboBox):
        return widget.height() < widget.fontMetrics().height() + 4
    return False
