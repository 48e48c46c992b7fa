"""Charts: a view that shows what the drawing thread drew, and the card it stands in.

A chart follows theme, text size and its own size; the window never waits for it. Marks answer the mouse
and the arrow keys, Enter opens what they stand for.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import shiboken6
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.ui.kit.charts.drawing import Draw, Drawn, Easel, Spot, order, workshop
from app.ui.kit.look import theme

_RESIZE_MS = 80
_SAVED_RATIO = 2.0


class ChartView(QWidget):
    """Shows what `draw(sheet)` draws; `picked(data)` when a mark that stands for something is opened."""

    picked = Signal(object)

    def __init__(self, sentence: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draw: Draw | None = None
        self._easel = Easel()
        self._drawn: Drawn | None = None
        self._serial = self._shown = 0
        self._at = -1
        self.sentence = sentence
        self.setAccessibleName(sentence)
        self.setMinimumHeight(120)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self.redraw)
        theme.signals.theme_changed.connect(self.redraw)

    @property
    def spots(self) -> list[Spot]:
        """The marks of the drawing shown."""
        return self._drawn.spots if self._drawn is not None else []

    @property
    def drawings(self) -> int:
        """How often the figure was drawn on."""
        return self._easel.drawings

    def plot(self, draw: Draw, sentence: str = "") -> None:
        """Draw, now or when the chart comes into view; `sentence` says what it shows."""
        self._draw = draw
        if sentence:
            self.sentence = sentence
            self.setAccessibleName(sentence)
        self.redraw()

    def redraw(self) -> None:
        """Order a drawing with the colours, text size and size in force."""
        self._serial += 1
        if self._draw is None or not self.isVisible() or self.width() < 2 or self.height() < 2:
            return
        serial, easel = self._serial, self._easel
        wanted = order(self._draw, self.size(), self.devicePixelRatioF())

        def work() -> Drawn | None:
            # What was ordered again meanwhile need not be drawn.
            return easel.draw(wanted) if serial == self._serial else None

        workshop().submit(work, lambda made: self._show(serial, made))

    def image(self) -> QImage:
        """The chart as it stands."""
        return self._drawn.image if self._drawn is not None else self.grab().toImage()

    def save_png(self, path: str, done: Callable[[str], Any] | None = None) -> None:
        """Write the picture at 200 % to `path`; then `done` is told what went wrong, "" for nothing."""
        if self._draw is None:
            return
        easel, wanted = Easel(), order(self._draw, self.size(), _SAVED_RATIO, path)

        def told(made: Drawn) -> None:
            if done is not None and shiboken6.isValid(self):
                done(made.error)

        workshop().submit(lambda: easel.draw(wanted), told)

    def go_to(self, at: int) -> None:
        """Point at a mark, by its number; −1 at none."""
        self._at = at if 0 <= at < len(self.spots) else -1
        found = self.spots[self._at] if self._at >= 0 else None
        opens = found is not None and found.data is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        self.setAccessibleDescription(found.text if found else "")
        self.update()

    def _show(self, serial: int, made: Drawn) -> None:
        if shiboken6.isValid(self) and serial == self._serial:
            self._drawn, self._shown = made, serial
            self.go_to(-1)

    def _tip(self) -> None:
        if self._at < 0:
            QToolTip.hideText()
            return
        found = self.spots[self._at]
        lines = "<br>".join(escape(line) for line in found.text.splitlines())
        place = self.mapToGlobal(found.rect.center().toPoint() + QPoint(8, 12))
        QToolTip.showText(place, f"<p style='white-space:pre'>{lines}</p>", self)

    def _under(self, point: QPointF) -> int:
        """The mark there; of several the one whose middle is nearest."""
        near = [i for i, each in enumerate(self.spots) if each.rect.contains(point)]

        def away(index: int) -> float:
            gap = self.spots[index].rect.center() - point
            return gap.x() ** 2 + gap.y() ** 2

        return min(near, key=away, default=-1)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            return True
        return bool(super().event(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._under(event.position())
        if at != self._at:
            self.go_to(at)
            self._tip()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.go_to(-1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._open(self._under(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if key in steps and self.spots:
            ahead = self._at + steps[key] if self._at >= 0 or steps[key] > 0 else -1
            self.go_to(ahead % len(self.spots))
            self._tip()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.has_mark():
            self.open_mark()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # The menu of the chart is about the mark one is on.
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.go_to(-1)

    def has_mark(self) -> bool:
        """Whether one is on a mark that stands for something."""
        return self._at >= 0 and self.spots[self._at].data is not None

    def open_mark(self) -> None:
        """Open what the mark one is on stands for."""
        self._open(self._at)

    def _open(self, at: int) -> None:
        if at >= 0 and self.spots[at].data is not None:
            self.picked.emit(self.spots[at].data)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Other colours or figures may have been ordered while nobody looked.
        if self._drawn is None or self._shown != self._serial or self._drawn.size != self.size():
            self._later.start(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._later.start(_RESIZE_MS)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._drawn is None:
            _paint_skeleton(painter, QRectF(self.rect()))
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self._drawn.size != self.size())
        painter.drawImage(QRectF(self.rect()), self._drawn.image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        if self._at >= 0:
            painter.setPen(QPen(theme.color("text"), 1.5))
            painter.drawRoundedRect(self.spots[self._at].rect.adjusted(-1.5, -1.5, 1.5, 1.5), 4, 4)


def _paint_skeleton(painter: QPainter, box: QRectF) -> None:
    """Where the chart will be, while it is being drawn."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("surface2"))
    wide = box.width() / 9
    for at, share in enumerate((0.35, 0.5, 0.42, 0.62, 0.55, 0.75, 0.68, 0.85)):
        height = max(8.0, (box.height() - 24) * share)
        column = QRectF(box.left() + (at + 0.5) * wide, box.bottom() - 12 - height, wide * 0.6, height)
        painter.drawRoundedRect(column, 3, 3)
