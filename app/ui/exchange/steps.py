"""The line of steps at the top of the wizard: done, present, still to come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.i18n import _
from app.ui.kit.look import theme
from app.ui.kit.look.icons import draw

_GAP = 36


class StepLine(QWidget):
    """Numbers in circles with words; what is done has a tick."""

    def __init__(self, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = list(words)
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.signals.theme_changed.connect(self.updateGeometry)
        self.show_step(0)

    def show_step(self, at: int) -> None:
        """Mark the present step, counted from 0."""
        self._at = at
        told = _("Step {at} of {total}: {name}")
        self.setAccessibleName(told.format(at=at + 1, total=len(self._words), name=self._words[at]))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, side = 0.0, theme.px(24)
        top = (self.height() - side) / 2
        for at, words in enumerate(self._words):
            self._paint_circle(painter, at, QRectF(x, top, side, side))
            font = theme.font("body", "semibold" if at == self._at else "medium")
            painter.setFont(font)
            painter.setPen(theme.color("text" if at == self._at else "text2"))
            width = QFontMetrics(font).horizontalAdvance(words) + 2
            painter.drawText(
                QRectF(x + side + 8, 0, width, self.height()), Qt.AlignmentFlag.AlignVCenter, words
            )
            x += side + 8 + width + _GAP
            if at < len(self._words) - 1:
                painter.fillRect(
                    QRectF(x - _GAP + 6, self.height() / 2, _GAP - 12, 1), theme.color("border_strong")
                )

    def _paint_circle(self, painter: QPainter, at: int, box: QRectF) -> None:
        done, here = at < self._at, at == self._at
        painter.setPen(theme.color("accent" if done or here else "border_strong"))
        painter.setBrush(theme.color("accent" if here else "accent_soft" if done else "surface"))
        painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
        if done:
            draw(painter, "check", box.adjusted(5, 5, -5, -5), theme.color("accent"))
            return
        painter.setPen(theme.color("on_accent" if here else "text2"))
        painter.setFont(theme.font("small", "semibold"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(at + 1))
