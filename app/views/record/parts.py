"""What a page needs of each client, kept: computed anew only for those whose records changed.

Histories are read some at a time and dropped as soon as their part was made, so that of two thousand
clients only two thousand small parts stay in memory; so many are read by a process of its own. What changed is read off the journal, so that
gestures, undo, redo and imports are all seen, whoever made them.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from datetime import date
from threading import Lock
from typing import Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.collation import name_order
from app.domain.facts import History
from app.domain.settings import Settings
from app.i18n import language
from app.models import Client
from app.models.book import FILE
from app.services import settings_store
from app.services import worker_process as elsewhere
from app.services.giving_up import GivenUp, given_up_of
from app.services.history import load_in_parts, load_some
from app.services.memory import give_back
from app.services.rows import batches
from app.views.today.changes import Changes

Part = TypeVar("Part")
Basis = tuple[date, Settings]
Make = Callable[[History, date, Settings], Part]

# From so many clients on the whole book is read, in parts, by another process.
MANY = 500


class ClientParts(Generic[Part]):
    """Remembers one part for each client of a book; `read` may be called from several threads.

    `make`, a function of a module, computes the part of one client on a day under the book's settings, from
    the `kinds` of records named (fields of `History`; all of them where none is).
    """

    def __init__(self, make: Make[Part], *kinds: str, many: int = MANY) -> None:
        self._make, self._kinds, self._many = make, kinds, many
        self._lock = Lock()
        self._kept: dict[int, tuple[str, Part]] = {}
        self._basis: Basis | None = None
        self._changes = Changes()

    def read(self, session: Session, as_of: date) -> list[Part]:
        """The parts of all clients, in the order of their names.

        Raises `Cancelled` where the session's reading is given up meanwhile; what was computed until then stays.
        """
        with self._lock:
            settings = settings_store.load(session)
            changed = self._changes.since_last(session)
            if changed is None or self._basis != (as_of, settings):
                self._kept = {}
            self._basis = basis = as_of, settings
            there = select(Client.id, Client.name).where(Client.deleted_at.is_(None))
            names = {row[0]: row[1] for row in session.execute(there)}
            for gone in (self._kept.keys() - names.keys()) | (changed or set()):
                self._kept.pop(gone, None)
            self._fill(session, names.keys() - self._kept.keys(), basis, given_up_of(session))
            ordered = sorted(self._kept.values(), key=lambda kept: name_order(kept[0]))
            return [part for _name, part in ordered]

    def _fill(self, session: Session, wanted: set[int], basis: Basis, given_up: GivenUp) -> None:
        if len(wanted) > self._many and elsewhere.can_answer(session):
            self._fill_elsewhere(session, wanted, basis, given_up)
            wanted = wanted - self._kept.keys()
        if len(wanted) > self._many:
            for histories in load_in_parts(session, *self._kinds):
                self._keep([h for h in histories if h.client.id in wanted], basis, given_up)
            give_back()
            return
        for some in batches(sorted(wanted)):
            self._keep(load_some(session, some, *self._kinds), basis, given_up)

    def _fill_elsewhere(self, session: Session, wanted: set[int], basis: Basis, given_up: GivenUp) -> None:
        """Have another process make them; what it leaves out is made here."""
        path, key = session.info[FILE]
        wish = elsewhere.Wish(path, key, self._make, self._kinds, frozenset(wanted), *basis, language())
        with closing(elsewhere.made(wish, given_up)) as parts, suppress(elsewhere.Unanswered):
            for some in parts:
                self._kept.update({client_id: (name, part) for client_id, name, part in some})
                given_up.check()

    def _keep(self, histories: list[History], basis: Basis, given_up: GivenUp) -> None:
        for history in histories:
            self._kept[history.client.id] = history.client.name, self._make(history, *basis)
        given_up.check()
