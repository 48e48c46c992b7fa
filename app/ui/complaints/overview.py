"""The Complaints page without a sheet open: board, table, hunt and stories under one head."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.errors import UserError
from app.i18n import N_, _, format_percent, ngettext
from app.ui.complaints.board import Board
from app.ui.complaints.hunt import HuntStrip, HuntTab
from app.ui.complaints.stories import StoriesTab
from app.ui.complaints.table import ComplaintsTable
from app.ui.forms.complaint_steps import open_step
from app.ui.forms.new_complaint import new_complaint
from app.ui.kit import discreet
from app.ui.kit.filtered_page import FilteredPage
from app.ui.kit.page_context import PageContext
from app.ui.kit.reading import Reading
from app.ui.kit.veil import Veil
from app.ui.kit.widgets.buttons import IconButton
from app.ui.kit.widgets.cards import EmptyState
from app.ui.kit.widgets.tabs import TabStrip
from app.views.complaints.hunt import HuntLine
from app.views.complaints.page import ComplaintRow, ComplaintsView
from app.views.complaints.stories import StoryLine

TABS = (("board", N_("Board")), ("table", N_("Table")), ("hunt", N_("Hunt")), ("stories", N_("Stories")))
_NOBODY = "\0"
# What is read by itself; board and table show the same sheets.
PARTS = ("board", "hunt", "stories")


def _part(tab: str) -> str:
    return "board" if tab == "table" else tab


def _said(whose: str) -> str:
    return _("Nobody yet") if whose == _NOBODY else whose


class Overview(FilteredPage):
    """`opened(id)` for a sheet, `tab_changed(id)` when the user chose another tab."""

    opened = Signal(int)
    tab_changed = Signal(str)
    again = Signal(str)

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context,
            _("Complaints"),
            state="complaints",
            filter_name=_("Filter complaints"),
            whose_name=_("Whose complaints"),
            new_words=_("New complaint"),
            new=lambda: new_complaint(context),
            named=_said,
        )
        self.view: ComplaintsView | None = None
        self._come: set[str] = set()
        self.to_search = IconButton(
            "list-filter", _("Filter complaints (/)"), self.focus_search, side=32, framed=True
        )
        first = self._left.one_of("tab", [tab for tab, _title in TABS], "board")
        self.strip = TabStrip([(tab, _(title)) for tab, title in TABS], first)
        self.board, self.table = Board(context), ComplaintsTable(context)
        self.hunt, self.stories, self.hunt_strip = HuntTab(context), StoriesTab(context), HuntStrip()
        self.nothing = EmptyState("book-open", "")
        # Each reading comes by itself, so that the board does not wait for the longer ones.
        self.readings = {part: Reading(partial(self.again.emit, part)) for part in PARTS}
        self.veiled = Veil()
        self._lay_out()
        self._connect()
        self._follow_discreet(discreet.state.on)

    def _lay_out(self) -> None:
        for each in (self.search, self.to_search, self.people, self.new):
            self.corner.addWidget(each)
        self.search.hide()
        board = QWidget()
        column = QVBoxLayout(board)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.board, 1)
        column.addWidget(self.hunt_strip)
        self._inside = {"board": board, "table": self.table, "hunt": self.hunt, "stories": self.stories}
        for tab, widget in self._inside.items():
            self.readings[_part(tab)].stack.addWidget(widget)
        self.readings["board"].stack.addWidget(self.nothing)
        self.stack = QStackedWidget()
        for reading in (*self.readings.values(), self.veiled):
            self.stack.addWidget(reading)
        self.body.addWidget(self.strip)
        self.body.addWidget(self.stack, 1)
        discreet.internal(self.note)

    def _connect(self) -> None:
        self.strip.chosen.connect(self._user_chose)
        self.search.textChanged.connect(lambda _text: self._filter())
        self.search.left.connect(self._fold_search)
        self.people.value_changed.connect(self._filter)
        self.stories.opened.connect(self.opened)
        self.board.step_wanted.connect(lambda each, column: open_step(self.context, each, column))
        self.board.new_wanted.connect(lambda: new_complaint(self.context))
        self.board.table_wanted.connect(self._to_table)
        self.hunt_strip.ask.connect(self._ask)
        self.hunt_strip.all_wanted.connect(lambda: self._user_chose("hunt"))
        self.nothing.button.clicked.connect(self._start)
        discreet.state.changed.connect(self._follow_discreet)

    def show_tab(self, tab: str) -> None:
        """Bring a tab to the front."""
        self.strip.choose(tab)
        self._show_stack()

    def tab(self) -> str:
        """The tab in front."""
        return str(self.strip.value() or "board")

    def show_view(self, view: ComplaintsView) -> None:
        """Show the book of complaints."""
        self.view = view
        self.readings["board"].arrived()
        parts = [ngettext("{n} in 12 months", "{n} in 12 months", view.received).format(n=view.received)]
        if view.told_share is not None:
            parts.append(_("{share} told what changed").format(share=format_percent(view.told_share)))
        if view.in_time_share is not None:
            parts.append(_("first answer in time {share}").format(share=format_percent(view.in_time_share)))
        self.note.setText(" · ".join(parts))
        self.offer_people(view.people, (_NOBODY, _("Nobody yet")))
        self._come.add("board")
        self._filter()

    def show_error(self, part: str, error: UserError) -> None:
        """Board, hunt or stories could not be read; what was shown before stays."""
        self.readings[part].fail(error)
        self._show_stack()

    def show_hunt(self, lines: tuple[HuntLine, ...]) -> None:
        """Show whom to ask."""
        self.strip.set_count("hunt", len(lines) or None)
        self.hunt.show_lines(lines)
        self.hunt_strip.show_lines(lines)
        self._has_come("hunt")

    def show_stories(self, lines: tuple[StoryLine, ...]) -> None:
        """Show the stories."""
        self.strip.set_count("stories", sum(line.state != "none" for line in lines) or None)
        self.stories.show_lines(lines)
        self._has_come("stories")

    def order(self) -> list[int]:
        """The sheets as they are listed now, for leafing through them."""
        if self.tab() == "table":
            return self.table.ids()
        return [row.id for row in self.shown()]

    def shown(self) -> list[ComplaintRow]:
        """The sheets that search and people leave."""
        if self.view is None:
            return []
        words, whose = self.words(), self.whose()
        found = [row for row in self.view.rows if row.matches(words)] if words else list(self.view.rows)
        if whose == _NOBODY:
            return [row for row in found if not row.assigned_to]
        return [row for row in found if row.looked_after_by == whose] if whose else found

    def focus_search(self) -> None:
        """The filter line, which / opens."""
        self.search.show()
        self.to_search.hide()
        super().focus_search()

    def _fold_search(self) -> None:
        if not self.search.value():
            self.search.hide()
            self.to_search.show()

    def _filter(self) -> None:
        rows = self.shown()
        self.strip.set_count("table", len(rows) if self.view is not None else None)
        self.board.show_rows(rows, self.context.today())
        self.table.show_rows(rows)
        self._show_stack()

    def _has_come(self, part: str) -> None:
        self.readings[part].arrived()
        self._come.add(part)
        self._show_stack()

    def _show_stack(self) -> None:
        tab = self.tab()
        reading = self.readings[_part(tab)]
        self._left.keep(tab=tab, whose=self.people.value())
        if _part(tab) not in self._come:
            reading.wait()
        elif tab in ("board", "table") and self.view is not None and not self.shown():
            self._show_nothing(self.view)
        else:
            reading.show_part(self._inside[tab])
        self.stack.setCurrentWidget(self.veiled if discreet.state.on else reading)

    def _show_nothing(self, view: ComplaintsView) -> None:
        if view.rows:
            self.say_no_match(self.nothing, _("Try other words, or look at all people."))
        else:
            text = _(
                "A complaint is a gift: somebody believes that their words change something. Write the first one down, or ask who says nothing."
            )
            action = "" if self.context.read_only else _("Write a complaint down")
            self.nothing.set_texts("book-open", _("No complaint yet"), text, action)
        self.readings["board"].show_part(self.nothing)

    def _start(self) -> None:
        if self.view is not None and self.view.rows:
            self.clear_filters()
            self._filter()
        else:
            new_complaint(self.context)

    def _user_chose(self, tab: str) -> None:
        self.show_tab(tab)
        self.tab_changed.emit(tab)

    def _to_table(self, column: str) -> None:
        self._user_chose("table")
        self.table.choose_chip(column)

    def _ask(self, client_id: int) -> None:
        self._user_chose("hunt")
        self.hunt.choose(client_id)

    def _follow_discreet(self, on: bool) -> None:
        for each in (self.search, self.to_search, self.people, self.strip):
            each.setVisible(not on and (each is not self.search or bool(self.search.value())))
        self._show_stack()
