"""Agreements on a time line: in force, after the notice day, the last day for notice, and today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from app.domain.rules.time import shift
from app.i18n import _
from app.ui.kit.look import theme
from app.ui.kit.widgets.labels import plain_tip
from app.ui.retention.timeline_paint import MONTH_DAYS, Scale, paint, sentence
from app.views.retention.rows import AgreementRow

_MONTHS_SHOWN = 14
_LONGEST_BACK, _LONGEST_AHEAD = 3 * 365, 6 * 365
_NOTE_DAYS = 120


class AgreementTimeLine(QAbstractScrollArea):
    """A row an agreement, painted. Arrows choose a row and scroll.

    `picked(row)` when another row is chosen, `opened(row)` on a double click.
    The same rows stand in a table beside it for who cannot see it.
    """

    picked = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[AgreementRow] = ()
        self._first = self._last = self._today = date.min
        self._at = -1
        self._whole = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Agreements on a time line"))
        theme.signals.theme_changed.connect(self._measure)

    def set_rows(self, rows: Sequence[AgreementRow], today: date, *, whole: bool = False) -> None:
        """Show these; `whole` makes it as high as all its rows, so that it never scrolls down."""
        kept = self.current_row()
        self._rows, self._today, self._whole = rows, today, whole
        self._at = next((n for n, row in enumerate(rows) if kept and row.id == kept.id), -1)
        this_month = today.replace(day=1)
        starts = [row.fact.starts_on for row in rows]
        ends = [shift(row.fact.ends_on, _NOTE_DAYS) for row in rows if row.fact.ends_on]
        self._first = max(shift(today, -_LONGEST_BACK), min([this_month, *starts])).replace(day=1)
        shown = shift(today, round(_MONTHS_SHOWN * MONTH_DAYS))
        self._last = min(shift(today, _LONGEST_AHEAD), max([shown, *ends]))
        self._measure()
        self.show_today()

    def current_row(self) -> AgreementRow | None:
        """The chosen row."""
        return self._rows[self._at] if 0 <= self._at < len(self._rows) else None

    def choose(self, agreement_id: int) -> bool:
        """Choose a row; False where it is not shown."""
        at = next((n for n, row in enumerate(self._rows) if row.id == agreement_id), -1)
        if at >= 0:
            self._go_to(at)
        return at >= 0

    def show_today(self) -> None:
        """Scroll so that the present month stands at the left edge of the line."""
        at = self._scale().offset(self._today.replace(day=1))
        self.horizontalScrollBar().setValue(round(at))

    def sizeHint(self) -> QSize:
        rows = len(self._rows) if self._whole else min(8, len(self._rows))
        bar = self.horizontalScrollBar().sizeHint().height()
        return QSize(700, theme.px(26) + max(1, rows) * theme.px(30) + bar + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.sizeHint().height() if self._whole else theme.px(120))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
        if event.oldSize().width() != event.size().width():
            self.show_today()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._at < 0 and self._rows and event.reason() != Qt.FocusReason.MouseFocusReason:
            self._go_to(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        last = len(self._rows) - 1
        rows = {
            Qt.Key.Key_Down: self._at + 1,
            Qt.Key.Key_Up: self._at - 1,
            Qt.Key.Key_End: last,
            Qt.Key.Key_Home: 0,
        }
        months = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        if key in rows and self._rows:
            self._go_to(min(max(rows[key], 0), last))
        elif key in months:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + months[key] * self._scale().month)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._line_at(event.position().toPoint())
        if at >= 0:
            self._go_to(at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._line_at(event.position().toPoint()) >= 0 and self.current_row() is not None:
            self.opened.emit(self.current_row())

    def choose_at(self, point: QPoint) -> bool:
        """Make the row at a point the chosen one; False where there is none."""
        at = self._line_at(point)
        if at >= 0:
            self._go_to(at)
        return at >= 0

    def menu_place(self) -> QPoint:
        """Where on the screen the menu of the chosen row opens that was asked for by a key."""
        scale = self._scale()
        return self.viewport().mapToGlobal(QPoint(scale.left, scale.top(max(0, self._at)) + scale.row))

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            at = self._line_at(event.pos())
            told = sentence(self._rows[at], self._today) if at >= 0 else ""
            QToolTip.showText(event.globalPos(), plain_tip(told), self)
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        paint(painter, self._scale(), self._rows, self._at, focused=self.hasFocus())

    def _go_to(self, at: int) -> None:
        changed = at != self._at
        self._at = at
        row, scale, bar = self._rows[at], self._scale(), self.verticalScrollBar()
        if scale.top(at) < scale.head:
            bar.setValue(at * scale.row)
        elif scale.top(at) + scale.row > scale.height:
            bar.setValue(bar.value() + scale.top(at) + scale.row - scale.height)
        self.setAccessibleDescription(sentence(row, self._today))
        self.viewport().update()
        if changed:
            self.picked.emit(row)

    def _line_at(self, point: QPoint) -> int:
        scale = self._scale()
        at = (point.y() - scale.top(0)) // scale.row
        return at if 0 <= at < len(self._rows) else -1

    def _measure(self) -> None:
        scale = self._scale()
        line = round(scale.line.width())
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, round(scale.offset(self._last)) - line))
        across.setPageStep(line)
        across.setSingleStep(scale.month)
        height = scale.head + len(self._rows) * scale.row
        down.setRange(0, 0 if self._whole else max(0, height - scale.height))
        down.setPageStep(scale.height)
        down.setSingleStep(scale.row)
        self.updateGeometry()
        self.viewport().update()

    def _scale(self) -> Scale:
        size = self.viewport().size()
        left, right = theme.px(190), theme.px(100)
        line = max(100, size.width() - left - right)
        return Scale(
            self._first,
            self._last,
            self._today,
            size.width(),
            min(size.height(), theme.px(26) + len(self._rows) * theme.px(30)),
            left,
            right,
            theme.px(26),
            theme.px(30),
            max(theme.px(44), line // _MONTHS_SHOWN),
            self.horizontalScrollBar().value(),
            self.verticalScrollBar().value(),
        )
