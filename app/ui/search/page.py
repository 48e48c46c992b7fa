"""Search in all text of all records (UX.md, Behaviour 5): a line, chips, and the hits under their clients."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.domain.kinds import KINDS
from app.errors import UserError
from app.i18n import _, format_number, ngettext
from app.services.search.questions import Hit
from app.ui.kit import discreet
from app.ui.kit.fields.fields import SearchField
from app.ui.kit.page import Page
from app.ui.kit.page_context import PageContext, Place
from app.ui.kit.rows import Rows
from app.ui.kit.veil import Veil
from app.ui.kit.widgets.cards import EmptyState
from app.ui.kit.widgets.pills import Chip, ChipRow
from app.ui.search.actions import PAGE, place_of, register
from app.ui.search.lately import Lately
from app.ui.search.list import FoundList
from app.ui.search.states import Blank, nothing_words
from app.views import search as views
from app.views.search import Found, MoreLine, Question

_PAUSE_MS = 140


class _Line(SearchField):
    """The search line; ↓ and Enter lead into the list."""

    def __init__(self, down: Any) -> None:
        super().__init__(_("Search all text"), icon_name="search")
        self._down = down

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._down()
        else:
            super().keyPressEvent(event)


class SearchPage(Page):
    """Asks on a worker thread as one types; the place on the trail holds what is asked, for back and forward."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, _("Search"))
        # Another language or the next start may begin here, before the places register theirs.
        register(context)
        self.question = Question()
        self._offered: int | None = None
        self._shown: Question | None = None
        self._near: Question | None = None
        self.lately = Lately(context, self)
        self._turn = 0
        self.line = _Line(self._into_list)
        self.chips = ChipRow([(None, Chip(_("Everything")))])
        for table, kind in KINDS.items():
            self.chips.add_chip(table, Chip(kind.plural_words))
        self.only_chip = Chip("", icon_name="building-2")
        self.list = FoundList()
        self.blank = Blank()
        self.nothing = EmptyState("search", "", action="…", on_action=self._ask_near)
        self.broken = EmptyState("circle-alert", "", action=_("Try again"), on_action=self.ask)
        self.veiled = Veil()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self._connect()
        self._show_chips({})
        self._show_state()

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        for state in (self.list, self.blank, self.nothing, self.broken, self.veiled):
            self.stack.addWidget(state)
        self.filters = QWidget()
        row = QHBoxLayout(self.filters)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.chips, 1)
        row.addWidget(self.only_chip, 0, Qt.AlignmentFlag.AlignTop)
        self.body.setSpacing(12)
        self.body.addWidget(self.line)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self._pause.timeout.connect(self.ask)
        self.line.textChanged.connect(self._typed)
        self.chips.chosen.connect(lambda table: self._refine(replace(self.question, table=table)))
        self.only_chip.clicked.connect(self._only_offered)
        self.list.opened.connect(self.open)
        self.list.left.connect(self.focus_line)
        self.list.found.more_wanted.connect(self._read_on)
        self.blank.chosen.connect(self._search_again)
        self.blank.forgotten.connect(self._forget)
        self.lately.changed.connect(lambda _words: self._show_recent())
        self.rows = Rows(self.context, "found", self.list, self)
        discreet.state.changed.connect(self._follow_discreet)

    def arrive(self, place: Place) -> None:
        """Ask what the place asks; coming back to the same question, the list is as it was left."""
        self._offered = place.record[1] if place.record else place.client_id
        question = Question(place.words, place.client_id, place.tab)
        same = question == self._shown and bool(self.list.found.hits)
        self.question = question
        self.line.setText(question.words)
        self.chips.choose(question.table)
        self.lately.read()
        if same and not discreet.state.on:
            self._show_state()
            self.list.setFocus()
        else:
            self.ask()
            self.focus_line()

    def reload(self, kinds: set[str]) -> None:
        """Something of the book is new: ask again, and stay where one is in the list."""
        if kinds & KINDS.keys():
            self.ask()

    def focus_line(self) -> None:
        """Ctrl+F: into the line, what stands there to be typed over."""
        if not discreet.state.on:
            self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.line.selectAll()

    def focus_search(self) -> None:
        """The line is the filter of this page."""
        self.focus_line()

    def place(self) -> Place:
        """Where one is, with everything that is asked."""
        q = self.question
        offered = ("clients", self._offered) if self._offered is not None else None
        return Place(PAGE, q.client_id, tab=q.table, record=offered, words=q.words)

    def ask(self) -> None:
        """Ask the book; an answer to what is asked no more is dropped."""
        self._pause.stop()
        question, offered = self.question, self._offered
        if discreet.state.on or not question.words.strip():
            self._turn += 1
            self._shown = None
            self.list.found.clear()
            self._show_chips({})
            self._show_state()
            return

        def read(session: Any) -> tuple[Found, str, Question | None]:
            found = views.ask(session, question)
            near = None if found.hits else views.looser(session, question)
            return found, views.client_name(session, offered), near

        self.context.operations.read(read, self._take, self._fail, owner=self, key="found")

    def open(self, row: Hit | MoreLine) -> None:
        """Go to a found record, or to everything found with one client."""
        self.lately.note(self.question.words)
        if isinstance(row, MoreLine):
            self.only(row.client_id)
        else:
            self.context.go(place_of(row.table, row.id, row.client_id))

    def only(self, client_id: int) -> None:
        """Ask for one client alone, as one more step."""
        self._offered = client_id
        self.question = replace(self.question, client_id=client_id)
        self.context.mark(self.place())
        self.ask()

    def _typed(self, text: str) -> None:
        if text == self.question.words:
            return
        self.question = replace(self.question, words=text)
        self.context.trail.replace(self.place())
        if text.strip():
            self._pause.start()
        else:
            self.ask()

    def _refine(self, question: Question) -> None:
        """Other filters; the step one is at holds them."""
        self.question = question
        self.line.setText(question.words)
        self.chips.choose(question.table)
        self.context.trail.replace(self.place())
        self.ask()

    def _only_offered(self, on: bool) -> None:
        self._refine(replace(self.question, client_id=self._offered if on else None))

    def _ask_near(self) -> None:
        if self._near is not None:
            self._refine(self._near)

    def _search_again(self, words: str) -> None:
        self._refine(Question(words))
        self.line.setFocus()

    def _into_list(self) -> None:
        """From the line to the first hit; what is still on its way is asked for at once."""
        if self._pause.isActive():
            self.ask()
        self.lately.note(self.question.words)
        if self.stack.currentWidget() is self.list:
            self.list.choose_first()
            self.list.setFocus()

    def _take(self, answer: tuple[Found, str, Question | None]) -> None:
        found, offered, self._near = answer
        if found.question != self.question or discreet.state.on:
            return
        self._turn += 1
        keep, self._shown = found.question == self._shown, found.question
        self.list.show_found(found, self.context.today(), keep=keep)
        self.only_chip.set_count(None, _("Only {client}").format(client=offered))
        self.only_chip.setVisible(bool(offered))
        self.only_chip.setChecked(found.question.client_id is not None)
        self.nothing.set_texts(*nothing_words(found.question, found.client, self._near))
        self._show_state()
        self.context.operations.read(
            lambda session: views.kinds_found(session, found.question),
            self._show_chips,
            owner=self,
            key="kinds",
        )

    def _fail(self, error: UserError) -> None:
        self._shown = None
        self.broken.set_texts("circle-alert", _("The search did not work"), str(error), _("Try again"))
        self.stack.setCurrentWidget(self.broken)

    def _read_on(self, before: int, size: int) -> None:
        question, turn = self._shown, self._turn
        if question is not None:
            self.context.operations.read(
                lambda session: views.ask(session, question, before=before, limit=size),
                lambda found: self.list.add_found(found) if turn == self._turn else None,
                owner=self,
                key="more",
            )

    def _show_chips(self, counts: dict[str, int]) -> None:
        """Only the kinds of which something was found, and the chosen one."""
        total = sum(counts.values())
        for table, chip in self.chips.chips.items():
            chip.set_count(total if table is None else counts.get(table, 0))
            chip.setVisible(table in (None, self.question.table) or table in counts)
        self.chips.choose(self.question.table)
        asked = bool(self.question.words.strip()) and not discreet.state.on
        self.filters.setVisible(asked and bool(counts or self.question.narrowed))
        shown = total if self.question.table is None else counts.get(self.question.table, 0)
        said = ngettext("{n} found", "{n} found", shown).format(n=format_number(shown))
        self.note.setText(said if asked and self._shown is not None else "")

    def _show_state(self) -> None:
        self.line.setVisible(not discreet.state.on)
        if discreet.state.on:
            self.stack.setCurrentWidget(self.veiled)
        elif not self.question.words.strip():
            self.stack.setCurrentWidget(self.blank)
        else:
            self.stack.setCurrentWidget(self.list if self.list.found.hits else self.nothing)

    def _follow_discreet(self, _on: bool) -> None:
        self._show_recent()
        self.ask()

    def _show_recent(self) -> None:
        self.blank.show_recent(() if discreet.state.on else self.lately.words)

    def _forget(self) -> None:
        self.lately.forget()
        self.line.setFocus()
