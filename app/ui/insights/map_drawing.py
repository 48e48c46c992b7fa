"""The loyalty map: two axes, names at the notable clients, an arrow from where they stood before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from app.i18n import _
from app.services.views.insights_map import CORNERS, LoyaltyMap, MapPoint
from app.services.views.insights_map import Spot as Place
from app.ui.core.drawing import Draw, Sheet
from app.ui.core.tokens import Tokens
from app.ui.insights.ink import blend, empty, pick

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_UNKNOWN = -9.0
# A name may cover so much of its own size of other dots and names.
_MOST_COVERED = 0.15
_NAME_WEIGHT, _DOT_WEIGHT = 6, 4
_CORNER_PLACES = {
    "latent": (0.012, 97, "left", "top"),
    "true": (0.988, 97, "right", "top"),
    "none": (0.012, 3, "left", "bottom"),
    "spurious": (0.988, 3, "right", "bottom"),
}


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
        for point in found.points:
            if point.named and point.before is not None and point.before.attitude is not None:
                arrow(axes, point.before, point.now, colour_of(sheet.colours, point.now.quadrant))
        _dots(sheet, axes, found.points)
        _names(sheet, axes, found.points)

    return draw


def field(sheet: Sheet, high: float, *, unknown: bool = False, corners: dict[str, str] = CORNERS) -> Axes:
    """The four fields with their names; `unknown` adds a strip beneath for those whom we cannot place."""
    c = sheet.colours
    axes = sheet.axes(44, 6, 6, 40)
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
    for corner, words in corners.items():
        x, y, across, along = _CORNER_PLACES[corner]
        axes.text(x, y, _(words), ha=across, va=along, color=c.text2, weight=600, zorder=2)
    if unknown:
        axes.fill_between([0, 1], -14, -4, color=c.surface2, hatch="////", edgecolor=c.border, lw=0, zorder=1)
        axes.set_yticks([_UNKNOWN, 0, high, 100], ["?", "0", f"{high:g}", "100"])
    return axes


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
            lines.append(_("{change:+d} in six months").format(change=round(p.change)))
        words, opens = "\n".join(lines), pick(p.link.client, (p.link,))
        sheet.dot(axes, p.now.across, _high(p.now), sheet.px(7), words, opens)


def _names(sheet: Sheet, axes: Axes, points: Sequence[MapPoint]) -> None:
    from matplotlib.patheffects import withStroke

    ratio = sheet.figure.dpi / 72
    room = axes.get_window_extent()
    inside = QRectF(room.x0 / ratio, room.y0 / ratio, room.width / ratio, room.height / ratio)
    taken = [box for p in points for box in _covered(p, axes, ratio)]
    taken += 2 * _corner_boxes(sheet, inside, ratio, axes)
    for p in sorted((each for each in points if each.named), key=lambda each: -abs(each.change or 0)):
        x, y = (float(v) for v in axes.transData.transform((p.now.across, _high(p.now))) / ratio)
        words = sheet.fitted(p.link.client, sheet.px(150))
        box = _place(x, y, sheet.text_size(words), inside, taken, sheet.px(9))
        if box is None:
            # No room: the mouse names it.
            continue
        # Names upon names are worse than names upon dots.
        taken += [box] * _NAME_WEIGHT
        spot = axes.transData.inverted().transform((box.left() * ratio, box.center().y() * ratio))
        text = axes.text(spot[0], spot[1], words, va="center_baseline", color=sheet.colours.text, zorder=6)
        text.set_path_effects([withStroke(linewidth=3, foreground=_ground(sheet, p.now.quadrant))])


def _ground(sheet: Sheet, quadrant: str) -> str:
    c = sheet.colours
    soft = {"true": (c.success_soft, 0.6), "spurious": (c.warn_soft, 0.7)}.get(quadrant)
    return blend(c.surface, *soft) if soft else c.surface


def _covered(point: MapPoint, axes: Axes, ratio: float) -> list[QRectF]:
    """Where a client's dot and arrow lie, in pixels from below."""
    x, y = (float(v) for v in axes.transData.transform((point.now.across, _high(point.now))) / ratio)
    boxes = [QRectF(x - 7, y - 7, 14, 14)] * (_DOT_WEIGHT if point.named else 1)
    if point.named and point.before is not None:
        place = (point.before.across, _high(point.before))
        bx, by = (float(v) for v in axes.transData.transform(place) / ratio)
        steps = max(1, int(max(abs(bx - x), abs(by - y)) // 8))
        for at in range(1, steps + 1):
            share = at / steps
            boxes.append(QRectF(x + (bx - x) * share - 2, y + (by - y) * share - 2, 4, 4))
    return boxes


def _corner_boxes(sheet: Sheet, inside: QRectF, ratio: float, axes: Axes) -> list[QRectF]:
    """Where the names of the quadrants stand, in pixels from below."""
    found = []
    for corner, words in CORNERS.items():
        x, y, across, along = _CORNER_PLACES[corner]
        width, height = sheet.text_size(_(words), weight=600)
        left, base = (float(v) for v in axes.transData.transform((x, y)) / ratio)
        left -= width if across == "right" else 0
        base -= height if along == "top" else 0
        found.append(QRectF(left, base, width, height))
    return found


def _place(
    x: float, y: float, size: tuple[float, float], inside: QRectF, taken: Sequence[QRectF], gap: float
) -> QRectF | None:
    """Beside, above or below the dot: where it covers least, within the field; none where all is taken."""
    width, height = size[0], size[1] + 2
    offers = [
        QRectF(x + gap, y - height / 2, width, height),
        QRectF(x - gap - width, y - height / 2, width, height),
        *(
            QRectF(x - width * share, y + side * (gap + height / 2) - height / 2, width, height)
            for side in (1, -1)
            for share in (0.5, 0.05, 0.95)
        ),
    ]

    def cost(box: QRectF) -> float:
        covered = sum(_area(box.intersected(other)) for other in taken if box.intersects(other))
        outside = _area(box) - _area(box.intersected(inside))
        return covered + 4 * outside

    best = min(offers, key=lambda box: round(cost(box)))
    return best if cost(best) <= _MOST_COVERED * width * height else None


def _area(box: QRectF) -> float:
    return box.width() * box.height() if box.isValid() else 0.0
