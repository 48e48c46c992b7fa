"""Whose records changed since one last looked, read off the journal."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Attempt, Change, Decision, Gesture
from app.services import journal
from app.services.replay import RUN
from app.services.rows import batches, covered

# So far back an undo can reach, with room for what came meanwhile.
_LOOK_BACK = 3 * journal.UNDO_LIMIT
_NO_CLIENT = frozenset({"snoozes", "settings"})


@dataclass(frozen=True)
class LastStep:
    """The gesture that Undo would take back, made on the day itself."""

    mark: journal.Mark
    label: str


class Changes:
    """Remembers the journal as it was seen last."""

    def __init__(self) -> None:
        # By gesture: when it was made (an id is used again after an undo) and whether it holds.
        self._seen: dict[int, tuple[datetime, bool]] | None = None

    def since_last(self, session: Session) -> set[int] | None:
        """The clients whose records changed since the last call; None where it may be any of them."""
        query = select(Gesture.id, Gesture.made_at, Gesture.state).order_by(Gesture.id.desc())
        found = session.execute(query.limit(_LOOK_BACK))
        now = {row_id: (made_at, state != "undone") for row_id, made_at, state in found}
        before, self._seen = self._seen, now
        if before is None:
            return None
        # Only the end of the journal is read: what slid out of it is no change.
        oldest = min(now, default=0)
        lost = any(
            holds and each >= oldest and (each not in now or now[each][0] != made_at)
            for each, (made_at, holds) in before.items()
        )
        missed = bool(before) and len(now) == _LOOK_BACK and oldest > max(before)
        if lost or missed:
            return None
        moved = {each for each, (_made, holds) in now.items() if before.get(each, (_made, False))[1] != holds}
        return _clients_of(session, moved)


def last_step(session: Session, today: date) -> LastStep | None:
    """What Undo would take back, if it was done today."""
    step = journal.next_undo(session)
    if step is None or step.made_at.replace(tzinfo=UTC).astimezone().date() != today:
        return None
    return LastStep(journal.Mark(step.id, step.made_at), step.label)


def _clients_of(session: Session, gestures: set[int]) -> set[int] | None:
    found: set[int] = set()
    rows: dict[str, set[int]] = {}
    for batch in batches(sorted(gestures)):
        query = select(Change.table_name, Change.row_key, Change.old, Change.new)
        for table, key, old, new in session.execute(query.where(Change.gesture_id.in_(batch))):
            if table in _NO_CLIENT:
                continue
            if table == "people" or RUN in key:
                return None
            rows.setdefault(table, set()).add(int(key))
            found |= _named(old) | _named(new)
    for table, ids in rows.items():
        found |= _of_table(session, table, ids)
    return found


def _named(values: str | None) -> set[int]:
    """The client that the noted values name, e.g. of a row that is gone or moved."""
    noted: dict[str, Any] = json.loads(values) if values else {}
    client_id = noted.get("client_id")
    return {int(client_id)} if client_id is not None else set()


def _of_table(session: Session, table: str, ids: set[int]) -> set[int]:
    if table == "clients":
        return ids
    found: set[int | None] = set()
    for batch in batches(sorted(ids)):
        if table == "attempts":
            query = select(Decision.client_id).join(Attempt, Attempt.decision_id == Decision.id)
            found |= set(session.scalars(query.where(Attempt.id.in_(batch))))
        else:
            columns = covered()[table].c
            found |= set(session.scalars(select(columns.client_id).where(columns.id.in_(batch))))
    return {each for each in found if each is not None}
