"""Work done free of charge beyond what was agreed (DOMAIN.md, Beyond scope)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import fsum

from app.domain.facts import Cost, Evidence, History, known_on
from app.domain.rules.time import shift
from app.domain.rules.value import revenue_between
from app.domain.settings import Settings


@dataclass(frozen=True)
class Scope:
    """Hours, and cost in cents, of what was done beyond the scope in a period, next to the period's revenue."""

    hours: float = 0.0
    cost: int = 0
    revenue: int = 0
    costs: tuple[Cost, ...] = ()

    @property
    def share(self) -> float | None:
        """Cost ÷ revenue of the period; unknown where there was no revenue."""
        return self.cost / self.revenue if self.revenue > 0 else None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The costs that it rests on."""
        return tuple(Evidence("costs", c.id, None, c.spent_on, c.amount) for c in self.costs)


def judge(history: History, as_of: date, settings: Settings) -> Scope:
    """What was done beyond the scope in the year up to `as_of`."""
    return scope_between(history, shift(as_of, -settings.scope_days), as_of)


def scope_between(history: History, start: date, end: date) -> Scope:
    """What was done beyond the scope in `start < day ≤ end`."""
    known = known_on(history, end)
    costs = tuple(c for c in known.costs if c.beyond_scope and c.spent_on > start)
    return Scope(
        hours=fsum(c.hours for c in costs if c.hours),
        cost=sum(c.amount for c in costs),
        revenue=revenue_between(known, start, end),
        costs=costs,
    )


def is_worth_saying(share: float | None, settings: Settings) -> bool:
    """Whether so much was done beyond the scope that a renewal should speak of it."""
    return share is not None and share >= settings.scope_share
