"""The look of every workbook that Condica makes: styles, formats, safe text, page set-up, properties.

Sheets are written row by row (openpyxl's write-only mode). A `Page` keeps one cell object for each
`Look` and hands it out again and again, so that no row builds style objects.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from app.i18n import _, format_day, language

if TYPE_CHECKING:
    from openpyxl import Workbook

# Calibri is on every machine with Excel; LibreOffice draws its metric twin Carlito.
FONT = "Calibri"
INK, MUTED, FAINT = "1A1F27", "525C69", "848D9A"
LINE, GROUND, TILE = "E0E4E9", "F0F2F5", "F3F6FD"
ACCENT, GOOD, WARN, BAD = "2457D6", "17703F", "855300", "B3261E"
GOOD_SOFT, WARN_SOFT, BAD_SOFT, ACCENT_SOFT = "E2F3E9", "FBEFD6", "FBE7E5", "E7EEFD"
SERIES = ("2457D6", "C2571A", "17803F")
SERIES_SOFT = "A5B7F1"

_DAY_LOCALES = {"en": "809", "ro": "418", "pl": "415", "ru": "419"}
_LONGEST = 32_767
_EXCEL_BEGINS = date(1900, 3, 1)
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks; colours as RRGGBB, `below` the colour of the line under it, `format` Excel's code."""

    size: float = 10
    bold: bool = False
    color: str = INK
    fill: str | None = None
    align: str | None = None
    upright: str = "center"
    wrap: bool = False
    indent: int = 0
    format: str = "General"
    below: str | None = None
    heavy: Literal["thin", "medium", "thick"] = "thin"
    quoted: bool = False


def day_format(pattern: str = "d mmm yyyy") -> str:
    """Excel's code for a day whose month is written in the report's language."""
    return f"[$-{_DAY_LOCALES.get(language(), '809')}]{pattern}"


def money_format(currency: str, *, cents: bool = False, unit: bool = True) -> str:
    """Excel's code for an amount of `currency`, with as many decimals as that currency has."""
    decimals = "0" * _decimals_of(currency) if cents else ""
    amount = f"#,##0.{decimals}" if decimals else "#,##0"
    return f"{amount} [${currency}]" if unit and currency.isalpha() else amount


def _decimals_of(currency: str) -> int:
    from babel.numbers import get_currency_precision

    return int(get_currency_precision(currency))


def quote(text: str) -> str:
    """`text` as a literal of a number format; what such a literal cannot hold is left out."""
    return '"' + text.replace('"', "").replace("\n", " ") + '"'


class Text:
    """Makes text fit for a cell, visibly, and counts what it had to change."""

    def __init__(self) -> None:
        self.replaced = 0
        self.shortened = 0

    def fit(self, text: str) -> str:
        """`text` with � for each character that Excel cannot hold, and ending in … where it is too long."""
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        text, unfit = _UNFIT.subn("\N{REPLACEMENT CHARACTER}", text)
        self.replaced += unfit
        if len(text) > _LONGEST // 2 and len(text.encode("utf-16-le")) > 2 * _LONGEST:
            cut = text.encode("utf-16-le")[: 2 * (_LONGEST - 1)]
            text = cut.decode("utf-16-le", "ignore") + "…"
            self.shortened += 1
        # Excel reads _x0041_ as A; written this way it stays what it was.
        return _ESCAPED.sub("_x005F_", text) if "_x" in text else text


@dataclass(frozen=True)
class House:
    """What all sheets of one report share: the workbook, whose book it is, its currency and as-of day."""

    workbook: Workbook
    book: str
    currency: str
    as_of: date
    report: str
    text: Text

    def page(self, title: str, *, color: str | None = None) -> Page:
        """A new sheet; its title is cut and cleaned to what Excel takes and is unique in the workbook."""
        sheet: Any = self.workbook.create_sheet(sheet_title(title, self.workbook.sheetnames))
        sheet.sheet_view.showGridLines = False
        if color:
            sheet.sheet_properties.tabColor = color
        _set_up_print(sheet)
        _set_footer(sheet, self)
        return Page(sheet, self.text)

    def discard(self) -> None:
        """Remove the temporary files of sheets that were begun; for a report that will not be saved."""
        for sheet in self.workbook.worksheets:
            begun: Any = sheet
            if begun._writer is None or begun.closed:
                continue
            if begun._rows is not None:
                begun._rows.close()
            begun._writer.close()
            begun._writer.cleanup()


def new_house(*, book: str, currency: str, as_of: date, report: str) -> House:
    """An empty workbook with properties that name the book and the report, and nothing of this machine."""
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    text = Text()
    made = workbook.properties
    made.creator = made.lastModifiedBy = "Condica"
    made.title = text.fit(f"{book} · {report}")
    made.subject = format_day(as_of, "d MMMM y")
    made.keywords = _("internal · do not send to clients")
    made.language = language()
    return House(workbook, text.fit(book), currency, as_of, report, text)


def sheet_title(wanted: str, taken: Sequence[str]) -> str:
    """`wanted` without the characters Excel forbids, at most 31 long and not among `taken`."""
    base = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", wanted).strip().strip("'")[:31] or _("Sheet")
    title, number = base, 1
    while title.casefold() in {other.casefold() for other in taken}:
        number += 1
        title = f"{base[:27]} ({number})"
    return title


def _set_up_print(sheet: Any) -> None:
    from openpyxl.worksheet.page import PageMargins
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.65, header=0.3, footer=0.3)
    sheet.print_options.horizontalCentered = True


def _set_footer(sheet: Any, house: House) -> None:
    made = _("made by Condica on {day}").format(day=format_day(house.as_of, "d MMM y"))
    footer = sheet.HeaderFooter.oddFooter
    parts = (
        (footer.left, f"{_one_line(house.book)[:80]} · {house.report}"),
        (footer.center, _("Page {page} of {pages}").format(page="\0P", pages="\0N")),
        (footer.right, made),
    )
    for part, text in parts:
        part.text = text.replace("&", "&&").replace("\0", "&")
        part.size = 9


def _one_line(text: str) -> str:
    return " ".join(text.split())


class Page:
    """One sheet, written from the top; `row` is the number of the next one."""

    def __init__(self, sheet: Any, text: Text) -> None:
        self.sheet = sheet
        self.text = text
        self.row = 1
        self._cells: dict[Look, Any] = {}

    @property
    def title(self) -> str:
        """The sheet's name, as other sheets refer to it."""
        return str(self.sheet.title)

    def widths(self, widths: Sequence[float], *, row_height: float | None = None) -> None:
        """Column widths in characters of the font, from column A, and the height of rows in points.

        To be called before the first row is written.
        """
        from openpyxl.utils import get_column_letter

        if row_height is not None:
            self.sheet.sheet_format.defaultRowHeight = row_height
            self.sheet.sheet_format.customHeight = True

        for number, width in enumerate(widths, 1):
            self.sheet.column_dimensions[get_column_letter(number)].width = width

    def cell(self, value: object, look: Look) -> Any:
        """The cell of that look, holding `value`; good until the next cell of the same look is asked for.

        Text is always text, whatever it begins with: no text of a book ever becomes a formula.
        """
        if isinstance(value, str):
            return self._text_cell(value, look)
        if isinstance(value, date) and not _excel_knows(value):
            return self._text_cell(value.isoformat(), look)
        cell = self._cell_of(look)
        cell.value = value
        return cell

    def formula(self, formula: str, look: Look) -> Any:
        """A cell with a formula of ours."""
        cell = self._cell_of(look)
        cell.value = formula
        return cell

    def link(self, value: str, look: Look, sheet: str) -> Any:
        """A text that leads to another sheet of the workbook."""
        from openpyxl.worksheet.hyperlink import Hyperlink

        cell = self._text_cell(value, look)
        cell.row, cell.column = self.row, 1
        quoted = sheet.replace("'", "''")
        cell.hyperlink = Hyperlink(ref="A1", location=f"'{quoted}'!A1", tooltip=sheet)
        return cell

    def append(self, cells: Iterable[Any], height: float | None = None, *, keep: bool = True) -> None:
        """Write one row; `cells` is read lazily, `height` is in points.

        In a long sheet the height is not kept in memory once it is written.
        """
        if height is not None:
            self.sheet.row_dimensions[self.row].height = height
        self.sheet.append(_lazily(cells))
        if height is not None and not keep:
            del self.sheet.row_dimensions[self.row]
        self.row += 1

    def merge(self, left: int, right: int) -> None:
        """Make one cell of columns `left` to `right` (1 is A) in the row that is written next."""
        from openpyxl.utils import get_column_letter

        self.sheet.merged_cells.add(
            f"{get_column_letter(left)}{self.row}:{get_column_letter(right)}{self.row}"
        )

    def _text_cell(self, value: str, look: Look) -> Any:
        value = self.text.fit(value)
        cell = self._cell_of(
            replace(look, quoted=True) if value[:1] in ("=", "+", "-", "@") and value else look
        )
        cell.value = value
        cell.data_type = "s"
        return cell

    def _cell_of(self, look: Look) -> Any:
        cell = self._cells.get(look)
        if cell is None:
            cell = self._cells[look] = _new_cell(self.sheet, look)
        elif cell.hyperlink is not None:
            cell.hyperlink = None
        return cell


def _lazily(cells: Iterable[Any]) -> Iterator[Any]:
    """openpyxl takes lists, tuples and generators; only the last are read cell by cell."""
    yield from cells


def _excel_knows(day: date) -> bool:
    return (day.date() if isinstance(day, datetime) else day) >= _EXCEL_BEGINS


def _new_cell(sheet: Any, look: Look) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell: Any = WriteOnlyCell(sheet)
    cell.font = Font(name=FONT, size=look.size, bold=look.bold, color=look.color, family=2)
    cell.alignment = Alignment(
        horizontal=look.align, vertical=look.upright, wrap_text=look.wrap or None, indent=look.indent
    )
    if look.fill:
        cell.fill = PatternFill("solid", fgColor=look.fill)
    if look.below:
        cell.border = Border(bottom=Side(style=look.heavy, color=look.below))
    if look.format != "General":
        cell.number_format = look.format
    if look.quoted:
        cell.quotePrefix = True
    return cell
