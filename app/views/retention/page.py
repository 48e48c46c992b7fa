"""Everything the Retention page shows of all clients: threats, offers, agreements and deal hunters.

`RetentionBoard` keeps what it computed of each client, so that after a gesture only those whose records
changed are read again; notes, decisions and costs are not read at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import facts
from app.domain.collation import Key, name_order
from app.domain.currencies import comparable, converted, currency_of
from app.domain.facts import History
from app.domain.rules import offers
from app.domain.rules.time import shift
from app.domain.settings import Settings
from app.domain.verdicts import Verdicts
from app.errors import MissingRate
from app.models import Agreement, Offer
from app.services import settings_store
from app.views.record.parts import ClientParts
from app.views.retention import surprises
from app.views.retention.client import OfferLine
from app.views.retention.rows import YEAR, AgreementRow, HunterRow, Ledger, OfferRow, RetentionPage, ThreatRow
from app.views.retention.surprises import Surprises

# What the rules of this page read (fields of `History`).
_KINDS = (
    "contacts",
    "complaints",
    "surveys",
    "promises",
    "agreements",
    "purchases",
    "threats",
    "offers",
    "referrals",
    "judgements",
    "tasks",
)


@dataclass(frozen=True, slots=True)
class _Part:
    """One client: `history` holds the client and the offers known on the day alone."""

    history: History
    currency: str
    refs: dict[int, str]
    threats: tuple[ThreatRow, ...]
    agreements: tuple[facts.Agreement, ...]
    hunter: HunterRow | None
    surprises: Surprises


InBook = Callable[[_Part, "int | None"], "Fraction | None"]
"""What an amount of a client's is worth in the book's currency; None without a rate."""


class RetentionBoard:
    """Keeps the page of one book in one language; for worker threads."""

    def __init__(self) -> None:
        self._parts = ClientParts(_part, *_KINDS)

    def read(self, session: Session, as_of: date) -> RetentionPage:
        """The page as it stands now; raises `Cancelled` where it is given up meanwhile."""
        parts = self._parts.read(session, as_of)
        return _page(session, parts, as_of, settings_store.load(session))


def _part(history: History, as_of: date, settings: Settings) -> _Part:
    verdicts = Verdicts(history, as_of, settings)
    known, currency = verdicts.history, currency_of(history.client, settings)
    client = known.client
    return _Part(
        history=History(client, offers=known.offers),
        currency=currency,
        refs={t.id: t.ref for t in known.threats},
        threats=tuple(ThreatRow(client.id, client.name, currency, each) for each in verdicts.threats),
        # Those ahead are signed already: a day's rules leave them out, a plan does not.
        agreements=history.agreements,
        hunter=_hunter(verdicts),
        surprises=surprises.of_client(verdicts),
    )


def _page(session: Session, parts: Sequence[_Part], as_of: date, settings: Settings) -> RetentionPage:
    def in_book(part: _Part, cents: int | None) -> Fraction | None:
        return comparable(cents, part.history.client, settings, as_of)

    threats = [row for part in parts for row in part.threats]
    threats.sort(key=lambda row: (row.verdict.threat.made_on, row.id), reverse=True)
    threats.sort(key=lambda row: not row.verdict.is_open)
    ledger = _ledger([part.history for part in parts], as_of, settings)
    hunters = [part.hunter for part in parts if part.hunter is not None]
    return RetentionPage(
        as_of=as_of,
        settings=settings,
        clients=len(parts),
        threats=tuple(threats),
        offers=_offers(session, parts, as_of, {e.id for e in ledger.offers.loose_bonuses}, in_book),
        ledger=ledger,
        agreements=_agreements(session, parts, in_book),
        hunters=tuple(sorted(hunters, key=_worst_first)),
        surprises=surprises.surprises(part.surprises for part in parts),
    )


def _ledger(histories: list[History], as_of: date, settings: Settings) -> Ledger:
    missing: set[str] = set()

    def cost_of(history: History, cents: int) -> Fraction:
        try:
            return converted(cents, history.client, settings, as_of)
        except MissingRate:
            missing.add(currency_of(history.client, settings))
            return Fraction(0)

    judged = offers.judge(histories, shift(as_of, -YEAR), as_of, cost_of)
    return Ledger(judged, settings.currency, tuple(sorted(missing)))


def _offers(
    session: Session, parts: Iterable[_Part], as_of: date, loose: set[int], in_book: InBook
) -> tuple[OfferRow, ...]:
    notes, start = _texts(session), shift(as_of, -YEAR)
    found = []
    for part in parts:
        for o in part.history.offers:
            if o.made_on > start:
                line = OfferLine(
                    o.id, o.made_on, o.kind, o.trigger, o.cost, o.outcome, o.program, o.perceived_as,
                    part.refs.get(o.threat_id or 0), notes.get(o.id),
                )  # fmt: skip
                name = part.history.client.name
                found.append(
                    OfferRow(o.client_id, name, part.currency, line, o.id in loose, in_book(part, o.cost))
                )
    return tuple(sorted(found, key=lambda row: (row.line.made_on, row.id), reverse=True))


def _texts(session: Session) -> dict[int, str | None]:
    query = select(Offer.id, Offer.note).where(Offer.deleted_at.is_(None), Offer.note.is_not(None))
    return {row[0]: row[1] for row in session.execute(query)}


def _agreements(session: Session, parts: Iterable[_Part], in_book: InBook) -> tuple[AgreementRow, ...]:
    """Every agreement on record, also those ahead."""
    a = Agreement
    query = select(a.id, a.exclusive, a.our_gain, a.client_gain).where(a.deleted_at.is_(None))
    said = {row[0]: row[1:] for row in session.execute(query)}
    rows = []
    for part in parts:
        for fact in part.agreements:
            exclusive, ours, theirs = said.get(fact.id, (None, None, None))
            followed = _followed(fact, part.agreements)
            name = part.history.client.name
            rows.append(
                AgreementRow(
                    fact.client_id,
                    name,
                    part.currency,
                    fact,
                    bool(exclusive),
                    ours,
                    theirs,
                    followed,
                    in_book(part, fact.yearly_value),
                )
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


def _by_end(row: AgreementRow) -> tuple[date, Key, int]:
    return (row.fact.ends_on or date.max, name_order(row.client), row.id)


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


def _worst_first(row: HunterRow) -> tuple[int, int, Key]:
    order = {"hunter": 0, "watch": 1, "none": 2}
    return (order.get(row.hunter.level, 2), -row.hunter.bargaining, name_order(row.client))
