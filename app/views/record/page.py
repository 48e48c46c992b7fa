"""One client's record: who they are and every verdict of the day, from one reading of the book."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from sqlalchemy import Connection, and_, bindparam, select
from sqlalchemy.orm import Session

from app.domain.collation import in_order, name_order
from app.domain.facts import Contact, History
from app.domain.rules import value as values
from app.domain.rules.advice import DecisionVerdict
from app.domain.rules.complaints import Sheet
from app.domain.rules.promises import PromiseVerdict
from app.domain.rules.threats import ThreatVerdict
from app.domain.rules.time import is_lost
from app.domain.settings import Settings
from app.domain.today import Item, judge
from app.domain.verdicts import Verdicts
from app.models import Client, Person
from app.services import settings_store
from app.services.history import load_one
from app.services.queries import Query
from app.views.record.files import file_count


@dataclass(frozen=True)
class Who:
    """Who the client is; texts that no rule reads."""

    currency: str
    uid: str
    id: int
    name: str
    status: str
    owner: str | None
    industry: str | None
    website: str | None
    since: date | None
    lost_on: date | None
    lost_reason: str | None


@dataclass(frozen=True)
class RecordView:
    """What the record shows on one day; what the rules say of the client are the `verdicts`, and they alone.

    `whole` is all that the book holds, what is planned and dated ahead too: the stream alone shows it.
    `people` are the names of our own, for choosing; `files` says how many are kept with the client.
    """

    who: Who
    verdicts: Verdicts
    whole: History
    people: tuple[str, ...]
    revenue_before: int
    items: tuple[Item, ...]
    files: int = 0

    @property
    def history(self) -> History:
        """What was on record by the end of the day."""
        return self.verdicts.history

    @property
    def as_of(self) -> date:
        """The day."""
        return self.verdicts.as_of

    @property
    def settings(self) -> Settings:
        """The thresholds of the book."""
        return self.verdicts.settings

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """The people at the client who are still there, by name."""
        here = (c for c in self.history.contacts if c.left_on is None or c.left_on > self.as_of)
        return tuple(sorted(here, key=lambda c: name_order(c.name)))

    @property
    def currency(self) -> str:
        """The client's currency."""
        return self.who.currency

    @property
    def revenue_change(self) -> float | None:
        """The change of the last year's revenue against the year before; None where there was none."""
        return self.verdicts.value.revenue / self.revenue_before - 1 if self.revenue_before > 0 else None

    @property
    def lost(self) -> bool:
        """Whether the client had left by the day."""
        return is_lost(self.history.client, self.as_of)

    def decision(self, decision_id: int) -> DecisionVerdict | None:
        """What the rules say of one decision."""
        return next((d for d in self.verdicts.advice.decisions if d.decision.id == decision_id), None)

    def sheet(self, complaint_id: int) -> Sheet | None:
        """Where one complaint stands."""
        return next((s for s in self.verdicts.complaints.sheets if s.complaint.id == complaint_id), None)

    def promise(self, promise_id: int) -> PromiseVerdict | None:
        """The state of one promise."""
        return next((p for p in self.verdicts.promises.verdicts if p.promise.id == promise_id), None)

    def threat(self, threat_id: int) -> ThreatVerdict | None:
        """The class of one threat."""
        return next((t for t in self.verdicts.threats if t.threat.id == threat_id), None)

    @property
    def open_decisions(self) -> tuple[DecisionVerdict, ...]:
        """Decisions that are not settled, oldest first."""
        return tuple(d for d in self.verdicts.advice.decisions if d.state != "settled")

    @property
    def open_sheets(self) -> tuple[Sheet, ...]:
        """Complaints whose end the client has not been told."""
        return tuple(s for s in self.verdicts.complaints.sheets if s.is_open)

    @property
    def due_promises(self) -> tuple[PromiseVerdict, ...]:
        """Our promises that are neither kept nor ended, the most urgent first."""
        ours = (
            p
            for p in self.verdicts.promises.verdicts
            if p.promise.side == "ours" and p.state in ("overdue", "open")
        )
        return tuple(sorted(ours, key=lambda p: (p.promise.due_on or date.max, p.promise.id)))


# The verdicts that the record and its tabs show.
_SHOWN = (
    "advice", "threats", "hunter", "value", "buying", "loyalty", "complaints", "promises", "surveys", "voice",
)  # fmt: skip


def open_record(session: Session, client_id: int, as_of: date) -> RecordView | None:
    """The record of a client on a day; None if there is no such client outside the trash."""
    history = load_one(session, client_id)
    if history is None:
        return None
    settings = settings_store.load(session)
    connection = session.connection()
    who, people = _who(connection, client_id, settings), _people(connection)
    return view_of(history, who, people, as_of, settings, file_count(session, client_id))


def view_of(
    history: History, who: Who, people: tuple[str, ...], as_of: date, settings: Settings, files: int = 0
) -> RecordView:
    """Ask once, here, what the record shows: the window asks again for nothing."""
    verdicts, window = Verdicts(history, as_of, settings), timedelta(days=settings.value_window_days)
    for shown in _SHOWN:
        getattr(verdicts, shown)
    return RecordView(
        who=who,
        verdicts=verdicts,
        whole=history,
        people=people,
        revenue_before=values.revenue_between(verdicts.history, as_of - 2 * window, as_of - window),
        items=judge(verdicts),
        files=files,
    )


@cache
def _who_query() -> Query:
    c, p = Client.__table__, Person.__table__
    named = c.outerjoin(p, and_(p.c.id == c.c.owner_id, p.c.deleted_at.is_(None)))
    texts = (c.c.industry, c.c.website, c.c.since, c.c.lost_on, c.c.lost_reason, c.c.currency)
    columns = (c.c.uid, c.c.id, c.c.name, c.c.status, p.c.name.label("owner"), *texts)
    return Query(select(*columns).select_from(named).where(c.c.id == bindparam("client_id")))


def _who(connection: Connection, client_id: int, settings: Settings) -> Who:
    (row,) = _who_query().tuples(connection, {"client_id": client_id})
    return Who(row[10] or settings.currency, *row[:10])


@cache
def _people_query() -> Query:
    p = Person.__table__.c
    return Query(select(p.name).where(p.deleted_at.is_(None), p.active.is_not(False)))


def _people(connection: Connection) -> tuple[str, ...]:
    """Those of us who still work here, by name."""
    return in_order(row[0] for row in _people_query().tuples(connection, {}))
