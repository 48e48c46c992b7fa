"""Whose records a gesture changed, so that what was remembered about them can be dropped."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Decision
from app.services import journal
from app.services.rows import RowChange

_NOTED = "changed_clients"
# Changes of these tables concern no verdict about a client: our own notes of what is put off or half typed.
_NO_MATTER = frozenset({"snoozes", "drafts", "settings"})


def install() -> None:
    """From now on every gesture, undo and redo notes whose records it changed."""
    if _note not in journal.after_changes:
        journal.after_changes.append(_note)


def changed_clients(session: Session) -> set[int] | None:
    """The clients whose records the session's gesture changed; none means any of them.

    Ask at the end of `Book.writing` or of an undo, and forget them after the commit.
    """
    recording = session.info.get("recording")
    if recording is not None and any(recording.inserted.values()):
        # Bulk inserts are not told row by row.
        return None
    found: set[int] | None = session.info.get(_NOTED, set())
    return found


def _note(session: Session, changes: list[RowChange]) -> None:
    so_far = session.info.get(_NOTED, set())
    now = clients_of(session, changes)
    session.info[_NOTED] = None if so_far is None or now is None else so_far | now


def clients_of(session: Session, changes: Iterable[RowChange]) -> set[int] | None:
    """The clients these changes are about, before and after; none where they may be about any."""
    found: set[int] = set()
    decisions: set[int] = set()
    for change in changes:
        rows = [row for row in (change.old, change.new) if row is not None]
        if change.table == "clients":
            found.add(int(change.id))
        elif change.table == "attempts":
            decisions.update(int(row["decision_id"]) for row in rows)
        elif change.table == "people":
            # An owner's name stands on each of their clients.
            return None
        elif change.table not in _NO_MATTER:
            found.update(int(row["client_id"]) for row in rows if row.get("client_id") is not None)
    if decisions:
        found.update(session.scalars(select(Decision.client_id).where(Decision.id.in_(decisions))))
    return found
