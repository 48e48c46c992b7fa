"""Paints the rows of Today as the picture has them: icon, words, whose, since when, one button, put off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.i18n import _
from app.services.views.today import DEED_WORDS, TodayRow
from app.ui import theme
from app.ui.core.icons import draw
from app.ui.core.rows_model import Index
from app.ui.today.rows import FormPlace, Heading, TodayModel

ROW, HEAD, FIRST_HEAD = 48, 44, 28
_PAD, _ICON, _SNOOZE, _BUTTON_HIGH = 12, 28, 28, 28
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
# Narrower than this a row has no room for the client's own column: the name goes into the second line.
_NARROW = 250


@dataclass(frozen=True)
class Zones:
    """Where the parts of one row stand; `client` is empty where the name stands in the second line."""

    icon: QRect
    text: QRect
    client: QRect
    since: QRect
    button: QRect
    snooze: QRect

    def at(self, point: Any) -> str:
        """The part of the row at a point: "act", "snooze" or ""."""
        if self.button.contains(point):
            return "act"
        return "snooze" if self.snooze.adjusted(-2, -2, 2, 2).contains(point) else ""


class TodayDelegate(QStyledItemDelegate):
    """`hot` is the (line, part) under the mouse; `form_height` the room of the open form."""

    def __init__(self, parent: Any) -> None:
        super().__init__(parent)
        self.hot: tuple[int, str] = (-1, "")
        self.form_height = 0
        self.read_only = False
        self._button_width = self._since_width = 0
        theme.signals.theme_changed.connect(self.measure)
        self.measure()

    def measure(self) -> None:
        """All buttons are as wide as the longest word needs; the days as the usual ones."""
        words = QFontMetrics(theme.font("small", "semibold"))
        longest = max(words.horizontalAdvance(_(each)) for each in DEED_WORDS.values())
        self._button_width = max(theme.px(76), longest + 20)
        self._since_width = max(theme.px(92), words.horizontalAdvance(_("{n} days late").format(n=188)) + 4)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = index.model().lines[index.row()]  # type: ignore[attr-defined]
        if isinstance(line, TodayRow):
            return QSize(200, theme.px(ROW))
        if isinstance(line, FormPlace):
            return QSize(200, max(1, self.form_height))
        return QSize(200, theme.px(HEAD if index.row() else FIRST_HEAD))

    def zones(self, box: QRect) -> Zones:
        """Where the parts of a row stand that fills `box`."""
        middle = box.center().y()
        snooze = _centred(box.right() - _PAD - _SNOOZE, middle, _SNOOZE, _SNOOZE)
        button = _centred(
            snooze.left() - 8 - self._button_width, middle, self._button_width, theme.px(_BUTTON_HIGH)
        )
        since = QRect(button.left() - 16 - self._since_width, box.top(), self._since_width, box.height())
        icon = _centred(box.left() + _PAD, middle, _ICON, _ICON)
        left = icon.right() + 13
        client_width = theme.px(172)
        client = QRect(since.left() - 12 - client_width, box.top(), client_width, box.height())
        room = client.left() - 12 - left
        if room < theme.px(_NARROW):
            client = QRect()
            room = since.left() - 12 - left
        return Zones(icon, QRect(left, box.top(), room, box.height()), client, since, button, snooze)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, TodayModel):
            return
        line = model.lines[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, Heading):
            _paint_heading(painter, line, option.rect)
        else:
            self._paint_card(painter, option, model, index.row())
            if isinstance(line, TodayRow):
                self._paint_row(painter, option, line, index.row())
        painter.restore()

    def _paint_card(
        self, painter: QPainter, option: QStyleOptionViewItem, model: TodayModel, line: int
    ) -> None:
        """The part of the group's card that lies under this line."""
        first, last = model.ends_card(line)
        box = QRectF(option.rect)
        painter.setClipRect(box)
        whole = box.adjusted(0.5, 0.5 if first else -20, -0.5, -0.5 if last else 20)
        painter.setPen(theme.color("border"))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(whole, 8, 8)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if isinstance(model.lines[line], TodayRow) and (chosen or hovered):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft" if chosen else "surface2"))
            painter.drawRoundedRect(whole.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if not last and not chosen and not isinstance(model.lines[line + 1], FormPlace):
            painter.fillRect(
                QRectF(box.left() + _PAD, box.bottom() - 1, box.width() - 2 * _PAD, 1), theme.color("border")
            )
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 6, 6)
        painter.setClipping(False)

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: TodayRow, line: int) -> None:
        zones = self.zones(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.soft(row.role))
        painter.drawEllipse(QRectF(zones.icon))
        draw(painter, row.icon, QRectF(zones.icon).adjusted(6, 6, -6, -6), theme.color(row.role))
        beneath = row.line if not zones.client.isNull() else " · ".join(filter(None, (row.client, row.line)))
        _two_lines(painter, zones.text, row.title, "semibold", beneath)
        if not zones.client.isNull():
            _two_lines(painter, zones.client, row.client, "medium", row.contact)
        late_role = "danger" if row.item.severity == 3 else "warn"
        painter.setFont(theme.font("small", "semibold" if row.late else None))
        painter.setPen(theme.color(late_role if row.late else "text2"))
        painter.drawText(zones.since, _RIGHT, row.since)
        if not self.read_only:
            self._paint_button(painter, zones.button, row.words, filled=chosen, hot=self.hot == (line, "act"))
            self._paint_snooze(painter, zones.snooze, hot=self.hot == (line, "snooze"))

    def _paint_button(self, painter: QPainter, box: QRect, words: str, *, filled: bool, hot: bool) -> None:
        frame = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(theme.color("accent" if filled else "border_strong"))
        ground = ("accent_hover" if hot else "accent") if filled else "surface2" if hot else "surface"
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(frame, 6, 6)
        painter.setFont(theme.font("small", "semibold"))
        painter.setPen(theme.color("on_accent" if filled else "text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_snooze(self, painter: QPainter, box: QRect, *, hot: bool) -> None:
        if hot:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("surface2"))
            painter.drawRoundedRect(QRectF(box), 6, 6)
        colour = theme.color("accent" if hot else "text2")
        draw(painter, "alarm-clock", QRectF(box).adjusted(6, 6, -6, -6), colour)


def _centred(left: int, middle: int, width: int, height: int) -> QRect:
    return QRect(left, middle - height // 2, width, height)


def _paint_heading(painter: QPainter, heading: Heading, box: QRect) -> None:
    # The words stand at the foot of the line, close to their card.
    area = QRect(box.left(), box.bottom() - theme.px(26), box.width(), theme.px(20))
    painter.setFont(theme.font("body", "semibold"))
    painter.setPen(theme.color("text"))
    painter.drawText(area, _LEFT, heading.title)
    width = painter.fontMetrics().horizontalAdvance(heading.title)
    painter.setFont(theme.font("small"))
    painter.setPen(theme.color("text3"))
    painter.drawText(area.adjusted(width + 9, 0, 0, 0), _LEFT, str(heading.count))
    painter.drawText(area, _RIGHT, heading.note)


def _two_lines(painter: QPainter, area: QRect, upper: str, weight: str, lower: str) -> None:
    top_high, low_high = theme.px(20), theme.px(16)
    top = area.top() + (area.height() - top_high - (low_high if lower else 0)) // 2
    for text, font, role, height in (
        (upper, theme.font("body", weight), "text", top_high),
        (lower, theme.font("small"), "text2", low_high),
    ):
        painter.setFont(font)
        painter.setPen(theme.color(role))
        line = " ".join(text.split())
        shown = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(QRect(area.left(), top, area.width(), height), _LEFT, shown)
        top += height
