"""How the places of a book were left: filters, tabs, periods (UX.md, Places), in this computer's preferences.

Kept by the book's own id. Words typed to search with are never kept, because they are clients' names; what
is kept names at most one of us.
"""

from __future__ import annotations

from typing import Any

from app.ui.kit.page_context import PageContext

_BOOKS = 12


class ViewState:
    """How one place was left: plain JSON values by name."""

    def __init__(self, context: PageContext, place: str) -> None:
        self._preferences, self._place = context.preferences, place
        self._book = str(getattr(context.operations.book, "uid", ""))

    def get(self, name: str, usual: Any = None) -> Any:
        """What was kept under that name, if it is of the kind of `usual`."""
        value = self._kept().get(name, usual)
        return value if usual is None or type(value) is type(usual) else usual

    def one_of(self, name: str, known: Any, usual: Any = None) -> Any:
        """What was kept, if it is still among those known."""
        value = self._kept().get(name, usual)
        return value if value in tuple(known) else usual

    def keep(self, **values: Any) -> None:
        """Keep these from now on; sets are kept as sorted lists."""
        plain = {name: sorted(v) if isinstance(v, set | frozenset) else v for name, v in values.items()}
        now = {**self._kept(), **plain}
        if now != self._kept():
            books = self._preferences.places
            before = books.get(self._book)
            mine = {**(before if isinstance(before, dict) else {}), self._place: now}
            others = {book: kept for book, kept in books.items() if book != self._book}
            latest = dict(list(others.items())[-(_BOOKS - 1) :])
            self._preferences.change(places={**latest, self._book: mine})

    def _kept(self) -> dict[str, Any]:
        mine = self._preferences.places.get(self._book)
        found = mine.get(self._place) if isinstance(mine, dict) else None
        return found if isinstance(found, dict) else {}
