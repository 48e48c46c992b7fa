"""The whole book as one Excel workbook (DOMAIN.md, Records: the exchange workbook)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from app.domain.names import quoted, reference
from app.errors import Cancelled
from app.i18n import _, ngettext
from app.services.exchange.cell_writer import CellWriter
from app.services.exchange.files.escapes import escaped
from app.services.exchange.files.origin import sign
from app.services.exchange.naming import contact_references, references, uids_of_contacts
from app.services.exchange.reports import Cancel, ExportReport, Progress
from app.services.exchange.sheets import (
    BY_NAME,
    OVERFLOW,
    OVERFLOW_COLUMNS,
    SHEETS,
    UID,
    Sheet,
)
from app.services.outfile import writing
from app.services.workbooks.streamed import (
    StreamedSheet,
    StreamedWorkbook,
    letter,
    number_cell,
    style_mark,
    text_cell,
)

MOST_ROWS = 1_048_575  # below the header
_STEP = 500
_WIDTHS = {
    "text": 28,
    "list": 22,
    "named": 20,
    "link": 24,
    "word": 13,
    "birthday": 12,
    "moment": 17,
    "money": 14,
    UID: 38,
}


def export_workbook(
    session: Session, path: Path, *, progress: Progress | None = None, cancelled: Cancel | None = None
) -> ExportReport:
    """Write every record outside the trash to `path`, a row each in the order they came into the book.

    The file is built beside its target and renamed: an error or `Cancelled` leaves what stood there
    before. Raises `TargetFailed`, or `TargetOpen` with a free name where another program holds the file.
    """
    with writing(Path(path), cancelled=cancelled) as made:
        export = _Export(session, ExportReport(Path(path)), progress, cancelled)
        with StreamedWorkbook() as book:
            sign(book.workbook)
            export.write(book)
            book.save(made)
    return export.report


class _Export:
    def __init__(
        self, session: Session, report: ExportReport, progress: Progress | None, cancelled: Cancel | None
    ) -> None:
        self.session, self.report = session, report
        self.progress, self.cancelled = progress, cancelled
        self.done, self.total = 0, 0
        self.overflow: list[tuple[str, str, str, int, str]] = []
        self.remarks: Counter[str] = Counter()
        self.names: dict[str, dict[int, str]] = {}
        self.contacts: set[str] = set()
        self.uid = self.sheet = ""

    def write(self, book: StreamedWorkbook) -> None:
        self.total = sum(self._count(sheet) for sheet in SHEETS)
        for sheet in SHEETS:
            self._write_sheet(book, sheet)
        if self.overflow:
            self._write_overflow(book)
        self._note_remarks()
        if self.progress is not None:
            self.progress(self.total, self.total)

    def _count(self, sheet: Sheet) -> int:
        query = select(func.count()).select_from(sheet.table)
        if sheet.has_uid:
            query = query.where(sheet.table.c.deleted_at.is_(None))
        return int(self.session.scalar(query) or 0)

    def _names_of(self, table_name: str) -> dict[int, str]:
        """What cells say of the records of a table that are not in the trash, by id."""
        if table_name not in self.names:
            made = contact_references if table_name == "contacts" else references
            self.names[table_name] = made(self.session, BY_NAME[table_name].table)
        return self.names[table_name]

    def _rows(self, sheet: Sheet) -> Iterator[list[Any]]:
        """The values of each record in the order of the columns, links as names."""
        links = [
            (at, self._names_of(column.of), column.required)
            for at, column in enumerate(sheet.columns)
            if column.kind == "link"
        ]
        named = [at for at, column in enumerate(sheet.columns) if column.kind == "named"]
        for row in self._records(sheet):
            values = list(row)
            for at in named:
                values[at] = self._mentioned(values[at])
            if any(required and values[at] not in names for at, names, required in links):
                continue  # what belongs to a record in the trash is in the trash with it
            for at, names, _required in links:
                if values[at] is not None:
                    if values[at] not in names:
                        self.remarks["trashed"] += 1
                    values[at] = names.get(values[at])
            yield values

    def _mentioned(self, name: str | None) -> str | None:
        """A name as the cell says it; one of several contacts of that name stands with the uid."""
        if not name or not ("{" in name or ";" in name or '"' in name):
            return name
        said = reference(name)
        if said.uid is None:
            return quoted(name)
        self.contacts = self.contacts or uids_of_contacts(self.session)
        return said.written() if said.uid in self.contacts else quoted(name)

    def _records(self, sheet: Sheet) -> Iterator[Row[Any]]:
        table = sheet.table
        columns = [table.c[column.attribute] for column in sheet.columns]
        if not sheet.has_uid:
            return iter(self.session.execute(select(*columns).order_by(columns[0])))
        query = select(*columns, table.c.uid).where(table.c.deleted_at.is_(None)).order_by(table.c.id)
        return iter(self.session.execute(query.execution_options(yield_per=2000)))

    def _write_sheet(self, book: StreamedWorkbook, sheet: Sheet) -> None:
        rows, number, more = self._rows(sheet), 1, True
        while more:
            title = sheet.name if number == 1 else f"{sheet.name} ({number})"
            more = self._write_page(_new_sheet(book, title, sheet), sheet, rows)
            number += 1

    def _write_page(self, page: StreamedSheet, sheet: Sheet, rows: Iterator[list[Any]]) -> bool:
        """Fill one Excel sheet; says whether it is full and the rows go on."""
        self.sheet = sheet.name
        kinds = [*((column.name, column.kind) for column in sheet.columns), (UID, "text")]
        writers = [
            CellWriter(page.sheet, name, kind, self._overflows, self._remarked).write for name, kind in kinds
        ]
        count, full = 0, False
        for count, values in enumerate(rows, 1):
            self.uid = values[-1] if sheet.has_uid else values[0]
            page.append([write(value) for write, value in zip(writers, values, strict=False)])
            self._step()
            if count == MOST_ROWS:
                full = True
                break
        page.sheet.auto_filter.ref = f"A1:{letter(len(sheet.headers))}{count + 1}"
        self.report.rows[sheet.name] += count
        return full

    def _overflows(self, column: str, parts: list[str]) -> None:
        for number, text in enumerate(parts, 2):
            self.overflow.append((self.sheet, escaped(self.uid), column, number, text))
        self.remarks["long"] += 1

    def _remarked(self, what: str) -> None:
        self.remarks[what] += 1

    def _step(self) -> None:
        self.done += 1
        if self.done % _STEP and self.done < self.total:
            return
        if self.cancelled is not None and self.cancelled():
            raise Cancelled
        if self.progress is not None:
            self.progress(min(self.done, self.total), self.total)

    def _write_overflow(self, book: StreamedWorkbook) -> None:
        page = book.new_sheet(OVERFLOW)
        page.append(text_cell(name) for name in OVERFLOW_COLUMNS)
        for row in self.overflow:
            page.append(number_cell(value) if isinstance(value, int) else text_cell(value) for value in row)

    def _note_remarks(self) -> None:
        """What could not be written in the usual way, in words."""
        n = self.remarks
        if n["long"]:
            text = ngettext(
                "{n} text is longer than an Excel cell can hold; it goes on in the sheet {sheet}, from where Condica reads it back.",
                "{n} texts are longer than an Excel cell can hold; they go on in the sheet {sheet}, from where Condica reads them back.",
                n["long"],
            )
            self.report.notes.append(text.format(n=n["long"], sheet=OVERFLOW))
        for what, text in (
            ("money", _("{n} amounts have more digits than Excel keeps; they are written as text.")),
            ("number", _("{n} numbers are not finite; they are written as text.")),
            ("trashed", _("{n} cells spoke of a record in the trash; they are left empty.")),
        ):
            if n[what]:
                self.report.notes.append(text.format(n=n[what]))


def _new_sheet(book: StreamedWorkbook, title: str, sheet: Sheet) -> StreamedSheet:
    """A sheet with its bold, frozen header row and column widths."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    page = book.new_sheet(title)
    page.sheet.freeze_panes = "A2"
    kinds = {column.name: column.kind for column in sheet.columns}
    for number, header in enumerate(sheet.headers, 1):
        width = _WIDTHS.get(kinds.get(header, header), 12)
        page.sheet.column_dimensions[letter(number)].width = width
    bold: Any = WriteOnlyCell(page.sheet)
    bold.font = Font(bold=True)
    page.append(text_cell(header, style_mark(bold)) for header in sheet.headers)
    return page
