"""Reward or gift, given unasked or under threat, and whom to surprise (DOMAIN.md, Is he worth keeping)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.domain.facts import Evidence, History, Offer, known_on
from app.domain.rules.buying import Buying
from app.domain.rules.hunters import Hunter
from app.domain.rules.time import between, is_served, within
from app.domain.settings import Settings

TRIGGERS = ("proactive", "requested", "threat")


@dataclass(frozen=True)
class Offers:
    """The offers of a period: numbers and costs by trigger, and what became of those accepted.

    Costs are cents of the currency that `cost_of` gave, exactly.
    """

    counts: dict[str, int]
    costs: dict[str, Fraction]
    accepted: int
    in_program: int
    felt_as_reward: int
    loose_bonuses: tuple[Evidence, ...]

    @property
    def made(self) -> int:
        return sum(self.counts.values())

    @property
    def proactive_share(self) -> float | None:
        """Proactive offers ÷ all, by number."""
        return self.counts["proactive"] / self.made if self.made else None

    @property
    def proactive_cost_share(self) -> float | None:
        """Proactive offers ÷ all, by cost."""
        total = sum(self.costs.values(), Fraction(0))
        return float(self.costs["proactive"] / total) if total else None

    @property
    def mostly_under_threat(self) -> bool:
        """More than half were given under threat, which teaches clients to threaten."""
        return 2 * self.counts["threat"] > self.made

    @property
    def program_share(self) -> float | None:
        """The share of accepted offers that belong to a programme."""
        return self.in_program / self.accepted if self.accepted else None

    @property
    def reward_share(self) -> float | None:
        """Of those in a programme, the share felt as a reward."""
        return self.felt_as_reward / self.in_program if self.in_program else None


def judge(
    histories: Iterable[History],
    start: date,
    as_of: date,
    cost_of: Callable[[History, int], Fraction] | None = None,
) -> Offers:
    """The offers made in `start < day ≤ as_of`; `cost_of(history, cents)` converts, else cents stay."""
    counts = dict.fromkeys(TRIGGERS, 0)
    costs = dict.fromkeys(TRIGGERS, Fraction(0))
    made: list[Offer] = []
    for history in histories:
        for offer in known_on(history, as_of).offers:
            if between(offer.made_on, start, as_of):
                made.append(offer)
                counts[offer.trigger] += 1
                costs[offer.trigger] += cost_of(history, offer.cost) if cost_of else offer.cost
    accepted = [o for o in made if o.outcome == "accepted"]
    in_program = [o for o in accepted if has_program(o)]
    loose = [o for o in accepted if o.kind == "bonus" and not has_program(o)]
    return Offers(
        counts=counts,
        costs=costs,
        accepted=len(accepted),
        in_program=len(in_program),
        felt_as_reward=sum(o.perceived_as == "reward" for o in in_program),
        loose_bonuses=tuple(Evidence("offers", o.id, None, o.made_on, o.cost) for o in loose),
    )


def has_program(offer: Offer) -> bool:
    """The offer is part of a programme."""
    return bool((offer.program or "").strip())


@dataclass(frozen=True)
class Surprise:
    """Whether a small surprise would be welcome.

    `why_not` holds `not_active`, `not_loyal`, `threat_open`, `hunter` or `recent` (had something lately).
    """

    why_not: tuple[str, ...]

    @property
    def candidate(self) -> bool:
        return not self.why_not


def surprise(
    history: History, as_of: date, settings: Settings, *, bought: Buying, hunter: Hunter
) -> Surprise:
    """Active, buying class loyal, no open threat, not a hunter, no proactive offer lately."""
    history = known_on(history, as_of)
    quiet = settings.surprise_quiet_days
    reasons = {
        "not_active": not is_served(history.client, as_of),
        "not_loyal": not bought.is_loyal,
        "threat_open": any(t.is_open for t in history.threats),
        "hunter": hunter.level == "hunter",
        "recent": any(o.trigger == "proactive" and within(o.made_on, as_of, quiet) for o in history.offers),
    }
    return Surprise(tuple(reason for reason, holds in reasons.items() if holds))
