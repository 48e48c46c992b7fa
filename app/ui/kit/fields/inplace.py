"""Texts that are edited where they stand: click, type; Enter or leaving saves, Esc reverts (UX.md, Behaviour 1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import UserError
from app.ui.kit.fields.choices import mark_invalid
from app.ui.kit.fields.error_line import ErrorLine
from app.ui.kit.fields.fields import LineField
from app.ui.kit.fields.text_field import TextField

Save = Callable[[Any], None]


class _InPlace(QWidget):
    """The common part: one control, its saved value, the error beneath.

    `save(value)` is called when the value is new. A `UserError` it raises, or that `show_error` is
    given later by a background write, keeps what was typed and shows the reason beneath.
    """

    saved = Signal()

    def __init__(self, control: Any, name: str, save: Save, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control, self._save = control, save
        self._saved = self._before = control.value()
        self._failed = False
        self.error = ErrorLine()
        control.setAccessibleName(name)
        control.setProperty("inplace", "true")
        control.left.connect(self.commit)
        control.value_changed.connect(self._mended)
        control.installEventFilter(self)
        self.setFocusProxy(control)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(control)
        column.addWidget(self.error)

    def value(self) -> Any:
        """What stands there now."""
        return self.control.value()

    def set_value(self, value: Any) -> None:
        """Show a saved value; what somebody is typing just now is left alone."""
        if not self._failed and not (self.control.hasFocus() and self.control.value() != self._saved):
            self.control.set_value(value)
            self._saved = self.control.value()

    def commit(self) -> None:
        """Save what was typed, if it is new and usable."""
        value, problem = self.control.value(), self.control.problem()
        if problem or (value == self._saved and not self._failed):
            self._show(problem)
            return
        try:
            self._save(value)
        except UserError as error:
            self._show(str(error))
            return
        self._before, self._saved, self._failed = self._saved, value, False
        self._show("")
        self.saved.emit()

    def revert(self) -> None:
        """Go back to what was saved."""
        self._failed = False
        self.control.set_value(self._saved)
        self._show("")

    def show_error(self, error: UserError) -> None:
        """A save in the background failed: keep what was typed, say why; leaving tries again."""
        self._saved, self._failed = self._before, True
        self._show(str(error))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter saves (Ctrl+Enter in several lines), Esc reverts."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() == Qt.Key.Key_Escape and (self.control.value() != self._saved or self.error.text()):
            self.revert()
            return True
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control_held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if enter and (control_held or not isinstance(self.control, TextField)):
            self.commit()
            return True
        return super().eventFilter(watched, event)

    def _mended(self) -> None:
        """What is being typed is tried when it is done; what was wrong before is not said any more."""
        if self.error.text() and not self.control.problem():
            self._show("")

    def _show(self, problem: str) -> None:
        # The focus stays where it is: one may have gone on to another field.
        self.error.tell(problem, focus=False)
        mark_invalid(self.control, problem)


class InPlaceLine(_InPlace):
    """One line, or any other field given as `control`, that saves itself."""

    def __init__(
        self,
        name: str,
        value: Any,
        save: Save,
        *,
        placeholder: str = "",
        required: bool = False,
        control: Any = None,
        parent: QWidget | None = None,
    ) -> None:
        made = control or LineField(value, placeholder=placeholder, required=required)
        super().__init__(made, name, save, parent)


class InPlaceText(_InPlace):
    """Several lines that save themselves."""

    def __init__(
        self, name: str, value: str, save: Save, *, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(TextField(value, placeholder=placeholder, lines=1), name, save, parent)
