"""The look of every workbook that Condica makes: styles, formats, safe text, page set-up, properties.

Sheets are written row by row. A `SheetWriter` keeps one cell writer for each `CellStyle`, so that no row builds style objects.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.i18n import _, format_day, language
from app.services.reports.cell_style import CellStyle, Text
from app.services.reports.cell_writer import CellWriter
from app.services.workbooks.streamed import StreamedSheet, StreamedWorkbook, letter

_DAY_LOCALES = {"en": "809", "ro": "418", "pl": "415", "ru": "419"}


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


@dataclass(frozen=True)
class ReportWorkbook:
    """What all sheets of one report share: the workbook, whose book it is, its currency and as-of day."""

    workbook: StreamedWorkbook
    book: str
    currency: str
    as_of: date
    report: str
    text: Text

    def page(self, title: str, *, color: str | None = None) -> SheetWriter:
        """A new sheet; its title is cut and cleaned to what Excel takes and is unique in the workbook."""
        made = self.workbook.new_sheet(sheet_title(title, self.workbook.workbook.sheetnames))
        sheet = made.sheet
        sheet.sheet_view.showGridLines = False
        if color:
            sheet.sheet_properties.tabColor = color
        _set_up_print(sheet)
        _set_footer(sheet, self)
        return SheetWriter(made, self.text)

    def discard(self) -> None:
        """Let the rows of sheets that were begun go; for a report that will not be saved."""
        self.workbook.discard()


def new_report(*, book: str, currency: str, as_of: date, report: str) -> ReportWorkbook:
    """An empty workbook with properties that name the book and the report, and nothing of this machine."""
    workbook = StreamedWorkbook()
    text = Text()
    made = workbook.workbook.properties
    made.creator = made.lastModifiedBy = "Condica"
    made.title = text.fit(f"{book} · {report}")
    made.subject = format_day(as_of, "d MMMM y")
    made.keywords = _("internal · do not send to clients")
    made.language = language()
    return ReportWorkbook(workbook, text.fit(book), currency, as_of, report, text)


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


def _set_footer(sheet: Any, report: ReportWorkbook) -> None:
    made = _("made by Condica on {day}").format(day=format_day(report.as_of, "d MMM y"))
    footer = sheet.HeaderFooter.oddFooter
    parts = (
        (footer.left, f"{_one_line(report.book)[:60]} · {report.report}"),
        (footer.center, _("Page {page} of {pages}").format(page="\0P", pages="\0N")),
        (footer.right, made),
    )
    for part, text in parts:
        part.text = text.replace("&", "&&").replace("\0", "&")
        part.size = 9


def _one_line(text: str) -> str:
    return " ".join(text.split())


class SheetWriter:
    """One sheet, written from the top. `sheet` is openpyxl's, for all but the cells."""

    def __init__(self, rows: StreamedSheet, text: Text) -> None:
        self.sheet = rows.sheet
        self.text = text
        self._rows = rows
        self._writers: dict[CellStyle, CellWriter] = {}

    @property
    def row(self) -> int:
        """The number of the row that is written next."""
        return self._rows.row

    @property
    def title(self) -> str:
        """The sheet's name, as other sheets refer to it."""
        return str(self.sheet.title)

    def widths(self, widths: Sequence[float], *, row_height: float | None = None) -> None:
        """Column widths in characters of the font, from column A, and the height of rows in points."""
        if row_height is not None:
            self.sheet.sheet_format.defaultRowHeight = row_height
            self.sheet.sheet_format.customHeight = True
        for number, width in enumerate(widths, 1):
            self.sheet.column_dimensions[letter(number)].width = width

    def writer(self, style: CellStyle) -> CellWriter:
        """What writes cells of that look."""
        writer = self._writers.get(style)
        if writer is None:
            writer = self._writers[style] = CellWriter(self.sheet, style, self.text)
        return writer

    def cell(self, value: object, style: CellStyle) -> str:
        """A cell of that look for `append`.

        Text is always text, whatever it begins with: no text of a book ever becomes a formula.
        """
        return self.writer(style).put(value)

    def append(self, cells: Iterable[str | None], height: float | None = None) -> None:
        """Write one row of cells from column A on; `height` is in points."""
        self._rows.append(cells, height)

    def link(self, column: int, sheet: str) -> None:
        """Make the cell in `column` (1 is A) of the row that is written next lead to another sheet."""
        from openpyxl.worksheet.hyperlink import Hyperlink

        quoted = sheet.replace("'", "''")
        at = f"{letter(column)}{self.row}"
        self.sheet[at].hyperlink = Hyperlink(ref=at, location=f"'{quoted}'!A1", tooltip=sheet)

    def merge(self, left: int, right: int) -> None:
        """Make one cell of columns `left` to `right` (1 is A) in the row that is written next."""
        self.sheet.merge_cells(f"{letter(left)}{self.row}:{letter(right)}{self.row}")
