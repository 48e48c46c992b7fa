"""Cards, tiles, banners, quotes, bars and empty places."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import _, format_percent
from app.ui.kit.look import theme
from app.ui.kit.look.scaled import limit_width
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.labels import FittingLabel, IconLabel, Label, SectionHeader, set_property
from app.ui.kit.widgets.spoken import spoken

_BANNER_ICONS = {"info": "lightbulb", "success": "circle-check", "warn": "clock", "danger": "triangle-alert"}


class Card(QFrame):
    """A surface with one border of 1 px. `kind`: true (the usual), flat, soft, chosen, success, warn, danger.

    `body` is its column; `title` adds a heading at its top, reachable as `header`.
    """

    def __init__(
        self,
        title: str = "",
        *,
        kind: str = "true",
        padding: int = 16,
        spacing: int = 8,
        link_text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", kind)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding - 4, padding, padding - 4)
        self.body.setSpacing(spacing)
        self.header: SectionHeader | None = None
        if title:
            self.header = SectionHeader(title, link_text=link_text)
            self.body.addWidget(self.header)

    def set_kind(self, kind: str) -> None:
        """Dress the card otherwise, e.g. chosen."""
        set_property(self, "card", kind)


class PressCard(Card):
    """A card that is one button: click, Enter or Space; `name` is spoken."""

    pressed = Signal()

    def __init__(self, name: str, *, padding: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(padding=padding, parent=parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
            return
        super().keyPressEvent(event)


class Tile(Card):
    """A figure: caption, large value, a line beneath in the colour of its role; 80 px high, more where words wrap.

    `beside` is a smaller text after the value ("90%"). A tile that is `internal` disappears in discreet mode.
    """

    def __init__(
        self,
        caption: str,
        value: str = "–",
        sub: str = "",
        role: str = "text2",
        *,
        beside: str = "",
        internal: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(padding=12, spacing=0, parent=parent)
        self.body.setContentsMargins(11, 7, 11, 6)
        self.caption = Label(caption, "small", "text2", wrap=True)
        self.value = FittingLabel(value)
        self.beside = Label(beside, "small", "text2", wrap=True)
        self.sub = Label(sub, "small", role, wrap=True)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.value)
        row.addWidget(self.beside, 1)
        self.body.addWidget(self.caption)
        self.body.addLayout(row)
        self.body.addWidget(self.sub)
        self.body.addStretch(1)
        # As high as its neighbours: of those in a row one may need a second line.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        limit_width(self, least=110)
        self.set_figure(value, sub, role, beside=beside)
        if internal:
            from app.ui.kit import discreet

            discreet.internal(self)

    def set_figure(self, value: str, sub: str = "", role: str = "text2", *, beside: str = "") -> None:
        """Show other figures."""
        self.value.setText(value)
        self.beside.setText(beside)
        self.sub.setText(sub)
        self.sub.setProperty("weight", "medium" if role in ("warn", "danger", "success") else "")
        self.sub.set_role(role)
        self.setAccessibleName(spoken(f"{self.caption.text()}: {value} {beside}", sub))


class Banner(QFrame):
    """A strip that says one thing and offers at most one action. `role`: info, success, warn, danger."""

    def __init__(
        self,
        text: str,
        role: str = "info",
        *,
        action: str = "",
        on_action: Callable[[], object] | None = None,
        icon_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", "soft" if role == "info" else role)
        self.icon = IconLabel(icon_name or _BANNER_ICONS[role], role)
        self.label = Label(text, wrap=True)
        self.button = Button(action, on_action, small=True)
        if not action:
            # Never the other way round: shown before it has a place it would be a window of its own.
            self.button.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(self.icon)
        row.addWidget(self.label, 1)
        row.addWidget(self.button)
        self.setMinimumHeight(40)

    def set_text(self, text: str) -> None:
        """Say something else."""
        self.label.setText(text)


class EmptyState(QWidget):
    """What belongs here and the one button that starts it; "nothing matches" is another text than "nothing yet"."""

    def __init__(
        self,
        icon_name: str,
        title: str,
        text: str = "",
        *,
        action: str = "",
        on_action: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.icon = IconLabel(icon_name, "text2", 24, ground=48)
        self.title = Label(title, "strong")
        self.text = Label(text, "body", "text2", wrap=True)
        self.button = Button(action, on_action, kind="primary")
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(1)
        for widget in (self.icon, self.title):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.text)
        column.addSpacing(8)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.set_texts(icon_name, title, text, action)

    def set_texts(self, icon_name: str, title: str, text: str = "", action: str = "") -> None:
        """Say something else."""
        self.icon.set_icon(icon_name)
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self.button.setText(action)
        self.button.setVisible(bool(action))


class QuoteLine(QWidget):
    """Somebody's words with a coloured line at the left, and a muted line beneath."""

    def __init__(self, quote: str, note: str = "", role: str = "warn", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Label(quote, "small", weight="medium", wrap=True))
        if note:
            column.addWidget(Label(note, "small", "text2", wrap=True))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, 0, 2, self.height(), theme.color(self._role))


class Bar(QWidget):
    """A share as a bar; None is hatched: unknown is not zero. `mark` draws a stroke at a share, labelled."""

    def __init__(
        self,
        share: float | None,
        role: str = "accent",
        *,
        name: str = "",
        height: int = 6,
        mark: float | None = None,
        mark_text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._thick, self._mark, self._mark_text, self._name = height, mark, mark_text, name
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_share(share, role)

    def set_name(self, name: str) -> None:
        """Say what it is the share of."""
        self._name = name
        self.set_share(self._share, self._role)

    def set_share(self, share: float | None, role: str = "accent") -> None:
        """Show another share from 0 to 1, or unknown."""
        self._share, self._role = share, role
        told = _("unknown") if share is None else format_percent(share)
        self.setAccessibleName(f"{self._name}: {told}" if self._name else told)
        self.update()

    def sizeHint(self) -> QSize:
        marked = theme.px(16) + 12 if self._mark is not None else 0
        return QSize(80, self._thick + marked)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = self.height() - self._thick - (4 if self._mark is not None else 0)
        track = QRectF(0, top, self.width(), self._thick)
        self._paint_bar(painter, track)
        if self._mark is not None:
            x = round(track.width() * self._mark)
            painter.setPen(QPen(theme.color("text"), 2))
            painter.drawLine(x, int(top - 4), x, int(track.bottom() + 4))
            painter.setPen(theme.color("text2"))
            painter.setFont(theme.font("small"))
            painter.drawText(QRectF(x - 40, 0, 80, top - 4), Qt.AlignmentFlag.AlignCenter, self._mark_text)

    def _paint_bar(self, painter: QPainter, track: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self._thick / 2
        if self._share is None:
            painter.setBrush(theme.color("surface2"))
            painter.drawRoundedRect(track, radius, radius)
            painter.setBrush(QBrush(theme.color("border_strong"), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(track, radius, radius)
            return
        painter.setBrush(theme.color("track"))
        painter.drawRoundedRect(track, radius, radius)
        filled = QRectF(track)
        filled.setWidth(max(0.0, min(1.0, self._share)) * track.width())
        if filled.width() > 0:
            painter.setBrush(theme.color(self._role))
            painter.drawRoundedRect(filled, radius, radius)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete the widgets, for pages that show new answers."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
