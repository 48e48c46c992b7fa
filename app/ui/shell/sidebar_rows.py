"""The rows of the sidebar: the palette, a place, the book, and the mark of the sample book.

Each paints itself, in full or, where the window is narrow for its text size, as an icon alone.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.i18n import _
from app.ui.kit import discreet
from app.ui.kit.look import theme
from app.ui.kit.look.icons import draw
from app.ui.kit.widgets.buttons import PressButton
from app.ui.kit.widgets.labels import plain_tip
from app.ui.shell.places import PlaceEntry

# In px of the normal text size.
WIDTH, COMPACT_WIDTH = 200, 52
_LOW = 30
_TEXT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine


class SidebarRow(PressButton):
    """A row of the sidebar, painted from the theme."""

    height_px = 36

    def __init__(self, icon_name: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.icon_name, self.words = icon_name, text
        self.compact = self.low = False
        self.setAccessibleName(text)
        self.setProperty("painted", "true")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.signals.theme_changed.connect(self.updateGeometry)

    def set_room(self, *, compact: bool, low: bool) -> None:
        """Show the icon alone where the window is narrow; stand lower where it is low as well."""
        self.compact, self.low = compact, low
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide = COMPACT_WIDTH if self.compact else WIDTH
        high = min(self.height_px, _LOW) if self.low else self.height_px
        return QSize(theme.px(wide) - 16, theme.px(high))

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.sizeHint().height())

    def paint_icon(self, painter: QPainter, x: int, side: int, role: str) -> None:
        """The icon at `x`, or in the middle of the row where it stands alone."""
        left = (self.width() - side) / 2 if self.compact else x
        draw(
            painter,
            self.icon_name,
            QRectF(left, (self.height() - side) / 2, side, side),
            theme.color(role),
        )

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
        """One line of text: in smaller letters where there is little room, ending in "…" where there is none."""
        room = self.width() - x - right
        usual = painter.font()
        for size in (usual.pixelSize(), usual.pixelSize() - 1, usual.pixelSize() - 2):
            smaller = QFont(usual)
            smaller.setPixelSize(size)
            if QFontMetrics(smaller).horizontalAdvance(text) <= room:
                painter.setFont(smaller)
                break
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(x, top, room, high or self.height()), _TEXT, shown)


class PlaceRow(SidebarRow):
    """One place: icon, name, an optional count at the right."""

    def __init__(self, place: PlaceEntry, parent: QWidget | None = None) -> None:
        super().__init__(place.icon, _(place.title), parent)
        self.place = place
        self.count = 0
        discreet.state.changed.connect(self._tell_count)
        self.setCheckable(True)
        if place.number:
            self.setToolTip(f"{_(place.title)}  Ctrl+{place.number}")

    def set_count(self, count: int) -> None:
        """Show how many things ask for somebody there; 0 shows nothing."""
        self.count = count
        self._tell_count()

    def _tell_count(self) -> None:
        """How many there are is internal: threats and judgements count among them."""
        told = self.count and not discreet.state.on
        self.setAccessibleName(f"{self.words}, {self.count}" if told else self.words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        on = self.isChecked()
        self.paint_ground(painter, on=on)
        side = theme.px(18)
        self.paint_icon(painter, 12, side, "accent" if on else "text2")
        if not self.compact:
            painter.setFont(theme.font("body", "semibold" if on else "medium"))
            painter.setPen(theme.color("accent" if on else "text2"))
            self.paint_line(painter, self.words, 22 + side, 12 + theme.px(32) if self.count else 8)
        if self.count and not discreet.state.on:
            self._paint_count(painter, on)

    def _paint_count(self, painter: QPainter, on: bool) -> None:
        """At the right end of the row, or on the corner of the icon that stands alone."""
        font, high = theme.font("small", "semibold"), theme.px(14 if self.compact else 20)
        if self.compact:
            font.setPixelSize(theme.px(10))
        painter.setFont(font)
        words = str(self.count)
        width = max(high + 2, painter.fontMetrics().horizontalAdvance(words) + (6 if self.compact else 12))
        box = QRectF(self.width() - 8 - width, (self.height() - high) / 2, width, high)
        if self.compact:
            box.moveTopRight(QRectF(self.rect()).topRight() + QPointF(-2, 2))
        painter.setPen(theme.color("accent" if on else "border"))
        painter.setBrush(theme.color("accent" if on else "surface2"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(theme.color("on_accent" if on else "text2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


class JumpRow(SidebarRow):
    """The way into the palette: looks like a search field, is a button."""

    height_px = 32

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("search", _("Jump to…"), parent)
        self.setToolTip(f"{self.words}  Ctrl+K")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_ground(painter, framed=True)
        self.paint_icon(painter, 10, theme.px(16), "text2")
        if self.compact:
            return
        painter.setFont(theme.font("small", "medium"))
        key = "Ctrl+K"
        width = painter.fontMetrics().horizontalAdvance(key) + 10
        cap = QRectF(self.width() - 6 - width, (self.height() - theme.px(18)) / 2, width, theme.px(18))
        _paint_key(painter, cap, key)
        painter.setFont(theme.font())
        painter.setPen(theme.color("text2"))
        self.paint_line(painter, self.words, 18 + theme.px(16), width + 10)


def _paint_key(painter: QPainter, box: QRectF, key: str) -> None:
    """A key of the keyboard; `core.pills` has the same for pages, which need not be there before this."""
    painter.setPen(theme.color("border"))
    painter.setBrush(theme.color("surface2"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(theme.color("text2"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)


class BookRow(SidebarRow):
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
        self.paint_icon(painter, 12, theme.px(16), self.role if self.compact else "text2")
        if self.compact:
            return
        middle = self.height() // 2
        painter.setFont(theme.font("small", "semibold"))
        painter.setPen(theme.color("text"))
        self.paint_line(
            painter, self.words, 24 + theme.px(16), 8, top=middle - theme.px(17), high=theme.px(17)
        )
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color(self.role))
        self.paint_line(painter, self.second, 24 + theme.px(16), 8, top=middle, high=theme.px(17))


class SampleMark(QWidget):
    """The mark of the sample book, always in sight: nothing in it is real."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compact = self._low = False
        self.setAccessibleName(_("Sample book: everything in it is invented"))
        self.setToolTip(self.accessibleName())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def set_room(self, *, compact: bool, low: bool) -> None:
        """Show the icon alone where the window is narrow; stand lower where it is low as well."""
        self._compact, self._low = compact, low
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(24, theme.px(_LOW if self._low else 46))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.soft("warn"))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        side = theme.px(16)
        left = (self.width() - side) / 2 if self._compact else 12
        draw(painter, "sparkles", QRectF(left, (self.height() - side) / 2, side, side), theme.color("warn"))
        if not self._compact:
            self._paint_words(painter, 24 + side)

    def _paint_words(self, painter: QPainter, x: int) -> None:
        middle, room, line = self.height() // 2, self.width() - x - 8, theme.px(17)
        painter.setPen(theme.color("warn"))
        for size, top, words in (
            (theme.font("small", "semibold"), middle - line, _("Sample book")),
            (theme.font("small"), middle, _("everything is invented")),
        ):
            painter.setFont(size)
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(x, top, room, line), _TEXT, shown)
