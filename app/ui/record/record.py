"""The record of one client: header, tiles, tabs; read in the background, the tab's own rows along with it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.kinds import KINDS
from app.errors import UserError
from app.i18n import N_, _
from app.services.records.clients import change_client
from app.ui.kit import discreet
from app.ui.kit.look import theme
from app.ui.kit.page_context import PageContext
from app.ui.kit.reading import Reading
from app.ui.kit.view_state import ViewState
from app.ui.kit.widgets.cards import EmptyState
from app.ui.kit.widgets.tabs import TabStrip
from app.ui.record.header import RecordHeader
from app.ui.record.tab import RecordTab
from app.ui.record.tiles import Tiles
from app.views.record.page import RecordView, open_record

# id, title, module:class; made at the first visit.
TABS = (
    ("timeline", N_("Timeline"), "app.ui.record.timeline:TimelineTab"),
    ("people", N_("People"), "app.ui.record.people:PeopleTab"),
    ("decisions", N_("Decisions"), "app.ui.record.decisions:DecisionsTab"),
    ("complaints", N_("Complaints"), "app.ui.record.complaints:ComplaintsTab"),
    ("promises", N_("Promises"), "app.ui.record.promises:PromisesTab"),
    ("retention", N_("Retention"), "app.ui.record.retention:RetentionTab"),
    ("loyalty", N_("Loyalty"), "app.ui.record.loyalty:LoyaltyTab"),
    ("money", N_("Money"), "app.ui.record.money:MoneyTab"),
    ("files", N_("Files"), "app.ui.record.files:FilesTab"),
)
# In px of the normal text size.
_TILES_FROM = 520
_INTERNAL_TABS = ("retention", "loyalty", "money")


class ClientRecord(QWidget):
    """`shown(view)` when a client is on screen, `tab_changed(id)` when the user chose another tab."""

    shown = Signal(object)
    gone = Signal(int)
    tab_changed = Signal(str)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.client_id: int | None = None
        self.view: RecordView | None = None
        self._record: tuple[str, int] | None = None
        self._tabs: dict[str, RecordTab] = {}
        self.header = RecordHeader(context)
        self.tiles = Tiles()
        self.strip = TabStrip([(tab_id, _(title)) for tab_id, title, _page in TABS])
        self.tab_reading, self.reading = Reading(self._read), Reading(self._read)
        self.stack = self.tab_reading.stack
        self.empty = EmptyState(
            "users", _("Choose a client"), on_action=lambda: context.actions.run("client.new")
        )
        self._inside = QWidget()
        self._left = ViewState(context, "client")
        self._lay_out()
        self.strip.choose(self._left.one_of("tab", [tab for tab, _title, _page in TABS], "timeline"))
        self.reading.show_part(self.empty)
        self.header.renamed.connect(self._rename)
        self.strip.chosen.connect(self._user_chose)
        discreet.state.changed.connect(self._follow_discreet)
        theme.signals.theme_changed.connect(self._show_tiles)
        self._follow_discreet(discreet.state.on)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._inside)
        # The name is a field, so its words stand a little in: the head starts that much further left.
        column.setContentsMargins(12, 14, 24, 0)
        column.setSpacing(10)
        column.addWidget(self.header)
        beneath = QVBoxLayout()
        beneath.setContentsMargins(12, 0, 0, 0)
        beneath.setSpacing(10)
        # The strip stands in the same place on every tab; the tiles belong to the timeline.
        beneath.addWidget(self.strip)
        beneath.addWidget(self.tiles)
        beneath.addWidget(self.tab_reading, 1)
        column.addLayout(beneath, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.reading)
        for part in (self._inside, self.empty):
            self.reading.stack.addWidget(part)

    def open(self, client_id: int, tab: str | None = None, record: tuple[str, int] | None = None) -> None:
        """Show a client, on a tab, at a record."""
        focus = tab == "log"
        if record is not None and tab is None:
            tab = KINDS[record[0]].tab
        wanted = "timeline" if focus else tab or self.tab_id()
        if discreet.state.on and wanted in _INTERNAL_TABS:
            # Back and the jump lead here too, while the client sits at the table.
            wanted, self._record = "timeline", None
        left = self._current()
        if left is not None and (client_id != self.client_id or wanted != self.tab_id()):
            left.leave()
        if client_id != self.client_id and self.view is not None:
            # The client in front stays until the other one is there; an error then is the other one's.
            self.reading.forget()
        self.client_id, self._record = client_id, record
        self._show_tab(wanted if wanted in {t[0] for t in TABS} else "timeline")
        self._read(focus=focus)

    def reload(self) -> None:
        """Read the client shown again."""
        if self.client_id is not None:
            self._read()

    def show_nothing(self, title: str, text: str = "", action: str = "") -> None:
        """No client is chosen, or the one that was is gone; `action` are the words of adding one."""
        self.client_id, self.view = None, None
        self.empty.set_texts("users", title, text, action)
        self.reading.show_part(self.empty)
        self.shown.emit(None)

    def tab_id(self) -> str:
        """The tab in front."""
        return str(self.strip.value() or "timeline")

    def tab(self, tab_id: str) -> RecordTab:
        """A tab of the record, made at its first use."""
        if tab_id not in self._tabs:
            from importlib import import_module

            module, _colon, name = next(page for each, _title, page in TABS if each == tab_id).partition(":")
            made: RecordTab = getattr(import_module(module), name)(self._context)
            made.record_wanted.connect(self._go_to)
            made.reload_wanted.connect(self._read)
            self._tabs[tab_id] = made
            self.stack.addWidget(made)
        return self._tabs[tab_id]

    def _current(self) -> RecordTab | None:
        return self._tabs.get(self.tab_id())

    def _read(self, *_args: Any, focus: bool = False) -> None:
        client_id, today = self.client_id, self._context.today()
        if client_id is None:
            return
        tab = self.tab(self.tab_id())

        def read(session: Any) -> tuple[RecordView, Any] | None:
            view = open_record(session, client_id, today)
            return None if view is None else (view, tab.read(session, view))

        self._context.operations.read(
            read,
            lambda answer: self._take(client_id, tab, answer, focus),
            self._fail,
            owner=self,
            key="record",
        )

    def _fail(self, error: UserError) -> None:
        """The client's record could not be read; where this client is in front it stays."""
        if self.view is not None and self.view.who.id == self.client_id:
            self.tab_reading.fail(error)
        else:
            self.reading.fail(error)

    def _take(
        self, client_id: int, tab: RecordTab, answer: tuple[RecordView, Any] | None, focus: bool
    ) -> None:
        if answer is None:
            self.show_nothing(_("This client is no longer in the book"), _("Undo, or look in the trash."))
            self.gone.emit(client_id)
            return
        view, rows = answer
        self.view = view
        self.header.show_view(view)
        self.tiles.show_view(view)
        self._counts(view)
        tab.show_view(view, rows)
        for reading, part in ((self.tab_reading, tab), (self.reading, self._inside)):
            reading.arrived()
            reading.show_part(part)
        self.shown.emit(view)
        if self._record is not None:
            record, self._record = self._record, None
            tab.show_record(*record)
        if focus:
            from app.ui.record.timeline import TimelineTab

            if isinstance(tab, TimelineTab):
                tab.composer.focus()

    def _show_tiles(self) -> None:
        """Above the timeline, where the window is high enough for both."""
        roomy = self.height() >= theme.px(_TILES_FROM)
        self.tiles.setVisible(self.tab_id() == "timeline" and roomy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_tiles()

    def _counts(self, view: RecordView) -> None:
        self.strip.set_count("people", len(view.contacts))
        self.strip.set_count("decisions", len(view.open_decisions))
        self.strip.set_count("complaints", len(view.open_sheets) or None)
        self.strip.set_count("promises", len(view.due_promises) or None)
        self.strip.set_count("files", view.files or None)
        self.strip.set_count("retention", sum(t.is_open for t in view.verdicts.threats) or None)

    def _show_tab(self, tab_id: str) -> None:
        self.strip.choose(tab_id)
        self._left.keep(tab=tab_id)
        tab = self.tab(tab_id)
        if self.view is None:
            self.reading.wait()
        if self._is_current(tab):
            self.tab_reading.show_part(tab)
        else:
            self.tab_reading.forget()
            self.tab_reading.wait()
        self._show_tiles()

    def _user_chose(self, tab_id: str) -> None:
        for each in self._tabs.values():
            each.leave()
        self._show_tab(tab_id)
        self._read()
        self.tab_changed.emit(tab_id)

    def _go_to(self, record: tuple[str, int]) -> None:
        """Show a record where it is at home."""
        if self.client_id is not None:
            tab_id = KINDS[record[0]].tab
            if tab_id != self.tab_id():
                self.open(self.client_id, tab_id, record)
                self.tab_changed.emit(tab_id)
            else:
                self.tab(tab_id).show_record(*record)

    def _rename(self, name: str) -> None:
        client_id = self.client_id
        if client_id is not None:
            self._context.operations.write(
                _("Client renamed"),
                lambda session: change_client(session, client_id=client_id, name=name) and None,
                failed=self.header.show_error,
                owner=self,
            )

    def _is_current(self, tab: RecordTab) -> bool:
        """Whether a tab shows the client in front: what it says of another one is not shown again."""
        return tab.view is not None and self.view is not None and tab.view.who.id == self.view.who.id

    def _follow_discreet(self, on: bool) -> None:
        for tab_id in _INTERNAL_TABS:
            self.strip.set_tab_visible(tab_id, not on)
        if on and self.tab_id() in _INTERNAL_TABS:
            self._user_chose("timeline")
