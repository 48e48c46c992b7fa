"""Facts about what was said: decisions, complaints, answers, promises."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple


class Attempt(NamedTuple):
    """One occasion on which we argued our advice."""

    decision_id: int
    made_on: date
    id: int
    made_by: str | None = None
    response: str | None = None
    override_reason: str | None = None


class Decision(NamedTuple):
    """Something the client wants that we advise against, with the attempts at arguing it."""

    client_id: int
    raised_on: date
    id: int
    ref: str
    title: str = ""
    advice_limit: int | None = None
    outcome: str = "open"
    decided_on: date | None = None
    decided_by: str | None = None
    debrief_on: date | None = None
    debriefed_on: date | None = None
    verdict: str | None = None
    attempts: tuple[Attempt, ...] = ()

    @property
    def settled_on(self) -> date | None:
        """The day it was settled: `decided_on`, else the record's first day; none while open."""
        return None if self.outcome == "open" else self.decided_on or self.raised_on

    @property
    def debriefed(self) -> date | None:
        """The day of the debrief: `debriefed_on`, else, with a verdict, the record's first day."""
        return self.debriefed_on or (self.raised_on if self.verdict else None)


class Complaint(NamedTuple):
    """A two-sided sheet; `remark` holds at most the first 200 characters of the client's words."""

    client_id: int
    received_on: date
    id: int
    ref: str
    category: str | None = None
    severity: int | None = None
    solicited: bool | None = None
    raised_by: str | None = None
    assigned_to: str | None = None
    responded_on: date | None = None
    resolved_on: date | None = None
    told_on: date | None = None
    thanked_on: date | None = None
    reward_cost: int | None = None
    satisfied: str | None = None
    story_consent: bool | None = None
    remark: str = ""

    @property
    def rewarded_on(self) -> date:
        """The day a reward counts on: of thanks, else of telling, else of receipt."""
        return self.thanked_on or self.told_on or self.received_on


class VoiceCheck(NamedTuple):
    """We asked: would you tell us even the smallest thing that goes wrong?"""

    client_id: int
    asked_on: date
    id: int
    answer: str


class Survey(NamedTuple):
    """One answer of one contact; the score lies between `lowest` and `highest`."""

    client_id: int
    answered_on: date
    id: int
    kind: str
    score: float
    lowest: float
    highest: float
    contact_id: int | None = None

    @property
    def percent(self) -> float:
        """The answer put on 0–100, as exact as written: 4.6 on 1–5 is 90."""
        return _percent(float(self.score), float(self.lowest), float(self.highest))


@lru_cache(maxsize=1024)
def _percent(score: float, low: float, high: float) -> float:
    if score.is_integer() and low.is_integer() and high.is_integer():
        return 100 * (score - low) / (high - low)
    above, span = Fraction(repr(score)) - Fraction(repr(low)), Fraction(repr(high)) - Fraction(repr(low))
    return float(100 * above / span)


class Promise(NamedTuple):
    """Something one side owes the other; an expectation is one that was never said aloud."""

    client_id: int
    made_on: date
    id: int
    ref: str
    text: str = ""
    side: str = "ours"
    kind: str | None = None
    phase: str | None = None
    made_by: str | None = None
    due_on: date | None = None
    fulfilled_on: date | None = None
    ended_on: date | None = None
    ending: str | None = None

    @property
    def closed_on(self) -> date | None:
        """The day it was fulfilled, else ended; none while it is open."""
        return self.fulfilled_on or self.ended_on

    @property
    def counts_on(self) -> date | None:
        """The day that decides in which month, quarter or period it counts: due, else fulfilled, else ended."""
        return self.due_on or self.closed_on
