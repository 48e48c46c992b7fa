"""The rows of the Retention page: threats, offers, agreements and deal hunters of any client."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from app.domain import facts
from app.domain.folding import fold
from app.domain.rules.hunters import Hunter
from app.domain.rules.offers import Offers
from app.domain.rules.threats import ThreatVerdict
from app.domain.rules.time import shift
from app.domain.settings import Settings
from app.views.retention.client import OfferLine
from app.views.retention.surprises import Surprises

YEAR = 365


@dataclass(frozen=True)
class ThreatRow:
    """One threat of any client, with its class on the day it was made."""

    client_id: int
    client: str
    currency: str
    verdict: ThreatVerdict

    @property
    def id(self) -> int:
        return self.verdict.threat.id

    @cached_property
    def folded(self) -> str:
        """All that is looked for when somebody searches."""
        t = self.verdict.threat
        return fold(" ".join(part for part in (t.ref, self.client, t.wording, t.competitor) if part))


@dataclass(frozen=True)
class OfferRow:
    """One offer of any client; `loose` marks an accepted bonus outside any programme.

    `in_book` is its cost in the book's currency; None without a rate.
    """

    client_id: int
    client: str
    currency: str
    line: OfferLine
    loose: bool
    in_book: Fraction | None = None

    @property
    def id(self) -> int:
        return self.line.id

    @cached_property
    def folded(self) -> str:
        """All that is looked for when somebody searches."""
        parts = (self.client, self.line.note, self.line.program, self.line.threat_ref)
        return fold(" ".join(part for part in parts if part))


@dataclass(frozen=True)
class Ledger:
    """What was given in the last 365 days; costs are cents of the book's `currency`.

    `missing` are the currencies without a rate, whose costs are left out.
    """

    offers: Offers
    currency: str
    missing: tuple[str, ...]

    @property
    def cost(self) -> Fraction:
        """What all of it cost."""
        return sum(self.offers.costs.values(), Fraction(0))

    @property
    def threat_cost_share(self) -> float | None:
        """The share of the money that went out under threat; None where nothing cost anything."""
        return float(self.offers.costs["threat"] / self.cost) if self.cost else None


@dataclass(frozen=True)
class AgreementRow:
    """One partnership's term; `followed` says that another one takes over at its end.

    `in_book` is its yearly value in the book's currency; None without a rate.
    """

    client_id: int
    client: str
    currency: str
    fact: facts.Agreement
    exclusive: bool
    our_gain: str | None
    client_gain: str | None
    followed: bool
    in_book: Fraction | None = None

    @property
    def id(self) -> int:
        return self.fact.id

    @property
    def notice_on(self) -> date | None:
        """The last day to give notice; None without an end or a notice period."""
        if self.fact.ends_on is None or self.fact.notice_days is None:
            return None
        return shift(self.fact.ends_on, -self.fact.notice_days)

    def state(self, day: date) -> str:
        """`ahead`, `in_force` or `ended` (DOMAIN.md: `starts_on ≤ day`, not past `ends_on`)."""
        if self.fact.starts_on > day:
            return "ahead"
        return "ended" if self.fact.ends_on is not None and self.fact.ends_on < day else "in_force"


@dataclass(frozen=True)
class HunterRow:
    """A client who is, or without a person's judgement would be, a deal hunter or on watch."""

    client_id: int
    client: str
    owner: str | None
    hunter: Hunter
    last_threat: date | None


@dataclass(frozen=True)
class RetentionPage:
    """The page on one day. Open threats come first, the newest on top; offers are those of a year."""

    as_of: date
    settings: Settings
    clients: int
    threats: tuple[ThreatRow, ...]
    offers: tuple[OfferRow, ...]
    ledger: Ledger
    agreements: tuple[AgreementRow, ...]
    hunters: tuple[HunterRow, ...]
    surprises: Surprises

    @property
    def open_threats(self) -> tuple[ThreatRow, ...]:
        return tuple(row for row in self.threats if row.verdict.is_open)

    @property
    def current_agreements(self) -> tuple[AgreementRow, ...]:
        """Those in force or still ahead."""
        return tuple(row for row in self.agreements if row.state(self.as_of) != "ended")


def matching(words: list[str]) -> Callable[[ThreatRow | OfferRow], bool]:
    """Whether every folded word occurs in a row, in any order."""
    return lambda row: all(word in row.folded for word in words)
