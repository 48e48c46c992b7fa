"""The stream of everything with a client: rows read in windows while one scrolls, painted when in view."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.i18n import _, format_day
from app.services.views.timeline_rows import Mark, TimelineRow
from app.services.views.words import weekday
from app.ui import theme
from app.ui.core import discreet
from app.ui.core.icons import draw
from app.ui.core.labels import plain_tip
from app.ui.core.pills import STATUS_ICONS
from app.ui.core.rows_model import Index, RowRole

_DAY_WIDTH, _ICON, _PAD = 84, 28, 12
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_LARGEST_WINDOW = 2000


class StreamModel(QAbstractListModel):
    """Rows read so far; `more_wanted(row, size)` asks for those after the last one."""

    more_wanted = Signal(object, int)

    def __init__(self, first_window: int) -> None:
        super().__init__()
        self.rows: list[TimelineRow] = []
        self.today = date.today()
        self.ended = True
        self._asked = False
        self._first = self._size = first_window

    def reset(self, rows: Sequence[TimelineRow], today: date) -> None:
        """Show another stream from its beginning."""
        self.beginResetModel()
        self.rows, self.today = list(rows), today
        self._size, self._asked = self._first, False
        self.ended = len(rows) < self._first
        self.endResetModel()

    def append(self, rows: Sequence[TimelineRow]) -> None:
        """The rows that were asked for have come."""
        self.ended = len(rows) < self._size
        self._asked = False
        if rows:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
            self.rows.extend(rows)
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self.ended and not self._asked

    def fetchMore(self, parent: Index) -> None:
        """Each window is twice as large as the one before: laying them out costs no more in the end."""
        if self.rows and self.canFetchMore(parent):
            self._asked = True
            self._size = min(self._size * 2, _LARGEST_WINDOW)
            self.more_wanted.emit(self.rows[-1], self._size)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == RowRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            mark = visible_mark(row)
            parts = (format_day(row.day), row.title, row.sub, mark.text if mark else "")
            return ". ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(
                "\n".join(part for part in (format_day(row.day, "full"), row.title, row.text) if part)
            )
        return None

    def first_of_day(self, line: int) -> bool:
        """Whether the row above stands at another day."""
        return line == 0 or self.rows[line - 1].day != self.rows[line].day


def visible_mark(row: TimelineRow) -> Mark | None:
    """The pill of a row, unless it is internal and the mode discreet."""
    return None if row.mark is None or (row.mark.internal and discreet.state.on) else row.mark


class _StreamDelegate(QStyledItemDelegate):
    """Paints the day, a round icon, title, two lines and a pill."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.model().rows[index.row()]  # type: ignore[attr-defined]
        height = 22 + 20 + (18 if row.sub else 0) + (19 if row.text else 0)
        return QSize(100, theme.px(max(52, height)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, StreamModel):
            return
        row, box = model.rows[index.row()], option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option)
        top = box.top() + 11
        left = box.left() + _PAD
        day = theme.px(_DAY_WIDTH)
        if model.first_of_day(index.row()):
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("text2"))
            area = QRect(left, top, day - 6, theme.px(20))
            words = painter.fontMetrics().elidedText(
                weekday(row.day, model.today), Qt.TextElideMode.ElideRight, area.width()
            )
            painter.drawText(area, _LEFT, words)
        self._icon(painter, row, left + day, top)
        start = left + day + _ICON + 12
        self._words(painter, row, QRect(start, top, box.right() - _PAD - start, box.height()))
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        box = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.color("accent_soft" if chosen else "surface2"))
        painter.fillRect(
            QRectF(box.left() + _PAD, box.bottom() - 1, box.width() - 2 * _PAD, 1), theme.color("border")
        )
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(2, 1, -2, -2), 6, 6)

    def _icon(self, painter: QPainter, row: TimelineRow, x: int, top: int) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.soft(row.role))
        painter.drawEllipse(QRectF(x, top, _ICON, _ICON))
        draw(painter, row.icon, QRectF(x + 6, top + 6, 16, 16), theme.color(row.role))

    def _words(self, painter: QPainter, row: TimelineRow, area: QRect) -> None:
        right = area.right()
        mark = visible_mark(row)
        if mark is not None:
            right -= paint_pill(painter, mark, area.right(), area.top()) + 10
        lines = (
            (row.title, theme.font("body", "semibold"), "text", 20, right),
            (row.sub, theme.font("small"), "text2", 18, area.right()),
            (row.text, theme.font("small"), "text", 19, area.right()),
        )
        top = area.top()
        for text, font, role, height, end in lines:
            if not text:
                continue
            painter.setFont(font)
            painter.setPen(theme.color(role))
            line = QRect(area.left(), top, max(20, end - area.left()), theme.px(height))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, _LEFT, shown)
            top += theme.px(height)


def paint_pill(painter: QPainter, mark: Mark, right: int, top: int) -> int:
    """Draw a status pill that ends at `right`; returns its width."""
    font = theme.font("small", "semibold")
    width = QFontMetrics(font).horizontalAdvance(mark.text) + 38
    height = theme.px(22)
    box = QRectF(right - width, top - 1, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.soft(mark.role))
    painter.drawRoundedRect(box, height / 2, height / 2)
    colour = theme.color(mark.role)
    draw(
        painter,
        mark.icon or STATUS_ICONS[mark.role],
        QRectF(box.left() + 8, box.center().y() - 7, 14, 14),
        colour,
    )
    painter.setPen(colour)
    painter.setFont(font)
    painter.drawText(box.adjusted(28, 0, 0, 0), _LEFT, mark.text)
    return width


class Stream(QListView):
    """`opened(row)` on a double click."""

    opened = Signal(object)

    def __init__(self, first_window: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stream = StreamModel(first_window)
        self.setModel(self.stream)
        self.setItemDelegate(_StreamDelegate(self))
        self.setAccessibleName(_("Timeline"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(RowRole)))
        theme.signals.theme_changed.connect(self.doItemsLayout)

    def current_row(self) -> TimelineRow | None:
        """The row with the focus."""
        index = self.currentIndex()
        return index.data(RowRole) if index.isValid() else None

    def show_record(self, kind: str, record_id: int) -> bool:
        """Go to a record's row, if it was read already."""
        for line, row in enumerate(self.stream.rows):
            if (row.kind, row.id) == (kind, record_id):
                self.setCurrentIndex(self.stream.index(line))
                self.scrollTo(self.stream.index(line), QAbstractItemView.ScrollHint.PositionAtCenter)
                return True
        return False
