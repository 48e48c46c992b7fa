"""Lists of rows with two lines: the client list (60 px) and lists of things to do (48 px)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui.kit.lists.rows_model import Index, RowRole
from app.ui.kit.look import theme
from app.ui.kit.look.icons import draw
from app.ui.kit.widgets.labels import plain_tip, set_property
from app.ui.kit.widgets.spoken import spoken


@dataclass(frozen=True)
class TwoLines:
    """What one row shows: title, muted line, an icon at either side, a short text at the right.

    `mark_name` is what the right icon means, for tooltip and screen readers: never colour alone.
    """

    title: str
    line: str = ""
    mark: str = ""
    mark_role: str = "text2"
    mark_name: str = ""
    icon: str = ""
    icon_role: str = "text2"
    note: str = ""
    note_role: str = "text3"
    muted: bool = False


class _TwoLineModel(QAbstractListModel):
    """Rows of any kind; `show(row)` makes the two lines of those in view."""

    def __init__(self, show: Callable[[Any], TwoLines]) -> None:
        super().__init__()
        self.show = show
        self.rows: Sequence[Any] = ()

    def set_rows(self, rows: Sequence[Any]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == RowRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            lines = self.show(row)
            return spoken(lines.title, lines.line, lines.mark_name, lines.note)
        if role == Qt.ItemDataRole.ToolTipRole:
            lines = self.show(row)
            return plain_tip("\n".join(part for part in (lines.title, lines.line, lines.mark_name) if part))
        return None


class TwoLineDelegate(QStyledItemDelegate):
    """Paints `TwoLines`; rounded soft accent behind the chosen row, a line of 1 px with `lines`."""

    def __init__(self, height: int, *, lines: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._height, self._lines = height, lines

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, theme.px(self._height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, _TwoLineModel):
            return
        row = model.show(model.rows[index.row()])
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option)
        area = option.rect.adjusted(12, 0, -12, 0)
        if row.icon:
            self._icon(painter, row.icon, row.icon_role, area.left(), option.rect, ground=True)
            area.setLeft(area.left() + 40)
        if row.mark:
            self._icon(painter, row.mark, row.mark_role, area.right() - 19, option.rect, ground=False)
            area.setRight(area.right() - 30)
        if row.note:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color(row.note_role))
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.note)
            area.setRight(area.right() - painter.fontMetrics().horizontalAdvance(row.note) - 12)
        self._words(painter, row, area)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        box = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft" if chosen else "surface2"))
            painter.drawRoundedRect(
                box.adjusted(0, 0 if self._lines else 2, 0, 0 if self._lines else -2), 6, 6
            )
        if self._lines:
            painter.fillRect(
                QRectF(box.left() + 12, box.bottom() - 1, box.width() - 24, 1), theme.color("border")
            )
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(
                box.adjusted(1, 1 if self._lines else 3, -1, -2 if self._lines else -3), 6, 6
            )

    def _icon(self, painter: QPainter, name: str, role: str, x: int, box: Any, *, ground: bool) -> None:
        middle = box.top() + box.height() / 2
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.soft(role))
            painter.drawEllipse(QRectF(x, middle - 14, 28, 28))
            draw(painter, name, QRectF(x + 6, middle - 8, 16, 16), theme.color(role))
        else:
            top = middle - 8 if self._height < 52 else middle - theme.px(10) - 9
            draw(painter, name, QRectF(x + 2, top, 16, 16), theme.color(role))

    def _words(self, painter: QPainter, row: TwoLines, area: Any) -> None:
        title_font, line_font = theme.font("body", "semibold"), theme.font("small")
        upper, lower = theme.px(20), theme.px(16)
        top = area.top() + (area.height() - upper - (lower + 2 if row.line else 0)) // 2
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for text, font, role, height in (
            (row.title, title_font, "text2" if row.muted else "text", upper),
            (row.line, line_font, "text2", lower),
        ):
            painter.setFont(font)
            painter.setPen(theme.color(role))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(QRectF(area.left(), top, area.width(), height), left, shown)
            top += height + 2


class TwoLineList(QListView):
    """A virtual list. `picked(row)` follows the current row, `opened(row)` is Enter or double click."""

    picked = Signal(object)
    opened = Signal(object)

    def __init__(
        self,
        show: Callable[[Any], TwoLines],
        name: str,
        *,
        height: int = 60,
        lines: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = _TwoLineModel(show)
        # Its own child, so that it goes with it here and never by a collection in another thread.
        self._model.setParent(self)
        self.setModel(self._model)
        self.setItemDelegate(TwoLineDelegate(height, lines=lines, parent=self))
        self.setAccessibleName(name)
        self.setProperty("bare", "empty")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(RowRole)))
        theme.signals.theme_changed.connect(self.doItemsLayout)

    def set_rows(self, rows: Sequence[Any], *, keep: Callable[[Any], Any] | None = None) -> None:
        """Show other rows; `keep(row)` is the identity by which the current row stays chosen."""
        before, at = self.current_row(), self.verticalScrollBar().value()
        wanted = keep(before) if keep is not None and before is not None else None
        self.blockSignals(True)
        self._model.set_rows(rows)
        set_property(self, "bare", "filled" if rows else "empty")
        if keep is not None and wanted is not None:
            self.select(lambda row: keep(row) == wanted)
        self.verticalScrollBar().setValue(at)
        self.blockSignals(False)

    def rows(self) -> Sequence[Any]:
        """The rows shown."""
        return self._model.rows

    def current_row(self) -> Any:
        """The current row; None when there is none."""
        index = self.currentIndex()
        return index.data(RowRole) if index.isValid() else None

    def select(self, wanted: Callable[[Any], bool]) -> bool:
        """Make the first row that is wanted the current one; False when there is none."""
        for line, row in enumerate(self._model.rows):
            if wanted(row):
                self.setCurrentIndex(self._model.index(line))
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.current_row())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt makes the first row the current one, so that somebody who comes by Tab sees where they are;
        that is no choice of theirs.
        """
        self.blockSignals(True)
        super().focusInEvent(event)
        self.blockSignals(False)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and not self.signalsBlocked():
            self.picked.emit(current.data(RowRole))
