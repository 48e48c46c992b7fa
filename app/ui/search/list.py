"""The list of what was found: read on while one scrolls, painted when in view."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QWidget

from app.i18n import _
from app.services.search.questions import Hit
from app.ui.kit.lists.over_headings import OverHeadings
from app.ui.kit.lists.rows_model import RowRole
from app.ui.kit.look import theme
from app.ui.search.delegate import FoundDelegate
from app.ui.search.lines import FoundModel, key_of
from app.views.search import ClientLine, Found, MoreLine

_NEAR_END = 200


class FoundList(OverHeadings):
    """Arrow and Page keys move, over the headings; `opened(row)` on a click, `left` on ↑ above the first row."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found = FoundModel()
        self.setModel(self.found)
        self.setItemDelegate(FoundDelegate(self))
        self.setAccessibleName(_("What was found"))
        self.setProperty("bare", "flush")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(self._near_end)
        self.verticalScrollBar().rangeChanged.connect(self._near_end)
        theme.signals.theme_changed.connect(self.doItemsLayout)

    def show_found(self, found: Found, today: date, *, keep: bool = False) -> None:
        """List other hits; with `keep` (the same question anew) the current row and the place stay."""
        row = self.current_row() if keep else None
        at = self.verticalScrollBar().value() if keep else 0
        self.found.show(found, today)
        self._choose(self.found.line_of(key_of(row)) if row is not None else None)
        self.verticalScrollBar().setValue(at)
        self._near_end()

    def add_found(self, found: Found) -> None:
        """The hits that follow: what is in view stays where it is, though groups above it may have grown."""
        top = self.indexAt(self.viewport().rect().topLeft())
        first = self.found.lines[top.row()] if top.isValid() else None
        offset = self.visualRect(top).top() if top.isValid() else 0
        row = self.current_row()
        self.found.add(found)
        self._choose(self.found.line_of(key_of(row)) if row is not None else None)
        line = self.found.line_of(key_of(first)) if first is not None else None
        if line is not None:
            moved = self.visualRect(self.found.index(line)).top()
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved - offset)
        self._near_end()

    def current_row(self) -> Hit | MoreLine | None:
        """The chosen hit, or the chosen "more of this client"."""
        line = self.currentIndex().data(RowRole)
        return line if isinstance(line, Hit | MoreLine) else None

    def choose_first(self) -> None:
        """The first hit, unless one is chosen already."""
        if self.current_row() is None and len(self.found.lines) > 1:
            self._choose(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 1:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        line = self.indexAt(event.position().toPoint()).data(RowRole)
        if (
            event.button() == Qt.MouseButton.LeftButton
            and line is not None
            and not isinstance(line, ClientLine)
        ):
            self.opened.emit(line)

    def _near_end(self, *_now: int) -> None:
        bar = self.verticalScrollBar()
        if self.isVisible() and bar.value() >= bar.maximum() - theme.px(_NEAR_END):
            self.found.read_on()

    def _choose(self, line: int | None) -> None:
        if line is not None:
            self.setCurrentIndex(self.found.index(line))
