"""Where the client stands: one dot on the map of attitude and buying, and the way it went in a year."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.i18n import N_, _, format_day, format_month, ngettext
from app.services.records.titles import word
from app.services.views.loyalty import LoyaltyView, Step
from app.services.views.record import RecordView
from app.ui.core.cards import Card
from app.ui.core.charts import ChartView
from app.ui.core.drawing import Draw, Sheet
from app.ui.core.labels import Label
from app.ui.insights.map_drawing import colour_of, field

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
        axes = field(sheet, high, unknown=unknown, corners=_CORNERS)
        axes.set_xticks([0.25, 0.75], [_("other buyers"), _("loyal buyer")])
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
        _labels(sheet, axes, known, steps[-1])

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


def _labels(sheet: Sheet, axes: Any, known: list[Step], last: Step) -> None:
    """A name at each dot that has room; the present one always."""
    ratio = sheet.figure.dpi / 72
    taken: list[float] = []
    for step in [last, *(each for each in known if each is not last)]:
        x, y = (float(v) for v in axes.transData.transform((step.spot.across, _high(step))) / ratio)
        if step is not last and any(abs(y - other) < sheet.px(15) for other in taken):
            continue
        taken.append(y)
        width = sheet.text_size(step.label, weight=600)[0]
        left = x + sheet.px(12) + width > sheet.width
        axes.annotate(
            step.label,
            (step.spot.across, _high(step)),
            (-sheet.px(10) if left else sheet.px(10), 0),
            textcoords="offset points",
            ha="right" if left else "left",
            va="center_baseline",
            color=sheet.colours.text if step is last else sheet.colours.text2,
            weight=600 if step is last else 400,
            zorder=6,
        )
