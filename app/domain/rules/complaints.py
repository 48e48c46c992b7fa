"""Complaints: steps, targets in working days, repeats, closed loop (DOMAIN.md, Complaints)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from app.domain.facts import Complaint, Evidence, History, known_on
from app.domain.rules.time import add_working_days, between, within
from app.domain.settings import Settings

STEPS = ("received", "assigned", "responded", "resolved", "told", "thanked")


@dataclass(frozen=True)
class Sheet:
    """One complaint as it stands: its last step done, its targets, and which earlier ones it repeats."""

    complaint: Complaint
    step: str
    repeats: tuple[Evidence, ...]
    answer_days: int
    close_days: int
    country: str

    @property
    def is_open(self) -> bool:
        """The client was not told yet."""
        return self.complaint.told_on is None

    @property
    def answer_by(self) -> date:
        """The end of this day is the target of the first answer."""
        return target(self.complaint.received_on, self.answer_days, self.country)

    @property
    def tell_by(self) -> date:
        """The end of this day is the target of telling the client what changed."""
        return target(self.complaint.received_on, self.close_days, self.country)

    def unanswered(self, as_of: date) -> bool:
        """Neither responded nor told, past its first-answer target: who was told has an answer."""
        return self.complaint.responded_on is None and self.is_open and self.answer_by < as_of

    def late(self, as_of: date) -> bool:
        """Responded, not told, past its close target."""
        return self.complaint.responded_on is not None and self.is_open and self.tell_by < as_of

    def told_in_time(self, as_of: date) -> bool | None:
        """Whether the client was told by the target day; unknown while there is time."""
        if self.complaint.told_on is None:
            return False if self.tell_by < as_of else None
        return self.complaint.told_on <= self.tell_by

    @property
    def record(self) -> Evidence:
        return Evidence("complaints", self.complaint.id, self.complaint.ref, self.complaint.received_on)


@dataclass(frozen=True)
class Complaints:
    """All sheets of a client, oldest first, and their numbers."""

    sheets: tuple[Sheet, ...]

    @property
    def received(self) -> int:
        return len(self.sheets)

    @property
    def told(self) -> int:
        return sum(not s.is_open for s in self.sheets)

    @property
    def open(self) -> int:
        return sum(s.is_open for s in self.sheets)

    @property
    def repeated(self) -> int:
        return sum(bool(s.repeats) for s in self.sheets)

    @property
    def solicited(self) -> int:
        return sum(bool(s.complaint.solicited) for s in self.sheets)

    @property
    def loop_rate(self) -> float | None:
        """Told ÷ received; unknown where none was received."""
        return self.told / self.received if self.sheets else None


def judge(history: History, as_of: date, settings: Settings) -> Complaints:
    """Every complaint received up to `as_of`, as it stood that day."""
    complaints = known_on(history, as_of).complaints
    return Complaints(tuple(_sheet(c, complaints, settings) for c in complaints))


def received_between(
    histories: Iterable[History], start: date, as_of: date, settings: Settings
) -> Complaints:
    """The complaints of all clients received in `start < day ≤ as_of`, as they stood on `as_of`."""
    return received((s for h in histories for s in judge(h, as_of, settings).sheets), start, as_of)


def received(sheets: Iterable[Sheet], start: date, as_of: date) -> Complaints:
    """Those of the sheets, judged on `as_of`, that were received in `start < day ≤ as_of`."""
    return Complaints(tuple(s for s in sheets if between(s.complaint.received_on, start, as_of)))


def _sheet(complaint: Complaint, all_of_client: Iterable[Complaint], settings: Settings) -> Sheet:
    return Sheet(
        complaint=complaint,
        step=_step(complaint),
        repeats=_repeats(complaint, all_of_client, settings.complaint_repeat_days),
        answer_days=settings.complaint_response_days,
        close_days=settings.complaint_close_days,
        country=settings.country,
    )


def _step(complaint: Complaint) -> str:
    """The last step done, whatever was skipped before it."""
    done = (
        True,
        bool(complaint.assigned_to),
        complaint.responded_on is not None,
        complaint.resolved_on is not None,
        complaint.told_on is not None,
        complaint.thanked_on is not None,
    )
    return STEPS[max(i for i, step in enumerate(done) if step)]


def _repeats(complaint: Complaint, others: Iterable[Complaint], window: int) -> tuple[Evidence, ...]:
    """Others of the same category resolved in the window up to this one's receipt."""
    category = category_key(complaint)
    if category is None:
        return ()
    return tuple(
        Evidence("complaints", o.id, o.ref, o.resolved_on)
        for o in others
        if o.id != complaint.id
        and category_key(o) == category
        and within(o.resolved_on, complaint.received_on, window)
    )


def category_key(complaint: Complaint) -> str | None:
    """How categories are compared: without case and surrounding space; none where it was not said."""
    return (complaint.category or "").strip().casefold() or None


@lru_cache(maxsize=8192)
def target(received_on: date, days: int, country: str) -> date:
    """The end of the `days`-th working day after receipt."""
    return add_working_days(received_on, days, country)
