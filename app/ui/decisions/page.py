"""The Decisions page: all disputed decisions, what asks for somebody first, beside the card of the chosen one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import UserError
from app.i18n import N_, NC_, _
from app.ui.decisions.detail import DecisionDetail
from app.ui.kit import discreet
from app.ui.kit.filtered_page import FilteredPage
from app.ui.kit.lists.row_delegate import TwoLineList, TwoLines
from app.ui.kit.look import theme
from app.ui.kit.page_context import PageContext, Place
from app.ui.kit.reading import Reading
from app.ui.kit.rows import Rows
from app.ui.kit.veil import Veil
from app.ui.kit.widgets.cards import Card, EmptyState
from app.ui.kit.widgets.pills import Chip, ChipRow
from app.ui.record.cards.decision_actions import PAGE, register
from app.views.decisions.page import DecisionRow, DecisionsPageView, decisions_page

CHIPS: tuple[tuple[str, str, Callable[[DecisionRow], bool]], ...] = (
    ("all", NC_("decisions", "All"), lambda row: True),
    ("advise", N_("Open: advise"), lambda row: row.standing == "advise"),
    ("client_decides", N_("The client decides"), lambda row: row.standing == "client_decides"),
    ("debrief", NC_("decisions", "Debrief due"), lambda row: row.standing == "debrief"),
    ("settled", NC_("decisions", "Settled"), lambda row: row.is_settled),
)
_MARKS = {
    "client_decides": ("user-check", "warn", N_("The client decides")),
    "debrief": ("graduation-cap", "warn", NC_("one decision", "Debrief due")),
    "advise": ("circle-dot", "info", N_("Open: advise")),
    "settled": ("circle-check", "success", NC_("one decision", "Settled")),
}
_LIST_WIDTH, _LIST_AT_LEAST, _LIST_SHARE = 348, 240, 0.33
_SETTLE_MS = 120
_KINDS = {"decisions", "attempts", "clients", "people", "contacts", "settings"}


def two_lines(row: DecisionRow) -> TwoLines:
    """How one decision stands in the list."""
    mark, role, name = _MARKS[row.standing]
    muted = row.standing == "settled"
    return TwoLines(row.title, row.line, mark=mark, mark_role=role, mark_name=_(name), muted=muted)


class DecisionsPage(FilteredPage):
    """Browsing with the arrow keys opens the decision at which one stops; Enter goes to its card."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context,
            _("Decisions"),
            state="decisions",
            filter_name=_("Filter decisions"),
            whose_name=_("Whose clients"),
            new_words=_("Raise a decision"),
            new=lambda: context.actions.run("decision.new"),
        )
        register(context)
        self.view: DecisionsPageView | None = None
        self._wanted: int | None = None
        self.chips = ChipRow([(name, Chip(_(title))) for name, title, _lets in CHIPS])
        self.chips.choose(self._left.one_of("chip", self.chips.chips, "all"))
        self.list = TwoLineList(two_lines, _("Disputed decisions"))
        self.rows = Rows(context, "decision", self.list, self)
        self.detail = DecisionDetail(context)
        self.nothing = EmptyState("scale", "")
        self.reading = Reading(self.read)
        self.stack = self.reading.stack
        self.veil = Veil()
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._lay_out()
        self._connect()
        self.read()
        self._show()

    def _lay_out(self) -> None:
        for each in (self.search, self.people, self.new):
            self.corner.addWidget(each)
        self.frame = Card(padding=4)
        self.frame.body.setContentsMargins(4, 4, 4, 4)
        self.frame.body.addWidget(self.list)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.frame)
        row.addWidget(self.detail, 1)
        self.both = both
        for part in (both, self.nothing, self.veil):
            self.stack.addWidget(part)
        for kept in (self.search, self.people, self.chips):
            discreet.internal(kept)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.chips)
        column.addWidget(self.reading, 1)
        self.body.addWidget(holder, 1)
        self._fit()

    def _connect(self) -> None:
        self._settle.timeout.connect(self._open_current)
        self.list.picked.connect(lambda _row: self._settle.start())
        self.list.opened.connect(lambda _row: self.rows.run("open"))
        self.search.textChanged.connect(lambda _text: self._show())
        self.people.value_changed.connect(self._people_chosen)
        self.chips.chosen.connect(lambda _value: self._show())
        self.nothing.button.clicked.connect(self._fill_empty)
        discreet.state.changed.connect(self._show)
        theme.signals.theme_changed.connect(self._fit)

    def arrive(self, place: Place) -> None:
        """Show the decision of a place; the list takes the keys."""
        if place.tab in {name for name, _title, _lets in CHIPS}:
            self.chips.choose(place.tab)
        if place.record is not None and place.record[0] == "decisions":
            self._wanted = place.record[1]
        if self.view is not None:
            self._show()
        self.list.setFocus()

    def reload(self, kinds: set[str]) -> None:
        """Something of the book is new."""
        if kinds & _KINDS:
            self.read()
            self.detail.reload()

    def read(self) -> None:
        """Ask for all decisions anew."""
        today = self.context.today()
        self.context.operations.read(
            lambda session: decisions_page(session, today), self._take, self._fail, owner=self, key="page"
        )

    def shown(self) -> list[DecisionRow]:
        """The decisions that chip, people and search leave."""
        if self.view is None:
            return []
        lets = next(lets for name, _title, lets in CHIPS if name == (self.chips.value() or "all"))
        return [row for row in self._mine() if lets(row)]

    def _mine(self) -> list[DecisionRow]:
        """Those that people and search leave, whatever the chip."""
        words, whose = self.words(), self.whose()
        rows = self.view.rows if self.view is not None else ()
        return [row for row in rows if (whose is None or row.owner == whose) and row.matches(words)]

    def _take(self, view: DecisionsPageView) -> None:
        self.view = view
        self.reading.arrived()
        self.offer_people(view.people)
        self.detail.learning.show_learnt(view.learnt(self.people.value()))
        self._show()

    def _fail(self, error: UserError) -> None:
        self.reading.fail(error)
        self._show()

    def _people_chosen(self) -> None:
        if self.view is not None:
            self.detail.learning.show_learnt(self.view.learnt(self.people.value()))
        self._show()

    def _show(self, *_now: object) -> None:
        if discreet.state.on:
            self.reading.show_part(self.veil)
            return
        if self.view is None:
            self.reading.wait()
            return
        mine, rows = self._mine(), self.shown()
        for name, _title, lets in CHIPS:
            self.chips.chips[name].set_count(sum(map(lets, mine)))
        if self._wanted is not None and all(row.id != self._wanted for row in rows):
            self.clear_filters()
            rows = self.shown()
        self._left.keep(chip=self.chips.value() or "all", whose=self.people.value())
        self.list.set_rows(rows, keep=lambda row: row.id)
        self._choose(rows)
        if not rows:
            self._show_nothing(self.view)
        else:
            self.reading.show_part(self.both)

    def _choose(self, rows: list[DecisionRow]) -> None:
        """The decision one came for, the one shown before, else the first."""
        wanted, self._wanted = self._wanted or self.detail.decision_id, None
        self.list.blockSignals(True)
        found = wanted is not None and self.list.select(lambda row: row.id == wanted)
        if not found and rows:
            self.list.select(lambda _row: True)
        self.list.blockSignals(False)
        row = self.list.current_row()
        if row is not None and row.id != self.detail.decision_id:
            self.detail.open(row.client_id, row.id)

    def _open_current(self) -> None:
        row = self.list.current_row()
        if row is not None and row.id != self.detail.decision_id:
            self.detail.open(row.client_id, row.id)
            self.context.mark(Place(PAGE, record=("decisions", row.id)))

    def open_row(self, _row: DecisionRow) -> None:
        """Go to the card of the decision."""
        self._open_current()
        if self.detail.card is not None:
            self.detail.card.setFocus(Qt.FocusReason.TabFocusReason)

    def take(self, step: str, _row: DecisionRow) -> None:
        """Take a step on the card of the decision, once it is there."""
        self._open_current()
        self.detail.take(step)

    def _show_nothing(self, view: DecisionsPageView) -> None:
        if view.rows:
            self.say_no_match(self.nothing, _("Try other words, another chip or all people."))
        else:
            text = _(
                "When a client wants something that you advise against, raise it here: their wish beside our advice, and how often it was argued."
            )
            action = "" if self.context.read_only else _("Raise a decision")
            self.nothing.set_texts("scale", _("No disputed decision"), text, action)
        self.reading.show_part(self.nothing)

    def _fill_empty(self) -> None:
        """The one button of an empty page."""
        if self.view is not None and self.view.rows:
            self.clear_filters()
            self._show()
        else:
            self.context.actions.run("decision.new")

    def clear_filters(self) -> None:
        """Everything of everybody again, whatever its standing."""
        super().clear_filters()
        self.chips.choose("all")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The card needs the room more than the list."""
        share = max(_LIST_AT_LEAST, int(self.width() * _LIST_SHARE))
        self.frame.setFixedWidth(min(theme.px(_LIST_WIDTH), share))
