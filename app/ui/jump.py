"""Ctrl+K over the open book: clients and people at hand, records found by the search behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from app.i18n import _, format_day
from app.ui.core import discreet
from app.ui.core.palette_rows import Entry
from app.ui.desk import Desk, Place
from app.ui.palette import Palette, action_entries

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.views.frame import Target

_PAUSE_MS = 120
_AHEAD_MS = 600
_FOUND = 24
_NAMES = {"clients", "contacts"}
_KIND_ICONS = {
    "note": "message-square",
    "decision": "scale",
    "attempt": "repeat",
    "complaint": "book-open",
    "promise": "handshake",
    "threat": "shield-alert",
    "offer": "gift",
    "agreement": "file-text",
}


class Jump(QObject):
    """The palette of one desk. Names are read ahead, so that it opens at once; words wait for a pause."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(desk)
        self._desk = desk
        self._targets: list[Entry] = []
        self.palette = Palette(window, [self._names, self._deeds], desk.actions)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.palette.query_changed.connect(lambda _text: self._pause.start())
        desk.operations.changed.connect(self._changed)
        # The page in front reads first; thousands of names can wait.
        self._ahead = QTimer(self, singleShot=True, interval=_AHEAD_MS)
        self._ahead.timeout.connect(self._read_names)
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
        here = self._desk.here
        shown = here.client_id if here else None
        return [each for each in self._targets if each.client == shown and shown is not None]

    def _deeds(self) -> list[Entry]:
        return action_entries(self._desk.actions)

    def _changed(self, kinds: set[str]) -> None:
        if kinds & _NAMES:
            self._read_names()

    def _read_names(self) -> None:
        from app.services.views.frame import jump_targets

        self._ahead.stop()
        self._desk.operations.read(jump_targets, self._take_names, owner=self, key="names")

    def _take_names(self, targets: list[Target]) -> None:
        self._targets = [self._entry(target) for target in targets]

    def _entry(self, target: Target) -> Entry:
        person = target.kind == "person"
        place = Place("clients", target.client_id, tab="people" if person else None)
        return Entry(
            target.kind,
            target.name,
            lambda: self._desk.go(place),
            line=target.line,
            icon="user" if person else "building-2",
            key=f"{target.kind}:{target.id}",
            client=target.client_id,
        )

    def _search(self) -> None:
        query = self.palette.line.text()
        if not query.strip() or discreet.state.on:
            return
        from app.services.search import search

        self._desk.operations.read(
            lambda session: search(session, query, limit=_FOUND),
            lambda hits: self.palette.add_found(
                query, [self._record(hit) for hit in hits if hit.table != "clients"]
            ),
            owner=self,
            key="words",
        )

    def _record(self, hit: Any) -> Entry:
        place = Place("clients", hit.client_id, record=(hit.table, hit.id))
        about = " · ".join(part for part in (_(hit.kind), hit.client) if part)
        title = f"{hit.ref} {hit.snippet}" if hit.ref else hit.snippet
        return Entry(
            "record",
            title,
            lambda: self._desk.go(place),
            line=about,
            icon=_KIND_ICONS.get(hit.kind, "file-text"),
            note=format_day(hit.day),
            key=f"{hit.table}:{hit.id}",
            words=self.palette.line.text(),
        )
