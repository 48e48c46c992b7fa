"""A page of rows that words and people narrow, as they were left: what Decisions, Promises and Complaints share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import Qt

from app.i18n import _
from app.ui.kit.fields.forms import ChoiceField, SearchField
from app.ui.kit.lists.matching import typed_words
from app.ui.kit.locked import lock
from app.ui.kit.look.scaled import fix_width
from app.ui.kit.page import Page
from app.ui.kit.page_context import PageContext
from app.ui.kit.view_state import ViewState
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.cards import EmptyState

_WIDTH = 224


class FilteredPage(Page):
    """Words, people and the button for something new at the head; whose was chosen comes back the next time.

    `state` is the name under which the page is remembered, `named(whose)` how somebody is called who is kept
    from then; a page tells `offer_people` who there is once it has read its rows.
    """

    def __init__(
        self,
        context: PageContext,
        title: str,
        *,
        state: str,
        filter_name: str,
        whose_name: str,
        new_words: str,
        new: Callable[[], object],
        named: Callable[[str], str] = str,
    ) -> None:
        super().__init__(context, title)
        self._left = ViewState(context, state)
        self.search = SearchField(filter_name)
        fix_width(self.search, _WIDTH)
        whose = self._left.get("whose") or None
        self.people = ChoiceField(
            _everybody([(whose, named(whose))] if whose else []), whose, icon_name="user"
        )
        self.people.setAccessibleName(whose_name)
        self.new = Button(new_words, new, kind="primary", icon_name="plus")
        lock(self.new, context.read_only)

    def words(self) -> list[str]:
        """What was typed, word by word."""
        return typed_words(self.search.value())

    def whose(self) -> Any:
        """Whose rows are wanted; None for everybody's."""
        return self.people.value()

    def is_narrowed(self) -> bool:
        """Whether words or people leave something out."""
        return bool(self.search.value() or self.people.value())

    def offer_people(self, people: Iterable[str], *others: tuple[str, str]) -> None:
        """Who can be chosen from now on; who was chosen stays so if they are still among them."""
        chosen = self.people.value()
        options = _everybody([*((name, name) for name in people), *others])
        self.people.blockSignals(True)
        self.people.set_options(options, chosen if chosen in dict(options) else None)
        self.people.blockSignals(False)

    def clear_filters(self) -> None:
        """Everything of everybody again; the page shows it itself."""
        for field in (self.search, self.people):
            field.blockSignals(True)
        self.search.clear()
        self.people.set_value(None)
        for field in (self.search, self.people):
            field.blockSignals(False)

    def focus_search(self) -> None:
        """Into the filter line."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def say_no_match(self, empty: EmptyState, hint: str) -> None:
        """In place of rows: there are some, but none that words, people and chips leave."""
        empty.set_texts("list-filter", _("Nothing matches"), hint, _("Show all"))


def _everybody(options: list[tuple[str, str]]) -> list[tuple[str | None, str]]:
    return [(None, _("All people")), *options]
