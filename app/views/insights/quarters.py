"""Quarter by quarter: complaints voiced, what was given, promises kept (DOMAIN.md, Voice, Offers, Promises)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.domain.portfolio import Period
from app.domain.verdicts import Verdicts
from app.domain.words import word
from app.i18n import _, format_percent, ngettext
from app.views.insights.parts import Head, Line, Link, Table, record_link

LEAST, MOST = 8, 12
PROMISE_GROUPS = (
    ("ours", "partnership"),
    ("ours", "acquisition"),
    ("theirs", "partnership"),
    ("theirs", "acquisition"),
)


@dataclass(frozen=True)
class Quarter:
    """The days of a quarter, both included, and the records of each kind that fall into it."""

    label: str
    first: date
    last: date
    records: dict[str, tuple[Link, ...]] = field(default_factory=dict)

    def count(self, kind: str) -> int:
        """How many records of a kind."""
        return len(self.records.get(kind, ()))


@dataclass(frozen=True)
class Series:
    """A chart by quarters: the figures are numbers of records of the `kinds`."""

    quarters: tuple[Quarter, ...]
    kinds: tuple[str, ...]
    sentence: str
    table: Table

    def total(self, kind: str) -> int:
        """All quarters together."""
        return sum(q.count(kind) for q in self.quarters)


def quarters_of(period: Period) -> tuple[Quarter, ...]:
    """The quarters up to the period's last day: as many as it touches, at least eight, at most twelve."""
    last = period.last
    spans = [(date(last.year, 3 * ((last.month - 1) // 3) + 1, 1), last)]
    while len(spans) < MOST and (len(spans) < LEAST or spans[-1][0] > period.first):
        if spans[-1][0] <= date(1, 3, 31):
            break
        ends = spans[-1][0] - timedelta(days=1)
        spans.append((date(ends.year, ends.month - 2, 1), ends))
    spans.reverse()
    return tuple(Quarter(_label(at, first), first, end) for at, (first, end) in enumerate(spans))


def _label(at: int, first: date) -> str:
    quarter = (first.month + 2) // 3
    label = _("Q{quarter}").format(quarter=quarter)
    return f"{label} {first.year % 100:02d}" if quarter == 1 or at == 0 else label


# A record of a chart: its kind, the day that decides in which quarter it counts, and what it opens.
Mark = tuple[str, date | None, Link]


def _filled(quarters: Sequence[Quarter], found: Iterable[Mark]) -> tuple[Quarter, ...]:
    lasts = [q.last for q in quarters]
    kept: list[dict[str, list[Link]]] = [{} for _q in quarters]
    for kind, day, link in found:
        if day is not None and quarters[0].first <= day <= lasts[-1]:
            kept[bisect_left(lasts, day)].setdefault(kind, []).append(link)
    return tuple(
        Quarter(q.label, q.first, q.last, {kind: tuple(links) for kind, links in each.items()})
        for q, each in zip(quarters, kept, strict=True)
    )


def _named(quarter: Quarter) -> str:
    return quarter.label if " " in quarter.label else f"{quarter.label} {quarter.first.year % 100:02d}"


def _table(quarters: Sequence[Quarter], titles: dict[str, str]) -> Table:
    heads = (Head(_("Quarter")), *(Head(title, "count") for title in titles.values()))
    lines = tuple(
        Line(
            (_named(q), *(q.count(kind) for kind in titles)),
            tuple(link for kind in titles for link in q.records.get(kind, ()) if kind != "repeated"),
        )
        for q in quarters
    )
    return Table(heads, lines)


def complaint_marks(v: Verdicts) -> tuple[Mark, ...]:
    """One client's complaints: voiced on their own, when we asked, and those that came back."""
    found: list[Mark] = []
    for sheet in v.complaints.sheets:
        c = sheet.complaint
        link = record_link(v.history, "complaints", c.id, f"{c.ref}: {c.remark}", c.received_on)
        found.append(("asked" if c.solicited else "own", c.received_on, link))
        if sheet.repeats:
            found.append(("repeated", c.received_on, link))
    return tuple(found)


def complaints(marks: Iterable[Mark], quarters: Sequence[Quarter]) -> Series:
    """Complaints voiced on their own and when we asked, and those that came back."""
    filled = _filled(quarters, marks)
    titles = {"own": _("On their own"), "asked": _("We asked"), "repeated": _("Repeated")}
    return Series(filled, tuple(titles), _voice_sentence(filled), _table(filled, titles))


def _halves(quarters: Sequence[Quarter], count: Callable[[Quarter], int]) -> tuple[int, int]:
    """The four quarters before the last four, and the last four."""
    values = [count(q) for q in quarters]
    return sum(values[-8:-4]), sum(values[-4:])


def _voice_sentence(quarters: Sequence[Quarter]) -> str:
    """The last four quarters of the chart against the four before."""
    before, now = _halves(quarters, lambda q: q.count("own") + q.count("asked"))
    asked_before, asked = _halves(quarters, lambda q: q.count("asked"))
    again_before, again = _halves(quarters, lambda q: q.count("repeated"))
    if not before and not now:
        return _("Nobody has complained in the last eight quarters: ask, silence is the risk.")
    if now > before and asked > asked_before:
        said = _("More is said since we ask ({now} in the last four quarters, {before} in the four before)")
    elif now > before:
        said = _("More is said than before ({now} in the last four quarters, {before} in the four before)")
    elif now < before:
        said = _("Less is said than before ({now} in the last four quarters, {before} in the four before)")
    else:
        said = _("As much is said in the last four quarters as in the four before ({now})")
    if again > again_before:
        back = _("and more comes back ({now} against {before})")
    elif again < again_before:
        back = _("and less comes back ({now} against {before})")
    else:
        back = _("and as much comes back ({now})") if again else _("and nothing comes back")
    joined = f"{said.format(now=now, before=before)}, {back.format(now=again, before=again_before)}"
    return f"{joined}."


_GIVEN = {"proactive": "unasked", "threat": "threat", "requested": "requested"}


def offer_marks(v: Verdicts) -> tuple[Mark, ...]:
    """What one client was given: unasked, under threat, or asked for."""
    return tuple(
        (
            _GIVEN[o.trigger],
            o.made_on,
            record_link(v.history, "offers", o.id, f"{word(o.kind)}, {word(o.trigger)}", o.made_on),
        )
        for o in v.history.offers
    )


def offers(marks: Iterable[Mark], quarters: Sequence[Quarter]) -> Series:
    """What was given unasked, and what under threat."""
    filled = _filled(quarters, marks)
    titles = {"unasked": _("Unasked"), "threat": _("Under threat"), "requested": _("Asked for")}
    return Series(filled, ("unasked", "threat"), _offer_sentence(filled), _table(filled, titles))


def _offer_sentence(quarters: Sequence[Quarter]) -> str:
    """The same offers as the chart and its table, over all quarters shown."""
    unasked, threat = (sum(q.count(kind) for q in quarters) for kind in ("unasked", "threat"))
    if not unasked and not threat:
        return _("In the quarters shown nothing was given unasked, and nothing under threat.")
    if not threat:
        return ngettext(
            "In the quarters shown {n} thing was given unasked, nothing under threat.",
            "In the quarters shown {n} things were given unasked, nothing under threat.",
            unasked,
        ).format(n=unasked)
    if unasked > threat:
        text = _("In the quarters shown more was given unasked ({a} times) than under threat ({b}).")
    elif unasked == threat:
        text = _("In the quarters shown as much was given under threat ({b} times) as unasked ({a}).")
    else:
        text = _(
            "In the quarters shown more was given under threat ({b} times) than unasked ({a}): that teaches to threaten."
        )
    return text.format(a=unasked, b=threat)


def promise_marks(v: Verdicts) -> tuple[Mark, ...]:
    """One client's promises that came due, kept or not, by side and by phase."""
    found: list[Mark] = []
    for each in v.promises.verdicts:
        p, kept = each.promise, each.state == "kept"
        if each.state not in ("kept", "late", "broken", "overdue"):
            continue
        day = p.counts_on
        link = record_link(v.history, "promises", p.id, f"{p.ref}: {p.text} ({word(each.state)})", day)
        found.append((f"{p.side}/{p.phase or 'partnership'}/{'kept' if kept else 'not'}", day, link))
    return tuple(found)


def promises(marks: Iterable[Mark], quarters: Sequence[Quarter]) -> Series:
    """Promises that came due, kept or not, by side and by phase."""
    filled = _filled(quarters, marks)
    kinds = tuple(f"{side}/{phase}/{how}" for side, phase in PROMISE_GROUPS for how in ("kept", "not"))
    return Series(filled, kinds, _promise_sentence(filled), _promise_table(filled))


def _rate(quarters: Iterable[Quarter], side: str) -> tuple[int, int]:
    """How many of one side's promises were kept, and how many were to be."""
    kept = judged = 0
    for q in quarters:
        for each, phase in PROMISE_GROUPS:
            if each == side:
                good, bad = q.count(f"{side}/{phase}/kept"), q.count(f"{side}/{phase}/not")
                kept, judged = kept + good, judged + good + bad
    return kept, judged


def _promise_sentence(quarters: Sequence[Quarter]) -> str:
    """The same promises as the chart and its table, over all quarters shown."""
    ours, due = _rate(quarters, "ours")
    theirs, owed = _rate(quarters, "theirs")
    if not due and not owed:
        return _("No promise came due in the quarters shown.")
    we = _("we kept {k} of {n} promises ({share})")
    they = _("the clients kept {k} of {n} ({share})")
    said = [
        text.format(k=kept, n=judged, share=format_percent(kept / judged))
        for text, kept, judged in ((we, ours, due), (they, theirs, owed))
        if judged
    ]
    return _("In the quarters shown {what}.").format(what=", ".join(said))


def _promise_table(quarters: Sequence[Quarter]) -> Table:
    groups = {
        ("ours", "partnership"): _("Ours, since"),
        ("ours", "acquisition"): _("Ours, while courting"),
        ("theirs", "partnership"): _("Theirs, since"),
        ("theirs", "acquisition"): _("Theirs, while courting"),
    }
    heads = [Head(_("Quarter"))]
    for title in groups.values():
        heads += [Head(_("{group}: kept").format(group=title), "count"), Head(_("of"), "count")]
    lines = []
    for q in quarters:
        cells: list[object] = [_named(q)]
        for side, phase in groups:
            kept = q.count(f"{side}/{phase}/kept")
            cells += [kept, kept + q.count(f"{side}/{phase}/not")]
        lines.append(Line(tuple(cells), tuple(link for each in q.records.values() for link in each)))
    return Table(tuple(heads), tuple(lines))
