"""Every complaint as a table: columns to choose, chips to filter with, sorted as one likes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.domain.day_words import ago
from app.domain.words import capital, word
from app.i18n import N_, NC_, _, format_day, pgettext
from app.ui.forms import complaint_words as words
from app.ui.kit.lists.rows_model import Column
from app.ui.kit.lists.table import TableView
from app.ui.kit.page_context import PageContext
from app.ui.kit.rows import Rows
from app.ui.kit.view_state import ViewState
from app.ui.kit.widgets.buttons import IconButton
from app.ui.kit.widgets.cards import EmptyState
from app.ui.kit.widgets.flow import FlowRow
from app.ui.kit.widgets.pills import Chip, ChipRow
from app.views.complaints.page import COLUMNS, ComplaintRow

_KEY = "complaints"
_AT_FIRST_HIDDEN = ("repeats", "channel", "raised_by", "solicited", "told_on")
CHIPS = (
    ("all", NC_("complaints", "All"), lambda row: True),
    ("open", N_("Not told yet"), lambda row: row.column != "told"),
    ("late", N_("Late"), lambda row: row.clock is not None and row.clock.late),
    *(
        (
            name,
            next(title for each, title, _icon in words.STEPS if each == name),
            lambda row, n=name: row.column == n,
        )
        for name in COLUMNS
    ),
    ("repeats", N_("Repeats"), lambda row: bool(row.repeats)),
    ("asked", N_("We asked"), lambda row: row.solicited),
    ("unthanked", N_("Not thanked"), lambda row: row.column == "told" and row.thanked_on is None),
)


def _state(row: ComplaintRow) -> tuple[str, str]:
    """What the clock or the end says, and its role."""
    if row.clock is None:
        return words.end_words(row)
    return "", row.clock.role


def columns(context: PageContext) -> list[Column]:
    """All columns there are."""

    def clock(row: ComplaintRow) -> str:
        return words.clock_words(row.clock, context.today()) if row.clock else words.end_words(row)[0]

    def icon(row: ComplaintRow) -> str:
        return next(name for each, _title, name in words.STEPS if each == row.column)

    return [
        Column("ref", _("Ref"), lambda r: r.ref, width=66),
        Column(
            "received_on",
            _("Received"),
            lambda r: r.received_on,
            display=lambda r: ago(r.received_on, context.today()),
            tooltip=lambda r: format_day(r.received_on, "full"),
            width=110,
        ),
        Column("client", _("Client"), lambda r: r.client, bold=True, width=160),
        Column("words", _("The client’s words"), lambda r: r.words, tooltip=lambda r: r.words, width=190),
        Column("category", pgettext("a complaint", "About"), lambda r: r.category, width=100),
        Column(
            "severity",
            _("Severity"),
            lambda r: r.severity,
            display=lambda r: capital(_(words.SEVERITIES[r.severity])) if r.severity else "",
            width=84,
        ),
        Column(
            "column",
            _("Step"),
            lambda r: COLUMNS.index(r.column),
            display=lambda r: words.step_title(r.column),
            icon=icon,
            width=112,
        ),
        Column(
            "clock",
            _("Clock"),
            clock,
            sort_key=lambda r: r.clock.due if r.clock else None,
            role=lambda r: _state(r)[1] if _state(r)[1] != "neutral" else "text2",
            width=190,
        ),
        Column("assigned_to", _("Who"), lambda r: r.looked_after_by, width=110),
        Column(
            "repeats",
            _("Repeats"),
            lambda r: ", ".join(r.repeats),
            role=lambda r: "danger" if r.repeats else "text2",
            width=100,
        ),
        Column("channel", _("How"), lambda r: word(r.channel), width=90),
        Column("raised_by", _("Said by"), lambda r: r.raised_by, width=140),
        Column(
            "solicited",
            _("We asked"),
            lambda r: r.solicited,
            display=lambda r: word("yes") if r.solicited else "",
            width=90,
        ),
        Column(
            "told_on", _("Told on"), lambda r: r.told_on, display=lambda r: format_day(r.told_on), width=110
        ),
    ]


class ComplaintsTable(QWidget):
    """All sheets by columns; `filtered` when another chip was chosen."""

    filtered = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._rows: Sequence[ComplaintRow] = ()
        kept = context.preferences.table(_KEY)
        hidden = kept.get("hidden")
        self._hidden = set(_AT_FIRST_HIDDEN if hidden is None else hidden)
        self.chips = ChipRow([(name, Chip(_(title))) for name, title, _keep in CHIPS])
        self._left = ViewState(context, "complaints/table")
        self.chips.choose(self._left.one_of("chip", self.chips.chips, "all"))
        self.table = TableView(columns(context), _("Complaints"), settings_key=_KEY)
        self.choose = IconButton("columns-3", _("Choose columns"), self._choose_columns, side=28, framed=True)
        self.empty = EmptyState("list-filter", _("Nothing matches"), _("Try other words or another chip."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(FlowRow(self.choose, *self.chips.chips.values()))
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        self.empty.hide()
        self._apply_hidden()
        self.chips.chosen.connect(lambda _value: self._filter())
        self.rows = Rows(context, "complaint", self.table, self)
        self.table.opened.connect(lambda _row: self.rows.run("open"))

    def show_rows(self, rows: Sequence[ComplaintRow]) -> None:
        """Show these, those of the chosen chip."""
        self._rows = rows
        for name, _title, keep in CHIPS:
            self.chips.chips[name].set_count(sum(map(keep, rows)))
        self._filter()

    def choose_chip(self, name: str) -> None:
        """Show the sheets of one chip."""
        self.chips.choose(name)
        self._filter()

    def ids(self) -> list[int]:
        """The sheets shown, in their order."""
        return [row.id for row in self.table.rows_model.rows()]

    def _filter(self) -> None:
        keep: Any = next(keep for name, _title, keep in CHIPS if name == (self.chips.value() or "all"))
        self._left.keep(chip=self.chips.value() or "all")
        shown = [row for row in self._rows if keep(row)]
        self.table.set_rows(shown)
        self.table.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        self.filtered.emit()

    def _choose_columns(self) -> None:
        menu = QMenu(self)
        for column in self.table.rows_model.columns[1:]:
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(column.key not in self._hidden)
            action.toggled.connect(lambda on, key=column.key: self._show_column(key, on))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.choose.mapToGlobal(QPoint(0, self.choose.height())))

    def _show_column(self, key: str, on: bool) -> None:
        self._hidden = self._hidden - {key} if on else self._hidden | {key}
        self._context.preferences.keep_table(_KEY, {"hidden": sorted(self._hidden)})
        self._apply_hidden()

    def _apply_hidden(self) -> None:
        for at, column in enumerate(self.table.rows_model.columns):
            self.table.setColumnHidden(at, column.key in self._hidden)
