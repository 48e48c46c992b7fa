"""Why does the client stay? Points per type, from the record (DOMAIN.md, Loyalty)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.domain.facts import Evidence, History, Judgement, known_on
from app.domain.rules import judgements, loyalty
from app.domain.rules.hunters import discounted
from app.domain.rules.loyalty import Loyalty
from app.domain.rules.time import age, is_active, shift, within
from app.domain.rules.value import exact, revenue_between
from app.domain.settings import Settings
from app.i18n import N_

TYPES = ("bonus", "inertia", "convenience", "monopoly", "price", "trend", "life")


class TypeText(NamedTuple):
    """What a type means for us: its name, its danger, and the next step."""

    name: str
    danger: str
    next_step: str


TEXTS = {
    "bonus": TypeText(
        N_("Stays for the bonus"),
        N_("Leaves with the bonus, or for a larger one."),
        N_("Tie what is given to a programme, and give something that is not money."),
    ),
    "inertia": TypeText(
        N_("Stays because leaving is hard"),
        N_("Leaves on the first day the term allows."),
        N_("Win them again well before the notice day."),
    ),
    "convenience": TypeText(
        N_("Stays out of habit"),
        N_("Leaves quietly, without a word."),
        N_("Visit, and ask what could be better."),
    ),
    "monopoly": TypeText(
        N_("Stays because there is nobody else"),
        N_("Leaves as soon as there is."),
        N_("Behave as if a competitor stood at the door."),
    ),
    "price": TypeText(
        N_("Stays for the price"),
        N_("Leaves for a lower one."),
        N_("Show what the work is worth, not what it costs."),
    ),
    "trend": TypeText(
        N_("Stays because it is in fashion"),
        N_("Leaves with the fashion."),
        N_("Find a lasting need and serve it."),
    ),
    "life": TypeText(
        N_("Stays because they want to"),
        N_("Is taken for granted."),
        N_("Say thank you, ask for their advice, surprise them."),
    ),
}


class TypeEvidence(NamedTuple):
    """One line of evidence for a type: what it says, its points, and the records behind it."""

    text: str
    points: int
    records: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Types:
    """Points by type; `suggested` are the highest, `judged` what a person decided instead."""

    points: dict[str, int]
    evidence: dict[str, tuple[TypeEvidence, ...]]
    suggested: tuple[str, ...]
    judgement: Judgement | None
    confirm_from: date | None

    @property
    def judged(self) -> str | None:
        return self.judgement.value if self.judgement else None

    def to_confirm(self, as_of: date) -> bool:
        """The judgement is old enough to be confirmed again."""
        return self.confirm_from is not None and self.confirm_from < as_of


def judge(history: History, as_of: date, settings: Settings, *, felt: Loyalty | None = None) -> Types:
    """The types on `as_of`; `felt` is the loyalty of the same day, where already at hand."""
    history = known_on(history, as_of)
    felt = felt or loyalty.judge(history, as_of, settings)
    lines = {
        "bonus": _bonus(history, as_of, settings),
        "inertia": _inertia(history, as_of, settings),
        "convenience": _convenience(history, felt, as_of, settings),
        "monopoly": _monopoly(history, settings),
        "price": _price(history, as_of, settings),
        "trend": _trend(history, settings),
        "life": _life(history, felt, as_of, settings),
    }
    evidence = {kind: tuple(found) for kind, found in lines.items()}
    points = {kind: sum(line.points for line in found) for kind, found in evidence.items()}
    most = max(points.values())
    suggested = tuple(t for t in TYPES if points[t] == most and most >= settings.type_suggested_from)
    judgement, confirm_from = confirmed(history, as_of, settings)
    return Types(points, evidence, suggested, judgement, confirm_from)


def confirmed(history: History, as_of: date, settings: Settings) -> tuple[Judgement | None, date | None]:
    """The judgement about the type in force, and the day after which it asks to be confirmed."""
    judgement = judgements.in_force(history, "loyalty_type", as_of)
    if judgement is None:
        return None, None
    return judgement, shift(judgement.judged_on, settings.type_confirm_days)


def _came_for(history: History, what: str, points: int, text: str) -> Iterator[TypeEvidence]:
    client = history.client
    if client.came_for == what:
        yield TypeEvidence(text, points, (Evidence("clients", client.id),))


def _bonus(history: History, as_of: date, settings: Settings) -> Iterator[TypeEvidence]:
    window = settings.type_bonus_days
    offers = [o for o in history.offers if within(o.accepted_on, as_of, window)]
    cost = sum(o.cost for o in offers)
    revenue = revenue_between(history, shift(as_of, -window), as_of)
    if cost > 0 and cost >= exact(settings.type_bonus_share) * revenue:
        records = tuple(Evidence("offers", o.id, None, o.accepted_on, o.cost) for o in offers)
        yield TypeEvidence(
            N_("What they accepted is a large part of what they pay."), settings.type_bonus_offers, records
        )
    yield from _came_for(history, "bonus", settings.type_bonus_came, N_("Came for a bonus."))


def _inertia(history: History, as_of: date, settings: Settings) -> Iterator[TypeEvidence]:
    holding = tuple(
        Evidence("agreements", a.id, a.ref, a.starts_on)
        for a in history.agreements
        if (a.ends_on is None or as_of <= a.ends_on)
        and ((a.exit_fee or 0) > 0 or (a.notice_days or 0) >= settings.type_inertia_notice_days)
    )
    if holding:
        yield TypeEvidence(
            N_("An agreement makes leaving costly or slow."), settings.type_inertia_agreement, holding
        )
    if history.client.switching_cost == "high":
        records = (Evidence("clients", history.client.id),)
        yield TypeEvidence(N_("Switching costs are high."), settings.type_inertia_switching, records)


def _convenience(history: History, felt: Loyalty, as_of: date, settings: Settings) -> Iterator[TypeEvidence]:
    client = history.client
    long_here = (
        client.since is not None
        and is_active(client, as_of)
        and age(client.since, as_of) >= settings.type_convenience_since_days
    )
    quiet = not any(within(t.made_on, as_of, settings.type_convenience_quiet_days) for t in history.threats)
    if long_here and quiet and felt.involvement.below(settings.type_convenience_involvement):
        yield TypeEvidence(
            N_("A client for long, never threatened, hardly involved."),
            settings.type_convenience_uninvolved,
            (Evidence("clients", client.id, None, client.since), *felt.involvement.evidence),
        )
    contact = felt.parts.contact
    if contact is not None and contact < settings.type_convenience_contact:
        yield TypeEvidence(N_("We are seldom in touch."), settings.type_convenience_untouched)


def _monopoly(history: History, settings: Settings) -> Iterator[TypeEvidence]:
    if history.client.sole_supplier:
        records = (Evidence("clients", history.client.id),)
        yield TypeEvidence(N_("We are the only supplier."), settings.type_monopoly_sole, records)


def _price(history: History, as_of: date, settings: Settings) -> Iterator[TypeEvidence]:
    asked = tuple(
        Evidence("threats", t.id, t.ref, t.made_on)
        for t in history.threats
        if t.asked_for == "discount" and within(t.made_on, as_of, settings.type_price_threat_days)
    )
    if asked:
        yield TypeEvidence(N_("Asked for a discount under a threat."), settings.type_price_threat, asked)
    yield from _came_for(history, "price", settings.type_price_came, N_("Came for the price."))
    bought = [p for p in history.purchases if within(p.bought_on, as_of, settings.type_price_days)]
    found = discounted(bought, settings.type_price_share, settings.type_price_purchases)
    if found:
        records = tuple(Evidence("purchases", p.id, None, p.bought_on, p.discount) for p in found)
        yield TypeEvidence(N_("Buys mostly at a discount."), settings.type_price_bought, records)


def _trend(history: History, settings: Settings) -> Iterable[TypeEvidence]:
    return _came_for(history, "trend", settings.type_trend_came, N_("Came because it was in fashion."))


def _life(history: History, felt: Loyalty, as_of: date, settings: Settings) -> Iterator[TypeEvidence]:
    if felt.for_life:
        yield TypeEvidence(N_("All three components are high."), settings.type_life_components)
    referrals = tuple(
        Evidence("referrals", r.id, None, r.made_on)
        for r in history.referrals
        if within(r.made_on, as_of, settings.type_life_referral_days)
    )
    if referrals:
        yield TypeEvidence(N_("Recommended us."), settings.type_life_referral, referrals)
    after = settings.type_life_after_days
    stayed = tuple(
        Evidence("complaints", c.id, c.ref, c.told_on)
        for c in history.complaints
        if c.told_on is not None
        and shift(c.told_on, after) <= as_of
        and is_active(history.client, shift(c.told_on, after))
    )
    if stayed:
        yield TypeEvidence(N_("Complained, was told, and stayed."), settings.type_life_complaint, stayed)
