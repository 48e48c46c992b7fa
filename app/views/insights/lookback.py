"""Looking back for the page: does what we watch foretell who leaves? Counts, intervals, and the warning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.lookback import DAYS_BEFORE, SIGNALS, Lookback, LostClient, Share, Signal
from app.i18n import _, format_percent, ngettext
from app.views.insights.parts import Head, Line, Link, Table


@dataclass(frozen=True)
class SignalRow:
    """One signal: for each of `DAYS_BEFORE` how many of the lost showed it, and of those who stayed."""

    title: str
    found: tuple[Signal, ...]
    links: tuple[tuple[Link, ...], ...]


@dataclass(frozen=True)
class LookingBack:
    """The whole comparison in words."""

    rows: tuple[SignalRow, ...]
    lost: int
    stayed: int
    sentence: str
    warnings: tuple[str, ...]
    table: Table
    lost_links: tuple[Link, ...]


def looking_back(found: Lookback) -> LookingBack:
    """Every client lost, next to those who stayed, in words."""
    if not found.lost:
        empty = _("No client was lost so far: there is nothing to look back on.")
        return LookingBack((), 0, found.stayed, empty, (), Table((), ()), ())
    rows = tuple(_row(name, found) for name in SIGNALS)
    return LookingBack(
        rows=rows,
        lost=len(found.lost),
        stayed=found.stayed,
        sentence=_sentence(found),
        warnings=found.warnings,
        table=_table(rows),
        lost_links=tuple(_link(one) for one in found.lost),
    )


def _link(one: LostClient) -> Link:
    return Link("clients", one.client_id, one.client_id, one.client, _("left"), one.lost_on)


def _row(name: str, found: Lookback) -> SignalRow:
    title, shows = SIGNALS[name]
    signals = tuple(s for s in found.signals if s.signal == name)
    links = tuple(
        tuple(_link(one) for one in found.lost if any(s.days_before == days and shows(s) for s in one.before))
        for days in DAYS_BEFORE
    )
    return SignalRow(_(title), signals, links)


def share_words(share: Share) -> str:
    """`3 of 4`, an en dash where nobody could be judged."""
    return _("{k} of {n}").format(k=share.count, n=share.of) if share.of else "–"


def interval_words(share: Share) -> str:
    """The 95 % interval, `30–95%`."""
    if share.interval is None:
        return ""
    low, high = share.interval
    return f"{round(100 * low)}–{format_percent(high)}"


def _sentence(found: Lookback) -> str:
    lost = ngettext("{n} client left", "{n} clients left", len(found.lost)).format(n=len(found.lost))
    stayed = ngettext("{n} stayed", "{n} stayed", found.stayed).format(n=found.stayed)
    told = [s for s in found.signals if s.tells_apart and s.lost.share and s.stayed.share is not None]
    told = [s for s in told if (s.lost.share or 0) > (s.stayed.share or 0)]
    if not told:
        template = _("{lost}, {stayed}; nothing we watch tells them apart beyond chance.")
        return template.format(lost=lost, stayed=stayed)
    best = max(told, key=lambda s: ((s.lost.share or 0) - (s.stayed.share or 0), s.days_before))
    template = _("{lost}, {stayed}. Tells most, {days} days before: {signal} – {a}, of those who stayed {b}.")
    return template.format(
        lost=lost,
        stayed=stayed,
        days=best.days_before,
        signal=_lower(_(SIGNALS[best.signal][0])),
        a=share_words(best.lost),
        b=share_words(best.stayed),
    )


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _table(rows: Sequence[SignalRow]) -> Table:
    heads = [Head(_("Signal"))]
    for days in DAYS_BEFORE:
        for group in (_("Left"), _("Stayed")):
            heads.append(Head(_("{group}, {days} days before").format(group=group, days=days)))
    lines = []
    for row in rows:
        cells = [row.title]
        for signal in row.found:
            cells += [_cell(signal.lost), _cell(signal.stayed)]
        lines.append(Line(tuple(cells), row.links[-1]))
    return Table(tuple(heads), tuple(lines))


def _cell(share: Share) -> str:
    return f"{share_words(share)} ({interval_words(share)})" if share.of else "–"
