"""The first sheet of the management report: one page with tiles, three charts, and what needs attention."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.domain.portfolio import Attention, Figures, Measure
from app.i18n import _, format_day, format_number, format_percent, ngettext
from app.services.reports.cell_style import ACCENT, BAD, FAINT, GOOD, INK, LINE, MUTED, TILE, WARN, CellStyle
from app.services.reports.charts import Place
from app.services.reports.report_workbook import ReportWorkbook, SheetWriter, day_format, quote

# Columns B–P: four tiles of three with a narrow gap between them, or three charts of five.
_MARGIN, _GAP, _WIDE = 1.4, 1.9, 10.9
WIDTHS = (_MARGIN, *(_WIDE,) * 3, _GAP, *(_WIDE,) * 3, _GAP, *(_WIDE,) * 3, _GAP, *(_WIDE,) * 3)
B, F, G, H, J, L, N, P = 2, 6, 7, 8, 10, 12, 14, 16
TILES, CHARTS = (B, F, J, N), (B, G, L)
CHART_ROWS = 10
TABLE_ROWS = 10
CHART_PLACES = tuple(Place(left - 1, 9, left + 4, 9 + CHART_ROWS) for left in CHARTS)

_NARROW, _BROAD = frozenset("iljtfrI.,:;'|!() "), frozenset("mwMW@%жшщюфмыЖШЩЮФМЫ—…")

_Cell = tuple[object, CellStyle]
_Row = Mapping[int, _Cell]


@dataclass(frozen=True)
class Tile:
    """A key figure: its value with Excel's code, and the line beneath with its code and colour."""

    label: str
    value: object
    code: str
    beneath: object
    beneath_code: str
    color: str


def write_summary(
    report: ReportWorkbook, figures: Figures, readings: Sequence[str], sheets: Mapping[str, str]
) -> SheetWriter:
    """Write the sheet; `readings` are the sentences above the charts, `sheets` the sheet of each measure."""
    page = report.page(_("Summary"), color=ACCENT)
    page.widths(WIDTHS)
    page.sheet.page_setup.fitToHeight = 1
    _write_head(page, report, figures)
    _write_tiles(page, _tiles(figures))
    _write_chart_titles(page, readings)
    _write_lists(page, figures, sheets)
    _write_foot(page)
    page.sheet.print_area = f"A1:P{page.row - 1}"
    return page


def _put(
    page: SheetWriter, row: _Row, height: float, *, base: CellStyle | None = None, upto: int = P
) -> None:
    """One row from its filled cells; `base` is the look of the others from column B on."""
    cells = (
        page.cell(*row[number]) if number in row else page.cell(None, base) if base and number > 1 else None
        for number in range(1, upto + 1)
    )
    page.append(cells, height)


def _write_head(page: SheetWriter, report: ReportWorkbook, figures: Figures) -> None:
    brand = CellStyle(size=12, bold=True, color=ACCENT, align="right")
    title = CellStyle(size=20, bold=True, upright="bottom")
    _put(page, {B: (_("Management summary"), title), P: ("Condica", brand)}, 31)
    line = CellStyle(color=MUTED, below=ACCENT, heavy="medium")
    internal = replace(line, color=BAD, bold=True, align="right")
    under = {B: (subtitle(report, figures), line), P: (_("internal · do not send to clients"), internal)}
    _put(page, under, 20, base=line)
    _put(page, {}, 7)


def subtitle(report: ReportWorkbook, figures: Figures) -> str:
    """Whose book, which period, against which one, in which currency."""
    period = figures.period
    against = (
        _("against the year before")
        if period.is_year
        else _("against {first} to {last}").format(
            first=_in_words(period.before.first), last=_in_words(period.before.last)
        )
    )
    days = _("{first} to {last}").format(first=_in_words(period.first), last=_in_words(period.last))
    amounts = _("amounts in {currency}").format(currency=report.currency)
    return "  ·  ".join((shorten(report.book, 48), f"{days}, {against}", amounts))


def _in_words(day: date) -> str:
    return format_day(day, "d MMMM y")


def shorten(text: str, widest: float) -> str:
    """`text` on one line, ending in … where it is wider than `widest` digits of the font."""
    text, width = " ".join(text.split()), 0.0
    for number, sign in enumerate(text):
        width += 0.55 if sign in _NARROW else 1.45 if sign in _BROAD else 1.18 if sign.isupper() else 0.98
        if width > widest:
            return text[: max(number - 1, 1)].rstrip() + "…"
    return text


def _tiles(figures: Figures) -> list[Tile]:
    return [
        _kept_tile(figures),
        _revenue_tile(_("Revenue kept (GRR)"), figures.now.grr, figures.before.grr),
        _revenue_tile(_("With growth (NRR)"), figures.now.nrr, figures.before.nrr),
        _satisfied_tile(figures),
    ]


def _of(total: int) -> str:
    """The code of a count out of `total`: 18 shown as 18 of 20."""
    of = _("of {total}").format(total=format_number(total))
    return "#,##0" + quote(f" {of}")


def _kept_tile(figures: Figures) -> Tile:
    label, share, before = _("Clients kept"), figures.now.logo_retention, figures.before.logo_retention
    if share is None:
        return Tile(label, "–", "General", _("no client at the start"), "General", MUTED)
    value, code = figures.now.kept, _of(figures.now.active_from)
    if before is None:
        return Tile(label, value, code, share, "0%", MUTED)
    was = _(", was {share}").format(share=format_percent(before))
    sign, color = _sign(round(100 * share) - round(100 * before), up_is_good=True)
    return Tile(label, value, code, share, quote(f"{sign} ") + "0%" + quote(was), color)


def _revenue_tile(label: str, share: float | None, before: float | None) -> Tile:
    if share is None:
        return Tile(label, "–", "General", _("no revenue in the year before"), "General", MUTED)
    if before is None:
        return Tile(label, share, "0%", _("nothing to compare with"), "General", MUTED)
    points = round(100 * share) - round(100 * before)
    unit = ngettext("point", "points", abs(points))
    __, color = _sign(points, up_is_good=True)
    return Tile(label, share, "0%", points, change_code(f"0{quote(' ' + unit)}"), color)


def _satisfied_tile(figures: Figures) -> Tile:
    label = _("Satisfied clients")
    if not figures.satisfaction_known:
        return Tile(label, "–", "General", _("nobody was asked lately"), "General", WARN)
    n = figures.not_loyal
    said = ngettext("{n} of them is not loyal", "{n} of them are not loyal", n).format(n=n)
    unknown = figures.active_to - figures.satisfaction_known
    if unknown:
        said += " · " + _("{n} unknown").format(n=unknown)
    color = WARN if n or unknown else GOOD
    return Tile(label, figures.satisfied, _of(figures.satisfaction_known), said, "General", color)


def _sign(change: float, *, up_is_good: bool) -> tuple[str, str]:
    """The sign of a change and its colour: by good or bad, not by up or down."""
    if not change:
        return "=", MUTED
    return ("▲" if change > 0 else "▼"), (GOOD if (change > 0) == up_is_good else BAD)


def change_code(number: str) -> str:
    """Excel's code of a change: ▲ for more, ▼ for less, = for the same."""
    return ";".join(quote(f"{sign} ") + number for sign in "▲▼=")


def _write_tiles(page: SheetWriter, tiles: Sequence[Tile]) -> None:
    ground = CellStyle(fill=TILE)
    lines = (
        (20.0, [(t.label, replace(ground, color=MUTED)) for t in tiles], None),
        (28.0, [(t.value, replace(ground, size=20, bold=True, format=t.code)) for t in tiles], None),
        (
            21.0,
            [(t.beneath, replace(ground, bold=True, color=t.color, format=t.beneath_code)) for t in tiles],
            LINE,
        ),
    )
    for height, cells, below in lines:
        row: dict[int, _Cell] = {}
        for left, (value, style) in zip(TILES, cells, strict=True):
            row[left] = (value, replace(style, indent=1, align="left", below=below))
            row[left + 1] = row[left + 2] = (None, replace(ground, below=below))
            if height != 20.0:  # A number shows only where it fits its cell.
                page.merge(left, left + 2)
        _put(page, row, height)
    _put(page, {}, 12)


def _write_chart_titles(page: SheetWriter, readings: Sequence[str]) -> None:
    titles = (
        _("Kept, by quarter"),
        _("Complaints voiced and repeated"),
        _("Offers unasked and under threat"),
    )
    _put(
        page,
        {at: (title, CellStyle(size=11, bold=True)) for at, title in zip(CHARTS, titles, strict=True)},
        17,
    )
    small = CellStyle(size=9, color=MUTED, upright="top")
    _put(page, {at: (text, small) for at, text in zip(CHARTS, readings, strict=True)}, 14)
    for __ in range(CHART_ROWS):
        _put(page, {}, 16)
    _put(page, {}, 6)


def _write_lists(page: SheetWriter, figures: Figures, sheets: Mapping[str, str]) -> None:
    strong = CellStyle(size=11, bold=True)
    titles: _Row = {
        B: (_("This period against the one before"), strong),
        J: (_("Needs attention first"), strong),
    }
    _put(page, titles, 19)
    head = CellStyle(size=9, bold=True, color=MUTED, below=FAINT)
    right = replace(head, align="right")
    names = {
        B: _("Measure"),
        F: _("This"),
        G: _("Before"),
        H: _("Change"),
        J: _("Client"),
        L: _("What"),
        P: _("Day"),
    }
    _put(page, {at: (name, right if at in (F, G, H, P) else head) for at, name in names.items()}
         | {9: (None, CellStyle())}, 16, base=head)  # fmt: skip
    for number in range(TABLE_ROWS):
        _write_line(page, figures, number, sheets)


def _write_line(page: SheetWriter, figures: Figures, number: int, sheets: Mapping[str, str]) -> None:
    row: dict[int, Any] = {}
    if number < len(figures.measures):
        row |= _measure_cells(figures.measures[number])
    if number < len(figures.attention):
        row |= _attention_cells(figures.attention[number])
    elif number == 0:
        row[J] = (_("Nothing needs attention today."), CellStyle(color=MUTED, below=LINE))
    lined = [*(range(B, H + 1) if B in row else ()), *(range(J, P + 1) if J in row else ())]
    sheet = sheets.get(figures.measures[number].sheet) if number < len(figures.measures) else None
    if sheet:
        page.link(B, sheet)
    cells = (
        page.cell(*row.get(at, (None, CellStyle(below=LINE) if at in lined else CellStyle())))
        for at in range(1, P + 1)
    )
    page.append(cells, 15.6)


def _measure_cells(measure: Measure) -> dict[int, _Cell]:
    base = CellStyle(below=LINE, align="right")
    code = {"money": "#,##0", "count": "#,##0", "share": "0%", "score": "+0;−0;0"}[measure.kind]
    cells: dict[int, _Cell] = {
        B: (measure.title, replace(base, align=None)),
        F: (_or_dash(measure.this), replace(base, bold=True, format=code)),
        G: (_or_dash(measure.past), replace(base, color=MUTED, format=code)),
    }
    cells[H] = _change_cell(measure, base)
    return cells


def _change_cell(measure: Measure, base: CellStyle) -> _Cell:
    """Points for shares, per cent for the rest, and the number itself where there was nothing before."""
    change, code = measure.change, "0%"
    if measure.kind in ("share", "score") and change is not None:
        change, code = round(change), "0" + quote(" " + _("pt"))
    elif change is None and measure.this and measure.past == 0:
        change, code = measure.this, "#,##0"
    if change is None:
        return "–", replace(base, color=MUTED)
    shown = round(change, 2)
    __, color = _sign(shown, up_is_good=measure.up_is_good)
    return shown, replace(base, bold=True, color=color, format=change_code(code))


def _or_dash(value: float | None) -> object:
    return "–" if value is None else value


def _attention_cells(item: Attention) -> dict[int, _Cell]:
    base = CellStyle(below=LINE)
    return {
        J: (shorten(item.client, 22), replace(base, bold=True, align="left")),
        L: (shorten(item.text, 37), replace(base, color=BAD if item.severity >= 3 else INK, align="left")),
        P: (item.due, replace(base, color=MUTED, align="right", format=day_format(item.pattern))),
    }


def _write_foot(page: SheetWriter) -> None:
    text = _(
        "Kept = active on both days. GRR and NRR over clients with revenue in the year before. "
        "Every figure opens on its own sheet; the rules stand on the sheet Definitions."
    )
    _put(page, {}, 6)
    _put(page, {B: (text, CellStyle(size=9, color=MUTED))}, 16)
