"""How many clients stay, and how much of their revenue (DOMAIN.md, Retention)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.domain.facts import Client, History, known_client
from app.domain.rules.time import is_active, shift
from app.domain.rules.value import revenue_between
from app.domain.settings import Settings

Convert = Callable[[History, int], Fraction]
# A client's revenue in `start < day ≤ end`, in cents.
RevenueOf = Callable[[History, date, date], int]


@dataclass(frozen=True)
class Retention:
    """Clients active at both ends of a period, and revenue before and now, in cents of one currency."""

    active_from: int
    active_to: int
    kept: int
    before: Fraction
    kept_revenue: Fraction
    now: Fraction

    @property
    def logo_retention(self) -> float | None:
        """Active on both ÷ active on `from`."""
        return self.kept / self.active_from if self.active_from else None

    @property
    def grr(self) -> float | None:
        """Gross revenue retention: Σ max(0, min(now, before)) ÷ Σ before."""
        return float(self.kept_revenue / self.before) if self.before else None

    @property
    def nrr(self) -> float | None:
        """Net revenue retention: Σ now ÷ Σ before."""
        return float(self.now / self.before) if self.before else None


@dataclass(frozen=True)
class Cohort:
    """The clients who first came in one year: how many came, and how many were active at each year's end.

    `active` maps a year to the number still active on its last day (the last one: on `as_of`).
    """

    year: int
    clients: int
    active: dict[int, int]


def judge(
    histories: Sequence[History],
    start: date,
    as_of: date,
    settings: Settings,
    convert: Convert,
    revenue_of: RevenueOf = revenue_between,
) -> Retention:
    """Retention of [start, as_of]; `convert(history, cents)` brings revenue into one currency.

    `revenue_of` is given where the histories do not hold the purchases themselves.
    """
    clients = [known_client(h.client, as_of) for h in histories]
    active = [(is_active(c, start), is_active(c, as_of)) for c in clients]
    before_sum, kept_sum, now_sum = Fraction(0), Fraction(0), Fraction(0)
    for history, before, kept, now in _by_currency(histories, start, as_of, settings, revenue_of):
        before_sum += convert(history, before)
        kept_sum += convert(history, kept)
        now_sum += convert(history, now)
    return Retention(
        active_from=sum(then for then, _now in active),
        active_to=sum(now for _then, now in active),
        kept=sum(then and now for then, now in active),
        before=before_sum,
        kept_revenue=kept_sum,
        now=now_sum,
    )


def is_satisfied(client: Client, score: float | None, as_of: date, settings: Settings) -> bool | None:
    """Whether a client counts as satisfied next to the kept ones: active on the day and known to be so.

    None where they do not count at all: not active that day, or their satisfaction (0–100) is unknown.
    Every place that shows satisfied clients counts by this.
    """
    if score is None or not is_active(client, as_of):
        return None
    return score >= settings.loyalty_satisfied


def _by_currency(
    histories: Iterable[History], start: date, as_of: date, settings: Settings, revenue_of: RevenueOf
) -> list[tuple[History, int, int, int]]:
    """Revenue before, kept and now of all clients with one currency, and one of them to name it.

    What is in one currency is summed in its cents first; converting each client's gives the same sum.
    """
    window = -settings.retention_window_days
    first, last = shift(start, window), shift(as_of, window)
    sums: dict[str | None, tuple[History, int, int, int]] = {}
    for history in histories:
        before = revenue_of(history, first, start)
        if before > 0:
            now = revenue_of(history, last, as_of)
            currency = history.client.currency
            named, *known = sums.get(currency, (history, 0, 0, 0))
            more = (before, max(0, min(now, before)), now)
            sums[currency] = (named, known[0] + more[0], known[1] + more[1], known[2] + more[2])
    return list(sums.values())


def cohorts(histories: Iterable[History], as_of: date) -> list[Cohort]:
    """Clients by the year of their first `since`, oldest first, and how many of them were active year by year."""
    years: dict[int, list[History]] = {}
    for history in histories:
        since = known_client(history.client, as_of).first_since
        if since is not None:
            years.setdefault(since.year, []).append(history)
    return [_cohort(year, years[year], as_of) for year in sorted(years)]


def _cohort(year: int, histories: Sequence[History], as_of: date) -> Cohort:
    clients = [known_client(h.client, as_of) for h in histories]
    ends = {y: min(date(y, 12, 31), as_of) for y in range(year, as_of.year + 1)}
    active = {y: sum(is_active(c, end) for c in clients) for y, end in ends.items()}
    return Cohort(year, len(clients), active)
