"""One table model for all lists: rows of any kind, columns that say how to show and sort them.

Nothing is done per row when rows are set; values are asked for the cells in view, and for one
column when the user sorts by it. Sorting orders a list of row numbers, so 200,000 rows stay quick.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.domain.collation import name_order
from app.ui.kit.look import theme
from app.ui.kit.look.icons import icon
from app.ui.kit.widgets.labels import plain_tip

Index = QModelIndex | QPersistentModelIndex
RowRole = Qt.ItemDataRole.UserRole
SortRole = Qt.ItemDataRole.UserRole + 1
_DISPLAY, _NAME = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole


@dataclass(frozen=True)
class Column:
    """How one value of a row is shown.

    `value(row)` is the raw value; `display(row)` its text (default: the value as text); `sort_key(row)`
    what it is sorted by (default: the value; texts by the language's alphabet; None last). `icon(row)`
    and `role(row)` give a Lucide name and a colour role. `internal` columns vanish in discreet mode.
    """

    key: str
    title: str
    value: Callable[[Any], Any]
    display: Callable[[Any], str] | None = None
    align: str = "left"
    sort_key: Callable[[Any], Any] | None = None
    tooltip: Callable[[Any], str] | None = None
    icon: Callable[[Any], str] | None = None
    role: Callable[[Any], str] | None = None
    bold: bool = False
    width: int = 140
    internal: bool = False
    tabular: bool = field(default=False)

    def text(self, row: Any) -> str:
        """What stands in the cell."""
        if self.display is not None:
            return self.display(row)
        value = self.value(row)
        return "" if value is None else str(value)


class RowsModel(QAbstractTableModel):
    """Rows with their columns, sorted and filtered.

    `set_rows` replaces them all; `set_filter(predicate)` shows those that match; `sort` orders them.
    """

    def __init__(self, columns: Sequence[Column], rows: Sequence[Any] = ()) -> None:
        super().__init__()
        self.columns = list(columns)
        self._rows: Sequence[Any] = rows
        self._order: list[int] | None = None
        self._sorted_order: list[int] | None = None
        self._filter: Callable[[Any], bool] | None = None
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None
        theme.signals.theme_changed.connect(self._repaint)

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows, in the same order and with the same filter as before."""
        self.beginResetModel()
        self._rows = rows
        self._sort_all()
        self._rebuild()
        self.endResetModel()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns."""
        self.beginResetModel()
        self.columns = list(columns)
        self._sorted_by = None
        self._sort_all()
        self._rebuild()
        self.endResetModel()

    def set_filter(self, predicate: Callable[[Any], bool] | None) -> None:
        """Show only the rows that `predicate` accepts; None shows all."""
        self.beginResetModel()
        self._filter = predicate
        self._rebuild()
        self.endResetModel()

    def row_at(self, index: Index | int) -> Any:
        """The row shown at a model index or a line number."""
        line = index if isinstance(index, int) else index.row()
        return self._rows[line if self._order is None else self._order[line]]

    def line_of(self, wanted: Callable[[Any], bool]) -> int:
        """The first line whose row is wanted; −1 when there is none."""
        return next((line for line in range(self.rowCount()) if wanted(self.row_at(line))), -1)

    def rows(self) -> list[Any]:
        """All rows shown, in the order shown."""
        return [self.row_at(line) for line in range(self.rowCount())]

    def total(self) -> int:
        """How many rows there are without the filter; tells "nothing yet" from "nothing matches"."""
        return len(self._rows)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        if parent.isValid():
            return 0
        return len(self._rows) if self._order is None else len(self._order)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == _DISPLAY:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self.columns[section])
        return None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        row = self.row_at(index)
        if role in (_DISPLAY, _NAME):
            return column.text(row)
        if role == RowRole:
            return row
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.FontRole:
            return theme.font(
                "body", "semibold" if column.bold else "regular", tabular=column.align == "right"
            )
        if role == Qt.ItemDataRole.ForegroundRole:
            return theme.color(column.role(row)) if column.role else None
        if role == Qt.ItemDataRole.DecorationRole:
            name = column.icon(row) if column.icon else ""
            return icon(name, column.role(row) if column.role else "text2") if name else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(column.tooltip(row)) if column.tooltip else None
        if role == SortRole:
            return (column.sort_key or column.value)(row)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; −1 is the order in which the rows came."""
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        rows = [id(self.row_at(index)) for index in kept]
        self._sorted_by = (column, order) if 0 <= column < len(self.columns) else None
        self._sort_all()
        self._rebuild()
        self._keep(kept, rows)
        self.layoutChanged.emit()

    def _keep(self, kept: list[QModelIndex], rows: list[int]) -> None:
        """Selections stay at their rows when the order changes."""
        if not kept:
            return
        wanted = set(rows)
        lines = {
            id(self.row_at(line)): line for line in range(self.rowCount()) if id(self.row_at(line)) in wanted
        }
        moved = [
            self.index(lines[row], old.column()) if row in lines else QModelIndex()
            for old, row in zip(kept, rows, strict=True)
        ]
        self.changePersistentIndexList(kept, moved)

    def _rebuild(self) -> None:
        """Filter the sorted order; sorting itself is only done when rows or the order are new."""
        if self._filter is None:
            self._order = self._sorted_order
            return
        keep, rows = self._filter, self._rows
        order = range(len(rows)) if self._sorted_order is None else self._sorted_order
        self._order = [at for at in order if keep(rows[at])]

    def _sort_all(self) -> None:
        self._sorted_order = None
        if self._sorted_by is not None:
            number, direction = self._sorted_by
            column = self.columns[number]
            key = column.sort_key or column.value
            self._sorted_order = _sorted([key(row) for row in self._rows], direction)

    def _repaint(self) -> None:
        if self.rowCount() and self.columns:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self.columns) - 1))


def _sorted(keys: list[Any], direction: Qt.SortOrder) -> list[int]:
    """Row numbers by their keys, the unknown (None, "") always last; equal rows keep their order."""
    known = [(key, at) for at, key in enumerate(keys) if key is not None and key != ""]
    unknown = [at for at, key in enumerate(keys) if key is None or key == ""]
    if known and isinstance(known[0][0], str):
        ranks = text_ranks({key for key, _at in known})
        known = [(ranks[key], at) for key, at in known]
    known.sort(key=lambda pair: pair[0], reverse=direction == Qt.SortOrder.DescendingOrder)
    return [at for _key, at in known] + unknown


def text_ranks(texts: set[str]) -> dict[str, int]:
    """The place of each text in the order of names; those that differ in case alone share it."""
    ranks: dict[str, int] = {}
    rank, last = 0, None
    for at, (key, text) in enumerate(sorted((name_order(text)[:2], text) for text in texts)):
        if key != last:
            rank, last = at, key
        ranks[text] = rank
    return ranks


def _alignment(column: Column) -> int:
    sides = {"right": Qt.AlignmentFlag.AlignRight, "center": Qt.AlignmentFlag.AlignHCenter}
    side = sides.get(column.align, Qt.AlignmentFlag.AlignLeft)
    return int(side | Qt.AlignmentFlag.AlignVCenter)
