"""Everything the Retention page shows of all clients: threats, offers, agreements and deal hunters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import MissingRate
from app.models import Agreement, Offer
from app.services import facts
from app.services import settings as book_settings
from app.services.currencies import converted, currency_of
from app.services.facts import History
from app.services.folding import fold
from app.services.history import load_book
from app.services.rules import offers
from app.services.rules.hunters import Hunter
from app.services.rules.offers import Offers
from app.services.rules.threats import ThreatVerdict
from app.services.rules.time import shift
from app.services.settings import Settings
from app.services.verdicts import Verdicts
from app.services.views.retention import OfferLine
from app.services.views.surprises import Surprises, surprises

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
    """One offer of any client; `loose` marks an accepted bonus outside any programme."""

    client_id: int
    client: str
    currency: str
    line: OfferLine
    loose: bool

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
    """One partnership's term; `followed` says that another one takes over at its end."""

    client_id: int
    client: str
    currency: str
    fact: facts.Agreement
    exclusive: bool
    our_gain: str | None
    client_gain: str | None
    followed: bool

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


def retention_page(session: Session, as_of: date) -> RetentionPage:
    """Read the whole page, one query a table; for a worker thread."""
    settings = book_settings.load(session)
    histories = load_book(session).histories
    every = [Verdicts(h, as_of, settings) for h in histories]
    threats = [row for each in every for row in _threats(each)]
    threats.sort(key=lambda row: (row.verdict.threat.made_on, row.id), reverse=True)
    threats.sort(key=lambda row: not row.verdict.is_open)
    ledger = _ledger([each.history for each in every], as_of, settings)
    return RetentionPage(
        as_of=as_of,
        settings=settings,
        clients=len(every),
        threats=tuple(threats),
        offers=_offers(session, every, {e.id for e in ledger.offers.loose_bonuses}),
        ledger=ledger,
        agreements=_agreements(session, histories, settings),
        hunters=tuple(sorted(filter(None, map(_hunter, every)), key=_worst_first)),
        surprises=surprises(every),
    )


def _threats(verdicts: Verdicts) -> Iterable[ThreatRow]:
    client = verdicts.history.client
    currency = currency_of(client, verdicts.settings)
    return [ThreatRow(client.id, client.name, currency, each) for each in verdicts.threats]


def _ledger(histories: list[History], as_of: date, settings: Settings) -> Ledger:
    missing: set[str] = set()

    def cost_of(history: History, cents: int) -> Fraction:
        try:
            return converted(cents, history.client, settings)
        except MissingRate:
            missing.add(currency_of(history.client, settings))
            return Fraction(0)

    judged = offers.judge(histories, shift(as_of, -YEAR), as_of, cost_of)
    return Ledger(judged, settings.currency, tuple(sorted(missing)))


def _offers(session: Session, every: list[Verdicts], loose: set[int]) -> tuple[OfferRow, ...]:
    notes = _texts(session)
    found = []
    for verdicts in every:
        history = verdicts.history
        start = shift(verdicts.as_of, -YEAR)
        refs = {t.id: t.ref for t in history.threats}
        currency = currency_of(history.client, verdicts.settings)
        for o in history.offers:
            if o.made_on > start:
                line = OfferLine(
                    o.id, o.made_on, o.kind, o.trigger, o.cost, o.outcome, o.program, o.perceived_as,
                    refs.get(o.threat_id or 0), notes.get(o.id),
                )  # fmt: skip
                found.append(OfferRow(o.client_id, history.client.name, currency, line, o.id in loose))
    return tuple(sorted(found, key=lambda row: (row.line.made_on, row.id), reverse=True))


def _texts(session: Session) -> dict[int, str | None]:
    query = select(Offer.id, Offer.note).where(Offer.deleted_at.is_(None), Offer.note.is_not(None))
    return {row[0]: row[1] for row in session.execute(query)}


def _agreements(
    session: Session, histories: Iterable[History], settings: Settings
) -> tuple[AgreementRow, ...]:
    """Every agreement on record; those ahead are signed already, so a day's rules leave them out, a plan not."""
    a = Agreement
    query = select(a.id, a.exclusive, a.our_gain, a.client_gain).where(a.deleted_at.is_(None))
    said = {row[0]: row[1:] for row in session.execute(query)}
    rows = []
    for history in histories:
        currency = currency_of(history.client, settings)
        for fact in history.agreements:
            exclusive, ours, theirs = said.get(fact.id, (None, None, None))
            followed = _followed(fact, history.agreements)
            name = history.client.name
            rows.append(
                AgreementRow(fact.client_id, name, currency, fact, bool(exclusive), ours, theirs, followed)
            )
    return tuple(sorted(rows, key=_by_end))


def _followed(fact: facts.Agreement, others: Iterable[facts.Agreement]) -> bool:
    """Another agreement begins during this one, or within a month after it, and goes on longer."""
    if fact.ends_on is None:
        return False
    until = shift(fact.ends_on, 31)
    return any(
        fact.starts_on < each.starts_on <= until and (each.ends_on is None or each.ends_on > fact.ends_on)
        for each in others
        if each.id != fact.id
    )


def _by_end(row: AgreementRow) -> tuple[date, str, int]:
    return (row.fact.ends_on or date.max, row.client.casefold(), row.id)


def _hunter(verdicts: Verdicts) -> HunterRow | None:
    history = verdicts.history
    if not history.threats and not history.judgements:
        return None
    hunter = verdicts.hunter
    if hunter.level == "none" and hunter.computed == "none":
        return None
    client = history.client
    last = history.threats[-1].made_on if history.threats else None
    return HunterRow(client.id, client.name, client.owner, hunter, last)


def _worst_first(row: HunterRow) -> tuple[int, int, str]:
    order = {"hunter": 0, "watch": 1, "none": 2}
    return (order.get(row.hunter.level, 2), -row.hunter.bargaining, row.client.casefold())


def matching(words: list[str]) -> Callable[[ThreatRow | OfferRow], bool]:
    """Whether every folded word occurs in a row, in any order."""
    return lambda row: all(word in row.folded for word in words)
