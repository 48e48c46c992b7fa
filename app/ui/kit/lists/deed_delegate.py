"""Paints rows on which one thing is to be done: icon, words, whose, since when, one button, small tools."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.i18n import _
from app.ui.kit.lists.card_rows import PAD, paint_card
from app.ui.kit.lists.deed_rows import DeedModel, DeedRow, FormPlace, Heading, Line, is_row
from app.ui.kit.lists.rows_model import Index
from app.ui.kit.look import theme
from app.ui.kit.look.icons import draw

ROW, HEAD, FIRST_HEAD = 48, 44, 28
_ICON, _TOOL, _BUTTON_HIGH = 28, 28, 28
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
# Narrower than this a row has no room for the client's own column: the name goes into the second line.
_NARROW = 250
_SINCE_MOST = 190


@dataclass(frozen=True)
class Tool:
    """A small button at the end of each row: what it is called here, its icon, what it does."""

    name: str
    icon: str
    tip: str


@dataclass(frozen=True)
class Zones:
    """Where the parts of one row stand; `client` is empty where the name stands in the second line."""

    icon: QRect
    text: QRect
    client: QRect
    since: QRect
    button: QRect
    tools: tuple[tuple[str, QRect], ...]

    def at(self, point: Any) -> str:
        """The part of the row at a point: "act", a tool's name or ""."""
        if self.button.contains(point):
            return "act"
        return next((name for name, box in self.tools if box.adjusted(-2, -2, 2, 2).contains(point)), "")

    def tool(self, name: str) -> QRect:
        """Where a tool stands."""
        return next(box for each, box in self.tools if each == name)


class DeedDelegate(QStyledItemDelegate):
    """`hot` is the (line, part) under the mouse; `form_height` the room of the open form.

    `words` are what buttons can say, untranslated, so that all are as wide as the longest. Without
    `with_client` the rows are all of one client, who has no column then.
    """

    def __init__(
        self, parent: Any, words: Sequence[str], tools: Sequence[Tool] = (), *, with_client: bool = True
    ) -> None:
        super().__init__(parent)
        self.hot: tuple[int, str] = (-1, "")
        self.form_height = 0
        self.read_only = False
        self.tools = tuple(tools)
        self._words, self._with_client = tuple(words), with_client
        self._button_width = self._since_width = 0
        self._sinces: set[str] = set()
        theme.signals.theme_changed.connect(self.measure)
        self.measure()

    def measure(self) -> None:
        """All buttons are as wide as the longest word needs; so are the days, within reason."""
        words = QFontMetrics(theme.font("small", "semibold"))
        longest = max(words.horizontalAdvance(_(each)) for each in self._words)
        self._button_width = max(theme.px(76), longest + 20)
        widest = max((words.horizontalAdvance(each) for each in self._sinces), default=0)
        self._since_width = min(max(theme.px(92), widest + 4), theme.px(_SINCE_MOST))

    def fit(self, lines: Sequence[Line]) -> None:
        """Make room for the days of these rows."""
        self._sinces = {line.since for line in lines if is_row(line)}
        self.measure()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        model = index.model()
        line = model.lines[index.row()] if isinstance(model, DeedModel) else None
        if isinstance(line, Heading):
            return QSize(200, theme.px(HEAD if index.row() else FIRST_HEAD))
        return QSize(200, max(1, self.form_height) if isinstance(line, FormPlace) else theme.px(ROW))

    def zones(self, box: QRect) -> Zones:
        """Where the parts of a row stand that fills `box`."""
        middle = box.center().y()
        right, tools = box.right() - PAD, []
        for tool in reversed(self.tools):
            tools.append((tool.name, _centred(right - _TOOL, middle, _TOOL, _TOOL)))
            right -= _TOOL + 4
        right = right - 4 if tools else right
        button = _centred(right - self._button_width, middle, self._button_width, theme.px(_BUTTON_HIGH))
        since = QRect(button.left() - 16 - self._since_width, box.top(), self._since_width, box.height())
        icon = _centred(box.left() + PAD, middle, _ICON, _ICON)
        left = icon.right() + 13
        client_width = theme.px(172)
        client = QRect(since.left() - 12 - client_width, box.top(), client_width, box.height())
        room = client.left() - 12 - left
        if not self._with_client or room < theme.px(_NARROW):
            client = QRect()
            room = since.left() - 12 - left
        return Zones(icon, QRect(left, box.top(), room, box.height()), client, since, button, tuple(tools))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, DeedModel):
            return
        line = model.lines[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, Heading):
            _paint_heading(painter, line, option.rect)
        else:
            first, last = model.ends_card(index.row())
            parted = not last and not isinstance(model.lines[index.row() + 1], FormPlace)
            paint_card(painter, option, first=first, last=last, live=is_row(line), parted=parted)
            if is_row(line):
                self._paint_row(painter, option, line, index.row())
        painter.restore()

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: DeedRow, line: int) -> None:
        zones = self.zones(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.soft(row.role))
        painter.drawEllipse(QRectF(zones.icon))
        draw(painter, row.icon, QRectF(zones.icon).adjusted(6, 6, -6, -6), theme.color(row.role))
        no_column = self._with_client and zones.client.isNull()
        beneath = " · ".join(filter(None, (row.client, row.line))) if no_column else row.line
        _two_lines(painter, zones.text, row.title, "semibold", beneath)
        if not zones.client.isNull():
            _two_lines(painter, zones.client, row.client, "medium", row.contact)
        painter.setFont(theme.font("small", "semibold" if row.since_role else None))
        painter.setPen(theme.color(row.since_role or "text2"))
        room = zones.since if row.words and not self.read_only else self._wide(zones)
        fonts = painter.fontMetrics()
        painter.drawText(room, _RIGHT, fonts.elidedText(row.since, Qt.TextElideMode.ElideRight, room.width()))
        if row.words and not self.read_only:
            self._paint_button(painter, zones.button, row.words, filled=chosen, hot=self.hot == (line, "act"))
            for tool, (name, box) in zip(reversed(self.tools), zones.tools, strict=True):
                self._paint_tool(painter, box, tool.icon, hot=self.hot == (line, name))

    def _wide(self, zones: Zones) -> QRect:
        """Without a button the days have its room, too."""
        right = zones.tools[0][1].right() if zones.tools else zones.button.right()
        return zones.since.adjusted(0, 0, right - zones.since.right(), 0)

    def _paint_button(self, painter: QPainter, box: QRect, words: str, *, filled: bool, hot: bool) -> None:
        frame = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(theme.color("accent" if filled else "border_strong"))
        ground = ("accent_hover" if hot else "accent") if filled else "surface2" if hot else "surface"
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(frame, 6, 6)
        painter.setFont(theme.font("small", "semibold"))
        painter.setPen(theme.color("on_accent" if filled else "text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_tool(self, painter: QPainter, box: QRect, icon: str, *, hot: bool) -> None:
        if hot:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("surface2"))
            painter.drawRoundedRect(QRectF(box), 6, 6)
        colour = theme.color("accent" if hot else "text2")
        draw(painter, icon, QRectF(box).adjusted(6, 6, -6, -6), colour)


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
    left = width + 9 + painter.fontMetrics().horizontalAdvance(f"{heading.count}  ")
    note = area.adjusted(left, 0, 0, 0)
    shown = painter.fontMetrics().elidedText(heading.note, Qt.TextElideMode.ElideRight, note.width())
    painter.drawText(note, _RIGHT, shown)


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
