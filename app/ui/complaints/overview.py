"""The Complaints page without a sheet open: board, table, hunt and stories under one head."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.errors import UserError
from app.i18n import N_, _, format_percent, ngettext
from app.services.views.complaints import ComplaintRow, ComplaintsView
from app.services.views.hunt import HuntLine
from app.services.views.stories import StoryLine
from app.ui.clients.capture import delete_record
from app.ui.complaints.board import Board
from app.ui.complaints.hunt import HuntStrip, HuntTab
from app.ui.complaints.new import new_complaint
from app.ui.complaints.printing import print_sheet, save_pdf
from app.ui.complaints.steps import open_step, step_after
from app.ui.complaints.stories import StoriesTab
from app.ui.complaints.table import ComplaintsTable
from app.ui.core import discreet
from app.ui.core.buttons import Button, IconButton
from app.ui.core.cards import EmptyState
from app.ui.core.forms import ChoiceField, SearchField
from app.ui.core.icons import icon
from app.ui.core.matching import typed_words
from app.ui.core.scaled import fix_width
from app.ui.core.tabs import TabStrip
from app.ui.desk import Desk, Place
from app.ui.page import Page

TABS = (("board", N_("Board")), ("table", N_("Table")), ("hunt", N_("Hunt")), ("stories", N_("Stories")))
_NOBODY = "\0"


class Overview(Page):
    """`opened(id)` for a sheet, `tab_changed(id)` when the user chose another tab."""

    opened = Signal(int)
    tab_changed = Signal(str)
    again = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Complaints"))
        self.view: ComplaintsView | None = None
        self.search = SearchField(_("Search complaints"), icon_name="search")
        fix_width(self.search, 220)
        self.find = IconButton(
            "search", _("Search complaints (Ctrl+F)"), self.focus_search, side=32, framed=True
        )
        self.people = ChoiceField([(None, _("All people"))], None, icon_name="user")
        self.people.setAccessibleName(_("Whose complaints"))
        self.new = Button(_("New complaint"), lambda: new_complaint(desk), kind="primary", icon_name="plus")
        self.new.setEnabled(not desk.read_only)
        self.strip = TabStrip([(tab, _(title)) for tab, title in TABS])
        self.board, self.table = Board(read_only=desk.read_only), ComplaintsTable(desk)
        self.hunt, self.stories, self.hunt_strip = HuntTab(desk), StoriesTab(desk), HuntStrip()
        self.nothing = EmptyState("book-open", "")
        self.veiled = EmptyState(
            "eye-off",
            _("Discreet mode is on"),
            _("The complaints of other clients are not shown while somebody sits at the table."),
        )
        self._lay_out()
        self._connect()
        self._follow_discreet(discreet.state.on)

    def _lay_out(self) -> None:
        for each in (self.search, self.find, self.people, self.new):
            self.corner.addWidget(each)
        self.search.hide()
        board = QWidget()
        column = QVBoxLayout(board)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.board, 1)
        column.addWidget(self.hunt_strip)
        self.stack = QStackedWidget()
        for each in (board, self.table, self.hunt, self.stories, self.nothing, self.veiled):
            self.stack.addWidget(each)
        self.body.addWidget(self.strip)
        self.body.addWidget(self.stack, 1)
        discreet.internal(self.note)

    def _connect(self) -> None:
        self.strip.chosen.connect(self._user_chose)
        self.search.textChanged.connect(lambda _text: self._filter())
        self.search.left.connect(self._fold_search)
        self.people.value_changed.connect(self._filter)
        for each in (self.board, self.table, self.stories):
            each.opened.connect(self.opened)
        self.board.step_wanted.connect(lambda each, column: open_step(self.desk, each, column))
        self.board.new_wanted.connect(lambda: new_complaint(self.desk))
        self.board.table_wanted.connect(self._to_table)
        for each in (self.board, self.table):
            each.menu_wanted.connect(self._menu)
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
        parts = [ngettext("{n} in 12 months", "{n} in 12 months", view.received).format(n=view.received)]
        if view.told_share is not None:
            parts.append(_("{share} told what changed").format(share=format_percent(view.told_share)))
        if view.in_time_share is not None:
            parts.append(_("first answer in time {share}").format(share=format_percent(view.in_time_share)))
        self.note.setText(" · ".join(parts))
        chosen = self.people.value()
        options = [
            (None, _("All people")),
            *((name, name) for name in view.people),
            (_NOBODY, _("Nobody yet")),
        ]
        self.people.blockSignals(True)
        self.people.set_options(options, chosen if chosen in dict(options) else None)
        self.people.blockSignals(False)
        self._filter()

    def show_error(self, error: UserError) -> None:
        """The book of complaints could not be read; what was shown before stays."""
        if self.view is None:
            self.nothing.set_texts(
                "circle-alert", _("The complaints could not be read"), str(error), _("Try again")
            )
            self.stack.setCurrentWidget(self.nothing)
        else:
            self.desk.toast(str(error))

    def show_hunt(self, lines: tuple[HuntLine, ...]) -> None:
        """Show whom to ask."""
        self.strip.set_count("hunt", len(lines) or None)
        self.hunt.show_lines(lines)
        self.hunt_strip.show_lines(lines)

    def show_stories(self, lines: tuple[StoryLine, ...]) -> None:
        """Show the stories."""
        self.strip.set_count("stories", sum(line.state != "none" for line in lines) or None)
        self.stories.show_lines(lines)

    def order(self) -> list[int]:
        """The sheets as they are listed now, for leafing through them."""
        if self.tab() == "table":
            return self.table.ids()
        return [row.id for row in self.shown()]

    def shown(self) -> list[ComplaintRow]:
        """The sheets that search and people leave."""
        if self.view is None:
            return []
        words, whose = typed_words(self.search.value()), self.people.value()
        found = [row for row in self.view.rows if row.matches(words)] if words else list(self.view.rows)
        if whose == _NOBODY:
            return [row for row in found if not row.assigned_to]
        return [row for row in found if row.looked_after_by == whose] if whose else found

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.search.show()
        self.find.hide()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fold_search(self) -> None:
        if not self.search.value():
            self.search.hide()
            self.find.show()

    def _filter(self) -> None:
        rows = self.shown()
        self.strip.set_count("table", len(rows) if self.view is not None else None)
        self.board.show_rows(rows, self.desk.today())
        self.table.show_rows(rows)
        self._show_stack()

    def _show_stack(self) -> None:
        if discreet.state.on:
            self.stack.setCurrentWidget(self.veiled)
            return
        tab = self.tab()
        if self.view is not None and tab in ("board", "table") and not self.shown():
            self._show_nothing(self.view)
            return
        self.stack.setCurrentIndex([each for each, _title in TABS].index(tab))

    def _show_nothing(self, view: ComplaintsView) -> None:
        if view.rows:
            texts = (_("Nothing matches"), _("Try other words, or look at all people."), _("Show all"))
            self.nothing.set_texts("list-filter", *texts)
        else:
            text = _(
                "A complaint is a gift: somebody believes that their words change something. Write the first one down, or ask who says nothing."
            )
            action = "" if self.desk.read_only else _("Write a complaint down")
            self.nothing.set_texts("book-open", _("No complaint yet"), text, action)
        self.stack.setCurrentWidget(self.nothing)

    def _start(self) -> None:
        if self.view is None:
            self.again.emit()
        elif self.view.rows:
            self.search.clear()
            self.people.set_value(None)
        else:
            new_complaint(self.desk)

    def _user_chose(self, tab: str) -> None:
        self.show_tab(tab)
        self.tab_changed.emit(tab)

    def _to_table(self, column: str) -> None:
        self._user_chose("table")
        self.table.choose_chip(column)

    def _ask(self, client_id: int) -> None:
        self._user_chose("hunt")
        self.hunt.choose(client_id)

    def _menu(self, complaint_id: int, place: QPoint) -> None:
        """What the card's gestures and the sheet's buttons do as well."""
        row = next((row for row in self.shown() if row.id == complaint_id), None)
        if row is None:
            return
        desk, menu = self.desk, QMenu(self)
        menu.addAction(icon("book-open"), _("Open the sheet"), lambda: self.opened.emit(row.id))
        step = step_after("thanked" if row.thanked_on is not None else row.column)
        if step is not None and not desk.read_only:
            words = f"{_(step.words)}…\tCtrl+→"
            menu.addAction(icon(step.icon), words, lambda: open_step(desk, row.id, step.reaches))
        client = _("Open {client}").format(client=row.client.replace("&", "&&"))
        menu.addAction(icon("building-2"), client, lambda: desk.go(Place("clients", row.client_id)))
        menu.addAction(icon("printer"), _("Print…"), lambda: print_sheet(desk, row.id, self))
        menu.addAction(icon("file-text"), _("Save as PDF…"), lambda: save_pdf(desk, row.id, self))
        if not desk.read_only:
            menu.addSeparator()
            menu.addAction(icon("trash-2"), _("Delete"), lambda: delete_record(desk, "complaints", row.id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _follow_discreet(self, on: bool) -> None:
        for each in (self.search, self.find, self.people, self.strip):
            each.setVisible(not on and (each is not self.search or bool(self.search.value())))
        self._show_stack()
