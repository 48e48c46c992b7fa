"""How regularly the client buys (DOMAIN.md, Buying class)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

from app.domain.facts import History, Purchase, known_on
from app.domain.rules.time import age, count_within, within
from app.domain.settings import Settings


@dataclass(frozen=True)
class Buying:
    """The class (`none`, `new`, `lapsed`, `lapsing`, `loyal`, `occasional`) and what it rests on.

    `gap` is the usual number of days between purchase days, unknown with too few of them; `recent` is
    the number of purchase days in the window of loyal buyers.
    """

    kind: str
    gap: float | None
    first: date | None
    last: date | None
    recent: int

    @property
    def is_loyal(self) -> bool:
        return self.kind == "loyal"


def judge(history: History, as_of: date, settings: Settings) -> Buying:
    """The buying class on `as_of`."""
    days = purchase_days(known_on(history, as_of).purchases)
    if not days:
        return Buying("none", None, None, None, 0)
    gap = _gap(days, as_of, settings)
    recent = count_within(days, as_of, settings.buying_loyal_days)
    return Buying(_kind(days, gap, recent, as_of, settings), gap, days[0], days[-1], recent)


def purchase_days(purchases: Sequence[Purchase]) -> list[date]:
    """The days whose amounts sum to more than 0, oldest first."""
    sums: dict[date, int] = defaultdict(int)
    for purchase in purchases:
        sums[purchase.bought_on] += purchase.amount
    return sorted(day for day, amount in sums.items() if amount > 0)


def _gap(days: Sequence[date], as_of: date, settings: Settings) -> float | None:
    recent = [day for day in days if within(day, as_of, settings.buying_window_days)]
    if len(recent) < settings.buying_days_for_gap:
        return None
    return float(median((b - a).days for a, b in pairwise(recent)))


def _kind(days: Sequence[date], gap: float | None, recent: int, as_of: date, settings: Settings) -> str:
    """The first class that holds."""
    if age(days[0], as_of) < settings.buying_new_days:
        return "new"
    since_last = age(days[-1], as_of)
    if since_last > settings.buying_lapsed_days:
        return "lapsed"
    late = gap is not None and since_last > settings.buying_lapsing_gaps * gap
    if late and since_last > settings.buying_lapsing_days:
        return "lapsing"
    return "loyal" if recent >= settings.buying_loyal_purchases else "occasional"
