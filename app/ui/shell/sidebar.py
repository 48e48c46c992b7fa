"""The sidebar: Jump to…, the places, and at its foot the settings and the book (UX.md, Places)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from app.i18n import _
from app.ui.kit import discreet
from app.ui.kit.look import theme
from app.ui.kit.widgets.buttons import IconButton
from app.ui.kit.widgets.labels import Line
from app.ui.shell.first_frame import is_compact
from app.ui.shell.places import PLACES, PlaceEntry
from app.ui.shell.sidebar_rows import COMPACT_WIDTH, WIDTH, BookRow, JumpRow, PlaceRow, SampleMark, SidebarRow

if TYPE_CHECKING:
    from app.ui.kit.page_context import BookCard

# In px of the normal text size: what the rows need in their full height.
_ROOMY_HEIGHT = 520


class Sidebar(QFrame):
    """200 px at the left, or icons alone where the window is narrow for its text size. `chosen(page id)`, `jump`, `book_menu` and `discreet_pressed` tell what was pressed."""

    chosen = Signal(str)
    jump = Signal()
    book_menu = Signal()
    discreet_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self._frame: QWidget = self
        self.rows = {place.id: PlaceRow(place) for place in PLACES}
        self.rows["settings"] = PlaceRow(PlaceEntry("settings", _("Settings"), "settings", 0, ""))
        self.rows["settings"].setToolTip(f"{_('Settings')}  Ctrl+,")
        self.jump_row, self.book_row = JumpRow(), BookRow()
        self.eye = IconButton("eye-off", _("Discreet mode is on; F9 turns it off"), side=32, role="accent")
        self.eye.setVisible(discreet.state.on)
        self.sample = SampleMark()
        self._lay_out()
        self._connect()
        self._resize()
        theme.signals.theme_changed.connect(self._resize)

    def follow(self, frame: QWidget) -> None:
        """Fit into the room that `frame` has, now and whenever it changes."""
        self._frame = frame
        frame.installEventFilter(self)
        self._resize()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._resize()
        return super().eventFilter(watched, event)

    def show_page(self, page: str) -> None:
        """Mark the place that is shown."""
        for name, row in self.rows.items():
            row.setChecked(name == page)

    def show_book(self, card: BookCard, backed_up: str) -> None:
        """Name the open book at the foot; a sample is marked as one."""
        role = "warn" if card.read_only else "text2"
        self.book_row.show_book(card.name, _("read only") if card.read_only else backed_up, role)
        self.sample.setVisible(card.sample)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.color("border"))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 12)
        column.setSpacing(2)
        self._top = top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        top.setSpacing(4)
        top.addWidget(self.jump_row)
        top.addWidget(self.eye)
        column.addLayout(top)
        column.addSpacing(10)
        for name, row in self.rows.items():
            if name != "settings":
                column.addWidget(row)
        column.addStretch(1)
        column.addWidget(self.sample)
        column.addSpacing(4)
        column.addWidget(self.rows["settings"])
        column.addSpacing(4)
        column.addWidget(Line())
        column.addSpacing(2)
        column.addWidget(self.book_row)

    def _connect(self) -> None:
        for name, row in self.rows.items():
            row.clicked.connect(lambda _on, page=name: self._choose(page))
        self.jump_row.clicked.connect(self.jump)
        self.book_row.clicked.connect(self.book_menu)
        self.eye.clicked.connect(self.discreet_pressed)
        discreet.state.changed.connect(self._follow_discreet)

    def _choose(self, page: str) -> None:
        # A press toggles the row; which one is marked follows from where the window goes.
        self.rows[page].setChecked(True)
        self.chosen.emit(page)

    def _follow_discreet(self, on: bool) -> None:
        self.eye.setVisible(on)
        self.update()

    def _resize(self) -> None:
        compact = self._frame is not self and is_compact(self._frame.width(), theme.text_scale())
        low = compact and self._frame.height() < theme.px(_ROOMY_HEIGHT)
        parts: tuple[SidebarRow | SampleMark, ...] = (
            *self.rows.values(),
            self.jump_row,
            self.book_row,
            self.sample,
        )
        for part in parts:
            part.set_room(compact=compact, low=low)
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._top.setDirection(down if compact else right)
        self.setFixedWidth(theme.px(COMPACT_WIDTH if compact else WIDTH))
        # The pages have their new width before they hear of the new text size themselves.
        layout = self._frame.layout()
        if layout is not None:
            layout.activate()
