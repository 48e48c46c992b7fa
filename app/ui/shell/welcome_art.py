"""The three drawings on the welcome: rows to do, an open book, a sheet becoming records. Painted from the theme."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.kit.look import theme
from app.ui.kit.look.icons import draw

_HEIGHT = 132


class Drawing(QWidget):
    """One drawing in a band with round upper corners; `kind` is look, new or bring."""

    def __init__(self, kind: str, *, chosen: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind, self._chosen = kind, chosen
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(342, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        band = QPainterPath()
        band.addRoundedRect(QRectF(self.rect()).adjusted(0, 0, 0, 12), 7, 7)
        painter.setClipRect(self.rect())
        painter.fillPath(band, theme.color("accent_soft" if self._chosen else "surface2"))
        painter.translate(self.width() / 2, 0)
        {"look": _rows, "new": _book, "bring": _sheet}[self._kind](painter)
        if not self._chosen:
            painter.resetTransform()
            painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("border"))


def _box(painter: QPainter, box: QRectF, radius: float, fill: str, edge: str = "") -> None:
    painter.setPen(theme.color(edge) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(fill))
    painter.drawRoundedRect(box, radius, radius)


def _bar(painter: QPainter, x: float, y: float, width: float, fill: str = "border") -> None:
    _box(painter, QRectF(x, y, width, 4), 2, fill)


def _rows(painter: QPainter) -> None:
    """Three things to do, the first with a filled button."""
    for at, (role, long, short) in enumerate((("danger", 94, 60), ("warn", 75, 56), ("success", 105, 68))):
        top = 23.5 + at * 32.5
        _box(painter, QRectF(-119.5, top, 239, 25), 5, "surface", "border")
        painter.setPen(theme.color(role))
        painter.setBrush(theme.soft(role))
        painter.drawEllipse(QPointF(-104, top + 12.5), 6, 6)
        _bar(painter, -88, top + 7, long, "border_strong")
        _bar(painter, -88, top + 15, short)
        first = at == 0
        _box(
            painter,
            QRectF(76.5, top + 5.5, 33, 14),
            4,
            "accent" if first else "surface",
            "accent" if first else "border_strong",
        )


def _book(painter: QPainter) -> None:
    """An open book, and a plus to start it."""
    _box(painter, QRectF(-69.5, 20.5, 139, 130), 6, "surface", "border")
    painter.fillRect(QRectF(-2, 20, 4, 112), theme.color("surface2"))
    for at, (left, right) in enumerate(((44, 43), (36, 36), (44, 43), (30, 28))):
        y = 37 + at * 18
        _bar(painter, -57, y, left)
        _bar(painter, 16, y, right)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent"))
    painter.drawEllipse(QPointF(70, 96), 17, 17)
    draw(painter, "plus", QRectF(61, 87, 18, 18), theme.color("on_accent"))


def _sheet(painter: QPainter) -> None:
    """A sheet with its header, an arrow, and what was understood of it."""
    _box(painter, QRectF(-127.5, 26.5, 111, 80), 5, "surface", "border")
    for column in range(3):
        for line in range(4):
            fill = "success_soft" if line == 0 else "surface2"
            _box(painter, QRectF(-120 + column * 34, 34 + line * 18, 28, 10), 3, fill)
    draw(painter, "arrow-right", QRectF(-6, 59, 16, 16), theme.color("text2"))
    _box(painter, QRectF(22.5, 26.5, 107, 80), 5, "surface", "border")
    for at, (icon, role, width) in enumerate(
        (("circle-check", "success", 62), ("circle-check", "success", 48), ("circle-alert", "warn", 56))
    ):
        y = 35 + at * 22
        draw(painter, icon, QRectF(32, y, 14, 14), theme.color(role))
        _bar(painter, 54, y + 5, width, "border_strong")
