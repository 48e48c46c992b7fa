"""How words are written on a sheet in small."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from app.ui.kit.look.tokens import LIGHT

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


def ink(painter: QPainter, size: float, colour: str = LIGHT.text, *, bold: bool = False) -> None:
    """Write in this size (points of the page) and colour from now on."""
    font = QFont("Inter")
    font.setPointSizeF(size)
    font.setPixelSize(max(1, round(size)))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    painter.setFont(font)
    painter.setPen(QColor(colour))


def line_of(painter: QPainter, x: float, y: float, width: float, text: str, *, right: bool = False) -> None:
    """One line of 14 points, ending in "…" where it does not fit."""
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, round(width))
    painter.drawText(QRectF(x, y, width, 14), RIGHT if right else LEFT, shown)
