"""The Insights page: the headline, charts with the sentence each says, and looking back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.errors import UserError
from app.i18n import _
from app.services.file_names import name_part
from app.ui.insights.actions import register
from app.ui.insights.charts import charts, columns_of, titles
from app.ui.insights.filters import PeriodButton
from app.ui.insights.lookback_card import LookbackCard
from app.ui.insights.records import RecordsDialog, open_links
from app.ui.insights.tiles import HeadlineTiles
from app.ui.kit import discreet
from app.ui.kit.charts.chart_card import ChartCard
from app.ui.kit.charts.ink import Pick
from app.ui.kit.fields.choices import ChoiceField
from app.ui.kit.look import theme
from app.ui.kit.page import Page, every_table, scrolled
from app.ui.kit.page_context import PageContext, Place
from app.ui.kit.reading import Reading
from app.ui.kit.rows import Rows
from app.ui.kit.veil import Veil
from app.ui.kit.view_state import ViewState
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.cards import Banner, EmptyState
from app.ui.kit.widgets.save_as import ask_where
from app.views.insights.lookback import LookingBack
from app.views.insights.page import Insights, InsightsBoard
from app.views.insights.parts import Line, as_text

# The map, with a name at each notable dot, wants more height than bars do; what is beside it has it too.
_CARD, _MAP_CARD = 284, 340
_NARROWEST = 420
_TILE = 190
# What a gesture must touch to change a chart; drafts and snoozes do not.
_NO_MATTER = {"snoozes", "drafts", "tasks"}


def _itself(card: ChartCard) -> ChartCard:
    return card


class InsightsPage(Page):
    """Everything is internal: discreet mode hides the whole page."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, _("Insights"))
        register(context)
        self.found: Insights | None = None
        self._left = ViewState(context, "insights")
        self._board: InsightsBoard | None = None
        self._making = Lock()
        self.records: RecordsDialog | None = None
        self._stale = True
        self._columns = 0
        self._owners: tuple[str, ...] = ()
        self.period = PeriodButton(context)
        self.period.restore(self._left.get("period", {}))
        whose = self._left.get("owner") or None
        options = [(None, _("Everyone’s clients")), *([(whose, whose)] if whose else [])]
        self.owner = ChoiceField(options, whose, icon_name="users")
        self.owner.setAccessibleName(_("Whose clients"))
        self.report = Button(_("Report"), self._report, icon_name="file-text")
        for control in (self.owner, self.period, self.report):
            self.corner.addWidget(control)
        self.tiles = HeadlineTiles()
        self.rates = Banner("", "warn", action=_("Open the rates"), on_action=self._rates)
        self.rates.hide()
        self.lookback = LookbackCard()
        self.cards = {name: ChartCard(title) for name, title in titles().items()}
        self._lay_out()
        self.period.period_changed.connect(self._read)
        self.owner.value_changed.connect(self._read)
        self.tiles.picked.connect(self.open_pick)
        self.lookback.picked.connect(self.open_pick)
        for card in self.cards.values():
            card.picked.connect(self.open_pick)
            card.opened.connect(lambda line, title=card.title: self._open_line(title.text(), line))
            card.save_wanted.connect(lambda each=card: self._save(each))
            card.copied.connect(self._copied)
            Rows(context, "chart", card.chart, card, row=partial(_itself, card))
            card.table_made.connect(
                lambda table, each=card: Rows(context, "chart", table, each, row=lambda: each)
            )
            card.as_table.toggled.connect(self._keep_left)
        self.lookback.copied.connect(self._copied)
        theme.signals.theme_changed.connect(self._size_cards)
        context.discreet_changed.connect(self._follow_discreet)
        tables = self._left.get("tables", [])
        for name, card in self.cards.items():
            card.as_table.setChecked(name in tables)
        self._follow_discreet(discreet.state.on)

    def arrive(self, place: Place) -> None:
        """Show the figures, read anew where something changed since."""
        self.period.follow_today()
        if self._stale or self.found is None:
            self._read()

    def reload(self, kinds: set[str]) -> None:
        """A gesture changed these tables."""
        if kinds - _NO_MATTER:
            self._stale = True
            if self.isVisible():
                self._read()

    def new_day(self) -> None:
        """A period that ends today ends a day later now."""
        self.period.follow_today()
        self.reload(every_table())

    def open_pick(self, pick: Pick) -> None:
        """The records behind a mark."""
        self.records = open_links(self.context, pick.title, pick.links, self.window())

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 8)
        column.setSpacing(12)
        column.addWidget(self.rates)
        column.addWidget(self.tiles)
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        column.addLayout(self._grid)
        column.addSpacing(4)
        column.addWidget(self.lookback)
        column.addStretch(1)
        self._scroll = scrolled(inside, _("Charts"))
        self.empty = EmptyState(
            "chart-column",
            _("Nothing to show yet"),
            _("Insights grow from clients, purchases, notes and complaints. Add your first client."),
            action=_("Go to Clients"),
            on_action=lambda: self.context.go("clients"),
        )
        self.hidden = Veil()
        self.reading = Reading(self._read)
        self.stack = self.reading.stack
        for widget in (self._scroll, self.empty, self.hidden):
            self.stack.addWidget(widget)
        self.body.addWidget(self.reading)
        self._size_cards()

    def _size_cards(self) -> None:
        self._columns = 0
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Two charts side by side, or one where the texts are large or the window small."""
        columns = 2 if self.width() - 56 >= 2 * theme.px(_NARROWEST) else 1
        in_a_row = self.width() - 56 >= len(self.tiles.tiles) * theme.px(_TILE)
        self.tiles.set_columns(len(self.tiles.tiles) if in_a_row else columns + 1)
        if columns == self._columns:
            return
        self._columns = columns
        for at, card in enumerate(self.cards.values()):
            card.setFixedHeight(theme.px(_CARD if at // columns else _MAP_CARD))
            self._grid.addWidget(card, at // columns, at % columns)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)

    def _follow_discreet(self, on: bool) -> None:
        for control in (self.owner, self.period, self.report, self.note):
            control.setVisible(not on)
        self._show_part()

    def _show_part(self) -> None:
        if discreet.state.on:
            self.reading.show_part(self.hidden)
        elif self.found is None:
            self.reading.wait()
        elif not self.found.clients and not self.found.cohorts.rows:
            self.reading.show_part(self.empty)
        else:
            self.reading.show_part(self._scroll)

    def _read(self, *_args: Any) -> None:
        """Ask for the figures of the period and of one owner; what was asked before is given up."""
        self._stale = False
        self._keep_left()
        period, owner = self.period.period, self.owner.value()

        def read(session: Any) -> Insights:
            return self._kept_ready().insights(session, period, owner)

        self.context.operations.read(read, self._show, self._failed, owner=self, key="insights")

    def _read_lookback(self) -> None:
        period, owner = self.period.period, self.owner.value()

        def read(session: Any) -> LookingBack:
            return self._kept_ready().look_back(session, period, owner)

        self.context.operations.read(read, self.lookback.show_found, self._failed, owner=self, key="lookback")

    def _kept_ready(self) -> InsightsBoard:
        """What was computed of each client; its rules are imported on the worker thread."""
        with self._making:
            if self._board is None:
                self._board = InsightsBoard()
            return self._board

    def _keep_left(self, *_args: Any) -> None:
        tables = [name for name, card in self.cards.items() if card.as_table.isChecked()]
        self._left.keep(period=self.period.state(), owner=self.owner.value(), tables=tables)

    def _failed(self, error: UserError) -> None:
        self._stale = True
        self.reading.fail(error)
        if discreet.state.on:
            self._show_part()

    def _show(self, found: Insights) -> None:
        self.found = found
        self.reading.arrived()
        self._show_part()
        self._show_owners(found.owners)
        self.note.setText(found.headline.note)
        self.tiles.show_headline(found.headline)
        self.rates.set_text(found.headline.rate_missing)
        self.rates.setVisible(bool(found.headline.rate_missing))
        for name, (draw, part) in charts(found).items():
            card = self.cards[name]
            card.plot(draw, part.sentence)
            card.set_table(columns_of(part.table), part.table.lines, as_text(part.table))
        self._read_lookback()

    def _show_owners(self, owners: tuple[str, ...]) -> None:
        if owners == self._owners:
            return
        chosen, self._owners = self.owner.value(), owners
        options = [(None, _("Everyone’s clients")), *((name, name) for name in owners)]
        # Filling the box is no choice of the user's.
        self.owner.value_changed.disconnect(self._read)
        self.owner.set_options(options, chosen if chosen in owners else None)
        self.owner.value_changed.connect(self._read)

    def _open_line(self, title: str, line: Line) -> None:
        self.open_pick(Pick(f"{title}: {line.cells[0]}", line.links))

    def _copied(self) -> None:
        self.context.toast(_("Copied, with its figures"))

    def _save(self, card: ChartCard) -> None:
        name = f"{name_part(card.title.text())} {self.period.period.last.isoformat()}.png"
        ask_where(
            self,
            _("Save as PNG"),
            Path.home() / name,
            lambda path: self.save_png(card, str(path)),
            self.context.operations.failed.emit,
            names=_("Pictures (*.png)"),
        )

    def save_png(self, card: ChartCard, path: str) -> None:
        """Write a chart's picture, and say whether that went well."""

        def told(error: str) -> None:
            self.context.toast(_("Saved") if not error else _("Not saved: {why}").format(why=error))

        card.chart.save_png(path, told)

    def _report(self) -> None:
        self.context.go(Place("reports", tab="management"))

    def _rates(self) -> None:
        self.context.go(Place("settings", tab="book"))
