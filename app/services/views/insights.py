"""Everything the Insights page shows of a period and of one owner's clients, from one reading of the book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from sqlalchemy.orm import Session

from app.errors import MissingRate
from app.i18n import _, format_percent, ngettext
from app.services import settings as book_settings
from app.services.currencies import converted
from app.services.facts import History
from app.services.history import load_all
from app.services.reports.figures import Period
from app.services.rules import retention
from app.services.rules.retention import Retention
from app.services.rules.time import is_active, is_served, shift
from app.services.rules.value import revenue_between
from app.services.settings import Settings
from app.services.verdicts import Verdicts
from app.services.views import insights_people, insights_quarters
from app.services.views.insights_cohorts import Cohorts, cohort_chart
from app.services.views.insights_lookback import LookingBack, looking_back
from app.services.views.insights_map import LoyaltyMap, loyalty_map
from app.services.views.insights_parts import Link, client_link
from app.services.views.insights_people import Bars, Load
from app.services.views.insights_quarters import Series


class Figure(NamedTuple):
    """A tile: the value, a smaller one beside it, a line beneath in a role's colour, the clients behind it."""

    value: str
    beside: str = ""
    sub: str = ""
    role: str = "text2"
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Headline:
    """The tiles; `rate_missing` says which rate is not in the settings, where revenue cannot be told."""

    kept: Figure
    grr: Figure
    nrr: Figure
    satisfied: Figure
    note: str
    rate_missing: str = ""


@dataclass(frozen=True)
class Insights:
    """The page. `owners` are the people who look after clients, for the filter; `clients` those counted."""

    owners: tuple[str, ...]
    clients: int
    headline: Headline
    map: LoyaltyMap
    cohorts: Cohorts
    complaints: Series
    offers: Series
    persuasion: Bars
    right: Bars
    promises: Series
    load: Load


def insights(session: Session, period: Period, owner: str | None = None) -> Insights:
    """All but looking back, which takes longer and comes after; `owner` None is everyone."""
    settings, histories = book_settings.load(session), load_all(session)
    owners = tuple(sorted({h.client.owner for h in histories if h.client.owner}, key=str.casefold))
    mine = _of(histories, owner)
    return judge(mine, period, settings, owners)


def look_back(session: Session, period: Period, owner: str | None = None) -> LookingBack:
    """Looking back from the period's last day."""
    settings = book_settings.load(session)
    mine = _of(load_all(session), owner)
    return looking_back([Verdicts(h, period.last, settings) for h in mine], settings)


def _of(histories: Sequence[History], owner: str | None) -> list[History]:
    return [h for h in histories if owner is None or h.client.owner == owner]


def judge(
    histories: Sequence[History], period: Period, settings: Settings, owners: tuple[str, ...] = ()
) -> Insights:
    """The page from histories at hand."""
    day = period.last
    judged = [Verdicts(h, day, settings) for h in histories]
    quarters = insights_quarters.quarters_of(period)
    return Insights(
        owners=owners,
        clients=sum(is_active(v.history.client, day) for v in judged),
        headline=_headline(histories, judged, period, settings),
        map=loyalty_map(judged, day, settings),
        cohorts=cohort_chart(histories, day),
        complaints=insights_quarters.complaints(judged, quarters),
        offers=insights_quarters.offers(judged, quarters),
        persuasion=insights_people.persuasion(judged, period),
        right=insights_people.who_was_right(judged, period),
        promises=insights_quarters.promises(judged, quarters),
        load=insights_people.load(judged, day, settings),
    )


def _headline(
    histories: Sequence[History], judged: Sequence[Verdicts], period: Period, settings: Settings
) -> Headline:
    problem = ""
    light = [History(h.client, purchases=h.purchases) for h in histories]

    def convert(h: History, cents: int) -> Fraction:
        return converted(cents, h.client, settings)

    def plain(_h: History, cents: int) -> Fraction:
        return Fraction(cents)

    try:
        now = retention.judge(light, period.start, period.last, settings, convert)
    except MissingRate as error:
        problem = f"{error.message} {error.next_step}".strip()
        now = retention.judge(light, period.start, period.last, settings, plain)
    before = retention.judge(light, period.before.start, period.before.last, settings, plain)
    grr, nrr = _revenue(light, now, period, settings)
    if problem:
        grr, nrr = grr._replace(value="–"), nrr._replace(value="–")
    note = ngettext(
        "{n} client active on {day}, followed until {last}",
        "{n} clients active on {day}, followed until {last}",
        now.active_from,
    )
    return Headline(
        _kept(light, now, before, period),
        grr,
        nrr,
        _satisfied(judged, settings),
        _said(note, now, period),
        problem,
    )


def _said(note: str, now: Retention, period: Period) -> str:
    from app.i18n import format_day

    return note.format(n=now.active_from, day=format_day(period.start), last=format_day(period.last))


def _of_words(part: int, whole: int) -> str:
    return _("{k} of {n}").format(k=part, n=whole)


def _kept(histories: Sequence[History], now: Retention, before: Retention, period: Period) -> Figure:
    if not now.active_from:
        return Figure("–", sub=_("no client that day yet"))
    lost = [
        client_link(h, h.client.lost_reason or _("left"))._replace(day=h.client.lost_on)
        for h in histories
        if is_active(h.client, period.start) and not is_active(h.client, period.last)
    ]
    sub, role = "", "text2"
    if before.active_from:
        template = _("{k} of {n} the year before") if period.is_year else _("{k} of {n} the period before")
        sub = template.format(k=before.kept, n=before.active_from)
    share = now.logo_retention
    return Figure(_of_words(now.kept, now.active_from), format_percent(share), sub, role, tuple(lost))


def _revenue(
    histories: Sequence[History], now: Retention, period: Period, settings: Settings
) -> tuple[Figure, Figure]:
    """Revenue kept, and with growth, and who bought less and more."""
    gone, less, more = [], [], []
    window = -settings.retention_window_days
    for h in histories:
        before = revenue_between(h, shift(period.start, window), period.start)
        if before <= 0:
            continue
        since = revenue_between(h, shift(period.last, window), period.last)
        link = client_link(h, _change(since, before))
        if not is_active(h.client, period.last):
            gone.append(link)
        elif since < before:
            less.append(link)
        elif since > before:
            more.append(link)
    lost = ngettext("{n} lost", "{n} lost", len(gone)).format(n=len(gone))
    fewer = ngettext("{n} bought less", "{n} bought less", len(less)).format(n=len(less))
    grown = ngettext("{n} bought more", "{n} bought more", len(more)).format(n=len(more))
    grr = Figure(_share(now.grr), "", _("{lost}, {less}").format(lost=lost, less=fewer), links=(*gone, *less))
    role = "success" if more and (now.nrr or 0) >= 1 else "text2"
    return grr, Figure(_share(now.nrr), "", grown, role, tuple(more))


def _change(now: int, before: int) -> str:
    return _("{share} of the year before").format(share=format_percent(max(0, now) / before))


def _share(share: float | None) -> str:
    return format_percent(share)


def _satisfied(judged: Sequence[Verdicts], settings: Settings) -> Figure:
    """Of the clients served, how many are satisfied, and how many of these are not loyal."""
    served = [v for v in judged if is_served(v.history.client, v.as_of)]
    known = [v for v in served if v.loyalty.satisfaction.score is not None]
    happy = [v for v in known if v.loyalty.satisfaction.at_least(settings.loyalty_satisfied)]
    cold = [client_link(v.history, _cold(v)) for v in happy if v.loyalty.satisfied_not_loyal]
    unknown = len(served) - len(known)
    beside = ngettext("{n} unknown", "{n} unknown", unknown).format(n=unknown) if unknown else ""
    if not known:
        return Figure("–", beside, _("no fresh answer of any client"))
    if cold:
        sub = ngettext("{n} of them is not loyal", "{n} of them are not loyal", len(cold)).format(n=len(cold))
    else:
        sub = _("none of them is cold")
    return Figure(_of_words(len(happy), len(known)), beside, sub, "warn" if cold else "success", tuple(cold))


def _cold(verdicts: Verdicts) -> str:
    felt = verdicts.loyalty
    parts = [
        f"{_(title)} {'?' if component.score is None else round(component.score)}"
        for title, component in zip(
            (_("satisfaction"), _("affinity"), _("involvement")), felt.components, strict=True
        )
    ]
    return ", ".join(parts)


def whole_period(last: date, months: int) -> Period:
    """The months up to `last`."""
    ahead = last.year * 12 + last.month - 1 - months
    year, month = divmod(ahead, 12)
    for day in range(last.day, 27, -1):
        try:
            return Period(date(year, month + 1, day), last)
        except ValueError:
            continue
    return Period(date(year, month + 1, min(last.day, 28)), last)
