"""A table in the look of the house: rows of 40 px, quiet header, lines of 1 px between rows, no grid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, QRectF, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QHideEvent, QKeyEvent, QKeySequence, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui.kit import discreet
from app.ui.kit.lists.rows_model import Column, Index, RowRole, RowsModel
from app.ui.kit.lists.table_copy import CopyingTable, add_entries, copy_marked
from app.ui.kit.lists.table_fit import fitting_widths
from app.ui.kit.look import theme
from app.ui.kit.look.icons import draw

_PAD = 12
_SAVE_MS = 200


class _CellDelegate(QStyledItemDelegate):
    """Paints a cell: soft accent when chosen, icon and word in the colour of their role."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = theme.tokens()
        view = self.parent()
        box = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = isinstance(view, TableView) and view.hovered == index.row()
        if chosen or hovered:
            painter.fillRect(box, theme.color("accent_soft" if chosen else "surface2"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.color("border"))
        model = index.model()
        if not isinstance(model, RowsModel):
            return
        column, row = model.columns[index.column()], model.row_at(index)
        area = box.adjusted(_PAD, 0, -_PAD, -1)
        role = column.role(row) if column.role else "text"
        if column.icon and (name := column.icon(row)):
            draw(painter, name, QRectF(area.left(), area.center().y() - 8, 16, 16), colours.color(role))
            area.setLeft(area.left() + 22)
        painter.setFont(index.data(Qt.ItemDataRole.FontRole))
        painter.setPen(theme.color(role))
        text = painter.fontMetrics().elidedText(column.text(row), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, index.data(Qt.ItemDataRole.TextAlignmentRole), text)


class _Header(QHeaderView):
    """Titles of 12 px with a chevron at the sorted column."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionsMovable(True)
        self.setStretchLastSection(True)
        self.setMinimumSectionSize(60)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        painter.save()
        painter.fillRect(rect, theme.color("surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("border"))
        area = rect.adjusted(_PAD, 0, -_PAD, -1)
        sorted_here = self.isSortIndicatorShown() and self.sortIndicatorSection() == logical
        align = self.model().headerData(logical, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        if sorted_here:
            up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            spot = QRectF(area.right() - 14, area.center().y() - 7, 14, 14)
            draw(painter, "chevron-up" if up else "chevron-down", spot, theme.color("text2"))
            area.setRight(area.right() - 18)
        painter.setFont(theme.font("small", "semibold"))
        painter.setPen(theme.color("text2"))
        title = self.model().headerData(logical, Qt.Orientation.Horizontal)
        words = painter.fontMetrics().elidedText(str(title), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, align, words)
        painter.restore()


class TableView(CopyingTable):
    """Shows a `RowsModel`. `opened(row)` on Enter or double click, `picked(row)` when the current row changes.

    Ctrl+C copies the marked rows, the menu saves all as CSV; `told(words)` says what was done.
    With `settings_key`, widths, order of columns and sorting are as they were left.
    """

    opened = Signal(object)
    picked = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column],
        name: str,
        *,
        settings_key: str = "",
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.rows_model = RowsModel(columns)
        self.hovered = -1
        self._key, self._compact = settings_key, compact
        self._seen = self.widths_said = self._unfit = False
        # Hiding columns and dragging one tell of many small changes; the file is written once for all of them.
        self._save_soon = QTimer(self, singleShot=True, interval=_SAVE_MS)
        self._save_soon.timeout.connect(self.save)
        self.setAccessibleName(name)
        # Its own child, so that it goes with it here and never by a collection in another thread.
        self.rows_model.setParent(self)
        self.setModel(self.rows_model)
        self.setHorizontalHeader(_Header(self))
        self.setItemDelegate(_CellDelegate(self))
        self._set_behaviour()
        for at, column in enumerate(self.rows_model.columns):
            self.setColumnWidth(at, theme.px(column.width))
        self._resize_rows()
        theme.signals.theme_changed.connect(self._resize_rows)
        discreet.state.changed.connect(self._follow_discreet)
        self._follow_discreet(discreet.state.on)
        self.restore()

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows; the scroll position stays."""
        at = self.verticalScrollBar().value()
        self.rows_model.set_rows(rows)
        self._fit_columns()
        self.verticalScrollBar().setValue(at)

    def current_row(self) -> Any:
        """The row with the focus; None when there is none."""
        index = self.currentIndex()
        return index.data(RowRole) if index.isValid() else None

    def selected_rows(self) -> list[Any]:
        """All chosen rows in the order shown."""
        lines = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.rows_model.row_at(line) for line in lines]

    def selectRow(self, row: int) -> None:
        """Choose this row alone, whatever keys are held meanwhile: Qt's own would add it to others, or take it out."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(
            self.rows_model.index(row, 0), flags.ClearAndSelect | flags.Rows
        )

    def sort_by(self, key: str, *, descending: bool = False) -> None:
        """Sort by the column `key`."""
        keys = [column.key for column in self.rows_model.columns]
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.sortByColumn(keys.index(key), order)

    def save(self) -> None:
        """Remember widths, order of columns and sorting."""
        self._save_soon.stop()
        if self._key and self._seen:
            QSettings().setValue(f"tables/{self._key}", self.horizontalHeader().saveState())

    def restore(self) -> None:
        """Bring back what was remembered, if it fits these columns."""
        state = QSettings().value(f"tables/{self._key}") if self._key else None
        if state and self.horizontalHeader().restoreState(state):
            self.widths_said = True
            header = self.horizontalHeader()
            if header.isSortIndicatorShown() and header.sortIndicatorSection() < len(self.rows_model.columns):
                self.sortByColumn(header.sortIndicatorSection(), header.sortIndicatorOrder())
        self._follow_discreet(discreet.state.on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.current_row())
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_marked(self)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of a table whose rows have none of their own."""
        if self.rows_model.rowCount():
            menu = QMenu(self)
            add_entries(menu, self)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(event.globalPos())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._unfit:
            self._fit_columns()
        # What changed before anybody saw it is the program's own doing.
        self._save_soon.stop()
        self._seen = True

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._save_soon.isActive():
            self.save()

    def leaveEvent(self, event: Any) -> None:
        super().leaveEvent(event)
        self._hover(QModelIndex())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.picked.emit(current.data(RowRole))

    def _set_behaviour(self) -> None:
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.entered.connect(self._hover)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(RowRole)))
        # Sorting by -1 first, because switching sorting on sorts at once by whatever column is marked.
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.horizontalHeader().sectionResized.connect(self._resized)
        self.horizontalHeader().sectionMoved.connect(lambda *_args: self._save_soon.start())
        self.horizontalHeader().sortIndicatorChanged.connect(lambda *_args: self._save_soon.start())

    def _fit_columns(self) -> None:
        """Columns of short words are as wide as they are, until somebody drags one to another width."""
        self._unfit = not self.isVisible()
        if self._unfit or self.widths_said:
            return
        waits = self._save_soon.isActive()
        seen = [at for at in range(len(self.rows_model.columns)) if not self.isColumnHidden(at)]
        for at, width in fitting_widths(self.rows_model, seen, _PAD, self.viewport().width()).items():
            if width > self.columnWidth(at):
                self.setColumnWidth(at, width)
        if not waits:
            self._save_soon.stop()

    def _resized(self, _column: int, before: int, after: int) -> None:
        # No button is down where a column is hidden, or the last one follows the window.
        dragged = QApplication.mouseButtons() != Qt.MouseButton.NoButton and 0 not in (before, after)
        self.widths_said = self.widths_said or (self._seen and dragged)
        self._save_soon.start()

    def _resize_rows(self) -> None:
        self._fit_columns()
        header = self.verticalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(24)
        header.setDefaultSectionSize(theme.px(32 if self._compact else 40))
        self.horizontalHeader().setFixedHeight(theme.px(32 if self._compact else 38))

    def _follow_discreet(self, on: bool) -> None:
        for at, column in enumerate(self.rows_model.columns):
            if column.internal:
                self.setColumnHidden(at, on)

    def _hover(self, index: QModelIndex) -> None:
        if index.row() != self.hovered:
            self.hovered = index.row()
            self.viewport().update()
