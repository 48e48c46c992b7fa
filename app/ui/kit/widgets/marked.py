"""One line of text with what was found in it marked: underlined and coloured, painted as plain text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption

from app.ui.kit.look import theme

Span = tuple[int, int]
_AFTER = 12


def paint_marked(
    painter: QPainter, area: QRect, text: str, marks: Sequence[Span], font: QFont, role: str = "text"
) -> int:
    """Draw a text at the left of `area`, in its middle; returns how wide it became.

    A text that is too wide is cut so that the first mark stays in sight.
    """
    shown, spans = fitted(text, marks, QFontMetrics(font), area.width())
    if not spans:
        painter.setFont(font)
        painter.setPen(theme.color(role))
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        return QFontMetrics(font).horizontalAdvance(shown)
    layout = QTextLayout(shown, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats([_format(shown, span) for span in spans])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1_000_000)
    layout.endLayout()
    painter.setPen(theme.color(role))
    layout.draw(painter, QPointF(area.left(), area.top() + (area.height() - line.height()) / 2))
    return int(line.naturalTextWidth() + 0.999)


def fitted(text: str, marks: Sequence[Span], fonts: QFontMetrics, width: int) -> tuple[str, list[Span]]:
    """The part of a text that fits, and the marks in it."""
    start = 0
    if marks and fonts.horizontalAdvance(text) > width:
        start = _start(text, marks[0], fonts, width)
    opening = "… " if start else ""
    shown = fonts.elidedText(opening + text[start:], Qt.TextElideMode.ElideRight, max(0, width))
    shift, end = len(opening) - start, len(shown) - (shown != opening + text[start:])
    moved = ((a + shift, min(b + shift, end)) for a, b in marks)
    return shown, [(a, b) for a, b in moved if len(opening) <= a < b]


def _start(text: str, mark: Span, fonts: QFontMetrics, width: int) -> int:
    """Where to begin so that the mark and a little after it fit, with as much before it as there is room for."""
    end = min(len(text), mark[1] + _AFTER)
    if fonts.horizontalAdvance(text[:end]) <= width:
        return 0
    room = width - fonts.horizontalAdvance("… …")
    start = bisect_left(range(mark[0]), True, key=lambda at: fonts.horizontalAdvance(text[at:end]) <= room)
    space = text.find(" ", start, mark[0])
    return space + 1 if space >= 0 else start


def _format(text: str, span: Span) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    # Qt counts in units of UTF-16, in which an emoji is two.
    made.start = _units(text[: span[0]])
    made.length = _units(text[span[0] : span[1]])
    look = QTextCharFormat()
    look.setForeground(theme.color("accent"))
    look.setFontUnderline(True)
    made.format = look
    return made


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
