"""Facts about what was given, asked for and agreed: money, threats, offers, judgements, tasks."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Agreement(NamedTuple):
    """The partnership's term."""

    client_id: int
    starts_on: date
    id: int
    ref: str
    title: str = ""
    ends_on: date | None = None
    yearly_value: int | None = None
    notice_days: int | None = None
    exit_fee: int | None = None


class Goal(NamedTuple):
    """What the client wants to reach with us."""

    client_id: int
    set_on: date
    id: int
    ref: str
    goal: str = ""
    due_on: date | None = None
    reached_on: date | None = None
    dropped_on: date | None = None


class Purchase(NamedTuple):
    """Money in: `amount` is what was paid after `discount`, `cost` the direct cost."""

    client_id: int
    bought_on: date
    id: int
    amount: int
    cost: int | None = None
    discount: int | None = None


class Cost(NamedTuple):
    """Money or time spent serving the client that no purchase carries; `beyond_scope`: what no agreement includes."""

    client_id: int
    spent_on: date
    id: int
    amount: int
    hours: float | None = None
    beyond_scope: bool | None = None
    agreement_id: int | None = None


class Threat(NamedTuple):
    """The client says they may leave."""

    client_id: int
    made_on: date
    id: int
    ref: str
    wording: str | None = None
    stated_reason: str | None = None
    competitor: str | None = None
    offer_evidence: str | None = None
    asked_for: str | None = None
    amount_asked: int | None = None
    response: str | None = None
    outcome: str | None = None
    outcome_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Nothing is known yet of how it ended."""
        return self.outcome in (None, "open")


class Offer(NamedTuple):
    """Something extra that we gave or proposed."""

    client_id: int
    made_on: date
    id: int
    kind: str
    trigger: str
    cost: int
    threat_id: int | None = None
    program: str | None = None
    outcome: str | None = None
    decided_on: date | None = None
    perceived_as: str | None = None

    @property
    def accepted_on(self) -> date | None:
        """The day an accepted offer counts on: `decided_on`, else the day it was made."""
        return self.decided_on or self.made_on if self.outcome == "accepted" else None


class Referral(NamedTuple):
    """The client recommended us to `referred`."""

    client_id: int
    made_on: date
    id: int
    referred: str = ""
    outcome: str | None = None


class Judgement(NamedTuple):
    """A person's own verdict kept beside the computed one."""

    client_id: int
    judged_on: date
    id: int
    about: str
    value: str
    reason: str = ""
    judged_by: str | None = None
    valid_until: date | None = None


class Task(NamedTuple):
    """Something to do by a day; `client_id` is none for a task of our own."""

    client_id: int | None
    due_on: date | None
    id: int
    text: str = ""
    kind: str | None = None
    at: str | None = None
    minutes: int | None = None
    place: str | None = None
    done_on: date | None = None
    who: str | None = None
    every: str | None = None
