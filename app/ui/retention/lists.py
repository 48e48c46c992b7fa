"""The tabs Threats and Offers: tables with chips and a search line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from app.i18n import N_, NC_, _
from app.ui.kit.fields.forms import SearchField
from app.ui.kit.lists.matching import typed_words
from app.ui.kit.lists.rows_model import Column
from app.ui.kit.lists.table import TableView
from app.ui.kit.look.scaled import fix_width
from app.ui.kit.page_context import PageContext
from app.ui.kit.rows import Rows
from app.ui.kit.view_state import ViewState
from app.ui.kit.widgets.cards import EmptyState
from app.ui.kit.widgets.pills import Chip, ChipRow
from app.ui.record.cards.retention_actions import register
from app.ui.retention.list_columns import offer_columns, threat_columns
from app.ui.retention.part import Part
from app.views.retention.rows import OfferRow, RetentionPage, ThreatRow, matching

Chips = tuple[tuple[str, str, Callable[[Any], bool]], ...]

THREAT_CHIPS: Chips = (
    ("all", NC_("threats", "All"), lambda r: True),
    ("open", NC_("threats", "Open"), lambda r: r.verdict.is_open),
    ("founded", N_("Founded"), lambda r: r.verdict.kind == "founded"),
    ("doubtful", N_("Doubtful"), lambda r: r.verdict.kind == "doubtful"),
    ("unfounded", N_("Unfounded"), lambda r: r.verdict.kind == "unfounded"),
    ("bargaining", N_("Bargaining"), lambda r: r.verdict.bargaining),
)
OFFER_CHIPS: Chips = (
    ("all", NC_("offers", "All"), lambda r: True),
    ("proactive", N_("Unasked"), lambda r: r.line.trigger == "proactive"),
    ("requested", N_("Asked for"), lambda r: r.line.trigger == "requested"),
    ("threat", N_("Under threat"), lambda r: r.line.trigger == "threat"),
    ("open", N_("Not decided"), lambda r: r.line.outcome in (None, "open")),
    ("loose", N_("Bonus outside a programme"), lambda r: r.loose),
)


class _ListTab(Part):
    """Chips, a search line and a table; "nothing yet" is told apart from "nothing matches"."""

    kind = scope = ""

    def __init__(
        self, context: PageContext, chips: Chips, columns: Sequence[Column], name: str, key: str
    ) -> None:
        super().__init__(context)
        self._chips = chips
        self.search = SearchField(_("Filter"))
        self.search.setAccessibleName(_("Filter"))
        self._left = ViewState(context, f"retention/{key}")
        self.chips = ChipRow([(value, Chip(_(words))) for value, words, _let in chips])
        self.chips.choose(self._left.one_of("chip", self.chips.chips, "all"))
        self.table = TableView(columns, name, settings_key=key)
        register(context)
        self.at = Rows(context, self.scope, self.table, self)
        self.empty = EmptyState("shield-check", "")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.chips, 1)
        head.addWidget(self.search)
        fix_width(self.search, 220)
        self.column.addLayout(head)
        self.column.addWidget(self.stack, 1)
        self.chips.chosen.connect(lambda _value: self._filter())
        self.search.value_changed.connect(self._filter)
        self.table.opened.connect(lambda _row: self.at.run("open" if self.kind == "threats" else "edit"))

    def rows(self, page: RetentionPage) -> Sequence[Any]:
        """The rows of a reading."""
        raise NotImplementedError

    def nothing_yet(self) -> tuple[str, str, str]:
        """Icon, title and text while there is no row at all."""
        raise NotImplementedError

    def show_page(self, page: RetentionPage) -> None:
        super().show_page(page)
        rows = self.rows(page)
        for value, _words, lets in self._chips:
            self.chips.chips[value].set_count(sum(lets(row) for row in rows))
        chosen = self.table.current_row()
        self.table.set_rows(rows)
        self._filter()
        if chosen is not None:
            self.show_record(self.kind, chosen.id)

    def choose(self, chip: str) -> None:
        """Show only what a chip lets through."""
        self.chips.choose(chip)
        self.search.set_value("")
        self._filter()

    def show_record(self, kind: str, record_id: int) -> bool:
        if kind != self.kind:
            return False
        line = self.table.rows_model.line_of(lambda row: row.id == record_id)
        if line >= 0:
            self.table.selectRow(line)
            self.table.scrollTo(self.table.rows_model.index(line, 0))
        return line >= 0

    def focus_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _filter(self) -> None:
        lets = next(lets for value, _words, lets in self._chips if value == self.chips.value())
        self._left.keep(chip=self.chips.value())
        found = matching(typed_words(self.search.value()))
        self.table.rows_model.set_filter(lambda row: lets(row) and found(row))
        self._show_state()

    def _show_state(self) -> None:
        model = self.table.rows_model
        icon_name, title, text = self.nothing_yet()
        if model.total():
            icon_name, title, text = "search", _("Nothing matches"), _("Choose another chip or other words.")
        self.empty.set_texts(icon_name, title, text)
        self.stack.setCurrentWidget(self.table if model.rowCount() else self.empty)


class ThreatsTab(_ListTab):
    """Every threat with its class; an open one goes to its triage."""

    kind, scope = "threats", "threat"
    is_card = False
    triage_wanted = Signal(int)

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, THREAT_CHIPS, threat_columns(), _("Threats"), "threats")

    def rows(self, page: RetentionPage) -> Sequence[ThreatRow]:
        return page.threats

    def open_row(self, row: ThreatRow) -> None:
        """An open threat goes to its triage, another one to its record."""
        if row.verdict.is_open:
            self.triage_wanted.emit(row.id)
        else:
            self.at.edit("threats", row.id, row.currency)

    def nothing_yet(self) -> tuple[str, str, str]:
        return (
            "shield-check",
            _("No threat on record"),
            _(
                "When a client says they may leave, note their words: the record says whether there is a reason."
            ),
        )


class OffersTab(_ListTab):
    """Everything given or proposed in the last 12 months."""

    kind, scope = "offers", "offer"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, OFFER_CHIPS, offer_columns(), _("Offers, last 12 months"), "offers")

    def rows(self, page: RetentionPage) -> Sequence[OfferRow]:
        return page.offers

    def nothing_yet(self) -> tuple[str, str, str]:
        return (
            "gift",
            _("No offer in the last 12 months"),
            _("A small surprise, unasked, is worth more than a large offer under threat."),
        )
