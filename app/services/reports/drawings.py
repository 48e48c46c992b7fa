"""The three charts of the summary, the sheet they draw from, and the sentence above each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.portfolio import Quarter
from app.i18n import _
from app.services.reports import charts
from app.services.reports.cell_style import FAINT, GROUND, LINE, MUTED, SERIES, SERIES_SOFT, CellStyle
from app.services.reports.charts import Drawn, Source
from app.services.reports.report_workbook import ReportWorkbook, SheetWriter, day_format
from app.services.reports.summary import CHART_PLACES

_HEADER = 4


def write_charts(report: ReportWorkbook, summary: SheetWriter, quarters: Sequence[Quarter]) -> SheetWriter:
    """Add the sheet of chart data and put the three charts on the summary."""
    data = _write_data(report, quarters)
    labels = [q.label for q in quarters]
    source = Source(data, _HEADER, labels)
    for chart, at in zip(_charts(source, quarters), CHART_PLACES, strict=True):
        charts.place(summary, chart, at)
    return data


def _titles() -> list[str]:
    return [
        _("Quarter"),
        _("Up to"),
        _("Clients kept"),
        _("Revenue kept"),
        _("On their own"),
        _("We asked"),
        _("Repeated"),
        _("Unasked"),
        _("Under threat"),
    ]


def _write_data(report: ReportWorkbook, quarters: Sequence[Quarter]) -> SheetWriter:
    page = report.page(_("Data"))
    page.widths([12, 14, *[13] * 7])
    page.append([page.cell(_("What the charts draw"), CellStyle(size=18, bold=True))], 30)
    note = _("Costs of offers in {currency}; kept = against the year up to the quarter's last day.")
    page.append([page.cell(note.format(currency=report.currency), CellStyle(color=MUTED))], 16)
    page.append([], 10)
    head = CellStyle(bold=True, fill=GROUND, below=FAINT)
    sides = ["left", "left", *["right"] * 7]
    page.append(
        (page.cell(t, replace(head, align=side)) for t, side in zip(_titles(), sides, strict=True)), 20
    )
    codes = ["General", day_format(), "0.0%", "0.0%", "0", "0", "0", "#,##0.00", "#,##0.00"]
    styles = [CellStyle(below=LINE, format=code, align=side) for code, side in zip(codes, sides, strict=True)]
    for q in quarters:
        cells = (q.label, q.last, *_values(q))
        page.append(page.cell(value, style) for value, style in zip(cells, styles, strict=True))
    return page


def _values(q: Quarter) -> tuple[float | None, ...]:
    return (q.kept, q.revenue_kept, q.spontaneous, q.solicited, q.repeated, q.unasked, q.under_threat)


def _charts(source: Source, quarters: Sequence[Quarter]) -> list[object]:
    titles, rows = _titles(), [_values(q) for q in quarters]
    colors = (*SERIES[:2], SERIES[0], SERIES_SOFT, SERIES[1], SERIES[2], SERIES[1])
    drawn = [Drawn(titles[n + 2], n + 3, color, [row[n] for row in rows]) for n, color in enumerate(colors)]
    said = max((q.spontaneous + q.solicited for q in quarters), default=0)
    most_said = max([said, *(q.repeated for q in quarters)])
    most_given = max((max(q.unasked, q.under_threat) for q in quarters), default=0.0)
    return [
        charts.lines(source, drawn[0:2], code="0%", low=_lowest(quarters), high=1.0),
        charts.stacked(source, drawn[2:4], drawn[4], high=charts.ceiling(most_said)),
        charts.columns(source, drawn[5:7], code="#,##0", high=charts.ceiling(most_given)),
    ]


def _lowest(quarters: Sequence[Quarter]) -> float:
    """Where the axis of shares begins, so that four even steps lead up to 100 %."""
    known = [v for q in quarters for v in (q.kept, q.revenue_kept) if v is not None]
    gap = 1 - min(known, default=1.0)
    return 1 - next(span for span in (0.04, 0.08, 0.2, 0.4, 0.6, 0.8, 1.0) if span >= min(gap, 1.0))


def readings(quarters: Sequence[Quarter], currency: str) -> list[str]:
    """One sentence a chart, from its values: what changed from the first quarter to the last, or by half."""
    return [_kept_reading(quarters), _voice_reading(quarters), _offer_reading(quarters, currency)]


def _kept_reading(quarters: Sequence[Quarter]) -> str:
    clients = _points([q.kept for q in quarters])
    revenue = _points([q.revenue_kept for q in quarters])
    if clients is None or revenue is None:
        return _("Too little history to compare yet")
    if clients >= 0 and revenue >= 0:
        return _("Both hold") if clients == revenue == 0 else _("More is kept than two years ago")
    if revenue < 0 <= clients:
        return _("Clients stay, but their revenue falls")
    if clients < 0 <= revenue:
        return _("Clients leave, but the revenue of those before holds")
    if revenue < clients:
        return _("Revenue falls faster than the number of clients")
    if clients < revenue:
        return _("The number of clients falls faster than revenue")
    return _("Clients and revenue fall alike")


def _points(shares: Sequence[float | None]) -> int | None:
    known = [share for share in shares if share is not None]
    return round(100 * known[-1]) - round(100 * known[0]) if len(known) > 1 else None


def _voice_reading(quarters: Sequence[Quarter]) -> str:
    half = len(quarters) // 2
    said = [q.spontaneous + q.solicited for q in quarters]
    asked = [q.solicited for q in quarters]
    repeated = [q.repeated for q in quarters]
    if not sum(said):
        return _("Nobody has complained: ask, silence is the risk")
    return _("{voiced}, {repeated}").format(
        voiced=_voiced(_trend(said, half), _trend(asked, half)), repeated=_came_back(_trend(repeated, half))
    )


def _trend(values: Sequence[int], half: int) -> int:
    """More (1), less (−1) or as much (0) in the second half as in the first."""
    first, second = sum(values[:half]), sum(values[half:])
    return (second > first) - (second < first)


def _voiced(said: int, asked: int) -> str:
    if said > 0:
        return _("More is said since we ask") if asked > 0 else _("More is said than the year before")
    return _("As much is said as the year before") if said == 0 else _("Less is said than the year before")


def _came_back(repeated: int) -> str:
    if repeated > 0:
        return _("and more comes back")
    return _("and as much comes back") if repeated == 0 else _("and less comes back")


def _offer_reading(quarters: Sequence[Quarter], currency: str) -> str:
    unasked = sum(q.unasked for q in quarters)
    threat = sum(q.under_threat for q in quarters)
    if not unasked and not threat:
        text = _("nothing was given unasked or under threat")
    elif threat > unasked:
        text = _("most went under threat, which teaches to threaten")
    elif not threat:
        text = _("all of it unasked")
    else:
        text = _("more unasked than under threat")
    return _("{currency} a quarter: {reading}").format(currency=currency, reading=text)
