"""The book of complaints over all clients: where each sheet stands, its clock, and the year's figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from app.domain import facts
from app.domain.collation import in_order
from app.domain.facts import History, history_of
from app.domain.folding import fold
from app.domain.names import shown
from app.domain.portfolio import year_before
from app.domain.rules import complaints as rules
from app.domain.rules.complaints import Sheet
from app.domain.rules.time import ONE_DAY, is_working_day
from app.domain.settings import Settings
from app.models import Client, Complaint, Person
from app.services import settings_store

# The columns of the board; "assigned" is no column of its own: who looks after a sheet stands on its card.
COLUMNS = ("received", "answered", "resolved", "told")
WORDS_LENGTH = 400


@dataclass(frozen=True)
class Clock:
    """How much of a target's time is used. `kind`: answer or tell; days are working days.

    `elapsed` of `total` days have passed since receipt; `days` are those left until the end of `due`
    (0 on the day itself), or, where it is `late`, those past it. `role` is danger, warn or neutral.
    """

    kind: str
    due: date
    late: bool
    days: int
    elapsed: int
    total: int

    @property
    def used(self) -> float:
        """The share of the time that is used, 0 to 1."""
        return min(1.0, self.elapsed / self.total) if self.total else 1.0

    @property
    def role(self) -> str:
        if self.late:
            return "danger"
        return "warn" if self.days <= 1 else "neutral"


@dataclass(frozen=True)
class ComplaintRow:
    """One sheet as board and table show it; `words` are the first ones of the client's remark."""

    id: int
    ref: str
    client_id: int
    client: str
    owner: str | None
    received_on: date
    channel: str | None
    raised_by: str | None
    solicited: bool
    category: str | None
    severity: int | None
    words: str
    assigned_to: str | None
    responded_on: date | None
    resolved_on: date | None
    told_on: date | None
    thanked_on: date | None
    satisfied: str | None
    has_story: bool
    consent: bool | None
    column: str
    repeats: tuple[str, ...]
    clock: Clock | None

    @property
    def looked_after_by(self) -> str | None:
        """Who answers for the sheet: whom it was given to, else who looks after the client."""
        return self.assigned_to or self.owner

    @cached_property
    def folded(self) -> str:
        """All that is looked for when somebody searches."""
        parts = (self.ref, self.client, self.words, self.category, self.raised_by, self.assigned_to)
        return fold(" ".join(part for part in parts if part))

    def matches(self, words: Sequence[str]) -> bool:
        """Every folded word occurs, in any order."""
        return all(word in self.folded for word in words)


@dataclass(frozen=True)
class ComplaintsView:
    """Every sheet, newest first; whom to choose from; and what the last 12 months say.

    `told_share` and `in_time_share` (first answers by their target, of those given or due) are None
    where nothing was received.
    """

    rows: tuple[ComplaintRow, ...]
    people: tuple[str, ...]
    received: int
    told_share: float | None
    in_time_share: float | None

    def column(self, name: str) -> list[ComplaintRow]:
        """The sheets of one column of the board."""
        return [row for row in self.rows if row.column == name]


def complaints_view(session: Session, as_of: date) -> ComplaintsView:
    """The whole book of complaints on a day, from three queries."""
    settings = settings_store.load(session)
    histories, more = _load(session)
    sheets = [s for h in histories for s in rules.judge(h, as_of, settings).sheets]
    rows = [_row(sheet, more[sheet.complaint.id], as_of) for sheet in sheets]
    rows.sort(key=lambda row: (row.received_on, row.id), reverse=True)
    year = rules.received_between(histories, year_before(as_of), as_of, settings)
    p = Person
    people = select(p.name).where(p.deleted_at.is_(None), p.active.is_not(False))
    return ComplaintsView(
        rows=tuple(rows),
        people=in_order(session.scalars(people)),
        received=year.received,
        told_share=year.loop_rate,
        in_time_share=in_time_share(year.sheets, as_of),
    )


def client_rows(
    session: Session, history: History, owner: str | None, as_of: date, settings: Settings
) -> tuple[ComplaintRow, ...]:
    """The sheets of one client, newest first; one query for the words."""
    c = Complaint
    query = select(*_TEXTS).where(c.client_id == history.client.id, c.deleted_at.is_(None))
    texts = {row[0]: tuple(row[1:]) for row in session.execute(query)}
    found = rules.judge(history, as_of, settings).sheets
    rows = [
        _row(s, (history.client.name, owner, *texts[s.complaint.id]), as_of)
        for s in found
        if s.complaint.id in texts
    ]
    return tuple(reversed(rows))


def in_time_share(sheets: Iterable[Sheet], as_of: date) -> float | None:
    """First answers given by their target ÷ all that were given or are past it."""
    known = [s for s in sheets if s.complaint.responded_on is not None or s.unanswered(as_of)]
    if not known:
        return None
    kept = sum(
        s.complaint.responded_on is not None and s.complaint.responded_on <= s.answer_by for s in known
    )
    return kept / len(known)


def column_of(sheet: Sheet) -> str:
    """The column of the board a sheet stands in: the furthest step of the four."""
    complaint = sheet.complaint
    if complaint.told_on is not None:
        return "told"
    if complaint.resolved_on is not None:
        return "resolved"
    return "answered" if complaint.responded_on is not None else "received"


def clock_of(sheet: Sheet, as_of: date) -> Clock | None:
    """The clock that runs now: the first answer's, then the telling's; none once the client was told."""
    column = column_of(sheet)
    if column == "told":
        return None
    kind = "answer" if column == "received" else "tell"
    due = sheet.answer_by if kind == "answer" else sheet.tell_by
    total = sheet.answer_days if kind == "answer" else sheet.close_days
    late = due < as_of
    days = working_days(due, as_of, sheet.country) or 1 if late else working_days(as_of, due, sheet.country)
    elapsed = working_days(sheet.complaint.received_on, min(as_of, due), sheet.country)
    return Clock(kind, due, late, days, elapsed, total)


def working_days(start: date, end: date, country: str) -> int:
    """How many working days lie in `start < day ≤ end`."""
    count, day = 0, start
    while day < end:
        day += ONE_DAY
        count += is_working_day(day, country)
    return count


_TEXTS = (
    Complaint.id,
    Complaint.channel,
    func.substr(Complaint.remark, 1, WORDS_LENGTH),
    func.length(func.coalesce(Complaint.story, "")) > 0,
)
_FACTS = tuple(getattr(Complaint, name) for name in facts.Complaint._fields if name != "remark")
_More = tuple[object, ...]


def _load(session: Session) -> tuple[list[History], dict[int, _More]]:
    """The complaints of all clients as facts, and what cards say beyond them."""
    c, p = Complaint, Person
    clients = (
        select(Client.id, Client.name, Client.status, p.name)
        .outerjoin(p, and_(p.id == Client.owner_id, p.deleted_at.is_(None)))
        .where(Client.deleted_at.is_(None))
    )
    known = {row[0]: facts.Client(*row) for row in session.execute(clients)}
    found: dict[int, list[facts.Complaint]] = defaultdict(list)
    more: dict[int, _More] = {}
    width = len(_FACTS)
    for row in session.execute(select(*_FACTS, *_TEXTS[1:]).where(c.deleted_at.is_(None))):
        client = known.get(row[0])
        if client is not None:
            fact = facts.Complaint(*row[:width])
            found[client.id].append(fact)
            more[fact.id] = (client.name, client.owner, *row[width:])
    return [history_of(known[each], complaints=group) for each, group in found.items()], more


def _row(sheet: Sheet, more: Sequence[object], as_of: date) -> ComplaintRow:
    complaint = sheet.complaint
    client, owner, channel, words, has_story = more
    return ComplaintRow(
        id=complaint.id,
        ref=complaint.ref,
        client_id=complaint.client_id,
        client=str(client),
        owner=None if owner is None else str(owner),
        received_on=complaint.received_on,
        channel=None if channel is None else str(channel),
        raised_by=shown(complaint.raised_by) or None,
        solicited=bool(complaint.solicited),
        category=complaint.category,
        severity=complaint.severity,
        words=" ".join(str(words or "").split()),
        assigned_to=complaint.assigned_to,
        responded_on=complaint.responded_on,
        resolved_on=complaint.resolved_on,
        told_on=complaint.told_on,
        thanked_on=complaint.thanked_on,
        satisfied=complaint.satisfied,
        has_story=bool(has_story),
        consent=complaint.story_consent,
        column=column_of(sheet),
        repeats=tuple(e.ref or "" for e in sheet.repeats),
        clock=clock_of(sheet, as_of),
    )
