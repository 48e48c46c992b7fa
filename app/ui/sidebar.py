"""The sidebar: Jump to…, the places, and at its foot the settings and the book (UX.md, Places)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import _
from app.ui import theme
from app.ui.core import discreet
from app.ui.core.buttons import IconButton
from app.ui.core.icons import draw
from app.ui.core.labels import Line, plain_tip
from app.ui.places import PLACES, PlaceEntry

if TYPE_CHECKING:
    from app.ui.desk import BookCard

WIDTH = 200
_TEXT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine


class _Row(QPushButton):
    """A row of the sidebar, painted from the theme."""

    height_px = 36

    def __init__(self, icon_name: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.icon_name, self.words = icon_name, text
        self.setAccessibleName(text)
        self.setProperty("painted", "true")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.signals.theme_changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(WIDTH) - 16, theme.px(self.height_px))

    def minimumSizeHint(self) -> QSize:
        return QSize(64, theme.px(self.height_px))

    def paint_ground(self, painter: QPainter, *, on: bool = False, framed: bool = False) -> None:
        """The ground of a row: soft when chosen, grey under the mouse, a frame of 2 px with the focus."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        if on or framed or self.underMouse():
            ground = "accent_soft" if on else "surface" if framed and not self.underMouse() else "surface2"
            painter.setBrush(theme.color(ground))
            painter.drawRoundedRect(box, 6, 6)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        elif framed:
            painter.setPen(theme.color("border_strong"))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def paint_line(
        self, painter: QPainter, text: str, x: int, right: int, *, top: int = 0, high: int = 0
    ) -> None:
        """One line of text that ends in "…" where there is no room."""
        room = self.width() - x - right
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(x, top, room, high or self.height()), _TEXT, shown)


class PlaceRow(_Row):
    """One place: icon, name, an optional count at the right."""

    def __init__(self, place: PlaceEntry, parent: QWidget | None = None) -> None:
        super().__init__(place.icon, _(place.title), parent)
        self.place = place
        self.count = 0
        self.setCheckable(True)
        if place.number:
            self.setToolTip(f"{_(place.title)}  Ctrl+{place.number}")

    def set_count(self, count: int) -> None:
        """Show how many things ask for somebody there; 0 shows nothing."""
        self.count = count
        self.setAccessibleName(f"{self.words}, {count}" if count else self.words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        on = self.isChecked()
        self.paint_ground(painter, on=on)
        side = theme.px(18)
        draw(
            painter,
            self.icon_name,
            QRectF(12, (self.height() - side) / 2, side, side),
            theme.color("accent" if on else "text2"),
        )
        painter.setFont(theme.font("body", "semibold" if on else "medium"))
        painter.setPen(theme.color("accent" if on else "text2"))
        self.paint_line(painter, self.words, 22 + side, 44 if self.count else 8)
        if self.count and not discreet.state.on:
            self._paint_count(painter, on)

    def _paint_count(self, painter: QPainter, on: bool) -> None:
        painter.setFont(theme.font("small", "semibold"))
        words = str(self.count)
        width = max(theme.px(22), painter.fontMetrics().horizontalAdvance(words) + 12)
        box = QRectF(self.width() - 8 - width, (self.height() - theme.px(20)) / 2, width, theme.px(20))
        painter.setPen(theme.color("accent" if on else "border"))
        painter.setBrush(theme.color("accent" if on else "surface2"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(theme.color("on_accent" if on else "text2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


class JumpRow(_Row):
    """The way into the palette: looks like a search field, is a button."""

    height_px = 32

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("search", _("Jump to…"), parent)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_ground(painter, framed=True)
        draw(painter, "search", QRectF(10, (self.height() - 16) / 2, 16, 16), theme.color("text2"))
        painter.setFont(theme.font("small", "medium"))
        key = "Ctrl+K"
        width = painter.fontMetrics().horizontalAdvance(key) + 10
        cap = QRectF(self.width() - 6 - width, (self.height() - theme.px(18)) / 2, width, theme.px(18))
        _paint_key(painter, cap, key)
        painter.setFont(theme.font())
        painter.setPen(theme.color("text2"))
        self.paint_line(painter, self.words, 34, width + 10)


def _paint_key(painter: QPainter, box: QRectF, key: str) -> None:
    """A key of the keyboard; `core.pills` has the same for pages, which need not be there before this."""
    painter.setPen(theme.color("border"))
    painter.setBrush(theme.color("surface2"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(theme.color("text2"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)


class BookRow(_Row):
    """The open book: its name, and how old its last backup is; opens the book's menu."""

    height_px = 44

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("database", "", parent)
        self.second, self.role = "", "text2"

    def show_book(self, name: str, second: str, role: str = "text2") -> None:
        """Name the book, and say one thing about it beneath."""
        self.words, self.second, self.role = name, second, role
        self.setAccessibleName(_("Book {name}: {state}").format(name=name, state=second))
        self.setToolTip(plain_tip(f"{name} · {second}"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_ground(painter)
        draw(painter, self.icon_name, QRectF(12, (self.height() - 16) / 2, 16, 16), theme.color("text2"))
        middle = self.height() // 2
        painter.setFont(theme.font("small", "semibold"))
        painter.setPen(theme.color("text"))
        self.paint_line(painter, self.words, 40, 8, top=middle - theme.px(17), high=theme.px(17))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color(self.role))
        self.paint_line(painter, self.second, 40, 8, top=middle, high=theme.px(17))


class Sidebar(QFrame):
    """200 px at the left. `chosen(page id)`, `jump`, `book_menu` and `discreet_pressed` tell what was pressed."""

    chosen = Signal(str)
    jump = Signal()
    book_menu = Signal()
    discreet_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
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
        top = QHBoxLayout()
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
        self.setFixedWidth(theme.px(WIDTH))


class SampleMark(QWidget):
    """The mark of the sample book, always in sight: nothing in it is real."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Sample book: everything in it is invented"))
        self.setToolTip(self.accessibleName())
        self.hide()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(WIDTH) - 16, theme.px(46))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.soft("warn"))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        draw(painter, "sparkles", QRectF(12, (self.height() - 16) / 2, 16, 16), theme.color("warn"))
        middle, room = self.height() // 2, self.width() - 48
        painter.setPen(theme.color("warn"))
        painter.setFont(theme.font("small", "semibold"))
        painter.drawText(QRectF(40, middle - theme.px(17), room, theme.px(17)), _TEXT, _("Sample book"))
        painter.setFont(theme.font("small"))
        painter.drawText(QRectF(40, middle, room, theme.px(17)), _TEXT, _("everything is invented"))
