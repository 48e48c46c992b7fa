"""What the rules say of all clients, computed behind the list and kept until something changes."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.ui.desk import Desk

# So many clients are computed anew after every gesture; more wait for a pause, but for the one in front.
_ALL_AT_ONCE = 300
_PAUSE_MS = 2000


class Standings(QObject):
    """`known` by client id; `changed` when it is new. The rules are imported on the worker thread."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.known: dict[int, Any] = {}
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.read)

    def read(self) -> None:
        """Compute all of them."""
        today = self._desk.today()

        def read(session: Any) -> dict[int, Any]:
            from app.services.views.standings import standings

            return standings(session, today)

        self._desk.operations.read(read, self._take, owner=self, key="all")

    def reload(self, client_id: int | None, clients: int) -> None:
        """Something changed: the client in front at once, all of `clients` now or after a pause."""
        if clients <= _ALL_AT_ONCE:
            self.read()
            return
        if client_id is not None:
            self._read_one(client_id)
        self._pause.start()

    def _read_one(self, client_id: int) -> None:
        today = self._desk.today()

        def read(session: Any) -> Any:
            from app.services.views.standings import one_standing

            return one_standing(session, client_id, today)

        self._desk.operations.read(
            read, lambda found: self._take_one(client_id, found), owner=self, key="one"
        )

    def _take(self, found: dict[int, Any]) -> None:
        self.known = found
        self.changed.emit()

    def _take_one(self, client_id: int, found: Any) -> None:
        if found is not None and self.known:
            self.known = {**self.known, client_id: found}
            self.changed.emit()
