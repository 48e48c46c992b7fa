"""Coming to search from anywhere: Ctrl+F."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.kit import discreet
from app.ui.kit.page_context import PageContext
from app.ui.search.actions import PAGE, search_place

if TYPE_CHECKING:
    from app.ui.shell.main_window import MainWindow


def open_search(context: PageContext, window: MainWindow) -> None:
    """Ctrl+F: the page of search with the cursor in its line, what was selected or filtered for taken along."""
    from app.ui.search.carry import words_at_hand

    page = window.current_page()
    here = context.here
    if here is None or here.page != PAGE:
        known = window.pages.page(PAGE) if window.pages is not None else None
        words = "" if discreet.state.on else words_at_hand(page, window.focusWidget())
        if not words and known is not None:
            words = known.question.words
        context.go(search_place(words, here.client_id if here is not None else None))
    page = window.current_page()
    if page is not None:
        page.focus_line()
