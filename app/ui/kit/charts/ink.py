"""What the drawings of Insights share: blended colours, rounded bars, what a mark opens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from app.ui.kit.charts.drawing import Sheet
from app.views.insights.parts import Link, names

if TYPE_CHECKING:
    from matplotlib.axes import Axes


_READABLE = 4.5


class Pick(NamedTuple):
    """What a mark stands for: its words and the records behind it."""

    title: str
    links: tuple[Link, ...]


def pick(title: str, links: Sequence[Link]) -> Pick | None:
    """The records behind a mark; nothing to open without any."""
    return Pick(title, tuple(links)) if links else None


def tip(title: str, links: Sequence[Link]) -> str:
    """What a mark says under the mouse: what it is, and whose."""
    return f"{title}\n{names(links)}" if links else title


def blend(low: str, high: str, share: float) -> str:
    """A colour between two, 0 the first and 1 the second."""
    share = min(1.0, max(0.0, share))
    pairs = zip(_parts(low), _parts(high), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def readable(ground: str, *inks: str) -> str:
    """Of these inks the one that is read best on a ground."""
    return max(inks, key=lambda ink: contrast(ground, ink))


def ground_and_ink(low: str, high: str, share: float, inks: tuple[str, str]) -> tuple[str, str]:
    """A colour between two and the ink that is read on it at 4.5 : 1 or more.

    Halfway no ink is: there the ground gives way, towards the end that the better ink stands out from.
    """
    ink = readable(blend(low, high, share), *inks)
    step = 0.02 if contrast(high, ink) > contrast(low, ink) else -0.02
    while contrast(blend(low, high, share), ink) < _READABLE and 0 < share < 1:
        share += step
    return blend(low, high, share), ink


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG, 1 … 21."""
    a, b = sorted((_light(one), _light(other)), reverse=True)
    return (a + 0.05) / (b + 0.05)


def _light(colour: str) -> float:
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (each / 255 for each in _parts(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def column(axes: Axes, x: float, low: float, high: float, colour: str, width: float = 0.52) -> None:
    """One standing bar."""
    axes.bar([x], [high - low], width, [low], color=colour, linewidth=0, zorder=3)


def empty(sheet: Sheet, text: str) -> None:
    """Nothing to draw: say so in the middle."""
    axes = sheet.axes(0, 0, 0, 0)
    axes.axis("off")
    axes.text(0.5, 0.5, text, ha="center", va="center", color=sheet.colours.text2, transform=axes.transAxes)
    axes.set_xticks([])
    axes.set_yticks([])


def nice_step(most: float, parts: int = 4) -> int:
    """A round number (1, 2 or 5 times a power of ten) that leads up to `most` in at most so many steps."""
    step, size = 1, 1
    while True:
        for times in (1, 2, 5):
            step = times * size
            if step * parts >= most:
                return step
        size *= 10


def whole_steps(axes: Axes, most: float) -> int:
    """Grid lines at round numbers from 0; returns where the axis ends."""
    step = nice_step(max(1, most))
    top = step * max(1, -(-int(max(1, most)) // step))
    axes.set_ylim(0, top)
    axes.set_yticks(range(0, top + 1, step))
    return top


def tick_room(sheet: Sheet, most: float) -> float:
    """The left margin that numbers up to `most` and a little more need, in unscaled pixels."""
    return max(36.0, (sheet.text_size(str(int(2 * most)))[0] + sheet.px(14)) / sheet.scale)
