"""Ctrl+K over the open book: clients and people at hand, records found by the search behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from app.i18n import _, format_day
from app.ui.kit import discreet
from app.ui.kit.page_context import PageContext, Place
from app.ui.shell.palette import Palette, action_entries
from app.ui.shell.palette_rows import Entry

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.views.frame import Target

_PAUSE_MS = 120
_AHEAD_MS = 600
_FOUND = 24
_NAMES = {"clients", "contacts"}


class Jump(QObject):
    """The palette of one book session. Names are read ahead, so that it opens at once; words wait for a pause."""

    def __init__(self, context: PageContext, window: QWidget) -> None:
        super().__init__(context)
        self._context = context
        self._targets: list[Entry] = []
        self.palette = Palette(window, [self._names, self._deeds], context.actions, last=self._everywhere)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.palette.query_changed.connect(lambda _text: self._pause.start())
        context.operations.changed.connect(self._changed)
        # The page in front reads first; thousands of names can wait.
        self._ahead = QTimer(self, singleShot=True, interval=_AHEAD_MS)
        self._ahead.timeout.connect(self._read_names)

    def read_ahead(self) -> None:
        """Read the names once there is time."""
        self._ahead.start()

    def open(self) -> None:
        """Show the palette."""
        if self._ahead.isActive():
            self._read_names()
        self.palette.open()

    def _names(self) -> list[Entry]:
        """Clients and people; in discreet mode only those of the client in front."""
        if not discreet.state.on:
            return self._targets
        here = self._context.here
        shown = here.client_id if here else None
        return [each for each in self._targets if each.client == shown and shown is not None]

    def _deeds(self) -> list[Entry]:
        return action_entries(self._context.actions)

    def _changed(self, kinds: set[str]) -> None:
        if kinds & _NAMES:
            self._read_names()

    def _read_names(self) -> None:
        from app.views.frame import jump_targets

        self._ahead.stop()
        self._context.operations.read(jump_targets, self._take_names, owner=self, key="names")

    def _take_names(self, targets: list[Target]) -> None:
        self._targets = [self._entry(target) for target in targets]

    def _entry(self, target: Target) -> Entry:
        person = target.kind == "person"
        place = Place("clients", target.client_id, tab="people" if person else None)
        return Entry(
            target.kind,
            target.name,
            lambda: self._context.go(place),
            line=target.line,
            icon="user" if person else "building-2",
            key=f"{target.kind}:{target.id}",
            client=target.client_id,
        )

    def _search(self) -> None:
        query = self.palette.line.text()
        if not query.strip() or discreet.state.on:
            return
        from app.services.search.questions import search

        self._context.operations.read(
            lambda session: search(session, query, limit=_FOUND),
            lambda hits: self.palette.add_found(
                query, [self._record(hit) for hit in hits if hit.table != "clients"]
            ),
            owner=self,
            key="words",
        )

    def _record(self, hit: Any) -> Entry:
        from app.domain.kinds import KINDS
        from app.ui.search.actions import place_of

        place = place_of(hit.table, hit.id, hit.client_id)
        kind = KINDS[hit.table]
        return Entry(
            "record",
            f"{hit.ref} {hit.snippet}" if hit.ref else hit.snippet,
            lambda: self._context.go(place),
            line=" · ".join(filter(None, (kind.words, hit.client))),
            icon=kind.icon,
            note=format_day(hit.day),
            key=f"{hit.table}:{hit.id}",
            words=self.palette.line.text(),
        )

    def _everywhere(self, typed: str) -> Entry | None:
        """The last row: the same words in all text of all records."""
        if not typed.strip() or discreet.state.on:
            return None
        from app.ui.search.actions import search_place

        here = self._context.here
        words = " ".join(typed.split())
        place = search_place(words, here.client_id if here is not None else None)
        title = _("Search all text for “{words}”").format(words=words)
        keys = self._context.actions["search"].keys()
        return Entry("action", title, lambda: self._context.go(place), icon="search", shortcut=keys)
