"""A list with headings between its rows: the keys go from row to row."""

from __future__ import annotations

from itertools import chain

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QListView


class OverHeadings(QListView):
    """Home, End and the Page keys reach a row also where a heading, which cannot be chosen, stands there."""

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        target, model = super().moveCursor(action, modifiers), self.model()
        if not target.isValid():
            return target
        at = target.row()
        rows = (model.index(row, 0) for row in chain(range(at, model.rowCount()), range(at - 1, -1, -1)))
        return next((row for row in rows if row.flags() & Qt.ItemFlag.ItemIsEnabled), target)
