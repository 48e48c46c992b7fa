"""The loyalty map: attitude against purchase days, now and six months ago (DOMAIN.md, Loyalty, two axes)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.domain.collation import name_order
from app.domain.rules.time import shift
from app.domain.settings import Settings
from app.domain.verdicts import Verdicts
from app.domain.words import word
from app.i18n import N_, _, ngettext
from app.views.insights.parts import Head, Line, Link, Table, client_link

BACK_DAYS = 182
NAMED = 9
QUADRANTS = ("true", "latent", "spurious", "none", "unknown")
CORNERS = {
    "latent": N_("Would buy more (latent)"),
    "true": N_("Truly loyal"),
    "none": N_("No loyalty"),
    "spurious": N_("By habit (spurious)"),
}
# A client is worth naming from this much movement of attitude on, or where the quadrant is new.
_MOVED = 5
_OTHER_QUADRANT = 30
_APART = {"spurious": 15, "latent": 8}


class Stand(NamedTuple):
    """How one client stands on a day: attitude 0–100 or unknown, purchase days in the window, loyal buyer."""

    attitude: float | None
    quadrant: str
    days: int
    loyal: bool


class Standing(NamedTuple):
    """A client on the map, now and six months before (none: no client or unknown then)."""

    link: Link
    now: Stand
    before: Stand | None


@dataclass(frozen=True)
class Spot:
    """A place on the map: `across` 0–1 (from `half` on loyal buyers), `attitude` 0–100 or unknown."""

    across: float
    attitude: float | None
    quadrant: str
    days: int
    loyal: bool


@dataclass(frozen=True)
class MapPoint:
    """A client on the map, where they stood six months before (none: no client or unknown then)."""

    link: Link
    now: Spot
    before: Spot | None
    named: bool = False

    @property
    def change(self) -> float | None:
        """The change of attitude in six months, in points."""
        if self.before is None or self.before.attitude is None or self.now.attitude is None:
            return None
        return self.now.attitude - self.before.attitude


@dataclass(frozen=True)
class LoyaltyMap:
    """All active clients. `ticks` are (place 0–1, purchase days); `high` is the line of high attitude."""

    points: tuple[MapPoint, ...]
    ticks: tuple[tuple[float, int], ...]
    high: float
    sentence: str
    table: Table


class Scale:
    """Where purchase days lie across the map: its halves are the buying class, not the number of days."""

    def __init__(self, needed: int, most: int) -> None:
        self.needed = max(1, needed)
        self.most = max(2 * self.needed + 4, most)

    def place(self, days: int, loyal: bool) -> float:
        """0–1; other buyers stay left of the middle however often they bought."""
        if loyal:
            right = (days - self.needed) / (self.most - self.needed)
            return 0.5 + 0.48 * min(1.0, max(0.02, right))
        return 0.5 * min(0.94, max(0.02, days / self.needed))

    def ticks(self) -> tuple[tuple[float, int], ...]:
        """A few round numbers of days and where they stand."""
        half = self.needed // 2
        left = [(0.0, 0), *([(0.5 * half / self.needed, half)] if half else []), (0.5, self.needed)]
        step = max(1, (self.most - self.needed) // 2)
        right = [(0.5 + 0.48 * k * step / (self.most - self.needed), self.needed + k * step) for k in (1, 2)]
        return (*left, *right)


def spot(verdicts: Verdicts, scale: Scale) -> Spot:
    """Where a client stands on the day of the verdicts."""
    return _placed(stand(verdicts), scale)


def stand(verdicts: Verdicts) -> Stand:
    """How a client stands on the day of the verdicts."""
    felt, bought = verdicts.loyalty, verdicts.buying
    return Stand(felt.attitude, felt.quadrant, bought.recent, bought.is_loyal)


def standing_of(verdicts: Verdicts) -> Standing | None:
    """A client's place on the map, and that of six months ago as of then; none for who is no active client."""
    if not verdicts.active:
        return None
    before = Verdicts(verdicts.history, shift(verdicts.as_of, -BACK_DAYS), verdicts.settings)
    known = before.active and before.loyalty.attitude is not None
    now = stand(verdicts)
    return Standing(client_link(verdicts.history, _standing(now)), now, stand(before) if known else None)


def _placed(found: Stand, scale: Scale) -> Spot:
    return Spot(scale.place(found.days, found.loyal), found.attitude, found.quadrant, found.days, found.loyal)


def loyalty_map(standings: Sequence[Standing], settings: Settings) -> LoyaltyMap:
    """The map of all clients active on the day, as the tile of satisfied clients counts them."""
    scale = Scale(settings.buying_loyal_purchases, max((s.now.days for s in standings), default=0))
    points = [
        MapPoint(s.link, _placed(s.now, scale), _placed(s.before, scale) if s.before else None)
        for s in standings
    ]
    marked = _name_some(points)
    return LoyaltyMap(
        marked, scale.ticks(), settings.loyalty_attitude_high, _sentence(marked), _table(marked)
    )


def _standing(spot: Stand) -> str:
    days = ngettext("{n} purchase day", "{n} purchase days", spot.days).format(n=spot.days)
    felt = (
        _("attitude unknown") if spot.attitude is None else _("attitude {n}").format(n=round(spot.attitude))
    )
    return f"{felt}, {days}, {word(spot.quadrant)}"


def _name_some(points: Sequence[MapPoint]) -> tuple[MapPoint, ...]:
    """Name those that moved most or stand apart; with few clients there is room for all."""
    ranked = sorted(points, key=lambda p: (-_notable(p), name_order(p.link.client)))
    few = len(points) <= NAMED
    chosen = {p.link.id for p in ranked[:NAMED] if p.now.attitude is not None and (few or _notable(p))}
    return tuple(MapPoint(p.link, p.now, p.before, p.link.id in chosen) for p in points)


def _notable(point: MapPoint) -> float:
    change = abs(point.change or 0)
    rank = change if change >= _MOVED else 0.0
    if point.before is not None and point.before.quadrant != point.now.quadrant:
        rank += _OTHER_QUADRANT
    return rank + (_APART.get(point.now.quadrant, 0) if rank else 0)


def _sentence(points: Sequence[MapPoint]) -> str:
    if not points:
        return _("No active client yet.")
    habit = [p for p in points if p.now.quadrant == "spurious"]
    true = sum(p.now.quadrant == "true" for p in points)
    unknown = sum(p.now.quadrant == "unknown" for p in points)
    down = sum((p.change or 0) < 0 for p in habit)
    first = ngettext("{k} of {n} is truly loyal", "{k} of {n} are truly loyal", len(points))
    parts = [first.format(k=true, n=len(points))]
    if habit:
        many = ngettext("{n} buys by habit, not by heart", "{n} buy by habit, not by heart", len(habit))
        moved = _("({n} of them moved down in six months)").format(n=down) if down else ""
        parts.append(f"{many.format(n=len(habit))} {moved}".strip())
    if unknown:
        text = ngettext("the attitude of {n} is unknown", "the attitude of {n} is unknown", unknown)
        parts.append(text.format(n=unknown))
    return "; ".join(parts) + "."


def _table(points: Sequence[MapPoint]) -> Table:
    heads = (
        Head(_("Client")),
        Head(_("Attitude"), "score"),
        Head(_("Six months ago"), "score"),
        Head(_("Purchase days"), "count"),
        Head(_("Loyalty")),
    )
    ordered = sorted(points, key=lambda p: (QUADRANTS.index(p.now.quadrant), name_order(p.link.client)))
    lines = tuple(
        Line(
            (
                p.link.client,
                p.now.attitude,
                p.before.attitude if p.before else None,
                p.now.days,
                word(p.now.quadrant),
            ),
            (p.link,),
        )
        for p in ordered
    )
    return Table(heads, lines)
