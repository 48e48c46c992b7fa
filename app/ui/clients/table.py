"""The clients as a table over the whole width, with the columns one chooses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.i18n import _
from app.services.saved_views import SavedView
from app.ui.clients.filters import CHIPS, PASSING_CHIPS, ListRow, counted, filtered
from app.ui.clients.saved_views import ViewsButton
from app.ui.clients.table_columns import columns
from app.ui.kit import discreet
from app.ui.kit.fields.forms import SearchField
from app.ui.kit.lists.table import TableView
from app.ui.kit.locked import lock
from app.ui.kit.look.scaled import limit_width
from app.ui.kit.page_context import PageContext
from app.ui.kit.reading import Reading
from app.ui.kit.rows import Rows
from app.ui.kit.veil import Veil
from app.ui.kit.view_state import ViewState
from app.ui.kit.widgets.buttons import Button, IconButton
from app.ui.kit.widgets.cards import EmptyState
from app.ui.kit.widgets.labels import Label
from app.ui.kit.widgets.pills import Chip, ChipRow

_KEY = "clients"
_UNTIL_CHOSEN = frozenset({"name", "status", "why", "owner", "buying", "last_touch", "revenue"})


class ClientsTable(QWidget):
    """`opened(client id)` on Enter or double click, `list_wanted` to go back to list and record.

    `again` to read the clients anew after an error.
    """

    opened = Signal(int)
    list_wanted = Signal()
    again = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._rows: Sequence[ListRow] = ()
        self._read = False
        kept = context.preferences.table(_KEY)
        self._hidden = set(
            kept.get("hidden") or [c.key for c in columns(context) if c.key not in _UNTIL_CHOSEN]
        )
        self.search = SearchField(_("Filter clients"))
        limit_width(self.search, least=140, most=280)
        self.chips = ChipRow([(value, Chip(_(title))) for value, title in CHIPS])
        self._left = ViewState(context, "clients/table")
        self.chips.choose(self._left.one_of("chip", self.chips.chips, "all"))
        self.table = TableView(columns(context), _("Clients"))
        self.rows = Rows(context, "clients", self.table, self)
        self.empty = EmptyState("users", "", on_action=lambda: context.actions.run("client.new"))
        self._lay_out()
        self._restore(kept)
        self.table.opened.connect(lambda _row: self.rows.run("open"))
        self.search.textChanged.connect(lambda _text: self._filter())
        self.chips.chosen.connect(lambda _value: self._filter())
        header = self.table.horizontalHeader()
        for changed in (header.sectionResized, header.sectionMoved, header.sortIndicatorChanged):
            changed.connect(lambda *_args: self._keep())
        discreet.state.changed.connect(self._follow_discreet)

    def _lay_out(self) -> None:
        actions = self._context.actions
        self._choose = IconButton(
            "columns-3", _("Choose columns"), self._choose_columns, side=32, framed=True
        )
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(Label(_("Clients"), "page"))
        top.addStretch(1)
        self.views = ViewsButton(self._context, self._view_now, self._show_view, framed=True)
        top.addWidget(self.views)
        top.addWidget(self._choose)
        top.addWidget(Button(_("List and record"), self.list_wanted.emit, icon_name="users"))
        new = Button(_("Add client"), lambda: actions.run("client.new"), kind="primary", icon_name="plus")
        lock(new, self._context.read_only)
        top.addWidget(new)
        under = QHBoxLayout()
        under.setSpacing(12)
        under.addWidget(self.search, 0, Qt.AlignmentFlag.AlignTop)
        under.addWidget(self.chips, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 24)
        column.setSpacing(12)
        column.addLayout(top)
        column.addLayout(under)
        self.reading = Reading(self.again.emit)
        for part in (self.table, self.empty):
            self.reading.stack.addWidget(part)
        self.reading.wait()
        self.veil = Veil()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.reading)
        self._stack.addWidget(self.veil)
        column.addWidget(self._stack, 1)
        for tool in (self.search, self.chips, self.views, self._choose):
            discreet.internal(tool)
        self._follow_discreet(discreet.state.on)

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Show these clients."""
        self._rows = rows
        self.reading.arrived()
        self._read = True
        for chip, count in counted(rows, self._context.author).items():
            self.chips.chips[chip].set_count(count)
            if chip in PASSING_CHIPS:
                self.chips.chips[chip].setVisible(bool(count) or self.chips.value() == chip)
        self._filter()

    def _view_now(self) -> SavedView:
        sorting = self._sorting()
        return SavedView("", str(self.chips.value() or "all"), self.search.value(), *sorting)

    def _show_view(self, view: SavedView) -> None:
        self.chips.choose(view.chip if view.chip in self.chips.chips else "all")
        self.search.setText(view.words)
        if view.sort in [column.key for column in self.table.rows_model.columns]:
            self.table.sort_by(view.sort, descending=view.descending)
        self._filter()

    def _filter(self) -> None:
        shown = filtered(self._rows, self.chips.value() or "all", self._context.author, self.search.value())
        self._left.keep(chip=self.chips.value() or "all")
        self.table.set_rows(shown)
        if self._rows:
            self.empty.set_texts("list-filter", _("Nothing matches"), _("Try other words or another chip."))
        else:
            action = "" if self._context.read_only else _("New client…")
            text = _("Add the first with Ctrl+N, or import the list you already have.")
            self.empty.set_texts("users", _("No clients yet"), text, action)
        if self._read:
            self.reading.show_part(self.table if shown else self.empty)

    def open_row(self, row: ListRow) -> None:
        """Enter goes to the record of the client."""
        self.opened.emit(row.id)

    def _choose_columns(self) -> None:
        menu = QMenu(self)
        for column in self.table.rows_model.columns[1:]:
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(column.key not in self._hidden)
            action.toggled.connect(lambda on, key=column.key: self._show_column(key, on))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._choose.mapToGlobal(QPoint(0, self._choose.height())))

    def _show_column(self, key: str, on: bool) -> None:
        self._hidden = self._hidden - {key} if on else self._hidden | {key}
        self._apply_hidden()
        self._keep()

    def _follow_discreet(self, on: bool) -> None:
        """Every row is of another client: all of them go."""
        self._stack.setCurrentWidget(self.veil if on else self.reading)
        self._apply_hidden()

    def _apply_hidden(self) -> None:
        for at, column in enumerate(self.table.rows_model.columns):
            self.table.setColumnHidden(at, column.key in self._hidden)

    def _restore(self, kept: dict[str, Any]) -> None:
        keys = [column.key for column in self.table.rows_model.columns]
        widths = kept.get("widths") or {}
        self.table.widths_said = bool(widths)
        for key, width in widths.items():
            if key in keys and isinstance(width, int):
                self.table.setColumnWidth(keys.index(key), width)
        if kept.get("sort") in keys:
            self.table.sort_by(kept["sort"], descending=bool(kept.get("descending")))
        self._apply_hidden()

    def _keep(self) -> None:
        model = self.table.rows_model
        sort, descending = self._sorting()
        widths = {
            c.key: self.table.columnWidth(at)
            for at, c in enumerate(model.columns)
            if self.table.columnWidth(at)
        }
        before = self._context.preferences.table(_KEY).get("widths") or {}
        self._context.preferences.keep_table(
            _KEY,
            {
                "hidden": sorted(self._hidden),
                "widths": before | widths,
                "sort": sort,
                "descending": descending,
            },
        )

    def _sorting(self) -> tuple[str, bool]:
        """The column sorted by, "" for none, and whether from its end."""
        header, columns = self.table.horizontalHeader(), self.table.rows_model.columns
        section = header.sortIndicatorSection()
        is_sorted = header.isSortIndicatorShown() and 0 <= section < len(columns)
        descending = header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        return (columns[section].key if is_sorted else "", descending)
