"""The field of several lines; it grows with what is typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from app.i18n import _
from app.ui.kit.fields.fields import leaves_undo, open_menu
from app.ui.kit.look import theme


class TextField(QPlainTextEdit):
    """Several lines; grows with what is typed from `lines` to `max_lines`. Ctrl+Enter is the form's key."""

    value_changed = Signal()
    left = Signal()

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        required: bool = False,
        lines: int = 2,
        max_lines: int = 10,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.required, self._lines, self._max_lines = required, lines, max_lines
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(2)
        self.document().clearUndoRedoStacks()  # the margin is no typing
        self.set_value(value)
        self.textChanged.connect(self._grow)
        self.textChanged.connect(lambda: self.value_changed.emit())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.signals.theme_changed.connect(self._grow)
        self._grow()

    def value(self) -> str:
        """What was typed, without space around it."""
        return self.toPlainText().strip()

    def set_value(self, value: str | None) -> None:
        """Show `value`."""
        if self.toPlainText() != (value or ""):
            self.setPlainText(value or "")

    def problem(self) -> str:
        """Why this cannot be used; "" when it can."""
        return _("Needed.") if self.required and not self.value() else ""

    def sizeHint(self) -> QSize:
        return QSize(240, self._height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if leaves_undo(event, self.document()):
            event.ignore()
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        open_menu(self.createStandardContextMenu(), event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _lines_used(self) -> int:
        """How many lines the text takes; Qt alone would count what is not in view as one line each."""
        document = self.document()
        layout, block = document.documentLayout(), document.begin()
        while block.isValid() and block.blockNumber() <= self._max_lines:
            layout.blockBoundingRect(block)
            block = block.next()
        return round(document.size().height())

    def _height(self) -> int:
        line = self.fontMetrics().lineSpacing()
        used = max(self._lines, self._lines_used())
        return min(used, self._max_lines) * line + 2 * round(self.document().documentMargin()) + 10

    def _grow(self) -> None:
        fits = self._lines_used() <= self._max_lines
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(policy)
        if self.height() != self._height():
            self.setFixedHeight(self._height())
