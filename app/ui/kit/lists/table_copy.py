"""What one can do with every table: copy the marked rows, and save all that is shown as a file of values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QStandardPaths, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QTableView, QWidget

from app.errors import UserError
from app.i18n import _, ngettext
from app.services.table_file import Grid, as_html, as_tsv, plain, write_csv
from app.ui.kit.lists.row_note import RowNote
from app.ui.kit.lists.rows_model import RowsModel
from app.ui.kit.look.icons import icon
from app.ui.kit.widgets.menus import entry
from app.ui.kit.widgets.save_as import ask_where

COPY, CSV = "table.copy", "table.csv"


class CopyingTable(QTableView):
    """What the functions here need of a table; `told(words)` says what was done."""

    told = Signal(str)
    rows_model: RowsModel

    def selected_rows(self) -> list[Any]:
        """The marked rows, from top to bottom."""
        raise NotImplementedError


def grid_of(table: CopyingTable, rows: Sequence[Any]) -> Grid:
    """These rows with the columns that are seen, in the order in which they stand."""
    header, columns = table.horizontalHeader(), table.rows_model.columns
    places = sorted(range(len(columns)), key=header.visualIndex)
    seen = [columns[at] for at in places if not table.isColumnHidden(at)]
    return Grid(
        tuple(column.title for column in seen),
        tuple(tuple(plain(column.value(row), column.text(row)) for column in seen) for row in rows),
    )


def copy_marked(table: CopyingTable) -> int:
    """Put the marked rows on the clipboard, as text and as a table; says how many there were."""
    rows = table.selected_rows()
    if rows:
        grid, put = grid_of(table, rows), QMimeData()
        put.setText(as_tsv(grid))
        put.setHtml(as_html(grid))
        QGuiApplication.clipboard().setMimeData(put)
        table.told.emit(ngettext("{n} row copied", "{n} rows copied", len(rows)).format(n=len(rows)))
    return len(rows)


def ask_to_save(table: CopyingTable) -> QWidget:
    """Ask for a place and save all rows shown there as CSV; what goes wrong is said at the table."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    name = "".join(each if each.isalnum() or each in " -_" else " " for each in table.accessibleName())
    title = _("Save as CSV…").removesuffix("…")

    def refused(error: UserError) -> None:
        RowNote(str(error), table)

    def save(path: Path) -> None:
        try:
            write_csv(path, grid_of(table, table.rows_model.rows()))
        except UserError as error:
            refused(error)
        else:
            table.told.emit(_("{name} saved").format(name=path.name))

    return ask_where(table, title, Path(folder) / f"{name.strip()}.csv", save, refused, names="CSV (*.csv)")


def add_entries(menu: QMenu, table: CopyingTable) -> None:
    """The two at the end of a table's menu."""
    if not menu.isEmpty():
        menu.addSeparator()
    marked = len(table.selected_rows())
    if marked:
        words = ngettext("Copy {n} row", "Copy {n} rows", marked).format(n=marked)
        _add(menu, COPY, words, "copy", lambda: copy_marked(table), "Ctrl+C")
    _add(menu, CSV, _("Save as CSV…"), "download", lambda: ask_to_save(table))


def _add(menu: QMenu, name: str, words: str, picture: str, do: Callable[[], object], keys: str = "") -> None:
    made = entry(menu, words, do)
    made.setObjectName(name)
    made.setIcon(icon(picture))
    if keys:
        made.setShortcut(QKeySequence(keys))
        made.setShortcutVisibleInContextMenu(True)


def table_in_front(window: QWidget | None) -> CopyingTable | None:
    """The table with the focus, else the one that is seen; None where there is none with rows."""
    if window is None:
        return None
    found = [
        each for each in window.findChildren(CopyingTable) if each.isVisible() and each.rows_model.rowCount()
    ]
    return next((each for each in found if each.hasFocus()), found[0] if found else None)
