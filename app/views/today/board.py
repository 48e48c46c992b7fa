"""The day, kept ready: of every client the rows of Today, the figures, and where the client stands.

One reading of the book serves Today, its badge in the sidebar and the list of clients; what is kept of each
client, and computed anew only for those whose records changed, is said in `client_parts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.collation import name_order
from app.domain.facts import History, Task, in_order
from app.domain.settings import Settings
from app.domain.today import judge
from app.domain.verdicts import Verdicts
from app.models import Snooze
from app.models import Task as TaskRecord
from app.views.record.parts import ClientParts
from app.views.standings import Standing, standing
from app.views.today.changes import LastStep, last_step
from app.views.today.figures import Figures, Meeting, client_figures, meetings_of, total
from app.views.today.page import TodayRow, client_rows, own_task_row, together


@dataclass(frozen=True)
class TodayView:
    """The whole page: rows most urgent first, those put off apart, the figures, and what was done last.

    `put_off` maps the key of an item to the day it comes back. `owners` are the people whose clients
    these are; `standings` says by client id where each of them stands.
    """

    as_of: date
    rows: tuple[TodayRow, ...]
    put_off: dict[str, date]
    figures: Figures
    meetings: tuple[Meeting, ...]
    last: LastStep | None
    standings: Mapping[int, Standing]
    owners: frozenset[str]

    @property
    def clients(self) -> int:
        """How many clients the book has."""
        return len(self.standings)

    def of(self, person: str | None) -> tuple[TodayRow, ...]:
        """The rows of one of us, or of everyone; what belongs to nobody is everybody's."""
        if person is None:
            return self.rows
        return tuple(row for row in self.rows if row.mine_of in (None, person))

    def shown(self, person: str | None) -> tuple[TodayRow, ...]:
        """Those that are not put off; what is the same with many clients stands in one row."""
        return together(row for row in self.of(person) if row.key not in self.put_off)

    def resting(self, person: str | None) -> tuple[TodayRow, ...]:
        """Those that are put off until a later day."""
        return tuple(row for row in self.of(person) if row.key in self.put_off)


@dataclass(frozen=True, slots=True)
class _ClientDay:
    rows: tuple[TodayRow, ...]
    figures: Figures
    meetings: tuple[Meeting, ...]
    owner: str | None
    standing: Standing


class TodayBoard:
    """Remembers the day of one book; `read` may be called from several threads."""

    def __init__(self) -> None:
        self._parts = ClientParts(_client_day)

    def read(self, session: Session, as_of: date) -> TodayView:
        """Today as it stands in the book now."""
        kept = self._parts.read(session, as_of)
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
            meetings=tuple(sorted(meetings, key=lambda m: (m.at or "99", name_order(m.client), m.task_id))),
            last=last_step(session, as_of),
            standings={each.standing.client_id: each.standing for each in kept},
            owners=frozenset(each.owner for each in kept if each.owner),
        )


def _client_day(history: History, as_of: date, settings: Settings) -> _ClientDay:
    verdicts = Verdicts(history, as_of, settings)
    items = judge(verdicts)
    return _ClientDay(
        rows=client_rows(items, verdicts),
        figures=client_figures(items, verdicts),
        meetings=tuple(meetings_of(history.tasks, history.client.name, as_of)),
        owner=history.client.owner,
        standing=standing(items, verdicts),
    )


def _own_tasks(session: Session) -> tuple[Task, ...]:
    """The tasks that belong to no client."""
    t = TaskRecord
    query = select(*(getattr(t, name) for name in Task._fields)).where(
        t.client_id.is_(None), t.deleted_at.is_(None)
    )
    return in_order(Task._make(row) for row in session.execute(query))


def _put_off(session: Session, as_of: date) -> dict[str, date]:
    """What is put off until a day after `as_of`."""
    query = select(Snooze.item, Snooze.until).where(Snooze.until > as_of)
    return {row[0]: row[1] for row in session.execute(query)}
