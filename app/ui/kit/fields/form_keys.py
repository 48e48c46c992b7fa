"""The keys of a form that is filled in where it stands: the same in every field of every form."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.ui.kit.focus import FORM
from app.ui.kit.widgets.buttons import presses

_HELD = Qt.KeyboardModifier.ControlModifier


def saves(event: QKeyEvent) -> bool:
    """Whether a key saves the form from wherever in it one is: Ctrl+Enter."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and held == _HELD


class FormKeys(QObject):
    """Ctrl+Enter saves from every field; Enter, too, where the field does not need it itself; Esc leaves.

    What a button or a field of several lines takes for itself never comes here. Without `leave` Esc stays
    what it is around the form; without `enter` only Ctrl+Enter saves.
    """

    def __init__(
        self,
        form: QWidget,
        save: Callable[[], object],
        leave: Callable[[], object] | None = None,
        *,
        enter: bool = True,
    ) -> None:
        super().__init__(form)
        self._save, self._leave, self._enter = save, leave, enter
        form.setProperty(FORM, True)
        form.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if saves(event) or (self._enter and presses(event)):
            self._save()
        elif event.key() == Qt.Key.Key_Escape and self._leave is not None:
            self._leave()
        else:
            return False
        return True
