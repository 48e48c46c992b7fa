"""Clients who threaten only to get a discount, on the record and with the evidence (DOMAIN.md, Deal hunters)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.facts import Evidence, History, Judgement, Purchase, known_on
from app.domain.rules import judgements
from app.domain.rules.threats import ThreatVerdict, judge_all
from app.domain.rules.time import within
from app.domain.settings import Settings
from app.i18n import N_

KINDS = {
    "bargaining": N_("Threatened and asked for something, without a reason on record."),
    "came_back": N_("Came back soon after a concession."),
    "stayed_anyway": N_("Stayed although nothing was given."),
    "discount": N_("Bought at a discount."),
    "founded": N_("Threatened with a reason."),
    "referral": N_("Recommended us."),
    "complaint": N_("Told us what was wrong."),
}
AGAINST = frozenset({"founded", "referral", "complaint"})


@dataclass(frozen=True)
class HunterEvidence:
    """One record for or against: its kind (a key of `KINDS`), and for threats wording and what was asked."""

    kind: str
    record: Evidence
    wording: str | None = None
    asked_for: str | None = None

    @property
    def against(self) -> bool:
        return self.kind in AGAINST


@dataclass(frozen=True)
class Hunter:
    """The level shown (`hunter`, `watch`, `none`), the computed one beside it, and the evidence.

    `bargaining` and `threats` are numbers in the window; `came_back` and `stayed_anyway` are numbers of
    bargaining threats; `blocked_by_complaint`: only an open complaint stands in the way of `hunter`.
    """

    level: str
    computed: str
    bargaining: int
    threats: int
    blocked_by_complaint: bool
    came_back: int
    stayed_anyway: int
    buys_at_discount: bool
    judgement: Judgement | None
    evidence: tuple[HunterEvidence, ...]


def judge(history: History, as_of: date, settings: Settings) -> Hunter:
    """The level on `as_of`, computed and as judged by a person."""
    history = known_on(history, as_of)
    window = settings.hunter_window_days
    threats = [t for t in judge_all(history, settings) if within(t.threat.made_on, as_of, window)]
    bargaining = [t for t in threats if t.bargaining]
    waiting = any(c.told_on is None for c in history.complaints)
    computed, blocked = _level(len(bargaining), len(threats), waiting, settings)
    came_back = [t for t in bargaining if _came_back(t, history, settings)]
    stayed = [t for t in bargaining if _stayed_anyway(t, history)]
    bought = [p for p in history.purchases if within(p.bought_on, as_of, window)]
    at_discount = discounted(bought, settings.hunter_discount_share, settings.hunter_discount_purchases)
    judgement = judgements.in_force(history, "deal_hunter", as_of)
    return Hunter(
        level=judgement.value if judgement else computed,
        computed=computed,
        bargaining=len(bargaining),
        threats=len(threats),
        blocked_by_complaint=blocked,
        came_back=len(came_back),
        stayed_anyway=len(stayed),
        buys_at_discount=bool(at_discount),
        judgement=judgement,
        evidence=(
            *_of_threats("bargaining", bargaining),
            *_of_threats("came_back", came_back),
            *_of_threats("stayed_anyway", stayed),
            *(HunterEvidence("discount", _purchase(p)) for p in at_discount),
            *_against(history, threats, as_of, window),
        ),
    )


def _level(bargaining: int, threats: int, waiting: bool, settings: Settings) -> tuple[str, bool]:
    """The computed level, and whether only an open complaint stands in the way of `hunter`."""
    if not bargaining:
        return "none", False
    enough = bargaining >= settings.hunter_threats and bargaining / threats >= settings.hunter_share
    return ("hunter" if enough and not waiting else "watch"), enough and waiting


def _came_back(threat: ThreatVerdict, history: History, settings: Settings) -> bool:
    """Another threat's offer was accepted in the days up to this one."""
    others = {t.id for t in history.threats} - {threat.threat.id}
    return any(
        o.trigger == "threat"
        and o.threat_id in others
        and within(o.accepted_on, threat.threat.made_on, settings.hunter_came_back_days)
        for o in history.offers
    )


def _stayed_anyway(threat: ThreatVerdict, history: History) -> bool:
    """They stayed, and no offer linked to the threat was accepted."""
    given = any(o.threat_id == threat.threat.id and o.accepted_on for o in history.offers)
    return threat.outcome == "stayed" and not given


def discounted(purchases: Sequence[Purchase], share: float, enough: int) -> list[Purchase]:
    """The purchases at a discount, where there are enough purchases and the discounted part reaches `share`."""
    found = [p for p in purchases if p.discount is not None and p.discount > 0]
    if not found or len(purchases) < enough:
        return []
    return found if len(found) / len(purchases) >= share else []


def _of_threats(kind: str, threats: Iterable[ThreatVerdict]) -> list[HunterEvidence]:
    return [HunterEvidence(kind, t.record, t.threat.wording, t.threat.asked_for) for t in threats]


def _purchase(purchase: Purchase) -> Evidence:
    return Evidence("purchases", purchase.id, None, purchase.bought_on, purchase.discount)


def _against(
    history: History, threats: Iterable[ThreatVerdict], as_of: date, window: int
) -> list[HunterEvidence]:
    found = _of_threats("founded", (t for t in threats if t.kind == "founded"))
    found += [
        HunterEvidence("referral", Evidence("referrals", r.id, None, r.made_on))
        for r in history.referrals
        if within(r.made_on, as_of, window)
    ]
    found += [
        HunterEvidence("complaint", Evidence("complaints", c.id, c.ref, c.received_on))
        for c in history.complaints
        if within(c.received_on, as_of, window)
    ]
    return found
