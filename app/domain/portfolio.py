"""Figures over many clients and a period, as plain values: what window, workbook and answers say alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal


@dataclass(frozen=True)
class Period:
    """The days `start < day ≤ last` (DOMAIN.md, Answers for programs)."""

    start: date
    last: date

    @property
    def first(self) -> date:
        """The first day that counts."""
        return self.start + timedelta(days=1)

    @property
    def is_year(self) -> bool:
        """From a day to the same day of the next year."""
        return self.start == year_before(self.last)

    @property
    def before(self) -> Period:
        """The period as long that ends where this one begins; a year goes by the calendar."""
        return Period(
            year_before(self.start) if self.is_year else self.start - (self.last - self.start), self.start
        )

    def holds(self, day: date | None) -> bool:
        """Whether `day` lies in the period; no day does not."""
        return day is not None and self.start < day <= self.last


def year_before(day: date) -> date:
    """The same day a year earlier; 29 February becomes 28."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


@dataclass(frozen=True)
class Kept:
    """The headline of one period: clients and revenue kept, shares of 1, unknown as none."""

    active_from: int
    kept: int
    logo_retention: float | None
    grr: float | None
    nrr: float | None


@dataclass(frozen=True)
class Measure:
    """A line of "This period against the one before"; `sheet` names the sheet that opens on it."""

    title: str
    kind: Literal["money", "count", "share", "score"]
    this: float | None
    past: float | None
    up_is_good: bool
    sheet: str

    @property
    def change(self) -> float | None:
        """Points for shares and scores, else the relative change; none where there is nothing to compare with."""
        if self.this is None or self.past is None:
            return None
        if self.kind == "share":
            return 100 * (self.this - self.past)
        if self.kind == "score":
            return self.this - self.past
        return (self.this - self.past) / abs(self.past) if self.past else None


@dataclass(frozen=True)
class Attention:
    """One item of Today."""

    client: str
    text: str
    due: date
    severity: int
    this_year: bool = True

    @property
    def pattern(self) -> str:
        """How its day is written: with the year where that is not the report's."""
        return "d mmm" if self.this_year else "d mmm yyyy"


@dataclass(frozen=True)
class Quarter:
    """One quarter of the charts, up to its last day or the as-of day; costs in the book's currency."""

    label: str
    last: date
    kept: float | None
    revenue_kept: float | None
    spontaneous: int
    solicited: int
    repeated: int
    unasked: float
    under_threat: float


@dataclass(frozen=True)
class Figures:
    """Everything that the Summary shows."""

    period: Period
    now: Kept
    before: Kept
    active_to: int
    satisfied: int
    satisfaction_known: int
    not_loyal: int
    measures: tuple[Measure, ...]
    attention: tuple[Attention, ...]
    quarters: tuple[Quarter, ...]
