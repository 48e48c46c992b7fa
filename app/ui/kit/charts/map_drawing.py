"""The loyalty map: two axes, names at the notable clients, an arrow from where they stood before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from app.i18n import _, format_change
from app.ui.kit.charts.drawing import Draw, Sheet
from app.ui.kit.charts.ink import blend, empty, pick
from app.ui.kit.charts.label_places import Places, beside, within
from app.ui.kit.look.tokens import Tokens
from app.views.insights.map import CORNERS, LoyaltyMap, MapPoint
from app.views.insights.map import Spot as Place

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_UNKNOWN = -9.0
# Where a field lies: right or left, above or below.
_CORNERS = {"latent": (False, True), "true": (True, True), "none": (False, False), "spurious": (True, False)}


def draw_map(found: LoyaltyMap) -> Draw:
    """The drawing of the whole map."""

    def draw(sheet: Sheet) -> None:
        if not found.points:
            empty(sheet, _("The map fills once there are active clients."))
            return
        unknown = any(p.now.attitude is None for p in found.points)
        axes = field(sheet, found.high, unknown=unknown)
        axes.set_xticks([place for place, _days in found.ticks], [str(days) for _place, days in found.ticks])
        axes.set_xlabel(_("purchase days in 12 months"), labelpad=2)
        axes.set_ylabel(_("attitude"), loc="bottom", labelpad=2)
        places = room(sheet, axes, found.high)
        for point in found.points:
            _put(sheet, axes, places, point)
        _dots(sheet, axes, found.points)
        name_fields(sheet, places, found.high)
        _names(sheet, places, found.points)

    return draw


def field(sheet: Sheet, high: float, *, unknown: bool = False, beneath: float = 40) -> Axes:
    """The four fields; `unknown` adds a strip beneath for those whom we cannot place.

    `beneath` is the room under the field at the normal text size, in pixels.
    """
    c = sheet.colours
    axes = sheet.axes(44, 6, 6, beneath)
    axes.set_xlim(0, 1)
    axes.set_ylim(-15 if unknown else 0, 100)
    axes.grid(False)
    axes.fill_between([0.5, 1], high, 100, color=c.success_soft, lw=0, alpha=0.6)
    axes.fill_between([0.5, 1], 0, high, color=c.warn_soft, lw=0, alpha=0.7)
    axes.plot([0.5, 0.5], [0, 100], color=c.border_strong, lw=1, zorder=2)
    axes.plot([0, 1], [high, high], color=c.border_strong, lw=1, zorder=2)
    axes.plot([0, 1, 1, 0, 0], [0, 0, 100, 100, 0], color=c.border, lw=1, zorder=2, clip_on=False)
    axes.set_yticks([0, high, 100])
    axes.tick_params(pad=6)
    if unknown:
        axes.fill_between([0, 1], -14, -4, color=c.surface2, hatch="////", edgecolor=c.border, lw=0, zorder=1)
        axes.set_yticks([_UNKNOWN, 0, high, 100], ["?", "0", f"{high:g}", "100"])
    return axes


def room(sheet: Sheet, axes: Axes, high: float) -> Places:
    """The room for labels in a field, whose own lines are touched only where there is no other place."""
    places = Places(sheet, axes)
    for start, end in (((0.5, 0), (0.5, 100)), ((0, high), (1, high)), ((0, 0), (1, 0))):
        places.take_line(places.at(*start), places.at(*end), of_field=True)
    return places


def name_fields(sheet: Sheet, places: Places, high: float, corners: Mapping[str, str] = CORNERS) -> None:
    """The names of the four fields, each where nothing else is drawn."""
    for corner, words in corners.items():
        right, top = _CORNERS[corner]
        left, low = places.at(0.5 if right else 0, high if top else 0).toTuple()
        end, high_end = places.at(1 if right else 0.5, 100 if top else high).toTuple()
        offers = partial(within, QRectF(left, low, end - left, high_end - low), right=right, top=top)
        places.label(_(words), offers, always=True, color=sheet.colours.text2, weight=600, zorder=2)


def colour_of(colours: Tokens, quadrant: str) -> str:
    """The colour of a quadrant's clients."""
    blue, orange, green, _violet = colours.series
    return {"true": green, "spurious": orange, "latent": blue}.get(quadrant, colours.series_grey)


def arrow(axes: Axes, before: Place, now: Place, colour: str) -> None:
    """From where they stood to where they stand."""
    axes.annotate(
        "",
        xy=(now.across, _high(now)),
        xytext=(before.across, _high(before)),
        arrowprops={
            "arrowstyle": "-|>,head_length=0.45,head_width=0.2",
            "color": colour,
            "lw": 1.4,
            "shrinkA": 0,
            "shrinkB": 4,
        },
        zorder=3,
    )


def _put(sheet: Sheet, axes: Axes, places: Places, point: MapPoint) -> None:
    """A client's dot takes its room, and so does the arrow of one that is named."""
    now, before = point.now, point.before
    places.take_dot(places.at(now.across, _high(now)), 6, named=point.named)
    if point.named and before is not None and before.attitude is not None:
        arrow(axes, before, now, colour_of(sheet.colours, now.quadrant))
        places.take_line(places.at(before.across, _high(before)), places.at(now.across, _high(now)))


def _high(place: Place) -> float:
    return _UNKNOWN if place.attitude is None else place.attitude


def _dots(sheet: Sheet, axes: Axes, points: Sequence[MapPoint]) -> None:
    """All dots in three strokes, however many they are; the named ones on top."""
    c = sheet.colours
    kinds = (
        (False, False, [p for p in points if p.now.attitude is None]),
        (True, False, [p for p in points if p.now.attitude is not None and not p.named]),
        (True, True, [p for p in points if p.now.attitude is not None and p.named]),
    )
    for known, named, group in kinds:
        if not group:
            continue
        colours = [colour_of(c, p.now.quadrant) if named else c.series_grey for p in group]
        axes.scatter(
            [p.now.across for p in group],
            [_high(p.now) for p in group],
            sheet.px(9 if named else 6) ** 2,
            color=colours if known else c.surface,
            edgecolors=c.surface if known else c.series_grey,
            linewidths=1,
            zorder=5 if named else 4,
            clip_on=False,
        )
    for p in sorted(points, key=lambda each: each.named):
        lines = [p.link.client, p.link.text]
        if p.change is not None:
            lines.append(_("{change} in six months").format(change=format_change(round(p.change))))
        words, opens = "\n".join(lines), pick(p.link.client, (p.link,))
        sheet.dot(axes, p.now.across, _high(p.now), sheet.px(7), words, opens)


def _names(sheet: Sheet, places: Places, points: Sequence[MapPoint]) -> None:
    """The names of the notable clients, of those that moved most first; without room the mouse names them."""
    from matplotlib.patheffects import withStroke

    for p in sorted((each for each in points if each.named), key=lambda each: -abs(each.change or 0)):
        words, middle = sheet.fitted(p.link.client, sheet.px(150)), places.at(p.now.across, _high(p.now))
        text = places.label(
            words, partial(beside, middle, gap=sheet.px(9)), color=sheet.colours.text, zorder=6
        )
        if text is not None:
            text.set_path_effects([withStroke(linewidth=3, foreground=_ground(sheet, p.now.quadrant))])


def _ground(sheet: Sheet, quadrant: str) -> str:
    c = sheet.colours
    soft = {"true": (c.success_soft, 0.6), "spurious": (c.warn_soft, 0.7)}.get(quadrant)
    return blend(c.surface, *soft) if soft else c.surface
