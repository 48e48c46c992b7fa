"""One client's history as a whole, and the evidence a verdict names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from app.domain.facts.clients import Client, Contact, Note
from app.domain.facts.commerce import (
    Agreement,
    Cost,
    Goal,
    Judgement,
    Offer,
    Purchase,
    Referral,
    Task,
    Threat,
)
from app.domain.facts.conversation import Complaint, Decision, Promise, Survey, VoiceCheck

TOUCHES = frozenset({"meeting", "call", "email", "visit", "message"})


class Evidence(NamedTuple):
    """One record that a verdict rests on: its sheet, id, ref (if it has one), day, value and weight.

    `value` is what the record brought to the verdict (0–100, cents, points; the verdict says which),
    `weight` how much it counted after fading.
    """

    kind: str
    id: int
    ref: str | None = None
    day: date | None = None
    value: float | None = None
    weight: float | None = None


@dataclass(frozen=True)
class History:
    """Everything on record about one client, each kind in the order of its days.

    Build it with `history_of`, which sorts.
    """

    client: Client
    contacts: tuple[Contact, ...] = ()
    notes: tuple[Note, ...] = ()
    decisions: tuple[Decision, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    voice_checks: tuple[VoiceCheck, ...] = ()
    surveys: tuple[Survey, ...] = ()
    promises: tuple[Promise, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    goals: tuple[Goal, ...] = ()
    purchases: tuple[Purchase, ...] = ()
    costs: tuple[Cost, ...] = ()
    threats: tuple[Threat, ...] = ()
    offers: tuple[Offer, ...] = ()
    referrals: tuple[Referral, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    tasks: tuple[Task, ...] = ()

    @cached_property
    def touches(self) -> tuple[Note, ...]:
        """The notes that are touches: meeting, call, email, visit, message."""
        return tuple(n for n in self.notes if n[3] in TOUCHES)

    @property
    def unwritten(self) -> bool:
        """Nothing was ever written of the client, as of one who came in from a list."""
        return not (
            self.notes
            or self.decisions
            or self.complaints
            or self.voice_checks
            or self.surveys
            or self.promises
            or self.threats
        )

    @cached_property
    def touch_days(self) -> list[date]:
        """The days of the touches, oldest first, for counting by bisection."""
        return [n[1] for n in self.touches]


Fact = TypeVar("Fact", bound="tuple[Any, ...]")


def in_order(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Sorted by day and id, whatever order they came in; days that are missing come last."""
    return tuple(sorted(facts, key=lambda f: (f[1] is None, f[1:3])))


def history_of(client: Client, **records: Iterable[Any]) -> History:
    """The history of `client` from records in any order (keywords as the fields of `History`)."""
    decisions = [d._replace(attempts=in_order(d.attempts)) for d in records.pop("decisions", ())]
    sorted_records = {kind: in_order(facts) for kind, facts in records.items()}
    return History(client, decisions=in_order(decisions), **sorted_records)
