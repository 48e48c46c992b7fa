"""What was searched for lately, as the page of search has it at hand and the book keeps it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.i18n import _
from app.services.search import recent as recent_searches
from app.ui.kit.page_context import PageContext


class Lately(QObject):
    """`changed(words)` whenever there is another list. A book that is only read keeps nothing: what was searched
    for since it was opened stays here.
    """

    changed = Signal(object)

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.words: tuple[str, ...] = ()

    def read(self) -> None:
        """Look what the book keeps."""
        if not (self._context.read_only and self.words):
            self._context.operations.read(recent_searches.recent, self._take, owner=self, key="recent")

    def note(self, words: str) -> None:
        """What was asked led somewhere: offer it again next time."""
        self._take(recent_searches.with_latest(words, self.words))
        self._keep(lambda session: recent_searches.note_search(session, words))

    def forget(self) -> None:
        """Keep nothing of it."""
        self._take(())
        self._keep(recent_searches.forget_searches)

    def _take(self, words: tuple[str, ...]) -> None:
        self.words = words
        self.changed.emit(words)

    def _keep(self, change: Callable[[Any], None]) -> None:
        """Change what the book keeps, as no gesture."""
        book: Any = self._context.operations.book

        def keep(_progress: Any, _cancelled: Any) -> None:
            with book.transaction() as session:
                change(session)

        if not self._context.read_only:
            self._context.operations.run(_("Search"), keep, lambda _r: None, lambda _error: None, owner=self)
