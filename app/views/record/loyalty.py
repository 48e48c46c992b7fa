"""The Loyalty tab: components with every piece of evidence, why they stay, and the way they went in a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.facts import Evidence, History
from app.domain.rules import types
from app.domain.rules.loyalty import TO_DO, TO_FILL, Component, Loyalty
from app.domain.rules.time import shift
from app.domain.rules.types import TEXTS, TYPES, Types
from app.domain.settings import Settings
from app.domain.verdicts import Verdicts
from app.domain.words import word
from app.i18n import N_, _, format_day, format_number, ngettext
from app.views.insights.map import Scale, Spot, spot
from app.views.record.loyalty_evidence import EvidenceLine, Record, evidence_line, part_lines, parts_foot
from app.views.record.page import RecordView

TITLES = {
    "satisfaction": N_("Satisfaction"),
    "affinity": N_("Affinity"),
    "involvement": N_("Involvement"),
}
RESTS_ON = {
    "satisfaction": N_("answers to surveys, and complaints settled"),
    "affinity": N_("moods of touches, referrals, threats"),
    "involvement": N_("contact, initiative, voice, buying"),
}
# The way over the last year: how many days back each place is.
STEPS_BACK = (365, 274, 182, 91, 0)
TYPE_NAMES = {
    "bonus": N_("Bonus"),
    "inertia": N_("Inertia"),
    "convenience": N_("Convenience"),
    "monopoly": N_("Monopoly"),
    "price": N_("Price"),
    "trend": N_("Trend"),
    "life": N_("For life"),
}
_POINTS = {
    "bonus": ("type_bonus_offers", "type_bonus_came"),
    "inertia": ("type_inertia_agreement", "type_inertia_switching"),
    "convenience": ("type_convenience_uninvolved", "type_convenience_untouched"),
    "monopoly": ("type_monopoly_sole",),
    "price": ("type_price_threat", "type_price_came", "type_price_bought"),
    "trend": ("type_trend_came",),
    "life": ("type_life_components", "type_life_referral", "type_life_complaint"),
}


@dataclass(frozen=True)
class ComponentView:
    """One component. `score` None is unknown, never 0; `note` says what it rests on or what is missing."""

    name: str
    title: str
    score: float | None
    note: str
    lines: tuple[EvidenceLine, ...]
    foot: str
    advice: str
    weakest: bool
    weighted: bool


@dataclass(frozen=True)
class TypeLine:
    """One reason to stay: points of the most it could have, and the evidence in words."""

    kind: str
    name: str
    points: int
    most: int
    text: str
    records: tuple[Record, ...]


@dataclass(frozen=True)
class Step:
    """Where the client stood on a day of the last year."""

    day: date
    label: str
    spot: Spot


@dataclass(frozen=True)
class LoyaltyView:
    """The whole tab."""

    components: tuple[ComponentView, ComponentView, ComponentView]
    reasons: tuple[TypeLine, ...]
    types: Types
    shown: tuple[str, ...]
    confirm: bool
    confirm_from: date | None
    danger: str
    next_step: str
    steps: tuple[Step, ...]
    high: float
    standing: str
    empty: bool


def loyalty_view(view: RecordView) -> LoyaltyView:
    """Everything of the tab from the record at hand; the past is computed as of then."""
    felt, history, settings = view.verdicts.loyalty, view.history, view.settings
    found = types.judge(history, view.as_of, settings, felt=felt)
    shown = (found.judged,) if found.judged in TEXTS else found.suggested
    components = tuple(_component(c, view) for c in felt.components)
    return LoyaltyView(
        components=(components[0], components[1], components[2]),
        reasons=_reasons(found, shown, settings),
        types=found,
        shown=shown,
        confirm=found.to_confirm(view.as_of),
        confirm_from=found.confirm_from,
        danger=" ".join(_(TEXTS[kind].danger) for kind in shown),
        next_step=" ".join(_(TEXTS[kind].next_step) for kind in shown),
        steps=_way(history, view.as_of, settings),
        high=settings.loyalty_attitude_high,
        standing=_standing(felt),
        empty=not any(c.evidence for c in felt.components) and felt.parts.seen() == [],
    )


def _component(component: Component, view: RecordView) -> ComponentView:
    name, settings = component.name, view.settings
    if name == "involvement":
        lines, foot = part_lines(view), parts_foot(view.verdicts.loyalty)
    else:
        lines = tuple(evidence_line(e, view) for e in sorted(component.evidence, key=_heaviest))
        days = (
            settings.loyalty_satisfaction_half_life
            if name == "satisfaction"
            else settings.loyalty_affinity_half_life
        )
        foot = ngettext("half-life {n} day", "half-life {n} days", days).format(n=days)
    known = component.score is not None
    return ComponentView(
        name=name,
        title=_(TITLES[name]),
        score=component.score,
        note=_(RESTS_ON[name]) if known else _missing(component, settings),
        lines=lines,
        foot=foot,
        advice=_(TO_DO[name]) if known else _(TO_FILL[name]),
        weakest=view.verdicts.loyalty.weakest == name,
        weighted=name != "involvement",
    )


def _heaviest(evidence: Evidence) -> tuple[float, int]:
    return (-(evidence.weight or 0.0), -evidence.id)


def _missing(component: Component, settings: Settings) -> str:
    if component.name == "involvement":
        needed = settings.loyalty_parts
        return ngettext(
            "unknown: {k} part is seen, {n} are needed",
            "unknown: {k} parts are seen, {n} are needed",
            int(component.weight),
        ).format(k=int(component.weight), n=needed)
    if not component.evidence:
        return _("unknown: nothing is on record")
    needed_weight = (
        settings.loyalty_satisfaction_weight
        if component.name == "satisfaction"
        else settings.loyalty_affinity_weight
    )
    template = _("unknown: what is on record has faded to {weight}, {needed} is needed")
    return template.format(weight=_number(component.weight), needed=_number(needed_weight))


def _number(value: float) -> str:
    return format_number(value, 0 if float(value).is_integer() else 2)


def _reasons(found: Types, shown: tuple[str, ...], settings: Settings) -> tuple[TypeLine, ...]:
    lines = [
        TypeLine(
            kind=kind,
            name=_(TYPE_NAMES[kind]),
            points=found.points[kind],
            most=sum(int(getattr(settings, each)) for each in _POINTS[kind]),
            text=" ".join(_(e.text) for e in found.evidence[kind]) or _("nothing on record"),
            records=tuple((r.kind, r.id) for e in found.evidence[kind] for r in e.records),
        )
        for kind in TYPES
    ]
    return tuple(sorted(lines, key=lambda line: (line.kind not in shown, -line.points)))


def _way(history: History, as_of: date, settings: Settings) -> tuple[Step, ...]:
    steps = []
    judged = [Verdicts(history, shift(as_of, -back), settings) for back in STEPS_BACK]
    most = max(v.buying.recent for v in judged)
    scale = Scale(settings.buying_loyal_purchases, most)
    for verdicts in judged:
        if verdicts.active or verdicts.as_of == as_of:
            place = spot(verdicts, scale)
            steps.append(Step(verdicts.as_of, _label(verdicts.as_of, as_of, place), place))
    return tuple(steps)


def _label(day: date, as_of: date, place: Spot) -> str:
    if day == as_of:
        return _("now") if place.attitude is None else _("now, {n}").format(n=round(place.attitude))
    return format_day(day, "LLL" if day.year == as_of.year else "LLL y")


def _standing(felt: Loyalty) -> str:
    bought = _("buys like a loyal client") if felt.patronage_high else _("does not buy like a loyal client")
    if felt.attitude is None:
        return _("Attitude unknown; {bought}.").format(bought=bought)
    template = _("Attitude {n} of 100, {bought}: {quadrant}.")
    return template.format(n=round(felt.attitude), bought=bought, quadrant=word(felt.quadrant))
