"""The card under the rows of a group, each row painting the part of it that lies under itself."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from app.ui.kit.look import theme

# From the card's edge to what stands in it.
PAD = 12


def paint_card(
    painter: QPainter, option: QStyleOptionViewItem, *, first: bool, last: bool, live: bool, parted: bool
) -> None:
    """Paint a row's part of the card; `first` and `last` round its ends.

    A `live` row answers to the mouse and to being chosen; one that is `parted` has a line under it.
    """
    box, state = QRectF(option.rect), option.state
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    painter.setClipRect(box)
    whole = box.adjusted(0.5, 0.5 if first else -20, -0.5, -0.5 if last else 20)
    painter.setPen(theme.color("border"))
    painter.setBrush(theme.color("surface"))
    painter.drawRoundedRect(whole, 8, 8)
    if live and (chosen or state & QStyle.StateFlag.State_MouseOver):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent_soft" if chosen else "surface2"))
        painter.drawRoundedRect(whole.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
    if parted and not last and not chosen:
        line = QRectF(box.left() + PAD, box.bottom() - 1, box.width() - 2 * PAD, 1)
        painter.fillRect(line, theme.color("border"))
    if chosen and state & QStyle.StateFlag.State_HasFocus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 6, 6)
    painter.setClipping(False)
