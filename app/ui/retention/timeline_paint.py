"""How agreements are drawn on their time line, and what each row says in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from app.domain.day_words import short_day
from app.domain.rules.time import shift
from app.i18n import _, format_day, format_money, ngettext
from app.ui.kit.look import theme
from app.ui.kit.widgets.spoken import spoken
from app.views.retention.rows import AgreementRow

MONTH_DAYS = 30.44
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


@dataclass(frozen=True)
class Scale:
    """Where days and rows stand: the line from `first` to `last` begins at x = `left`, `across` px scrolled.

    `month` is the width of a month, `right` that of the values at the right, `head` the height of the months'
    names, `row` that of a row; `down` px are scrolled away at the top.
    """

    first: date
    last: date
    today: date
    width: int
    height: int
    left: int
    right: int
    head: int
    row: int
    month: int
    across: int
    down: int

    @property
    def line(self) -> QRectF:
        """The part that scrolls sideways."""
        return QRectF(self.left, 0, self.width - self.left - self.right, self.height)

    def offset(self, day: date) -> float:
        """How far a day lies from the beginning of the line."""
        return (max(day, self.first) - self.first).days * self.month / MONTH_DAYS

    def x(self, day: date) -> float:
        """Where a day stands now."""
        return self.left + self.offset(day) - self.across

    def top(self, at: int) -> int:
        """Where a row begins now."""
        return self.head + at * self.row - self.down


def paint(
    painter: QPainter, scale: Scale, rows: Sequence[AgreementRow], chosen: int, *, focused: bool
) -> None:
    """Everything: months, bars, today, and the names and values that do not scroll sideways."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.save()
    painter.setClipRect(scale.line)
    _months(painter, scale)
    for at, row in enumerate(rows):
        _bar(painter, scale, row, scale.top(at) + scale.row / 2)
    _today(painter, scale)
    painter.restore()
    for at, row in enumerate(rows):
        _ends(painter, scale, row, scale.top(at))
        if at == chosen:
            _mark(painter, scale, scale.top(at), focused)
    painter.setPen(theme.color("text2"))
    painter.setFont(theme.font("small"))
    box = QRectF(scale.line.right(), -scale.down, scale.right - 6, scale.head)
    painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, _("a year"))


def _months(painter: QPainter, scale: Scale) -> None:
    painter.setFont(theme.font("small"))
    words, tag = painter.fontMetrics(), _tag(painter, scale)
    # Every second name where there is no room for each.
    step = 1 if scale.month >= words.horizontalAdvance("Mmm 26") + 4 else 3
    month = scale.first
    while month <= scale.last:
        x = scale.x(month)
        painter.fillRect(QRectF(x, 0, 1, scale.height), theme.color("border"))
        name = format_day(month, "LLL yy" if month.month == 1 else "LLL")
        width = words.horizontalAdvance(name) + 6
        hidden = x < tag.right() and x + width > tag.left()
        if (month.month - 1) % step == 0 and not hidden and x + width <= scale.line.right():
            painter.setPen(theme.color("text2"))
            painter.drawText(QPointF(x + 4, words.ascent() - scale.down), name)
        month = shift(month, 31).replace(day=1)


def _today(painter: QPainter, scale: Scale) -> None:
    painter.fillRect(QRectF(scale.x(scale.today) - 1, 2, 2, scale.height), theme.color("text"))
    painter.setFont(theme.font("small", "semibold"))
    box = _tag(painter, scale)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("text"))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(theme.color("surface"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _("today"))


def _tag(painter: QPainter, scale: Scale) -> QRectF:
    """Where the word at the line of today stands."""
    fonts = painter.fontMetrics()
    width = fonts.horizontalAdvance(_("today")) + 12
    left = max(scale.x(scale.today) - width / 2, float(min(scale.left, scale.x(scale.today))))
    return QRectF(left, -scale.down, width, fonts.height() + 2)


def _bar(painter: QPainter, scale: Scale, row: AgreementRow, middle: float) -> None:
    thick = theme.px(11)
    start, end = scale.x(row.fact.starts_on), scale.x(row.fact.ends_on or scale.last)
    notice = scale.x(row.notice_on) if row.notice_on is not None else None
    whole = QRectF(start, middle - thick / 2, max(end - start, 4.0), thick)
    ended = row.state(scale.today) == "ended"
    colour = theme.color("series_grey" if ended else "accent")
    painter.setPen(QPen(colour, 1))
    painter.setBrush(theme.color("surface2" if ended else "accent_soft"))
    painter.drawRoundedRect(whole, thick / 2, thick / 2)
    dark = QRectF(whole)
    if notice is not None:
        dark.setRight(min(max(notice, start), whole.right()))
    if not ended and dark.width() > 0:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(dark, min(thick, dark.width()) / 2, thick / 2)
    if notice is not None and not ended:
        diamond(painter, QPointF(notice, middle), theme.px(7))
    _note(painter, scale, row, whole.right(), middle)


def diamond(painter: QPainter, centre: QPointF, side: float) -> None:
    """The mark of the last day for notice."""
    painter.setPen(QPen(theme.color("surface"), 1.5))
    painter.setBrush(theme.color("danger"))
    x, y = centre.x(), centre.y()
    corners = ((x, y - side), (x + side, y), (x, y + side), (x - side, y))
    painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))


def _note(painter: QPainter, scale: Scale, row: AgreementRow, end: float, middle: float) -> None:
    """When it ends and what notice it wants, after the bar."""
    painter.setFont(theme.font("small"))
    words = note_words(row, scale.today)
    width = painter.fontMetrics().horizontalAdvance(words)
    left = max(end, scale.left) + 8
    if left + width > scale.line.right():
        # No room: the tooltip and the table say it, and scrolling shows it.
        return
    box = QRectF(left - 3, middle - scale.row / 2 + 5, width + 6, scale.row - 10)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("surface"))
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(theme.color("text2"))
    painter.drawText(box.adjusted(3, 0, 20, 0), _ONE_LINE, words)


def _ends(painter: QPainter, scale: Scale, row: AgreementRow, top: int) -> None:
    painter.setPen(theme.color("text"))
    painter.setFont(theme.font("body", "medium"))
    name = QRectF(6, top, scale.left - 16, scale.row)
    words = painter.fontMetrics().elidedText(row.client, Qt.TextElideMode.ElideRight, int(name.width()))
    painter.drawText(name, _ONE_LINE, words)
    painter.setFont(theme.font("body", tabular=True))
    value = QRectF(scale.line.right(), top, scale.right - 6, scale.row)
    painter.drawText(value, _ONE_LINE | Qt.AlignmentFlag.AlignRight, money_words(row))


def _mark(painter: QPainter, scale: Scale, top: int, focused: bool) -> None:
    painter.setPen(QPen(theme.color("accent" if focused else "border_strong"), 2 if focused else 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(1, top + 1, scale.width - 2, scale.row - 2), 4, 4)


def sentence(row: AgreementRow, today: date) -> str:
    """All that a row shows, in words."""
    parts = [row.client, row.fact.title, end_words(row, today)]
    if row.notice_on is not None:
        parts.append(_("last day for notice {day}").format(day=format_day(row.notice_on)))
    if row.followed:
        parts.append(_("renewed already"))
    parts.append(_("{money} a year").format(money=money_words(row)))
    return spoken(*parts)


def note_words(row: AgreementRow, today: date) -> str:
    """`31 Dec · exclusive · notice 30 days · renewed`."""
    parts = [end_words(row, today)]
    if row.exclusive:
        parts.append(_("exclusive"))
    if row.fact.notice_days:
        days = row.fact.notice_days
        parts.append(ngettext("notice {n} day", "notice {n} days", days).format(n=days))
    if row.followed:
        parts.append(_("renewed"))
    return " · ".join(parts)


def end_words(row: AgreementRow, today: date) -> str:
    """The day it ends."""
    return short_day(row.fact.ends_on, today) if row.fact.ends_on else _("no end")


def money_words(row: AgreementRow) -> str:
    """What it is worth a year."""
    return format_money(row.fact.yearly_value, row.currency, decimals=False)
