"""The Clients page: the list and the record side by side, or the list as a table over the whole width."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.errors import UserError
from app.i18n import _
from app.ui.clients.filters import rows_of
from app.ui.clients.list_panel import WIDTH, ListPanel
from app.ui.clients.saved_views import ViewsButton
from app.ui.kit import discreet
from app.ui.kit.day_keeper import keeper_of
from app.ui.kit.locked import lock
from app.ui.kit.look import theme
from app.ui.kit.page import Visited
from app.ui.kit.page_context import PageContext, Place
from app.ui.kit.view_state import ViewState
from app.ui.kit.widgets.labels import Line
from app.views.clients.page import ClientName, client_names

if TYPE_CHECKING:
    from app.services.saved_views import SavedView
    from app.ui.kit.rows import Rows
    from app.ui.record.client_actions import ClientCommands
    from app.ui.record.record import ClientRecord
    from app.views.record.page import RecordView

_SETTLE_MS = 120
# The width of the list by the least width of the page, both in px of the normal text size.
_WIDTHS = ((1040, WIDTH), (800, 236), (0, 212))
# Changes of these make the names themselves new.
_NAMES = {"clients", "people"}


class ClientsPage(Visited):
    """Draws the list from one plain query and fills the verdicts in when they were computed behind it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._names: list[ClientName] = []
        self._loaded = False
        self._wanted: Place | None = None
        self._left = ViewState(context, "clients")
        self.panel = ListPanel(lambda: context.actions.run("client.new"), context.author)
        lock(self.panel.add, context.read_only)
        self.panel.show_filter(self._left.one_of("chip", self.panel.chips.chips, "all"), "")
        self.panel.show_busy()
        self.panel.chips.chosen.connect(lambda chip: self._left.keep(chip=chip))
        self.views = ViewsButton(
            context, self._view_now, lambda view: self.panel.show_filter(view.chip, view.words)
        )
        self.panel.tools.insertWidget(1, self.views)
        self._record: ClientRecord | None = None
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._keeper = keeper_of(context)
        self._chosen: int | None = None
        self._table: Any = None
        self._lay_out()
        theme.signals.theme_changed.connect(self._fit)
        self._settle.timeout.connect(self._open_chosen)
        self._keeper.changed.connect(lambda _view: self._show_rows())
        self.panel.picked.connect(self._picked)
        self.panel.table_wanted.connect(self.show_table)
        self.panel.list.opened.connect(lambda _row: self.rows.run("open"))
        self._read_names()

    @cached_property
    def commands(self) -> ClientCommands:
        """What can be done with clients and views; comes, with all it imports, once the list is on screen."""
        from app.ui.clients.view_actions import views_of
        from app.ui.record.client_actions import register

        views_of(self._context).attach(self)
        found = register(self._context)
        found.on_row = self._client_on_row
        return found

    @cached_property
    def rows(self) -> Rows:
        """The keys and menus of the list's rows."""
        from app.ui.kit.rows import Rows

        return Rows(self._context, "clients", self.panel.list, self)

    @property
    def record(self) -> ClientRecord:
        """The record beside the list; made, with all it imports, once the list is on screen."""
        if self._record is None:
            self._made = self.commands, self.rows
            from app.ui.record.record import ClientRecord

            self._record = ClientRecord(self._context)
            self._record.shown.connect(self._shown)
            self._record.tab_changed.connect(self._tab_changed)
            self._beside.addWidget(self._record, 1)
            self._gap.hide()
        return self._record

    def _lay_out(self) -> None:
        beside = QWidget()
        self._beside = row = QHBoxLayout(beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._side = QWidget()
        side = QHBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self.panel)
        side.addWidget(Line(vertical=True))
        discreet.internal(self._side)
        row.addWidget(self._side)
        self._gap = QWidget()
        row.addWidget(self._gap, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(beside)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)

    def arrive(self, place: Place) -> None:
        """Show the client, tab and record of a place; without a client the one shown before, else the first."""
        if place.tab == "table" or (self._left.get("table", False) and not self._loaded and _bare(place)):
            self.show_table()
            return
        self._wanted = place
        if place.client_id is not None:
            self.stack.setCurrentIndex(0)
            self._chosen = place.client_id
            self.panel.choose(place.client_id)
        if self._loaded:
            self._open_wanted()

    def reload(self, kinds: set[str]) -> None:
        """Something of the book is new: the record at once; the keeper of the day brings its line in the list."""
        if kinds & _NAMES or not self._loaded:
            self._read_names()
        if not self._loaded:
            return
        self.record.reload()

    def focus_search(self) -> None:
        """Into the filter line."""
        target = self._table.search if self.stack.currentIndex() == 1 else self.panel.search
        target.setFocus()
        target.selectAll()

    def show_table(self) -> None:
        """The list over the whole width."""
        if self._table is None:
            from app.ui.clients.table import ClientsTable

            self._table = ClientsTable(self._context)
            self._table.opened.connect(lambda client_id: self._context.go(Place("clients", client_id)))
            self._table.list_wanted.connect(self.show_list)
            self._table.again.connect(self._read_names)
            self.stack.addWidget(self._table)
            if self._loaded:
                self._show_rows()
        self.stack.setCurrentIndex(1)
        self._left.keep(table=True)
        self._table.table.setFocus()

    def show_list(self) -> None:
        """List and record side by side."""
        self.stack.setCurrentIndex(0)
        self._left.keep(table=False)
        if self.record.client_id is None and self._names:
            self._open_first()

    def resizeEvent(self, event: Any) -> None:
        """On a small screen the list gives room to the record."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() / theme.text_scale()
        width = next(width for least, width in _WIDTHS if room >= least)
        self._side.setFixedWidth(theme.px(width))

    def _view_now(self) -> SavedView:
        from app.services.saved_views import SavedView

        return SavedView("", str(self.panel.chips.value() or "all"), self.panel.search.value())

    def _read_names(self) -> None:
        self._context.operations.read(
            client_names, self._take_names, self._fail_names, owner=self, key="names"
        )

    def _fail_names(self, error: UserError) -> None:
        """The list could not be read; one that is there stays."""
        if self._loaded:
            self._context.toast(str(error), action=(_("Try again"), self._read_names))
        else:
            self.panel.show_error(error, self._read_names)
            if self._table is not None:
                self._table.reading.fail(error)

    def _take_names(self, names: list[ClientName]) -> None:
        first, self._loaded = not self._loaded, True
        self._names = names
        self._show_rows()
        if first and self.isVisible():
            self.panel.list.setFocus()
        # The list is painted before anything else is imported or computed.
        self.panel.list.viewport().repaint()
        QTimer.singleShot(0, self._open_wanted)

    def _open_wanted(self) -> None:
        """Show the client one came for; without one, what is shown already, else the first."""
        wanted, self._wanted = self._wanted, None
        if wanted is not None and wanted.client_id is not None:
            self.record.open(wanted.client_id, wanted.tab, wanted.record)
        elif self.record.client_id is None:
            if self._names:
                self._open_first()
            else:
                self._show_empty_book()

    def _show_empty_book(self) -> None:
        text = _("Add the first with Ctrl+N, or import the list you already have.")
        action = "" if self._context.read_only else _("New client…")
        self.record.show_nothing(_("No clients yet"), text, action)

    def _open_first(self) -> None:
        """The client shown when the place was left, if the filter still lets them through; else the first."""
        shown = [row.id for row in self.panel.shown()]
        if shown:
            self._chosen = self._left.one_of("client", shown, shown[0])
            self.panel.choose(self._chosen)
            self.record.open(self._chosen)

    def _show_rows(self) -> None:
        rows = rows_of(self._names, self._keeper.view.standings if self._keeper.view else {})
        self.panel.set_rows(rows)
        if self._chosen is not None:
            self.panel.choose(self._chosen)
        if self._table is not None:
            self._table.set_rows(rows)

    def _picked(self, client_id: int) -> None:
        """Browsing with the arrow keys opens the client at which one stops."""
        if client_id != self._chosen:
            self._chosen = client_id
            self._settle.start()

    def _open_chosen(self) -> None:
        if self._chosen is not None:
            self._context.mark(Place("clients", self._chosen, tab=self.record.tab_id()))
            self.record.open(self._chosen)

    def _shown(self, view: RecordView | None) -> None:
        self.commands.set_view(view)
        if view is not None:
            self._left.keep(client=view.who.id)
        if self._names:
            # The client in front comes first; the verdicts of all the others fill in behind.
            self._keeper.refresh_soon()

    def _tab_changed(self, tab_id: str) -> None:
        if self.record.client_id is not None:
            self._context.mark(Place("clients", self.record.client_id, tab=tab_id))

    def front_views(self) -> ViewsButton:
        """The saved views of what is in front: the table, or the list."""
        views: ViewsButton = self._table.views if self.stack.currentIndex() == 1 else self.views
        return views

    def open_row(self, _row: Any) -> None:
        """Enter goes to the record of the client."""
        self.record.strip.setFocus()

    def _client_on_row(self) -> int | None:
        """In the table there is no record in front: the client of the row one is on."""
        if self._table is None or not self._table.isVisible():
            return None
        row = self._table.table.current_row()
        return row.id if row is not None else None


def _bare(place: Place) -> bool:
    """Nobody in particular is wanted."""
    return place.client_id is None and place.record is None and place.tab is None
