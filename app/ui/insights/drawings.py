"""The other charts: cohorts as a heat map, persuasion by attempt, who was right, everybody's load."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.i18n import _, format_day, format_percent, ngettext
from app.ui.kit.charts.drawing import Draw, Sheet
from app.ui.kit.charts.ink import blend, empty, ground_and_ink, nice_step, pick, tick_room, tip
from app.views.insights.cohorts import COLUMNS, Cell, CohortRow, Cohorts, years_words
from app.views.insights.people import Bars, Carrier, Load

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_PEOPLE = 8


def draw_cohorts(found: Cohorts) -> Draw:
    """A row a year of arrival, a cell for each year after."""

    def draw(sheet: Sheet) -> None:
        rows = found.shown
        if not any(row.cells for row in rows):
            empty(sheet, _("This fills once a client has stayed for a year."))
            return
        columns = max(2, min(COLUMNS, max(len(row.cells) for row in rows)))
        label = max(sheet.text_size(_won(row))[0] for row in rows) + sheet.px(48)
        pitch = min(sheet.px(30), (sheet.height - sheet.px(26)) / (len(rows) + 0.0))
        axes = sheet.place(
            label, sheet.px(22), sheet.width - label - sheet.px(4), max(pitch * len(rows), sheet.px(20))
        )
        axes.set_xlim(0, columns)
        axes.set_ylim(len(rows), 0)
        axes.axis("off")
        c = sheet.colours
        offset = sheet.px(8) / (sheet.height / sheet.figure.get_figheight() / 72)
        for x in range(columns):
            head = years_words(1) if x == 0 else str(x + 1)
            axes.annotate(
                head, (x + 0.5, 0), (0, offset), textcoords="offset points", ha="center", color=c.text2
            )
        for y, row in enumerate(rows):
            _row_label(sheet, axes, y, row)
            for cell in row.cells[:columns]:
                _cell(sheet, axes, y, row, cell)

    return draw


def _won(row: CohortRow) -> str:
    return ngettext("{n} won", "{n} won", row.clients).format(n=row.clients)


def _row_label(sheet: Sheet, axes: Axes, y: int, row: CohortRow) -> None:
    c = sheet.colours
    beside = -sheet.px(14) - sheet.text_size(_won(row))[0]
    for text, left, weight, colour in (
        (_won(row), -sheet.px(8), 400, c.text2),
        (str(row.year), beside, 500, c.text),
    ):
        axes.annotate(
            text, (0, y + 0.5), (left, 0), textcoords="offset points", ha="right", va="center_baseline",
            weight=weight, color=colour,
        )  # fmt: skip


def _cell(sheet: Sheet, axes: Axes, y: int, row: CohortRow, cell: Cell) -> None:
    from matplotlib.patches import Rectangle

    c, share = sheet.colours, cell.active / row.clients
    ground, ink = ground_and_ink(c.accent_soft, c.accent, (share - 0.3) / 0.7, (c.on_accent, c.text))
    x = cell.after - 1
    axes.add_patch(Rectangle((x + 0.015, y + 0.04), 0.97, 0.92, color=ground, linewidth=0))
    words = format_percent(share)
    axes.text(x + 0.5, y + 0.5, words, ha="center", va="center_baseline", color=ink, weight=500)
    text = _("Won in {year}: {k} of {n} still clients on {day}").format(
        year=row.year, k=cell.active, n=row.clients, day=format_day(cell.until)
    )
    shown = tip(text, ()) + (f"\n{_('left')}: " + tip("", cell.left).strip() if cell.left else "")
    sheet.mark(axes, (x, y, x + 1, y + 1), shown, pick(text, cell.left or row.links))


def draw_persuasion(found: Bars) -> Draw:
    """A bar for each number of attempts: all decisions settled so, and within it those convinced."""

    def draw(sheet: Sheet) -> None:
        if not any(bar.of for bar in found.bars):
            empty(sheet, _("No disputed decision was settled in this period."))
            return
        c, bars = sheet.colours, found.bars
        most = max(bar.of for bar in bars)
        axes = sheet.axes(tick_room(sheet, most), 22, 8, 44)
        axes.set_xlim(-0.6, len(bars) - 0.4)
        step = nice_step(most)
        axes.set_ylim(0, most * 1.05)
        axes.set_yticks(range(0, most + 1, step))
        axes.set_xticks(range(len(bars)), [bar.label for bar in bars])
        axes.set_xlabel(_("attempts until settled"))
        axes.tick_params(pad=sheet.px(6))
        for x, bar in enumerate(bars):
            axes.bar([x], [bar.of], 0.5, color=blend(c.surface, c.series[0], 0.3), linewidth=0, zorder=3)
            axes.bar([x], [bar.count], 0.5, color=c.series[0], linewidth=0, zorder=4)
            if not bar.of:
                continue
            words = _("{k} of {n}").format(k=bar.count, n=bar.of)
            axes.annotate(
                words, (x, bar.of), (0, sheet.px(3)), textcoords="offset points", ha="center", va="bottom",
                color=c.text, weight=500,
            )  # fmt: skip
            text = _("{label} attempts: {k} of {n} convinced").format(label=bar.label, k=bar.count, n=bar.of)
            sheet.mark(axes, (x - 0.3, 0, x + 0.3, bar.of), tip(text, bar.links), pick(text, bar.links))

    return draw


def draw_right(found: Bars) -> Draw:
    """Lying bars: what came of the decisions looked back on."""

    def draw(sheet: Sheet) -> None:
        if not any(bar.count for bar in found.bars):
            empty(sheet, _("Nobody has looked back on a decision in this period."))
            return
        c = sheet.colours
        colours = (c.series[0], c.series_grey, c.series[1], blend(c.surface, c.series_grey, 0.5))
        left = max(sheet.text_size(bar.label)[0] for bar in found.bars) + sheet.px(14)
        axes = sheet.place(left, sheet.px(6), sheet.width - left - sheet.px(90), sheet.height - sheet.px(20))
        _lying(sheet, axes, len(found.bars), max(bar.count for bar in found.bars))
        axes.set_yticks(range(len(found.bars)), [bar.label for bar in found.bars])
        for y, (bar, colour) in enumerate(zip(found.bars, colours, strict=True)):
            axes.barh([y], [bar.count], 0.5, color=colour, linewidth=0, zorder=3)
            share = format_percent(bar.count / bar.of) if bar.of else "–"
            _behind(sheet, axes, bar.count, y, f"{bar.count} · {share}")
            text = f"{bar.label}: {bar.count}"
            sheet.mark(
                axes, (0, y - 0.4, max(bar.count, 0.05), y + 0.4), tip(text, bar.links), pick(text, bar.links)
            )

    return draw


def draw_load(found: Load) -> Draw:
    """A row a person, with a bar each for clients, touches and open complaints."""

    def draw(sheet: Sheet) -> None:
        people = found.people[:_PEOPLE]
        if not people:
            empty(sheet, _("Nobody looks after a client yet."))
            return
        c = sheet.colours
        names = [sheet.fitted(p.person, min(sheet.px(150), sheet.width / 4)) for p in people]
        left = max(sheet.text_size(name)[0] for name in names) + sheet.px(14)
        parts: tuple[tuple[str, str, list[int], str], ...] = (
            (_("clients"), _("active clients"), [p.clients for p in people], c.series[0]),
            (_("touches"), _("touches in a year"), [p.touches for p in people], c.series_grey),
            (_("complaints"), _("open complaints"), [p.complaints for p in people], c.series[1]),
        )
        gap = sheet.px(40)
        wide = (sheet.width - left - 3 * gap) / 3
        high = min(sheet.height - sheet.px(30), sheet.px(34) * len(people))
        for at, (title, whole, values, colour) in enumerate(parts):
            axes = sheet.place(left + at * (wide + gap), sheet.px(22), wide, high)
            _lying(sheet, axes, len(people), max(1, *values, 1))
            axes.set_title(
                sheet.fitted(title, wide + gap - sheet.px(8)),
                loc="left",
                fontsize=sheet.px(12),
                color=c.text2,
                pad=sheet.px(6),
            )
            axes.set_yticks(range(len(people)), names if at == 0 else [""] * len(people))
            _carried(sheet, axes, people, values, colour, whole)

    return draw


def _carried(
    sheet: Sheet, axes: Axes, people: Sequence[Carrier], values: Sequence[int], colour: str, title: str
) -> None:
    most = max(1, *values, 1)
    for y, (person, value) in enumerate(zip(people, values, strict=True)):
        axes.barh([y], [value], 0.5, color=colour, linewidth=0, zorder=3)
        _behind(sheet, axes, value, y, str(value))
        links = person.complaint_links if colour == sheet.colours.series[1] else person.links
        text = f"{person.person}: {value} {title}"
        sheet.mark(axes, (0, y - 0.4, max(value, most * 0.03), y + 0.4), tip(text, links), pick(text, links))


def _lying(sheet: Sheet, axes: Axes, rows: int, most: int) -> None:
    axes.set_ylim(rows - 0.5, -0.5)
    axes.set_xlim(0, most)
    axes.set_xticks([])
    axes.grid(False)
    axes.axvline(0, color=sheet.colours.border, lw=1)
    axes.tick_params(axis="y", pad=sheet.px(6), labelcolor=sheet.colours.text)


def _behind(sheet: Sheet, axes: Axes, x: float, y: float, words: str) -> None:
    axes.annotate(
        words,
        (x, y),
        (sheet.px(6), 0),
        textcoords="offset points",
        va="center_baseline",
        color=sheet.colours.text,
        weight=500,
        annotation_clip=False,
    )
