"""Today, kept ready: every client's rows and figures, computed anew only for those whose records changed.

Holds no histories, and reads some hundreds at a time: of two thousand clients some thousand short rows
remain. What changed is read off the journal, so that gestures, undo, redo and imports are all seen, whoever
made them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from threading import Lock

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Client, Snooze
from app.models import Task as TaskRecord
from app.services import settings as book_settings
from app.services.facts import History, Task, in_order
from app.services.history import load_in_parts, load_some
from app.services.memory import give_back
from app.services.rows import batches
from app.services.settings import Settings
from app.services.verdicts import Verdicts
from app.services.views.today import TodayRow, client_rows, own_task_row
from app.services.views.today_changes import Changes, LastStep, last_step
from app.services.views.today_figures import Figures, Meeting, client_figures, meetings_of, total


@dataclass(frozen=True)
class TodayView:
    """The whole page: rows most urgent first, those put off apart, the figures, and what was done last.

    `put_off` maps the key of an item to the day it comes back. `owners` are the people whose clients
    these are.
    """

    as_of: date
    rows: tuple[TodayRow, ...]
    put_off: dict[str, date]
    figures: Figures
    meetings: tuple[Meeting, ...]
    last: LastStep | None
    clients: int
    owners: frozenset[str]

    def of(self, person: str | None) -> tuple[TodayRow, ...]:
        """The rows of one of us, or of everyone; what belongs to nobody is everybody's."""
        if person is None:
            return self.rows
        return tuple(row for row in self.rows if row.mine_of in (None, person))

    def shown(self, person: str | None) -> tuple[TodayRow, ...]:
        """Those that are not put off."""
        return tuple(row for row in self.of(person) if row.key not in self.put_off)

    def resting(self, person: str | None) -> tuple[TodayRow, ...]:
        """Those that are put off until a later day."""
        return tuple(row for row in self.of(person) if row.key in self.put_off)


# From so many clients on the whole book is read, in parts.
_MANY = 500


@dataclass(frozen=True, slots=True)
class _ClientToday:
    rows: tuple[TodayRow, ...]
    figures: Figures
    meetings: tuple[Meeting, ...]
    owner: str | None


class TodayBoard:
    """Remembers Today of one book; `read` may be called from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[int, _ClientToday] = {}
        self._basis: tuple[date, Settings] | None = None
        self._changes = Changes()

    def read(self, session: Session, as_of: date) -> TodayView:
        """Today as it stands in the book now."""
        with self._lock:
            settings = book_settings.load(session)
            changed = self._changes.since_last(session)
            if self._basis != (as_of, settings):
                changed = None
            self._basis = as_of, settings
            self._refresh(session, changed, as_of, settings)
            return self._view(session, as_of)

    def _refresh(self, session: Session, changed: set[int] | None, as_of: date, settings: Settings) -> None:
        there = set(session.scalars(select(Client.id).where(Client.deleted_at.is_(None))))
        if changed is None:
            self._kept = {}
        wanted = ((changed or set()) | (there - self._kept.keys())) & there
        for gone in self._kept.keys() - there:
            del self._kept[gone]
        if len(wanted) > _MANY:
            for part in load_in_parts(session):
                self._judge([h for h in part if h.client.id in wanted], as_of, settings)
            give_back()
            return
        for some in batches(sorted(wanted)):
            self._judge(load_some(session, some), as_of, settings)

    def _judge(self, histories: Iterable[History], as_of: date, settings: Settings) -> None:
        for history in histories:
            verdicts = Verdicts(history, as_of, settings)
            client = history.client
            self._kept[client.id] = _ClientToday(
                client_rows(verdicts),
                client_figures(verdicts),
                tuple(meetings_of(history.tasks, client.name, as_of)),
                client.owner,
            )

    def _view(self, session: Session, as_of: date) -> TodayView:
        kept = self._kept.values()
        own = _own_tasks(session)
        rows = [row for each in kept for row in each.rows]
        rows += [row for task in own if (row := own_task_row(task, as_of)) is not None]
        meetings = [m for each in kept for m in each.meetings] + meetings_of(own, "", as_of)
        done = sum(t.done_on == as_of for t in own)
        figures = total([*(each.figures for each in kept), Figures(done=done)])
        return TodayView(
            as_of=as_of,
            rows=tuple(sorted(rows, key=lambda row: row.item.order)),
            put_off=_put_off(session, as_of),
            figures=figures,
            meetings=tuple(sorted(meetings, key=lambda m: (m.at or "99", m.client, m.task_id))),
            last=last_step(session, as_of),
            clients=len(self._kept),
            owners=frozenset(each.owner for each in kept if each.owner),
        )


def _own_tasks(session: Session) -> tuple[Task, ...]:
    """The tasks that belong to no client."""
    t = TaskRecord
    columns = (t.client_id, t.due_on, t.id, t.text, t.kind, t.at, t.minutes, t.place, t.done_on, t.who)
    query = select(*columns).where(t.client_id.is_(None), t.deleted_at.is_(None))
    return in_order(Task._make(row) for row in session.execute(query))


def _put_off(session: Session, as_of: date) -> dict[str, date]:
    """What is put off until a day after `as_of`."""
    query = select(Snooze.item, Snooze.until).where(Snooze.until > as_of)
    return {row[0]: row[1] for row in session.execute(query)}
