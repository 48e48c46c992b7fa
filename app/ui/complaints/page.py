"""The Complaints page: the overview, and over it the sheet that is open."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from app.i18n import _
from app.ui.complaints.overview import TABS, Overview
from app.ui.kit.page import Visited
from app.ui.kit.page_context import PageContext, Place
from app.views.complaints.hunt import hunt
from app.views.complaints.page import ComplaintsView, complaints_view
from app.views.complaints.stories import StoryLine, story_lines

if TYPE_CHECKING:
    from app.ui.complaints.sheet import SheetPage

# Changes of these make board and stories, or the hunt, new.
_BOARD = {"complaints", "clients", "people", "settings"}
_HUNT = {"complaints", "clients", "people", "settings", "notes", "surveys", "voice_checks", "contacts"}
_STORIES = {"complaints", "clients", "contacts"}


class ComplaintsPage(Visited):
    """Reads board, hunt and stories apart, so that the board is there before the longer readings."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self.overview = Overview(context)
        self._story: int | None = None
        self.stack = QStackedWidget()
        self.stack.addWidget(self.overview)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.overview.opened.connect(self._open)
        self.overview.again.connect(self._read_again)
        self.overview.tab_changed.connect(lambda tab: context.mark(Place("complaints", tab=tab)))
        self._read_board()
        self._read_hunt()
        self._read_stories()

    @cached_property
    def sheet(self) -> SheetPage:
        """The open sheet; made, with all it imports, at its first use."""
        from app.ui.complaints.sheet import SheetPage

        made = SheetPage(self.context)
        self.stack.addWidget(made)
        made.opened.connect(self._open)
        made.closed.connect(self._close)
        made.story_wanted.connect(self._to_story)
        return made

    @property
    def _sheet_is_open(self) -> bool:
        return self.stack.currentWidget() is not self.overview

    def arrive(self, place: Place) -> None:
        """Show the tab of a place, or the sheet of its record; a client's id goes to the hunt's question."""
        if place.record is not None and place.tab == "stories":
            self._story = place.record[1]
            self._show_overview("stories")
            self._choose_story()
        elif place.record is not None and place.record[0] == "complaints":
            self._show_sheet(place.record[1])
        else:
            known = place.tab in {tab for tab, _title in TABS}
            self._show_overview(place.tab if known and place.tab else self.overview.tab())
            if place.tab == "hunt" and place.client_id is not None:
                self.overview.hunt.choose(place.client_id)

    def reload(self, kinds: set[str]) -> None:
        """Something of the book is new."""
        if kinds & _BOARD:
            self._read_board()
        if kinds & _STORIES:
            self._read_stories()
        if kinds & _HUNT:
            self._read_hunt()
        if self._sheet_is_open and kinds & _HUNT:
            self.sheet.reload()

    def focus_search(self) -> None:
        """Back to the list, and into its filter line."""
        if self._sheet_is_open:
            self._close()
        self.overview.focus_search()

    def print_page(self) -> None:
        """Ctrl+P prints the sheet that is open."""
        if self._sheet_is_open:
            self.sheet.print_page()
        else:
            self.context.toast(_("Open a sheet to print it."))

    def _open(self, complaint_id: int) -> None:
        self._show_sheet(complaint_id)
        self.context.mark(Place("complaints", record=("complaints", complaint_id)))

    def _show_sheet(self, complaint_id: int) -> None:
        self.sheet.set_order(self.overview.order())
        self.sheet.open(complaint_id)
        self.stack.setCurrentWidget(self.sheet)

    def _close(self) -> None:
        self._show_overview(self.overview.tab())
        self.context.mark(Place("complaints", tab=self.overview.tab()))

    def _show_overview(self, tab: str) -> None:
        self.overview.show_tab(tab)
        self.stack.setCurrentWidget(self.overview)

    def _to_story(self, complaint_id: int) -> None:
        self._story = complaint_id
        self._show_overview("stories")
        self._choose_story()
        self.context.mark(Place("complaints", tab="stories", record=("complaints", complaint_id)))

    def _choose_story(self) -> None:
        if self._story is not None and self.overview.stories.choose(self._story):
            self._story = None

    def _read_again(self, part: str) -> None:
        {"board": self._read_board, "hunt": self._read_hunt, "stories": self._read_stories}[part]()

    def _read_board(self) -> None:
        today = self.context.today()
        self.context.operations.read(
            lambda session: complaints_view(session, today),
            self._show_board,
            lambda error: self.overview.show_error("board", error),
            self,
            key="board",
        )

    def _read_hunt(self) -> None:
        today = self.context.today()
        self.context.operations.read(
            lambda session: hunt(session, today),
            self.overview.show_hunt,
            lambda error: self.overview.show_error("hunt", error),
            self,
            key="hunt",
        )

    def _read_stories(self) -> None:
        today = self.context.today()

        def show(lines: tuple[StoryLine, ...]) -> None:
            self.overview.show_stories(lines)
            self._choose_story()

        self.context.operations.read(
            lambda session: story_lines(session, today),
            show,
            lambda error: self.overview.show_error("stories", error),
            self,
            key="stories",
        )

    def _show_board(self, view: ComplaintsView) -> None:
        self.overview.show_view(view)
        if self._sheet_is_open:
            self.sheet.set_order(self.overview.order())
