"""The headline of Insights: clients and revenue kept over satisfied clients (DOMAIN.md, Retention)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from app.domain.currencies import converted
from app.domain.facts import History, Survey, known_client
from app.domain.portfolio import Period
from app.domain.rules import retention, surveys
from app.domain.rules.retention import Retention
from app.domain.rules.time import is_active, shift
from app.domain.settings import Settings
from app.errors import MissingRate
from app.i18n import _, format_change, format_day, format_percent, ngettext
from app.views.insights.client import ClientPart, Felt
from app.views.insights.parts import Link, client_link


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
    recommend: Figure
    note: str
    rate_missing: str = ""


def headline(parts: Sequence[ClientPart], period: Period, settings: Settings) -> Headline:
    """The tiles of a period."""
    problem = ""
    revenue = {part.client.id: part.revenue for part in parts}
    light = [part.history for part in parts]

    def convert(h: History, cents: int) -> Fraction:
        return converted(cents, h.client, settings, period.last)

    def plain(_h: History, cents: int) -> Fraction:
        return Fraction(cents)

    def paid(h: History, start: date, end: date) -> int:
        return revenue[h.client.id].between(start, end)

    try:
        now = retention.judge(light, period.start, period.last, settings, convert, paid)
    except MissingRate as error:
        problem = f"{error.message} {error.next_step}".strip()
        now = retention.judge(light, period.start, period.last, settings, plain, paid)
    before = retention.judge(light, period.before.start, period.before.last, settings, plain, paid)
    grr, nrr = _revenue(parts, now, period, settings)
    if problem:
        grr, nrr = grr._replace(value="–"), nrr._replace(value="–")
    note = ngettext(
        "{n} client active on {day}, followed until {last}",
        "{n} clients active on {day}, followed until {last}",
        now.active_from,
    ).format(n=now.active_from, day=format_day(period.start), last=format_day(period.last))
    return Headline(
        _kept(light, now, before, period),
        grr,
        nrr,
        _satisfied(parts, period.last),
        _recommend(parts, period, settings),
        note,
        problem,
    )


def _of_words(part: int, whole: int) -> str:
    return _("{k} of {n}").format(k=part, n=whole)


def _kept(histories: Sequence[History], now: Retention, before: Retention, period: Period) -> Figure:
    if not now.active_from:
        return Figure("–", sub=_("no client that day yet"))
    lost = [
        client_link(h, then.lost_reason or _("left"))._replace(day=then.lost_on)
        for h in histories
        if is_active(then := known_client(h.client, period.last), period.start)
        and not is_active(then, period.last)
    ]
    sub, role = "", "text2"
    if before.active_from:
        template = _("{k} of {n} the year before") if period.is_year else _("{k} of {n} the period before")
        sub = template.format(k=before.kept, n=before.active_from)
    share = now.logo_retention
    return Figure(_of_words(now.kept, now.active_from), format_percent(share), sub, role, tuple(lost))


def _revenue(
    parts: Sequence[ClientPart], now: Retention, period: Period, settings: Settings
) -> tuple[Figure, Figure]:
    """Revenue kept, and with growth, and who bought less and more."""
    gone, less, more = [], [], []
    window = -settings.retention_window_days
    for part in parts:
        before = part.revenue.between(shift(period.start, window), period.start)
        if before <= 0:
            continue
        since = part.revenue.between(shift(period.last, window), period.last)
        link = client_link(part.history, _change(since, before))
        if not is_active(part.client, period.last):
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


def _satisfied(parts: Sequence[ClientPart], day: date) -> Figure:
    """Of the clients active on the last day, as those kept: how many are satisfied, how many of these not loyal."""
    active = [part for part in parts if is_active(part.client, day)]
    known = [part for part in active if part.felt.satisfied is not None]
    happy = [part for part in known if part.felt.satisfied]
    cold = [client_link(part.history, _cold(part.felt)) for part in happy if part.felt.cold]
    unknown = len(active) - len(known)
    beside = ngettext("{n} unknown", "{n} unknown", unknown) if unknown else ""
    if not known:
        return Figure("–", beside.format(n=unknown), _("no fresh answer of any client"))
    if cold:
        sub = ngettext("{n} of them is not loyal", "{n} of them are not loyal", len(cold)).format(n=len(cold))
    else:
        sub = _("none of them is cold")
    role = "warn" if cold else "success"
    return Figure(_of_words(len(happy), len(known)), beside.format(n=unknown), sub, role, tuple(cold))


def _recommend(parts: Sequence[ClientPart], period: Period, settings: Settings) -> Figure:
    """The NPS of the period with its interval, and who would not recommend us; of few answers these alone."""
    answers = [s for part in parts for s in part.recommending]
    found = surveys.nps_of(answers, period.start, period.last, settings)
    sour = tuple(
        client_link(part.history, _answer_words(answer))._replace(day=answer.answered_on)
        for part in parts
        for answer in part.recommending
        if period.holds(answer.answered_on) and surveys.vote(answer) < 0
    )
    if found.score is None or found.low is None or found.high is None:
        if not found.answers:
            return Figure("–", sub=_("nobody was asked whether they recommend us"))
        few = ", ".join(f"{score:g}" for score in found.values)
        return Figure("–", sub=_("too few to reckon: {answers}").format(answers=few), links=sour)
    range_ = _("{low} to {high}").format(low=signed(found.low), high=signed(found.high))
    sub = ngettext("{n} answer", "{n} answers", found.answers).format(n=found.answers)
    return Figure(signed(found.score), range_, sub, links=sour)


def _answer_words(answer: Survey) -> str:
    return _("{score:g} of {highest:g}").format(score=answer.score, highest=answer.highest)


def signed(score: float) -> str:
    """A net score as a whole number with its sign: `+57`, `−8`, `0`."""
    rounded = round(score)
    return format_change(rounded)


def _cold(felt: Felt) -> str:
    named = (
        (_("satisfaction"), felt.satisfaction),
        (_("affinity"), felt.affinity),
        (_("involvement"), felt.involvement),
    )
    return ", ".join(f"{title} {'?' if score is None else round(score)}" for title, score in named)
