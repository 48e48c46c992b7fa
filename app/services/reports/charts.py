"""Native Excel charts in the house's colours; titles and readings stand in cells above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.services.reports.cell_style import FAINT, LINE, MUTED
from app.services.reports.report_workbook import SheetWriter

LEGEND_SIZE = 900  # hundredths of a point


@dataclass(frozen=True)
class Place:
    """Where a chart stands: the cells of its upper left corner and of the first one outside it (0-based)."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True)
class Drawn:
    """One series: its column of the data sheet (1-based), colour, and values as they stand there."""

    title: str
    column: int
    color: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class Source:
    """The rows of the data sheet that a chart draws: the categories stand in `column`."""

    page: SheetWriter
    header: int
    labels: Sequence[str]
    column: int = 1

    @property
    def first(self) -> int:
        """The first row of values."""
        return self.header + 1

    @property
    def last(self) -> int:
        """The last row of values."""
        return self.header + len(self.labels)


def lines(source: Source, drawn: Sequence[Drawn], *, code: str, low: float, high: float) -> Any:
    """Lines with round marks, one a series; the axis runs from `low` to `high`."""
    chart = _line_chart(source, drawn)
    _finish(chart, code, low, high)
    return chart


def stacked(source: Source, bars: Sequence[Drawn], line: Drawn, *, high: float) -> Any:
    """Stacked columns, with one line over them on the same axis."""
    chart = _bar_chart(source, bars, overlap=100, grouping="stacked", gap=60)
    _finish(chart, "0", 0, high)
    over = _line_chart(source, [line])
    over.y_axis.axId = chart.y_axis.axId
    chart += over
    return chart


def columns(source: Source, bars: Sequence[Drawn], *, code: str, high: float) -> Any:
    """Columns side by side."""
    chart = _bar_chart(source, bars, overlap=0, grouping="clustered", gap=40)
    _finish(chart, code, 0, high)
    return chart


def place(page: SheetWriter, chart: Any, at: Place) -> None:
    """Put the chart on a sheet; it moves and grows with the cells."""
    from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor

    begin, end = AnchorMarker(col=at.left, row=at.top), AnchorMarker(col=at.right, row=at.bottom)
    chart.anchor = TwoCellAnchor(editAs="twoCell", _from=begin, to=end)
    page.sheet.add_chart(chart)


def ceiling(highest: float, *, steps: int = 4) -> float:
    """A round end of the axis, at least `highest`, that `steps` divide evenly into round numbers."""
    if highest <= steps:
        return float(steps)
    step = highest / steps
    size = 10.0 ** (len(str(int(step))) - 1)
    for factor in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10):
        if factor * size >= step and float(factor * size).is_integer():
            return factor * size * steps
    return 10 * size * steps


def _line_chart(source: Source, drawn: Sequence[Drawn]) -> Any:
    from openpyxl.chart import LineChart
    from openpyxl.chart.marker import Marker

    chart: Any = LineChart()
    for one in drawn:
        series = _series(source, one)
        series.graphicalProperties.line.solidFill = one.color
        series.graphicalProperties.line.width = 28_575  # 2.25 pt in EMU
        series.marker = Marker(symbol="circle", size=6)
        series.marker.graphicalProperties = _solid(one.color)
        series.smooth = False
        chart.series.append(series)
    return chart


def _bar_chart(source: Source, bars: Sequence[Drawn], *, overlap: int, grouping: str, gap: int) -> Any:
    from openpyxl.chart import BarChart

    chart: Any = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "col", grouping, overlap, gap
    for one in bars:
        series = _series(source, one)
        series.graphicalProperties = _solid(one.color)
        series.invertIfNegative = False
        chart.series.append(series)
    return chart


def _solid(color: str) -> Any:
    from openpyxl.chart.shapes import GraphicalProperties

    shape: Any = GraphicalProperties(solidFill=color)
    shape.line.solidFill = color
    return shape


def _series(source: Source, one: Drawn) -> Any:
    """A series with its values kept beside the references, for viewers that do not calculate."""
    from openpyxl.chart import Reference, Series
    from openpyxl.chart.data_source import AxDataSource, NumData, NumVal, StrData, StrRef, StrVal

    sheet = source.page.sheet
    values = Reference(sheet, min_col=one.column, min_row=source.header, max_row=source.last)
    series: Any = Series(values, title_from_data=True)
    known = [NumVal(idx=n, v=repr(v)) for n, v in enumerate(one.values) if v is not None]
    series.val.numRef.numCache = NumData(formatCode="General", ptCount=len(one.values), pt=known)
    series.tx.strRef.strCache = StrData(ptCount=1, pt=[StrVal(idx=0, v=one.title)])
    labels: Any = Reference(sheet, min_col=source.column, min_row=source.first, max_row=source.last)
    points = [StrVal(idx=n, v=label) for n, label in enumerate(source.labels)]
    series.cat = AxDataSource(strRef=StrRef(f=str(labels), strCache=StrData(ptCount=len(points), pt=points)))
    return series


def _finish(chart: Any, code: str, low: float, high: float) -> None:
    """Light horizontal grid only, quiet letters, legend beneath, no frame."""
    from openpyxl.chart.layout import Layout, ManualLayout
    from openpyxl.chart.shapes import GraphicalProperties

    chart.legend.position = "b"
    chart.legend.txPr = _letters()
    chart.roundedCorners = False
    chart.display_blanks = "gap"
    chart.graphical_properties = GraphicalProperties(noFill=True)
    chart.graphical_properties.line.noFill = True
    chart.layout = Layout(manualLayout=ManualLayout(
        layoutTarget="inner", xMode="edge", yMode="edge", x=0.1, y=0.04, w=0.88, h=0.73
    ))  # fmt: skip
    _axes(chart, code, low, high)


def _axes(chart: Any, code: str, low: float, high: float) -> None:
    across, up = chart.x_axis, chart.y_axis
    across.delete = up.delete = False
    across.txPr = up.txPr = _letters()
    across.majorTickMark = up.majorTickMark = "none"
    across.tickLblPos, up.tickLblPos = "low", "nextTo"
    across.graphicalProperties = _outline(FAINT)
    across.noMultiLvlLbl = True
    up.graphicalProperties = _outline(None)
    up.majorGridlines.spPr = _outline(LINE)
    up.number_format = code
    up.scaling.min, up.scaling.max, up.majorUnit = low, high, (high - low) / 4


def _outline(color: str | None) -> Any:
    from openpyxl.chart.shapes import GraphicalProperties

    shape: Any = GraphicalProperties()
    if color:
        shape.line.solidFill = color
        shape.line.width = 9_525
    else:
        shape.line.noFill = True
    return shape


def _letters() -> Any:
    from openpyxl.chart.text import RichText
    from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties

    letters = CharacterProperties(sz=LEGEND_SIZE, solidFill=MUTED)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=letters), endParaRPr=letters)])
