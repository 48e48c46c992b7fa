"""The Promises page: ours and theirs by due day; how well the word is kept, and the attention, beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import UserError
from app.i18n import N_, _, ngettext
from app.ui.kit import discreet
from app.ui.kit.filtered_page import FilteredPage
from app.ui.kit.page import scrolled
from app.ui.kit.page_context import PageContext, Place
from app.ui.kit.reading import Reading
from app.ui.kit.veil import Veil
from app.ui.kit.widgets.beside import Beside
from app.ui.kit.widgets.pills import Chip, ChipRow
from app.ui.promises.rail import WIDTH, PromisesRail
from app.ui.record.cards.promise_board import PromiseBoard
from app.views.clients.attention import AttentionBoard, AttentionLine
from app.views.promises import PromiseRow, PromisesView, promises_view

# Sides are chosen among each other, the others narrow further.
CHIPS: tuple[tuple[str, str, Callable[[PromiseRow], bool]], ...] = (
    ("ours", N_("Ours"), lambda row: row.is_ours),
    ("theirs", N_("Theirs"), lambda row: not row.is_ours),
    ("overdue", N_("Overdue"), lambda row: row.state == "overdue"),
    ("expectations", N_("Expectations"), lambda row: row.is_expectation),
)
_SIDES = ("ours", "theirs")
_LIST_AT_LEAST = 480
_ROWS = {"promises", "clients", "people", "settings"}
_ATTENTION = {"notes", "clients", "people", "settings"}


class PromisesPage(FilteredPage):
    """Reads the promises first, the attention behind them."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context,
            _("Promises"),
            state="promises",
            filter_name=_("Filter promises"),
            whose_name=_("Whose promises"),
            new_words=_("New promise"),
            new=lambda: context.actions.run("client.promise"),
        )
        self.view: PromisesView | None = None
        self._wanted: int | None = None
        self._attention = AttentionBoard()
        self.chips = ChipRow([(name, Chip(_(title))) for name, title, _lets in CHIPS], several=True)
        self.chips.choose(set(self._left.get("chips", [])))
        self.board, self.rail = PromiseBoard(context), PromisesRail()
        self.both = Beside(
            self.board,
            scrolled(self.rail, _("Figures")),
            width=WIDTH,
            at_least=_LIST_AT_LEAST,
            icon_name="chart-column",
            name=_("Figures"),
        )
        self.reading = Reading(self.read)
        self.stack = self.reading.stack
        self.veil = Veil()
        self._lay_out()
        self._connect()
        self.read()
        self._read_attention()
        self._show()

    def _lay_out(self) -> None:
        for each in (self.both.toggle, self.search, self.people, self.new):
            self.corner.addWidget(each)
        for kept in (self.both.toggle, self.search, self.people, self.chips, self.note):
            discreet.internal(kept)
        for part in (self.both, self.veil):
            self.stack.addWidget(part)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.chips)
        column.addWidget(self.reading, 1)
        self.body.addWidget(holder, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._show())
        self.people.value_changed.connect(self._show)
        self.chips.chosen.connect(self._chip_chosen)
        self.rail.client_wanted.connect(lambda client_id: self.context.go(Place("clients", client_id)))
        self.board.empty.button.clicked.connect(self._fill_empty)
        discreet.state.changed.connect(self._show)

    def arrive(self, place: Place) -> None:
        """Go to the promise of a place; the list takes the keys."""
        if place.record is not None and place.record[0] == "promises":
            self._wanted = place.record[1]
            self._go_to_wanted()
        self.board.list.setFocus()

    def reload(self, kinds: set[str]) -> None:
        """Something of the book is new."""
        if kinds & _ROWS:
            self.read()
        if kinds & _ATTENTION:
            self._read_attention()

    def read(self) -> None:
        """Ask for the promises anew."""
        today = self.context.today()
        self.context.operations.read(
            lambda session: promises_view(session, today), self._take, self._fail, owner=self, key="promises"
        )

    def shown(self) -> list[PromiseRow]:
        """The promises that chips, people and search leave, closed ones included."""
        if self.view is None:
            return []
        words, whose, chosen = self.words(), self.whose(), self.chips.value()
        lets = {name: let for name, _title, let in CHIPS if name in chosen}
        sides = [let for name, let in lets.items() if name in _SIDES]
        others = [let for name, let in lets.items() if name not in _SIDES]
        return [
            row
            for row in self.view.rows
            if (not sides or any(let(row) for let in sides))
            and all(let(row) for let in others)
            and (whose is None or whose in (row.made_by, row.owner))
            and row.matches(words)
        ]

    def _read_attention(self) -> None:
        today = self.context.today()
        self.context.operations.read(
            lambda session: self._attention.read(session, today),
            self._take_attention,
            self.reading.fail,
            owner=self,
            key="attention",
        )

    def _take(self, view: PromisesView) -> None:
        self.view = view
        self.reading.arrived()
        self.offer_people(view.people)
        open_rows = [row for row in view.rows if row.is_open]
        for name, _title, lets in CHIPS:
            self.chips.chips[name].set_count(sum(map(lets, open_rows)))
        overdue = sum(row.state == "overdue" for row in open_rows)
        told = ngettext("{n} open", "{n} open", len(open_rows)).format(n=len(open_rows))
        late = ngettext("{n} of them overdue", "{n} of them overdue", overdue).format(n=overdue)
        self.note.setText(f"{told}, {late}" if overdue else told)
        self.rail.show_view(view)
        self._show()
        self._go_to_wanted()

    def _take_attention(self, lines: tuple[AttentionLine, ...]) -> None:
        self.rail.show_attention(lines)

    def _fail(self, error: UserError) -> None:
        self.reading.fail(error)
        self._show()

    def _chip_chosen(self, chosen: set[str]) -> None:
        """Both sides are the same as none; the newest wins."""
        if set(_SIDES) <= chosen:
            self.chips.choose(chosen - set(_SIDES))
        self._show()

    def _show(self, *_now: object) -> None:
        self._left.keep(chips=self.chips.value(), whose=self.people.value())
        if discreet.state.on:
            self.reading.show_part(self.veil)
            return
        if self.view is None:
            self.reading.wait()
            return
        self._show_nothing(self.view)
        self.board.show_rows(self.shown())
        self.reading.show_part(self.both)

    def _show_nothing(self, view: PromisesView) -> None:
        """What stands in place of rows: nothing yet, nothing left, or nothing that matches."""
        empty = self.board.empty
        if not view.rows:
            text = _(
                "What one side owes the other: said while courting or since, with or without a day, or only expected."
            )
            empty.set_texts(
                "handshake", _("No promise yet"), text, "" if self.context.read_only else _("Note a promise…")
            )
        elif self.is_narrowed() or self.chips.value():
            self.say_no_match(empty, _("Try other words, another chip or all people."))
        else:
            text = _("Nobody owes anybody anything just now.")
            empty.set_texts("circle-check", _("Every promise is closed"), text)

    def _fill_empty(self) -> None:
        """The one button of an empty list."""
        if self.view is not None and self.view.rows:
            self.chips.choose(set())
            self.clear_filters()
            self._show()
        else:
            self.context.actions.run("client.promise")

    def _go_to_wanted(self) -> None:
        if self._wanted is None or self.view is None:
            return
        wanted, self._wanted = self._wanted, None
        if not self.board.show_record(wanted):
            self._fill_empty()
            self.board.show_record(wanted)
