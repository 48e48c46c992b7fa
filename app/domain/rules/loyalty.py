"""Loyalty: three components with their evidence, never one opaque score (DOMAIN.md, Loyalty)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import fsum

from app.domain.facts import Evidence, History, Note, known_on
from app.domain.rules import buying, voice
from app.domain.rules.buying import Buying
from app.domain.rules.threats import ThreatVerdict, judge_all
from app.domain.rules.time import shift, weight
from app.domain.settings import Settings
from app.i18n import N_

# What to do about the weakest component, and how to fill a gap.
TO_DO = {
    "satisfaction": N_("Ask what went wrong, settle it, and tell them what changed."),
    "affinity": N_("Meet in person, without an agenda of ours."),
    "involvement": N_("Give them a reason to speak first: ask for their advice."),
}
TO_FILL = {
    "satisfaction": N_("No fresh answer: ask one question of a survey."),
    "affinity": N_("Moods are not noted: note one after each touch."),
    "involvement": N_("Too little is seen: note touches, ask for their voice."),
}


@dataclass(frozen=True)
class Component:
    """One component: `score` 0–100, or none where unknown; `weight` is the sum its knowledge rests on.

    `listed` makes the `evidence`, which is wanted for one client, and not for each of a whole book.
    """

    name: str
    score: float | None
    weight: float
    listed: Callable[[], tuple[Evidence, ...]] = field(repr=False, compare=False)

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """The records it rests on, each with what it brought and how much it counted."""
        return self.listed()

    def at_least(self, threshold: float) -> bool:
        return self.score is not None and self.score >= threshold

    def below(self, threshold: float) -> bool:
        return self.score is not None and self.score < threshold


@dataclass(frozen=True)
class Parts:
    """The parts of involvement, 0–100 each, or none where they are not seen."""

    contact: float | None
    initiative: float | None
    voice: float | None
    buying: float | None

    def seen(self) -> list[float]:
        return [p for p in (self.contact, self.initiative, self.voice, self.buying) if p is not None]


@dataclass(frozen=True)
class Loyalty:
    """The components, the weakest of them, and the place on the map of attitude and patronage."""

    satisfaction: Component
    affinity: Component
    involvement: Component
    parts: Parts
    weakest: str | None
    unknown: tuple[str, ...]
    for_life: bool
    attitude: float | None
    patronage_high: bool
    quadrant: str
    satisfied_not_loyal: bool

    @property
    def components(self) -> tuple[Component, Component, Component]:
        return self.satisfaction, self.affinity, self.involvement


def judge(
    history: History,
    as_of: date,
    settings: Settings,
    *,
    threats: tuple[ThreatVerdict, ...] | None = None,
    bought: Buying | None = None,
) -> Loyalty:
    """Loyalty on `as_of`; `threats` and `bought` are verdicts of the same day, where already at hand."""
    history = known_on(history, as_of)
    threats = judge_all(history, settings) if threats is None else threats
    bought = bought or buying.judge(history, as_of, settings)
    satisfaction = _satisfaction(history, as_of, settings)
    affinity = _affinity(history, threats, as_of, settings)
    parts = _parts(history, bought, as_of, settings)
    seen = parts.seen()
    score = fsum(seen) / len(seen) if len(seen) >= settings.loyalty_parts else None
    involvement = Component("involvement", score, len(seen), lambda: _seen(history, as_of, settings))
    return _whole(satisfaction, affinity, involvement, parts, bought, settings)


def _whole(
    satisfaction: Component,
    affinity: Component,
    involvement: Component,
    parts: Parts,
    bought: Buying,
    settings: Settings,
) -> Loyalty:
    components = (satisfaction, affinity, involvement)
    known = [c for c in components if c.score is not None]
    felt = [c.score for c in (satisfaction, affinity) if c.score is not None]
    attitude = fsum(felt) / len(felt) if felt else None
    cold = affinity.below(settings.loyalty_not_loyal) or involvement.below(settings.loyalty_not_loyal)
    return Loyalty(
        satisfaction=satisfaction,
        affinity=affinity,
        involvement=involvement,
        parts=parts,
        weakest=min(known, key=lambda c: c.score or 0.0).name if known else None,
        unknown=tuple(c.name for c in components if c.score is None),
        for_life=all(c.at_least(settings.loyalty_for_life) for c in components),
        attitude=attitude,
        patronage_high=bought.is_loyal,
        quadrant=_quadrant(attitude, bought.is_loyal, settings),
        satisfied_not_loyal=satisfaction.at_least(settings.loyalty_satisfied) and cold,
    )


def _quadrant(attitude: float | None, loyal: bool, settings: Settings) -> str:
    if attitude is None:
        return "unknown"
    if attitude >= settings.loyalty_attitude_high:
        return "true" if loyal else "latent"
    return "spurious" if loyal else "none"


def weighted(
    name: str,
    values: Sequence[float],
    weights: Sequence[float],
    enough: float,
    records: Callable[[], Iterable[Evidence]],
) -> Component:
    """The weighted mean of the values; unknown where the weights sum to less than `enough`.

    `records` gives the evidence behind the values, in their order.
    """

    def listed() -> tuple[Evidence, ...]:
        found = zip(records(), values, weights, strict=True)
        return tuple(record._replace(value=value, weight=weight) for record, value, weight in found)

    total = fsum(weights)
    if not values or total < enough:
        return Component(name, None, total, listed)
    # Measured from the lowest value, so that equal values give exactly that value, and summed
    # exactly, so that the order of the records cannot show in the last digit.
    base = min(values)
    above = fsum([weight * (value - base) for value, weight in zip(values, weights, strict=True)])
    return Component(name, base + above / total, total, listed)


def satisfaction_of(history: History, as_of: date, settings: Settings) -> Component:
    """The first component alone, for those who need no other."""
    return _satisfaction(known_on(history, as_of), as_of, settings)


def _satisfaction(history: History, as_of: date, settings: Settings) -> Component:
    half_life = settings.loyalty_satisfaction_half_life
    outcomes = {"yes": 100.0, "partly": settings.loyalty_complaint_partly, "no": 0.0}
    told = [(c, c.told_on, c.satisfied) for c in history.complaints if c.told_on and c.satisfied]
    values = [s.percent for s in history.surveys] + [outcomes[satisfied] for _c, _day, satisfied in told]
    days = [s.answered_on for s in history.surveys] + [day for _c, day, _satisfied in told]

    def records() -> list[Evidence]:
        found = [Evidence("surveys", s.id, None, s.answered_on) for s in history.surveys]
        return found + [Evidence("complaints", c.id, c.ref, day) for c, day, _satisfied in told]

    weights = [weight(day, as_of, half_life) for day in days]
    return weighted("satisfaction", values, weights, settings.loyalty_satisfaction_weight, records)


def _affinity(
    history: History, threats: tuple[ThreatVerdict, ...], as_of: date, settings: Settings
) -> Component:
    half_life = settings.loyalty_affinity_half_life
    moods = [n for n in history.touches if n.mood is not None]
    cooled = [(t, cold) for t in threats if (cold := _cold(t, settings)) is not None]
    values = [25.0 * ((n.mood or 0) + 2) for n in moods]
    values += [settings.loyalty_referral] * len(history.referrals) + [cold for _threat, cold in cooled]
    days = [n.day for n in moods] + [r.made_on for r in history.referrals]
    days += [t.threat.made_on for t, _cold in cooled]

    def records() -> list[Evidence]:
        found = [Evidence("notes", n.id, None, n.day) for n in moods]
        found += [Evidence("referrals", r.id, None, r.made_on) for r in history.referrals]
        return found + [t.record for t, _cold in cooled]

    weights = [weight(day, as_of, half_life) for day in days]
    return weighted("affinity", values, weights, settings.loyalty_affinity_weight, records)


def _cold(threat: ThreatVerdict, settings: Settings) -> float | None:
    """What a threat says of how they feel; nothing where it neither has a reason nor bargains."""
    if threat.kind == "founded":
        return settings.loyalty_founded_threat
    return settings.loyalty_bargaining_threat if threat.bargaining else None


def _parts(history: History, bought: Buying, as_of: date, settings: Settings) -> Parts:
    spoken, _said = voice.state(history, as_of, settings.loyalty_voice_days)
    return Parts(
        contact=_contact(history, as_of, settings),
        initiative=_initiative(history, as_of, settings),
        voice=_voice_part(spoken, settings),
        buying=_buying_part(bought, settings),
    )


def _seen(history: History, as_of: date, settings: Settings) -> tuple[Evidence, ...]:
    """The records that involvement rests on."""
    _spoken, said = voice.state(history, as_of, settings.loyalty_voice_days)
    touched = touches_within(history, as_of, settings.loyalty_contact_days)
    started = _started(touches_within(history, as_of, settings.loyalty_initiative_days))
    # A touch is evidence of contact and of initiative; it is named once.
    touches = {n.id: Evidence("notes", n.id, None, n.day) for n in (*touched, *started)}
    return (*touches.values(), *said)


def _contact(history: History, as_of: date, settings: Settings) -> float | None:
    """Touches of the window against the rhythm agreed with the client, once any touch was recorded."""
    if not history.touches:
        return None
    every = history.client.contact_every_days or settings.contact_every_days
    recent = touches_within(history, as_of, settings.loyalty_contact_days)
    return min(1.0, len(recent) * every / settings.loyalty_contact_days) * 100


def _initiative(history: History, as_of: date, settings: Settings) -> float | None:
    """The share of touches of the window that the client started; half of them is full initiative."""
    recent = touches_within(history, as_of, settings.loyalty_initiative_days)
    if not recent:
        return None
    full = len(recent) * settings.loyalty_initiative_share
    return min(100.0, 100 * len(_started(recent)) / full)


def _started(touches: Iterable[Note]) -> list[Note]:
    return [n for n in touches if n.started_by == "client"]


def touches_within(history: History, as_of: date, window: int) -> tuple[Note, ...]:
    """The touches of the last `window` days up to `as_of`."""
    days = history.touch_days
    first = bisect_right(days, shift(as_of, -window))
    return history.touches[first : bisect_right(days, as_of)]


def _voice_part(spoken: str, settings: Settings) -> float | None:
    heard = {"speaks": 100.0, "willing": 100.0, "hesitant": settings.loyalty_voice_hesitant, "unwilling": 0.0}
    return heard.get(spoken)


def _buying_part(bought: Buying, settings: Settings) -> float | None:
    return {
        "loyal": settings.loyalty_buying_loyal,
        "new": settings.loyalty_buying_new,
        "occasional": settings.loyalty_buying_occasional,
        "lapsing": settings.loyalty_buying_lapsing,
        "lapsed": settings.loyalty_buying_lapsed,
    }.get(bought.kind)
