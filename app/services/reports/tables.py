"""A sheet with one Excel table: titles above, filters in the header, totals under it as formulas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil, fsum
from typing import Any, Generic, Literal, TypeVar

from app.i18n import _
from app.services.reports.cell_style import BAD, FAINT, GROUND, LINE, MUTED, CellStyle, Text
from app.services.reports.report_workbook import ReportWorkbook, SheetWriter, day_format, money_format, quote
from app.services.workbooks.streamed import letter

Row = TypeVar("Row")
Kind = Literal["text", "name", "long", "word", "day", "money", "amount", "count", "score", "share", "flag"]
Total = Literal["sum", "average"]

HEADER_ROW = 4
# Points of a row and of each further line of text in it; Excel takes no row higher than 409.
ROW_HEIGHT, LINE_HEIGHT, HIGHEST = 16.0, 12.9, 409.0
# SUBTOTAL's numbers that leave out rows hidden by a filter or by hand.
_SUBTOTAL = {"sum": 109, "count": 103, "average": 101}


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: how a row's value is got and shown; money in cents, shares of 1, scores 0–100.

    `code` gives a number format of its own to each row.
    """

    title: str
    value: Callable[[Row], object]
    kind: Kind = "text"
    width: float = 12
    total: Total | None = None
    code: Callable[[Row], str] | None = None


@dataclass(frozen=True)
class Emphasis:
    """Colours the cells of `column` that hold `word`, or numbers that are `operator` `than` (Excel's signs)."""

    column: str
    color: str
    fill: str | None = None
    word: str | None = None
    operator: Literal["<", "<=", ">", ">="] = "<"
    than: str = "0"
    bold: bool = False


@dataclass(frozen=True)
class Table(Generic[Row]):
    """A sheet of rows: `name` is the Excel table's, `note` the line under the title, `nothing` said when empty."""

    sheet: str
    name: str
    title: str
    note: str
    columns: Sequence[Column[Row]]
    rows: Sequence[Row]
    nothing: str
    emphases: Sequence[Emphasis] = ()
    frozen: int = 1
    repeats: bool = False
    color: str | None = None


def write_table(report: ReportWorkbook, table: Table[Row], rows: Iterable[Row] | None = None) -> SheetWriter:
    """Add the sheet; `rows` are the table's own, handed out one by one where somebody watches the pace."""
    page = report.page(table.sheet, color=table.color)
    page.widths([column.width for column in table.columns], row_height=ROW_HEIGHT)
    if table.rows:
        page.sheet.freeze_panes = f"{letter(table.frozen + 1)}{HEADER_ROW + 1}"
        page.sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    _write_titles(page, table)
    if not table.rows:
        page.append([page.cell(table.nothing, CellStyle(color=MUTED))], 24)
        return page
    looks = _styles(table.columns, report.currency)
    _write_header(page, table)
    kept = _write_rows(page, table, looks, table.rows if rows is None else rows)
    _write_totals(page, table, looks, kept)
    _make_table(page, table)
    _emphasise(page, table)
    return page


def _write_titles(page: SheetWriter, table: Table[Row]) -> None:
    internal = _("internal · do not send to clients")
    page.append([page.cell(table.title, CellStyle(size=18, bold=True))], 30)
    page.append([page.cell(table.note, CellStyle(color=MUTED))], 16)
    page.append([page.cell(internal, CellStyle(bold=True, color=BAD))], 22)


def _write_header(page: SheetWriter, table: Table[Row]) -> None:
    head = CellStyle(size=9, bold=True, fill=GROUND, below=FAINT, wrap=True, upright="top")
    looks = [
        replace(head, align="right" if c.kind in _NUMBERS else "left", indent=_indent(c, number))
        for number, c in enumerate(table.columns)
    ]
    titles = titles_of(table.columns, page.text)
    page.append((page.cell(title, style) for title, style in zip(titles, looks, strict=True)), 29)


def titles_of(columns: Sequence[Column[Any]], text: Text) -> list[str]:
    """The titles, told apart where a translation made two alike: Excel refuses a table with such columns."""
    titles: list[str] = []
    for column in columns:
        title, number = text.fit(column.title), 1
        while title.casefold() in {other.casefold() for other in titles}:
            number += 1
            title = f"{column.title} ({number})"
        titles.append(title)
    return titles


def _indent(column: Column[Row], number: int) -> int:
    """Words keep away from the numbers at their left."""
    return 0 if number == 0 or column.kind in _NUMBERS else 1


def _write_rows(
    page: SheetWriter, table: Table[Row], looks: Sequence[CellStyle], rows: Iterable[Row]
) -> list[list[object]]:
    """Write the rows and return the values of each column that has a total."""
    getters = [_getter(c) for c in table.columns]
    # What a writer wrote before is asked of it without a call, because a report has many such cells.
    writers = [(writer.known.get, writer.put) for writer in map(page.writer, looks)]
    coded = [(at, c.code, looks[at]) for at, c in enumerate(table.columns) if c.code is not None]
    kept: dict[int, list[object]] = {at: [] for at, column in enumerate(table.columns) if column.total}
    long = [(at, c.width) for at, c in enumerate(table.columns) if c.kind == "long"]
    for row in rows:
        values = [value(row) for value in getters]
        cells = [known(value) or put(value) for (known, put), value in zip(writers, values, strict=True)]
        for at, code, style in coded:
            if values[at] is not None:
                cells[at] = page.cell(values[at], replace(style, format=code(row)))
        page.append(cells, _height(long, values))
        for at, values_of in kept.items():
            if values[at] is not None:
                values_of.append(values[at])
    return [kept.get(at, []) for at in range(len(getters))]


def _getter(column: Column[Row]) -> Callable[[Row], object]:
    """What gives a row's value as its cell holds it."""
    change, value = _IN_CELL.get(column.kind), column.value
    if change is None:
        return value

    def changed(row: Row) -> object:
        found = value(row)
        return None if found is None else change(found)

    return changed


def _height(columns: Sequence[tuple[int, float]], values: Sequence[object]) -> float | None:
    """The height that the longest text of the row needs, in points; none where one line will do.

    `columns` are the places and widths of those that hold long texts.
    """
    lines = 1
    for at, width in columns:
        value = values[at]
        if isinstance(value, str) and (len(value) > width - 3 or "\n" in value):
            lines = max(lines, lines_of(value, width))
    return None if lines == 1 else min(HIGHEST, ROW_HEIGHT + (lines - 1) * LINE_HEIGHT)


def lines_of(text: str, width: float) -> int:
    """How many lines `text` takes in a column of `width`, rather one too many than one too few."""
    broad = 1.0
    if not text.isascii() and max(text) >= "\u0400":
        broad += _broadness(text) * sum(sign >= "\u0400" for sign in text) / len(text)
    # Letters are narrower than the digits that widths count, and lines end where words do.
    letters = max(4.0, 1.28 * width - 2)
    return sum(max(1, ceil(len(part) * broad / letters)) for part in text.split("\n"))


def _broadness(text: str) -> float:
    """Cyrillic is a little broader than Latin, East Asian twice as broad."""
    return 0.9 if max(text) >= "\u2e80" else 0.15


def _units(cents: Any) -> float:
    """Cents as the amount Excel shows; 1/100 of a whole number is written with two decimals at most."""
    return int(cents) / 100


def _yes(value: Any) -> str:
    return _("yes") if value else _("no")


_IN_CELL: dict[str, Callable[[Any], object]] = {"money": _units, "amount": _units, "flag": _yes}
_NUMBERS = ("money", "amount", "count", "score", "share")


def _styles(columns: Sequence[Column[Row]], currency: str) -> list[CellStyle]:
    codes = {
        "day": day_format(),
        "money": money_format(currency, unit=False),
        "amount": money_format(currency, cents=True),
        "count": "#,##0",
        "score": "0",
        "share": "0%",
    }
    style = CellStyle(upright="top", below=LINE)
    return [
        replace(
            style,
            format=codes.get(column.kind, "General"),
            align=None if column.kind in _NUMBERS else "left",
            indent=_indent(column, number),
            wrap=column.kind == "long",
            bold=column.kind == "name",
        )
        for number, column in enumerate(columns)
    ]


def _write_totals(
    page: SheetWriter, table: Table[Row], looks: Sequence[CellStyle], kept: list[list[object]]
) -> None:
    """Formulas that count what the filters leave visible; the first column says how many rows that is."""
    first, last = HEADER_ROW + 1, page.row - 1
    cells = [f"{letter(number)}{first}:{letter(number)}{last}" for number in range(1, len(looks) + 1)]
    totals = zip(table.columns, looks, cells, kept, strict=True)
    bottoms = [_total(page, *total) for total in totals]
    shown = quote(_("Rows shown: ")) + "#,##0"
    style = replace(
        looks[0], bold=True, fill=GROUND, below=FAINT, upright="center", format=shown, align="left"
    )
    bottoms[0] = page.writer(style).formula(f"SUBTOTAL({_SUBTOTAL['count']},{cells[0]})", last - first + 1)
    page.append(bottoms, 20)


def _total(page: SheetWriter, column: Column[Row], style: CellStyle, cells: str, values: list[Any]) -> str:
    bottom = replace(style, bold=True, fill=GROUND, below=FAINT, upright="center", wrap=False)
    if column.total is None:
        return page.cell(None, replace(bottom, format="General"))
    formula = f"SUBTOTAL({_SUBTOTAL[column.total]},{cells})"
    if column.total == "average":
        mean = replace(bottom, format=quote(_("mean") + " ") + style.format)
        known = fsum(values) / len(values) if values else None
        return page.writer(mean).formula(f'IFERROR({formula},"")', known)
    return page.writer(bottom).formula(formula, round(fsum(values), 2))


def _make_table(page: SheetWriter, table: Table[Row]) -> None:
    from openpyxl.worksheet.filters import AutoFilter
    from openpyxl.worksheet.table import Table as ExcelTable
    from openpyxl.worksheet.table import TableColumn

    ref = f"A{HEADER_ROW}:{letter(len(table.columns))}{page.row - 2}"
    titles = titles_of(table.columns, page.text)
    columns = [TableColumn(id=number, name=title) for number, title in enumerate(titles, 1)]
    made = ExcelTable(displayName=table.name, ref=ref, autoFilter=AutoFilter(ref=ref), tableColumns=columns)
    page.sheet.add_table(made)


def _emphasise(page: SheetWriter, table: Table[Row]) -> None:
    from openpyxl.styles import Font

    first, last = HEADER_ROW + 1, page.row - 2
    numbers = {column.title: number for number, column in enumerate(table.columns, 1)}
    for emphasis in table.emphases:
        at = letter(numbers[emphasis.column])
        page.sheet.conditional_formatting.add(f"{at}{first}:{at}{last}", _rule_of(emphasis, f"{at}{first}"))
    if table.repeats and last > first:
        again = _rule(f"$A{first + 1}=$A{first}", Font(color=MUTED, bold=False))
        page.sheet.conditional_formatting.add(f"A{first + 1}:{letter(table.frozen)}{last}", again)


def _rule_of(emphasis: Emphasis, cell: str) -> Any:
    from openpyxl.styles import Font, PatternFill

    fill = None
    if emphasis.fill:
        fill = PatternFill("solid", bgColor=emphasis.fill, fgColor=emphasis.fill)
    if emphasis.word is not None:
        literal = emphasis.word.replace('"', '""')
        holds = f'{cell}="{literal}"'
    else:
        holds = f"AND(ISNUMBER({cell}),{cell}{emphasis.operator}{emphasis.than})"
    return _rule(holds, Font(color=emphasis.color, bold=emphasis.bold or None), fill)


def _rule(holds: str, font: Any, fill: Any = None) -> Any:
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles.differential import DifferentialStyle

    return Rule(type="expression", formula=[holds], dxf=DifferentialStyle(font=font, fill=fill))
