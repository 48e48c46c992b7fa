"""What the client brings, and what keeping them may cost (DOMAIN.md, Is he worth keeping).

Amounts are whole cents of the client's currency. Lifetime values and ceilings are computed exactly and
rounded once, half to even, to the cent.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from operator import itemgetter

from app.domain.facts import History, known_on
from app.domain.rules.time import between, shift
from app.domain.settings import Settings

# The second column of every dated fact is its first day (see `facts`), in whose order they stand.
_DAY = itemgetter(1)


@dataclass(frozen=True)
class Period:
    """Revenue and what came off it in a period, in cents; `margin` is what remained."""

    revenue: int = 0
    direct_costs: int = 0
    costs: int = 0
    offers: int = 0
    rewards: int = 0

    @property
    def margin(self) -> int:
        return self.revenue - self.direct_costs - self.costs - self.offers - self.rewards


@dataclass(frozen=True)
class Value:
    """The last year's revenue and margin, the lifetime value, and what was given under threat, in cents."""

    period: Period
    lifetime: Fraction
    given_under_threat: int

    @property
    def revenue(self) -> int:
        return self.period.revenue

    @property
    def margin(self) -> int:
        return self.period.margin

    @property
    def clv(self) -> int:
        """The lifetime value in cents, rounded half to even."""
        return round(self.lifetime)

    @property
    def seen(self) -> bool:
        """Whether anything was bought or spent in the time at all."""
        return self.period != Period()

    @property
    def costs_more(self) -> bool:
        """The client costs at least as much as they bring; where nothing is on record nobody can say so."""
        return self.seen and self.margin <= 0


@dataclass(frozen=True)
class Chances:
    """The chances that the client stays: without an offer (p0) and with it (p1), lowest and highest."""

    without_low: float
    without_high: float
    with_low: float
    with_high: float


@dataclass(frozen=True)
class Ceiling:
    """The most one retention offer may cost and still pay, in cents, as a range.

    `before_low` and `before_high` are the ends before `given` (under threat, lately) was taken off.
    """

    low: int
    high: int
    before_low: int
    before_high: int
    given: int


def judge(history: History, as_of: date, settings: Settings) -> Value:
    """What the client was worth on `as_of`."""
    history = known_on(history, as_of)
    period = money_between(history, shift(as_of, -settings.value_window_days), as_of)
    start = shift(as_of, -settings.value_given_days)
    return Value(period, lifetime_value(period.margin, settings), given_under_threat(history, start, as_of))


def money_between(history: History, start: date, end: date) -> Period:
    """Revenue and costs in `start < day ≤ end`.

    An accepted offer counts on the day it was accepted, a reward on the day of thanks, else of
    telling, else of receipt.
    """
    history = known_on(history, end)
    bought = [p for p in history.purchases if p[1] > start]
    return Period(
        revenue=sum([p.amount for p in bought]),
        direct_costs=sum([p.cost or 0 for p in bought]),
        costs=sum([c.amount for c in history.costs if c.spent_on > start]),
        offers=sum([o.cost for o in history.offers if between(o.accepted_on, start, end)]),
        rewards=sum(
            [
                c.reward_cost
                for c in history.complaints
                if c.reward_cost and between(c.rewarded_on, start, end)
            ]
        ),
    )


def revenue_between(history: History, start: date, end: date) -> int:
    """Revenue in `start < day ≤ end`, in cents."""
    bought = history.purchases
    first = bisect_right(bought, start, key=_DAY)
    return sum(p.amount for p in bought[first : bisect_right(bought, end, lo=first, key=_DAY)])


def given_under_threat(history: History, start: date, end: date) -> int:
    """The cost of offers accepted in `start < day ≤ end` that a threat triggered, in cents."""
    offers = known_on(history, end).offers
    return sum(o.cost for o in offers if o.trigger == "threat" and between(o.accepted_on, start, end))


def lifetime_value(margin: int, settings: Settings) -> Fraction:
    """`m · r / (1 + i − r)` in cents, exactly; 0 where the margin is not positive."""
    if margin <= 0:
        return Fraction(0)
    stay, interest = exact(settings.value_retention), exact(settings.value_interest)
    return margin * stay / (1 + interest - stay)


def chances_of(kind: str, settings: Settings) -> Chances | None:
    """The book's chances for a class of threat; none for `unfounded`: a bluff is worth nothing."""
    if kind == "founded":
        return Chances(
            settings.ceiling_founded_without_low,
            settings.ceiling_founded_without_high,
            settings.ceiling_founded_with_low,
            settings.ceiling_founded_with_high,
        )
    if kind == "doubtful":
        return Chances(
            settings.ceiling_doubtful_without_low,
            settings.ceiling_doubtful_without_high,
            settings.ceiling_doubtful_with_low,
            settings.ceiling_doubtful_with_high,
        )
    return None


def ceiling(value: Value, chances: Chances | None) -> Ceiling:
    """The range of what one retention offer may cost: `CLV · (1 − p0/p1)` less what was given lately."""
    low = high = Fraction(0)
    if chances is not None:
        low = _worth(value.lifetime, chances.without_high, chances.with_low)
        high = _worth(value.lifetime, chances.without_low, chances.with_high)
    given = value.given_under_threat
    return Ceiling(
        low=round(max(Fraction(0), low - given)),
        high=round(max(Fraction(0), high - given)),
        before_low=round(low),
        before_high=round(high),
        given=given,
    )


def _worth(lifetime: Fraction, without: float, with_offer: float) -> Fraction:
    if with_offer <= 0:
        return Fraction(0)
    return max(Fraction(0), lifetime * (1 - exact(without) / exact(with_offer)))


@lru_cache(maxsize=128)
def exact(number: float) -> Fraction:
    """The number as it is written: 0.1 is one tenth."""
    return Fraction(repr(number))
