"""The Retention page: threats and offers of all clients, agreements, deal hunters. All of it is internal."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import UserError
from app.i18n import N_, _
from app.ui.kit import discreet
from app.ui.kit.locked import lock
from app.ui.kit.page import Page
from app.ui.kit.page_context import PageContext, Place
from app.ui.kit.reading import Reading
from app.ui.kit.veil import Veil
from app.ui.kit.view_state import ViewState
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.tabs import TabStrip
from app.ui.record.cards.retention_actions import register
from app.ui.retention.part import Part
from app.views.retention.page import RetentionBoard
from app.views.retention.rows import RetentionPage

TABS = (
    ("overview", N_("Overview"), "app.ui.retention.overview:Overview"),
    ("threats", N_("Threats"), "app.ui.retention.lists:ThreatsTab"),
    ("offers", N_("Offers"), "app.ui.retention.lists:OffersTab"),
    ("agreements", N_("Agreements"), "app.ui.retention.agreements:AgreementsTab"),
    ("hunters", N_("Deal hunters"), "app.ui.retention.hunters:HuntersTab"),
)
_NO_MATTER = frozenset({"snoozes", "drafts", "notes"})


class RetentionPlace(Page):
    """Reads all of it once in the background; a tab is made at its first use."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, _("Retention"))
        register(context)
        self.answer: RetentionPage | None = None
        self._board = RetentionBoard()
        self._parts: dict[str, Part] = {}
        self._wanted: Place | None = None
        self._left = ViewState(context, "retention")
        tabs = [tab for tab, _title, _where in TABS]
        first = self._left.one_of("tab", tabs, "overview")
        self.strip = TabStrip([(tab, _(title)) for tab, title, _where in TABS], first)
        self.reading = Reading(self.read)
        self.stack = self.reading.stack
        self.veil = Veil()
        self.stack.addWidget(self.veil)
        self._lay_out()
        self.strip.chosen.connect(self._user_chose)
        discreet.state.changed.connect(self._show)
        self._show()

    def _lay_out(self) -> None:
        run = self.context.actions.run
        self.offer = Button(_("Log offer"), lambda: run("retention.offer"), icon_name="gift")
        self.threat = Button(
            _("Log threat"), lambda: run("retention.threat"), icon_name="shield-alert", kind="primary"
        )
        for button in (self.offer, self.threat):
            lock(button, self.context.read_only)
            self.corner.addWidget(button)
            discreet.internal(button)
        discreet.internal(self.strip)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.strip)
        column.addWidget(self.reading, 1)
        self.body.addWidget(holder, 1)
        self.column.setSpacing(8)

    def arrive(self, place: Place) -> None:
        """Show the tab and the record of a place; an open threat is shown at its triage."""
        # Its lists are named after the kinds of records in them.
        tab = place.tab or (place.record[0] if place.record else None)
        if tab in {each for each, _title, _where in TABS}:
            self.strip.choose(tab)
        self._wanted = place
        if self.answer is None:
            self.read()
        else:
            self._take(self.answer)

    def reload(self, kinds: set[str]) -> None:
        """Something of the book is new."""
        if kinds - _NO_MATTER:
            self.read()

    def focus_search(self) -> None:
        """Into the filter line of the table in front, else that of the threats."""
        part = self._parts.get(self.tab_id())
        if part is not None and self.tab_id() in ("threats", "offers"):
            part.focus_search()
        else:
            self.show_tab("threats")
            self.part("threats").focus_search()

    def read(self) -> None:
        """Ask for everything anew."""
        today = self.context.today()
        self.context.operations.read(
            lambda session: self._board.read(session, today), self._take, self._fail, owner=self, key="page"
        )

    def tab_id(self) -> str:
        """The tab in front."""
        return str(self.strip.value() or "overview")

    def part(self, tab: str) -> Any:
        """A tab, made at its first use."""
        if tab not in self._parts:
            from importlib import import_module

            where = next(where for each, _title, where in TABS if each == tab)
            module, _colon, name = where.partition(":")
            made: Part = getattr(import_module(module), name)(self.context)
            self._parts[tab] = made
            self.stack.addWidget(made)
            self._connect(tab, made)
            if self.answer is not None:
                made.show_page(self.answer)
        return self._parts[tab]

    def show_tab(self, tab: str) -> None:
        """Bring a tab to the front, as one more step back."""
        self._wanted = None
        self.strip.choose(tab)
        self._show()
        self.context.mark(Place("retention", tab=tab))

    def _connect(self, tab: str, made: Any) -> None:
        if tab == "overview":
            made.offers_wanted.connect(self._show_offers)
            made.agreements_wanted.connect(lambda: self.show_tab("agreements"))
        elif tab == "threats":
            made.triage_wanted.connect(self._show_triage)

    def _show_offers(self, chip: str) -> None:
        self.show_tab("offers")
        self.part("offers").choose(chip)

    def _show_triage(self, threat_id: int) -> None:
        self.show_tab("overview")
        self.part("overview").show_record("threats", threat_id)

    def _user_chose(self, tab: str) -> None:
        self._wanted = None
        self._show()
        self.context.mark(Place("retention", tab=tab))

    def _take(self, answer: RetentionPage) -> None:
        fresh = answer is not self.answer
        self.answer = answer
        self.reading.arrived()
        self.strip.set_count("threats", len(answer.open_threats))
        self.strip.set_count("offers", answer.ledger.offers.made)
        self.strip.set_count("agreements", len(answer.current_agreements))
        self.strip.set_count("hunters", sum(row.hunter.level == "hunter" for row in answer.hunters))
        if fresh:
            for part in self._parts.values():
                part.show_page(answer)
        self._show()
        self._go_to_record()

    def _go_to_record(self) -> None:
        place, self._wanted = self._wanted, None
        if place is None or self.answer is None or discreet.state.on:
            return
        if place.tab == "hunters" and place.client_id is not None:
            self.part("hunters").choose(place.client_id)
        if place.record is None:
            return
        kind, record_id = place.record
        if kind == "threats" and any(row.id == record_id for row in self.answer.open_threats):
            self.strip.choose("overview")
            self._show()
        if not self.part(self.tab_id()).show_record(kind, record_id):
            # It may be newer than what was read; the next reading looks for it again.
            self._wanted = place

    def _fail(self, error: UserError) -> None:
        self.reading.fail(error)
        self._show()

    def _show(self, *_args: object) -> None:
        self._left.keep(tab=self.tab_id())
        if discreet.state.on:
            self.reading.show_part(self.veil)
        elif self.answer is None:
            self.reading.wait()
        else:
            self.reading.show_part(self.part(self.tab_id()))
