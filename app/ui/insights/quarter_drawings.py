"""The charts by quarters: complaints voiced and repeated, what was given, promises kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.i18n import N_, _, ngettext
from app.ui.kit.charts.drawing import Draw, Sheet
from app.ui.kit.charts.ink import blend, column, empty, nice_step, pick, tick_room, tip, whole_steps
from app.views.insights.quarters import PROMISE_GROUPS, Quarter, Series

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def _at_the_line(sheet: Sheet, axes: Axes, words: Sequence[tuple[str, float, str]]) -> None:
    """Names at the right of the plot, each at its height, never over one another."""
    low, high = axes.get_ylim()
    room = axes.get_window_extent().height / (sheet.figure.dpi / 72)
    least = sheet.px(17) / room * (high - low)
    below: float | None = None
    for text, y, colour in sorted(words, key=lambda each: each[1]):
        y = y if below is None else max(y, below + least)
        below = y
        axes.annotate(
            text,
            (1, y),
            (sheet.px(10), 0),
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            va="center",
            color=colour,
            weight=600,
        )


def _margin(sheet: Sheet, words: Sequence[str]) -> float:
    """Room at the right for names at the line, in unscaled pixels."""
    return (max(sheet.text_size(each, weight=600)[0] for each in words) + sheet.px(16)) / sheet.scale


def _across(sheet: Sheet, axes: Axes, quarters: Sequence[Quarter]) -> None:
    axes.set_xlim(-0.6, len(quarters) - 0.4)
    axes.set_xticks(range(len(quarters)), [q.label for q in quarters])
    axes.tick_params(axis="x", pad=sheet.px(6))
    axes.tick_params(axis="y", pad=sheet.px(8))


def draw_complaints(series: Series) -> Draw:
    """Bars of what was said on their own and when asked, a line of what came back."""

    def draw(sheet: Sheet) -> None:
        quarters, c = series.quarters, sheet.colours
        if not series.total("own") + series.total("asked"):
            empty(sheet, _("No complaint in these quarters."))
            return
        words = (_("on their own"), _("we asked"), _("repeated"))
        most = max(q.count("own") + q.count("asked") for q in quarters)
        axes = sheet.axes(tick_room(sheet, most), 10, _margin(sheet, words), 28)
        blue, orange = c.series[0], c.series[1]
        pale = blend(c.surface, blue, 0.45)
        _across(sheet, axes, quarters)
        whole_steps(axes, most)
        for x, q in enumerate(quarters):
            own, both = q.count("own"), q.count("own") + q.count("asked")
            column(axes, x, 0, own, blue)
            column(axes, x, own, both, pale)
            links = (*q.records.get("own", ()), *q.records.get("asked", ()))
            text = _("{quarter}: {own} on their own, {asked} when we asked, {again} repeated").format(
                quarter=q.label, own=own, asked=both - own, again=q.count("repeated")
            )
            sheet.mark(axes, (x - 0.3, 0, x + 0.3, both), tip(text, links), pick(text, links))
        again = [q.count("repeated") for q in quarters]
        axes.plot(range(len(quarters)), again, color=c.surface, lw=4, zorder=4, clip_on=False)
        size = sheet.px(5.5)
        axes.plot(
            range(len(quarters)), again, color=orange, lw=2, zorder=5, marker="o", ms=size, mec=c.surface,
            mew=1.2, clip_on=False,
        )  # fmt: skip
        for x, q in enumerate(quarters):
            links = q.records.get("repeated", ())
            count = ngettext("{n} repeated", "{n} repeated", again[x]).format(n=again[x])
            sheet.dot(axes, x, again[x], sheet.px(6), tip(f"{q.label}: {count}", links), pick(count, links))
        last = quarters[-1]
        own, asked = last.count("own"), last.count("asked")
        names = (
            (words[0], own / 2, blue),
            (words[1], own + asked / 2, c.text2),
            (words[2], again[-1], orange),
        )
        _at_the_line(sheet, axes, names)

    return draw


def draw_offers(series: Series) -> Draw:
    """What was given unasked upwards, what under threat downwards."""

    def draw(sheet: Sheet) -> None:
        quarters, c = series.quarters, sheet.colours
        if not series.total("unasked") + series.total("threat"):
            empty(sheet, _("Nothing was given unasked or under threat in these quarters."))
            return
        words = (_("unasked"), _("under threat"))
        up = max(1, *(q.count("unasked") for q in quarters))
        down = max(1, *(q.count("threat") for q in quarters))
        axes = sheet.axes(tick_room(sheet, max(up, down)), 10, _margin(sheet, words), 28)
        _across(sheet, axes, quarters)
        step = nice_step(max(up, down), 3)
        top, bottom = step * -(-up // step), step * -(-down // step)
        axes.set_ylim(-bottom, top)
        ticks = list(range(-bottom, top + 1, step))
        axes.set_yticks(ticks, [str(abs(each)) for each in ticks])
        for x, q in enumerate(quarters):
            for kind, way, colour, name in (
                ("unasked", 1, c.series[2], words[0]),
                ("threat", -1, c.series[1], words[1]),
            ):
                links, count = q.records.get(kind, ()), q.count(kind)
                if count:
                    column(axes, x, 0, way * count, colour)
                    text = f"{q.label}: {count} {name}"
                    box = (x - 0.3, min(0, way * count), x + 0.3, max(0, way * count))
                    sheet.mark(axes, box, tip(text, links), pick(text, links))
        axes.axhline(0, color=c.border_strong, lw=1, zorder=4)
        _at_the_line(sheet, axes, ((words[0], top / 2, c.series[2]), (words[1], -bottom / 2, c.series[1])))

    return draw


_SIDES = (("ours", N_("We")), ("theirs", N_("They")))


def draw_promises(series: Series) -> Draw:
    """Two rows, ours above theirs: kept since and while courting, and not kept."""

    def draw(sheet: Sheet) -> None:
        quarters = series.quarters
        if not any(series.total(kind) for kind in series.kinds):
            empty(sheet, _("No promise came due in these quarters."))
            return
        c = sheet.colours
        words = (_("not kept"), _("kept, courting"), _("kept, since"))
        colours = (c.series_grey, c.series[2], c.series[0])
        right = _margin(sheet, words) * sheet.scale
        foot, gap = sheet.px(28), sheet.px(14)
        high = (sheet.height - foot - gap - sheet.px(8)) / 2
        most = max(max(_stack(q, side)[-1][2] for q in quarters) for side, _each in _SIDES)
        sides = max(sheet.text_size(_(name), weight=600)[0] for _each, name in _SIDES)
        left = tick_room(sheet, most) * sheet.scale + sides
        for row, (side, name) in enumerate(_SIDES):
            top = sheet.px(8) + row * (high + gap)
            axes = sheet.place(left, top, sheet.width - left - right, high)
            _across(sheet, axes, quarters)
            whole_steps(axes, max(1, most))
            axes.set_yticks([0, axes.get_ylim()[1]])
            axes.set_ylabel(_(name), weight=600, rotation=0, ha="right", va="center", labelpad=sheet.px(4))
            if row == 0:
                axes.set_xticklabels([])
                ticks = [
                    (word, share * axes.get_ylim()[1], colour)
                    for word, share, colour in zip(
                        words, (0.9, 0.5, 0.1), (c.text2, *colours[1:]), strict=True
                    )
                ]
                _at_the_line(sheet, axes, ticks)
            _side(sheet, axes, quarters, side, _(name))

    return draw


def _stack(quarter: Quarter, side: str) -> list[tuple[str, int, int]]:
    """The parts of a bar from below: kind of record, from, to."""
    parts, base = [], 0
    for phase in ("partnership", "acquisition"):
        count = quarter.count(f"{side}/{phase}/kept")
        parts.append((f"{side}/{phase}/kept", base, base + count))
        base += count
    missed = sum(quarter.count(f"{each}/{phase}/not") for each, phase in PROMISE_GROUPS if each == side)
    return [*parts, (f"{side}/not", base, base + missed)]


def _side(sheet: Sheet, axes: Axes, quarters: Sequence[Quarter], side: str, name: str) -> None:
    c = sheet.colours
    colours = (c.series[0], c.series[2], blend(c.surface, c.series_grey, 0.4))
    for x, q in enumerate(quarters):
        stack = _stack(q, side)
        for (_kind, low, high), colour in zip(stack, colours, strict=True):
            if high > low:
                column(axes, x, low, high, colour)
        total, kept = stack[-1][2], stack[1][2]
        if total:
            links = tuple(
                link for kind in q.records if kind.startswith(f"{side}/") for link in q.records[kind]
            )
            text = _("{quarter}, {who}: {k} of {n} kept").format(quarter=q.label, who=name, k=kept, n=total)
            sheet.mark(axes, (x - 0.3, 0, x + 0.3, total), tip(text, links), pick(text, links))
