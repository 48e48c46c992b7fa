"""The figures of the summary, computed by the rules for this period, the one before and eight quarters."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import accumulate

from app.domain import today
from app.domain.facts import History
from app.domain.portfolio import Attention, Figures, Kept, Measure, Period, Quarter, year_before
from app.domain.rules import advice, complaints, offers, promises, retention, surveys, value
from app.domain.rules.complaints import Complaints, Sheet
from app.domain.rules.retention import RevenueOf
from app.domain.rules.time import is_active
from app.i18n import _, format_change
from app.services.reports.clients import ClientRow
from app.services.reports.report_data import ReportData

QUARTERS = 8
ATTENTION = 10


def compute(data: ReportData, clients: Sequence[ClientRow]) -> Figures:
    """All figures of the Summary; `clients` are the rows of the Clients sheet."""
    period = data.period
    revenue_of = _revenues(data)
    active = [row for row in clients if is_active(row.client, period.last)]
    settings = data.settings
    counted = [
        (row, retention.is_satisfied(row.client, row.loyalty.satisfaction.score, period.last, settings))
        for row in active
    ]
    known = [(row, satisfied) for row, satisfied in counted if satisfied is not None]
    return Figures(
        period=period,
        now=_kept(data, revenue_of, period.start, period.last),
        before=_kept(data, revenue_of, period.before.start, period.before.last),
        active_to=len(active),
        satisfied=sum(satisfied for _row, satisfied in known),
        satisfaction_known=len(known),
        not_loyal=sum(row.loyalty.satisfied_not_loyal for row, _satisfied in known),
        measures=_measures(data),
        attention=_attention(data),
        quarters=_quarters(data, revenue_of),
    )


def _revenues(data: ReportData) -> RevenueOf:
    """A client's revenue between two days, from sums made once: retention asks about ten pairs of days."""
    days = {h.client.id: [p.bought_on for p in h.purchases] for h in data.loaded}
    sums = {h.client.id: list(accumulate((p.amount for p in h.purchases), initial=0)) for h in data.loaded}

    def revenue(history: History, start: date, end: date) -> int:
        bought, summed = days[history.client.id], sums[history.client.id]
        first = bisect_right(bought, start)
        return summed[bisect_right(bought, end, lo=first)] - summed[first]

    return revenue


def _kept(data: ReportData, revenue_of: RevenueOf, start: date, last: date) -> Kept:
    judged = retention.judge(data.loaded, start, last, data.settings, data.convert, revenue_of)
    return Kept(judged.active_from, judged.kept, judged.logo_retention, judged.grr, judged.nrr)


@dataclass(frozen=True)
class _Numbers:
    """What the lines of the comparison show of one period; money in units of the book's currency."""

    revenue: float
    margin: float
    complaints: complaints.Complaints
    promises_kept: float | None
    offers: offers.Offers
    learning: advice.Learning
    recommending: surveys.Nps


def _measures(data: ReportData) -> tuple[Measure, ...]:
    said_now = complaints.received(_sheets(data), data.period.start, data.period.last)
    this = _numbers(data, data.known, data.money, data.period, said_now)
    past = _numbers_before(data)
    said, before = this.complaints, past.complaints
    given, gave = this.offers, past.offers
    first, earlier = this.learning.convinced_share(1), past.learning.convinced_share(1)
    return (
        Measure(_("Revenue"), "money", this.revenue, past.revenue, True, "clients"),
        Measure(_("Margin"), "money", this.margin, past.margin, True, "clients"),
        Measure(_("Complaints voiced"), "count", said.received, before.received, True, "complaints"),
        Measure(
            _("Closed loop: told of received"), "share", said.loop_rate, before.loop_rate, True, "complaints"
        ),
        Measure(_("Repeated complaints"), "count", said.repeated, before.repeated, False, "complaints"),
        Measure(_("Our promises kept"), "share", this.promises_kept, past.promises_kept, True, "promises"),
        Measure(
            _("Offers unasked, by number"),
            "share",
            given.proactive_share,
            gave.proactive_share,
            True,
            "offers",
        ),
        Measure(
            _("Offers under threat, cost"), "money", _threat_cost(given), _threat_cost(gave), False, "offers"
        ),
        Measure(_("Convinced at first attempt"), "share", first, earlier, True, "decisions"),
        Measure(
            nps_words(this.recommending),
            "score",
            this.recommending.score,
            past.recommending.score,
            True,
            "clients",
        ),
    )


def nps_words(found: surveys.Nps) -> str:
    """What the score is called: with the range in which it lies, or, of too few answers, with these."""
    if found.low is not None and found.high is not None:
        low, high = (format_change(round(each)) for each in (found.low, found.high))
        return _("NPS (95 %: {low} to {high})").format(low=low, high=high)
    if not found.answers:
        return _("NPS (nobody was asked)")
    return _("NPS (answers: {answers})").format(answers=", ".join(f"{score:g}" for score in found.values))


def _numbers_before(data: ReportData) -> _Numbers:
    known, period = data.known_before, data.period.before
    brought = [value.money_between(history, period.start, period.last) for history in known]
    said = complaints.received_between(
        (h for h in known if h.complaints), period.start, period.last, data.settings
    )
    return _numbers(data, known, brought, period, said)


def _numbers(
    data: ReportData,
    known: Sequence[History],
    brought: Sequence[value.Period],
    period: Period,
    said: Complaints,
) -> _Numbers:
    money = list(zip(known, brought, strict=True))
    return _Numbers(
        revenue=_units(_sum(data, ((h, m.revenue) for h, m in money))),
        margin=_units(_sum(data, ((h, m.margin) for h, m in money))),
        complaints=said,
        promises_kept=_promises_kept(known, period),
        offers=offers.judge([h for h in known if h.offers], period.start, period.last, data.convert),
        learning=advice.learn([h for h in known if h.decisions], period.start, period.last),
        recommending=surveys.nps(known, period.start, period.last, data.settings),
    )


def _sum(data: ReportData, amounts: Iterable[tuple[History, int]]) -> Fraction:
    """The clients' cents in the book's currency: each currency summed in its own cents, then converted once."""
    sums: dict[str | None, tuple[History, int]] = {}
    for history, cents in amounts:
        if cents:
            currency = history.client.currency
            named, known = sums.get(currency, (history, 0))
            sums[currency] = (named, known + cents)
    return sum((data.convert(named, cents) for named, cents in sums.values()), Fraction(0))


def _units(cents: Fraction) -> float:
    """Cents rounded half to even, as the amount that a cell shows."""
    return round(cents) / 100


def _threat_cost(given: offers.Offers) -> float:
    return _units(given.costs["threat"])


def _promises_kept(known: Iterable[History], period: Period) -> float | None:
    """The kept rate of our promises that fell due (without a due day: were fulfilled or ended) in the period."""
    verdicts = [
        promises.PromiseVerdict(promise, promises.state(promise, period.last))
        for history in known
        for promise in history.promises
        if period.holds(promise.counts_on)
    ]
    return promises.tally(verdicts, side="ours").kept_rate


def _attention(data: ReportData) -> tuple[Attention, ...]:
    day = data.period.last
    items = today.most_urgent(data.judged, data.book.own_tasks, day, ATTENTION)
    return tuple(
        Attention(i.client or "", today.text_of(i), i.due, i.severity, i.due.year == day.year) for i in items
    )


def quarters_until(last: date) -> list[tuple[date, date]]:
    """The eight quarters up to `last` as (first day, last day); the latest one ends on `last`."""
    begins = date(last.year, 3 * ((last.month - 1) // 3) + 1, 1)
    found = [(begins, last)]
    while len(found) < QUARTERS:
        ends = found[-1][0] - timedelta(days=1)
        found.append((date(ends.year, ends.month - 2, 1), ends))
    return found[::-1]


def _label(number: int, first: date) -> str:
    quarter = (first.month + 2) // 3
    label = _("Q{quarter}").format(quarter=quarter)
    return f"{label} {first.year % 100:02d}" if quarter == 1 or number == 0 else label


def _quarters(data: ReportData, revenue_of: RevenueOf) -> tuple[Quarter, ...]:
    spans = quarters_until(data.period.last)
    lasts = [last for __, last in spans]
    said = _by_quarter(_sheets(data), lasts, spans[0][0])
    unasked, threat = _costs(data, "proactive", spans), _costs(data, "threat", spans)
    found = []
    for number, (first, last) in enumerate(spans):
        kept = _kept(data, revenue_of, year_before(last), last)
        asked = sum(bool(sheet.complaint.solicited) for sheet in said[number])
        found.append(
            Quarter(
                label=_label(number, first),
                last=last,
                kept=kept.logo_retention,
                revenue_kept=kept.grr,
                spontaneous=len(said[number]) - asked,
                solicited=asked,
                repeated=sum(bool(sheet.repeats) for sheet in said[number]),
                unasked=_units(unasked[number]),
                under_threat=_units(threat[number]),
            )
        )
    return tuple(found)


def _sheets(data: ReportData) -> list[Sheet]:
    return [sheet for judged in data.judged for sheet in judged.complaints.sheets]


def _by_quarter(sheets: Iterable[Sheet], lasts: Sequence[date], first: date) -> list[list[Sheet]]:
    found: list[list[Sheet]] = [[] for __ in lasts]
    for sheet in sheets:
        if sheet.complaint.received_on >= first:
            found[bisect_left(lasts, sheet.complaint.received_on)].append(sheet)
    return found


def _costs(data: ReportData, trigger: str, spans: Sequence[tuple[date, date]]) -> list[Fraction]:
    sums = [Fraction(0)] * len(spans)
    lasts = [last for __, last in spans]
    for history in data.known:
        for offer in history.offers:
            if offer.trigger == trigger and offer.made_on >= spans[0][0]:
                sums[bisect_left(lasts, offer.made_on)] += data.convert(history, offer.cost)
    return sums
