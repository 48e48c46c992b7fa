"""Where the client stands: one dot on the map of attitude and buying, and the way it went in a year."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.words import word
from app.i18n import N_, _, format_day, format_month, ngettext
from app.ui.kit.charts.charts import ChartView
from app.ui.kit.charts.drawing import Draw, Sheet
from app.ui.kit.charts.label_places import Places, beside
from app.ui.kit.charts.map_drawing import colour_of, field, name_fields, room
from app.ui.kit.widgets.cards import Card
from app.ui.kit.widgets.labels import Label
from app.views.record.loyalty import LoyaltyView, Step
from app.views.record.page import RecordView

_CORNERS = {"latent": N_("Latent"), "true": N_("True"), "none": N_("None"), "spurious": N_("By habit")}


class StandingCard(Card):
    """The map with its sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=16, spacing=4, parent=parent)
        self.sentence = Label("", "small", "text2", wrap=True)
        self.chart = ChartView()
        self.chart.setMinimumHeight(260)
        self.body.addWidget(Label(_("Where they stand"), "strong"))
        self.body.addWidget(self.sentence)
        self.body.addWidget(self.chart, 1)

    def show_view(self, view: RecordView, answer: LoyaltyView) -> None:
        """Show another client's place."""
        sentence = f"{answer.standing} {_moved(answer)}".strip()
        self.sentence.setText(sentence)
        self.chart.plot(draw_way(answer.steps, answer.high), sentence)


def _moved(answer: LoyaltyView) -> str:
    known = [step for step in answer.steps if step.spot.attitude is not None]
    if len(known) < 2 or known[-1] is not answer.steps[-1]:
        return ""
    first, last = known[0], known[-1]
    change = round((last.spot.attitude or 0) - (first.spot.attitude or 0))
    day = format_month(first.day, "after")
    if not change:
        return _("As in {month}.").format(month=day)
    up = ngettext("{n} point up since {month}.", "{n} points up since {month}.", abs(change))
    down = ngettext("{n} point down since {month}.", "{n} points down since {month}.", abs(change))
    return (up if change > 0 else down).format(n=abs(change), month=day)


def draw_way(steps: tuple[Step, ...], high: float) -> Draw:
    """Hollow dots for the past, a full one for now, in the order of time."""

    def draw(sheet: Sheet) -> None:
        c = sheet.colours
        unknown = any(step.spot.attitude is None for step in steps[-1:])
        axes = field(sheet, high, unknown=unknown, beneath=24)
        half = (sheet.width - sheet.px(56)) / 2 - sheet.px(6)
        buyers = [sheet.fitted(words, half) for words in (_("other buyers"), _("loyal buyer"))]
        axes.set_xticks([0.25, 0.75], buyers)
        known = [step for step in steps if step.spot.attitude is not None]
        colour = colour_of(c, steps[-1].spot.quadrant)
        axes.plot(
            [s.spot.across for s in known],
            [_high(s) for s in known],
            color=colour,
            lw=1.4,
            ls=(0, (3, 2)),
            zorder=3,
        )
        for step in steps:
            if step.spot.attitude is not None or step is steps[-1]:
                _dot(sheet, axes, step, colour, now=step is steps[-1])
        places = room(sheet, axes, high)
        _take(places, known if steps[-1] in known else [*known, steps[-1]])
        _label(sheet, places, steps[-1], now=True)
        name_fields(sheet, places, high, _CORNERS)
        for step in known:
            if step is not steps[-1]:
                _label(sheet, places, step, now=False)

    return draw


def _high(step: Step) -> float:
    return -9.0 if step.spot.attitude is None else step.spot.attitude


def _dot(sheet: Sheet, axes: Any, step: Step, colour: str, *, now: bool) -> None:
    size = sheet.px(10 if now else 7)
    axes.scatter(
        [step.spot.across],
        [_high(step)],
        size**2,
        color=colour if now else sheet.colours.surface,
        edgecolors=colour,
        linewidths=1.4,
        zorder=5 if now else 4,
        clip_on=False,
    )
    felt = _("unknown") if step.spot.attitude is None else str(round(step.spot.attitude))
    days = ngettext("{n} purchase day", "{n} purchase days", step.spot.days).format(n=step.spot.days)
    lines = (format_day(step.day), _("attitude {n}").format(n=felt), days, word(step.spot.quadrant))
    sheet.dot(axes, step.spot.across, _high(step), sheet.px(8), "\n".join(lines))


def _label(sheet: Sheet, places: Places, step: Step, *, now: bool) -> None:
    """The name of a day at its dot, if there is room; the present one always."""
    offers = partial(beside, places.at(step.spot.across, _high(step)), gap=sheet.px(10))
    colour, weight = (sheet.colours.text, 600) if now else (sheet.colours.text2, 400)
    places.label(step.label, offers, always=now, color=colour, weight=weight, zorder=6)


def _take(places: Places, steps: list[Step]) -> None:
    """Where the dots and the way between them lie."""
    at = [places.at(step.spot.across, _high(step)) for step in steps]
    for middle in at:
        places.take_dot(middle, 5, named=True)
    for start, end in pairwise(at):
        places.take_line(start, end)
