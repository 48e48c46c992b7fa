"""The small search of the timeline: a line that comes when it is wanted, and how much it found."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.i18n import _, ngettext
from app.ui.kit.fields.fields import SearchField
from app.ui.kit.widgets.labels import Label

_PAUSE_MS = 140


class _Line(SearchField):
    """Esc empties it, and once more leaves it."""

    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.text():
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class FindLine(QWidget):
    """`asked` when other `words` are to be looked for, `left` when somebody is done."""

    asked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = _Line(_("Search this client"), icon_name="search")
        self.count = Label("", "small", "text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.line, 1)
        row.addWidget(self.count)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.asked)
        # Plain text: what is looked for is read on a worker thread, too.
        self.words = ""
        self.line.textChanged.connect(self._typed)
        self.line.escaped.connect(self.left)
        self.hide()

    def open(self, on: bool) -> None:
        """Come with the cursor in the line, or go and let everything be shown again."""
        had = bool(self.words)
        self.words = self.line.value() if on else ""
        self.setVisible(on)
        if on:
            self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.line.selectAll()
        if had or self.words:
            self.asked.emit()

    def tell(self, found: int | None) -> None:
        """Say how much was found; None where nothing is looked for."""
        self.count.setText("" if found is None else ngettext("{n} found", "{n} found", found).format(n=found))

    def _typed(self, _text: str) -> None:
        self.words = self.line.value() if self.isVisible() else ""
        self._pause.start()
