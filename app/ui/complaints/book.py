"""The open book: two pages on one ground, with the fold between them and the edges of other pages beneath."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui.kit.look import theme

_OUTER, _INNER, _EDGE, _FOLD = 32, 44, 6, 26


class BookPage(QScrollArea):
    """One page; `column` scrolls where it is longer than the page."""

    def __init__(self, name: str, *, left: bool) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(_OUTER if left else _INNER, 24, _INNER if left else _OUTER, 24)
        self.column.setSpacing(12)
        self.setWidget(inside)


class OpenBook(QWidget):
    """Both pages side by side."""

    def __init__(self, left: BookPage, right: BookPage) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, _EDGE + 1)
        row.setSpacing(0)
        row.addWidget(left, 1)
        row.addWidget(right, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paper = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5 - _EDGE)
        painter.setPen(theme.color("border"))
        painter.setBrush(theme.color("surface"))
        for at in (2, 1):
            painter.drawRoundedRect(paper.adjusted(2 * at, _EDGE, -2 * at, 3 * at - 0.5), 8, 8)
        painter.drawRoundedRect(paper, 8, 8)
        middle = paper.center().x()
        shade = QColor(0, 0, 0)
        fold = QLinearGradient(middle - _FOLD, 0, middle + _FOLD, 0)
        strength = 70 if theme.tokens().dark else 34
        for place, alpha in (
            (0.0, 0),
            (0.45, strength // 3),
            (0.5, strength),
            (0.55, strength // 3),
            (1.0, 0),
        ):
            shade.setAlpha(alpha)
            fold.setColorAt(place, shade)
        painter.fillRect(QRectF(middle - _FOLD, paper.top() + 1, 2 * _FOLD, paper.height() - 2), fold)
