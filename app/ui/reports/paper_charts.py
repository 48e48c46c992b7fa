"""The three charts of the summary in small: clients and revenue kept, complaints, offers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from app.domain.portfolio import Quarter
from app.i18n import _, format_number, format_percent
from app.ui.kit.look.tokens import LIGHT
from app.ui.reports.paper_ink import ink, line_of
from app.views.reports import SummaryView

_BLUE, _ORANGE, _GREEN, _SOFT = "#2457D6", "#C2571A", "#17803F", "#A5B7F1"
Say = Callable[[float], str]


def paint_charts(painter: QPainter, sheet: SummaryView, x: float, y: float, width: float) -> None:
    """All three side by side, each with its title, its sentence and a legend."""
    titles = (
        _("Kept, by quarter"),
        _("Complaints voiced and repeated"),
        _("Offers unasked and under threat"),
    )
    legends = (
        ((_("Clients kept"), _BLUE), (_("Revenue kept"), _ORANGE)),
        ((_("On their own"), _BLUE), (_("We asked"), _SOFT), (_("Repeated"), _ORANGE)),
        ((_("Unasked"), _GREEN), (_("Under threat"), _ORANGE)),
    )
    gap = 18.0
    wide = (width - 2 * gap) / 3
    for at, paint in enumerate((_kept, _voiced, _given)):
        left = x + at * (wide + gap)
        ink(painter, 9.5, bold=True)
        line_of(painter, left, y, wide, titles[at])
        ink(painter, 7.5, LIGHT.text2)
        line_of(painter, left, y + 13, wide, sheet.readings[at])
        if sheet.quarters:
            paint(painter, sheet.quarters, QRectF(left, y + 34, wide, 128))
        _legend(painter, left, y + 178, wide, legends[at])


def _legend(painter: QPainter, x: float, y: float, width: float, parts: Sequence[tuple[str, str]]) -> None:
    ink(painter, 7, LIGHT.text2)
    step = width / len(parts)
    for at, (words, colour) in enumerate(parts):
        painter.fillRect(QRectF(x + at * step, y + 5, 10, 4), QColor(colour))
        line_of(painter, x + at * step + 14, y, step - 16, words)


def _axes(
    painter: QPainter, quarters: Sequence[Quarter], box: QRectF, low: float, high: float, say: Say
) -> tuple[QRectF, Callable[[float], float]]:
    """Grid, scale and names of the quarters; returns the plot's area and where a value lies in it."""
    area = box.adjusted(30, 4, 0, -16)

    def at(value: float) -> float:
        return area.bottom() - (value - low) / (high - low) * area.height()

    ink(painter, 6.5, LIGHT.text2)
    for step in range(5):
        value = low + (high - low) * step / 4
        painter.fillRect(QRectF(area.left(), at(value), area.width(), 0.5), QColor(LIGHT.border))
        line_of(painter, box.left(), at(value) - 7, 26, say(value), right=True)
    wide = area.width() / len(quarters)
    for number, quarter in enumerate(quarters):
        line_of(painter, area.left() + number * wide, area.bottom() + 2, wide, quarter.label)
    return area, at


def _kept(painter: QPainter, quarters: Sequence[Quarter], box: QRectF) -> None:
    known = [share for q in quarters for share in (q.kept, q.revenue_kept) if share is not None]
    low = min([0.8, *(int(share * 10) / 10 for share in known)])
    area, at = _axes(painter, quarters, box, max(0.0, low), max([1.0, *known]), format_percent)
    wide = area.width() / len(quarters)
    for shares, colour in (
        ([q.kept for q in quarters], _BLUE),
        ([q.revenue_kept for q in quarters], _ORANGE),
    ):
        points = [
            QPointF(area.left() + (number + 0.5) * wide, at(share))
            for number, share in enumerate(shares)
            if share is not None
        ]
        painter.setPen(QPen(QColor(colour), 1.4))
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(QColor(colour))
        for point in points:
            painter.drawEllipse(point, 1.6, 1.6)


def _voiced(painter: QPainter, quarters: Sequence[Quarter], box: QRectF) -> None:
    most = max(4, *(q.spontaneous + q.solicited for q in quarters), *(q.repeated for q in quarters))
    area, at = _axes(painter, quarters, box, 0, 4 * -(-most // 4), format_number)
    wide = area.width() / len(quarters)
    line = QPolygonF()
    for number, q in enumerate(quarters):
        left = area.left() + (number + 0.2) * wide
        painter.fillRect(_column(left, wide * 0.6, at(q.spontaneous), area.bottom()), QColor(_BLUE))
        both = _column(left, wide * 0.6, at(q.spontaneous + q.solicited), at(q.spontaneous))
        painter.fillRect(both, QColor(_SOFT))
        line.append(QPointF(area.left() + (number + 0.5) * wide, at(q.repeated)))
    painter.setPen(QPen(QColor(_ORANGE), 1.4))
    painter.drawPolyline(line)


def _given(painter: QPainter, quarters: Sequence[Quarter], box: QRectF) -> None:
    most = max(100.0, *(max(q.unasked, q.under_threat) for q in quarters))
    size = 10 ** (len(str(int(most))) - 1)
    high = size * -(-most // size)
    area, at = _axes(painter, quarters, box, 0, high, lambda value: format_number(round(value)))
    wide = area.width() / len(quarters)
    for number, q in enumerate(quarters):
        left = area.left() + (number + 0.14) * wide
        painter.fillRect(_column(left, wide * 0.34, at(q.unasked), area.bottom()), QColor(_GREEN))
        painter.fillRect(
            _column(left + wide * 0.38, wide * 0.34, at(q.under_threat), area.bottom()), QColor(_ORANGE)
        )


def _column(x: float, width: float, top: float, bottom: float) -> QRectF:
    return QRectF(x, top, width, max(0.0, bottom - top))
