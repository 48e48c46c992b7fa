"""The exchange workbook's sheets as rows of values; needs no book (DOMAIN.md, Records: the exchange workbook)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.errors import Cancelled, FileRefused
from app.i18n import _
from app.services.exchange.batches import Batch, Row
from app.services.exchange.cells import BadCell, Parser, parser_of, plain_text
from app.services.exchange.files.xlsx import Cell, Page, Uncomputed, XlsxFile
from app.services.exchange.reports import Cancel, ImportReport
from app.services.exchange.sheets import BY_NAME, OVERFLOW, OVERFLOW_COLUMNS, SHEETS, UID, Column, Sheet

_NUMBERED = re.compile(r"(?P<name>[a-z_]+) \(\d+\)$")
_TEXTS = {"text", "list", "named", "link"}
_STEP = 500
Overflow = dict[tuple[str, str, str], dict[int, str]]


def is_exchange_workbook(path: Path) -> bool:
    """Whether a sheet has the name and a column of the exchange format; raises `FileRefused` if unsound."""
    with XlsxFile(Path(path)) as file:
        for page in file.pages:
            sheet = _sheet_of(page)
            if sheet is None:
                continue
            header = {
                _header(cell).casefold()
                for _number, cells in _take(_filled(file.rows(page)))
                for cell in cells.values()
            }
            if header & {*sheet.by_name, *((UID,) if sheet.has_uid else ())}:
                return True
    return False


def read_workbook(
    path: Path, report: ImportReport, *, progress: Any = None, cancelled: Cancel | None = None
) -> list[Batch]:
    """All rows of the known sheets in the order in which records depend on each other.

    What a cell cannot mean goes into `report`, and its row is marked bad. `progress(share)` gets 0 … 1.
    Raises `FileRefused` for a file that is not sound, has no known sheet, or no row.
    """
    with XlsxFile(Path(path)) as file:
        reader = _Reader(file, report, progress, cancelled)
        batches = reader.read()
    if not any(batch.rows for batch in batches) and not report.problem_count:
        raise FileRefused(
            _("{name} has the sheets of an exchange workbook, but no row in them.").format(
                name=Path(path).name
            )
        )
    return batches


def _sheet_of(page: Page) -> Sheet | None:
    name = page.name.strip().casefold()
    numbered = _NUMBERED.match(name)
    return BY_NAME.get(numbered["name"] if numbered else name)


def _header(cell: Cell) -> str:
    try:
        return (plain_text(cell) or "").strip()
    except BadCell:
        return ""


def _filled(rows: Iterator[tuple[int, dict[int, Cell]]]) -> Iterator[tuple[int, dict[int, Cell]]]:
    """The rows with more than spaces in them."""
    for number, cells in rows:
        if any(not isinstance(cell, str) or cell.strip() for cell in cells.values()):
            yield number, cells


class _Reader:
    def __init__(self, file: XlsxFile, report: ImportReport, progress: Any, cancelled: Cancel | None) -> None:
        self.file, self.report = file, report
        self.progress, self.cancelled = progress, cancelled
        self.total = sum(file.size(page) for page in file.pages) or 1
        self.base, self.count = file.read_bytes, 0
        self.overflow: Overflow = {}

    def read(self) -> list[Batch]:
        pages = [(page, _sheet_of(page)) for page in self.file.pages]
        known = [(page, sheet) for page, sheet in pages if sheet is not None]
        if not known:
            raise FileRefused(
                _("{name} has none of the sheets of an exchange workbook.").format(name=self.file.path.name),
                _("Its sheets should be named clients, contacts, notes and so on."),
            )
        for page, _sheet in pages:
            if page.name.strip().casefold() == OVERFLOW:
                self._read_overflow(page)
        order = {sheet.name: number for number, sheet in enumerate(SHEETS)}
        known.sort(key=lambda each: order[each[1].name])
        batches = [batch for page, sheet in known if (batch := self._read_page(page, sheet))]
        self._warn_of_loose_ends()
        return batches

    def _read_overflow(self, page: Page) -> None:
        rows = self._steps(page)
        header = {
            _header(cell).casefold(): at for _number, cells in _take(rows) for at, cell in cells.items()
        }
        places = [header.get(name) for name in OVERFLOW_COLUMNS]
        if None in places:
            self.report.problem(
                page.name,
                1,
                "",
                _("the sheet needs the columns {columns}").format(columns=", ".join(OVERFLOW_COLUMNS)),
            )
            return
        for number, cells in rows:
            sheet, uid, column, part, text = (cells.get(at) for at in places if at is not None)
            if not (isinstance(uid, str) and isinstance(part, int) and isinstance(text, str)):
                self.report.problem(page.name, number, "", _("the row is incomplete"))
                continue
            self.overflow.setdefault((str(sheet), uid, str(column)), {})[part] = text

    def _warn_of_loose_ends(self) -> None:
        for sheet, uid, column in self.overflow:
            self.report.warning(
                OVERFLOW,
                1,
                column,
                _("the text goes on from no cell of {sheet} ({uid})").format(sheet=sheet, uid=uid),
            )

    def _steps(self, page: Page) -> Iterator[tuple[int, dict[int, Cell]]]:
        for number, cells in _filled(self.file.rows(page)):
            self.count += 1
            if self.count % _STEP == 0:
                if self.cancelled is not None and self.cancelled():
                    raise Cancelled
                if self.progress is not None:
                    self.progress(min(1.0, (self.file.read_bytes - self.base) / self.total))
            yield number, cells

    def _read_page(self, page: Page, sheet: Sheet) -> Batch | None:
        rows = self._steps(page)
        head = next(rows, None)
        if head is None:
            return None
        places, uid_at = self._places(page, sheet, *head)
        if not places:
            self.report.problem(page.name, head[0], "", _("none of the columns of this sheet is known"))
            return None
        batch = Batch(sheet, page.name, [sheet.by_name[name] for name in places])
        cells = _Cells(batch, list(places.values()), uid_at, self.overflow, self.report)
        headed = {*places.values(), *head[1]}
        for number, row in rows:
            if not headed.issuperset(row):
                self._warn_of_headless(page, number, row, headed)
            batch.rows.append(cells.row(number, row))
        return batch

    def _warn_of_headless(self, page: Page, number: int, row: dict[int, Cell], headed: set[int]) -> None:
        from openpyxl.utils import get_column_letter

        for at in sorted(set(row) - headed):
            headed.add(at)
            self.report.warning(
                page.name, number, get_column_letter(at + 1), _("the column has no header and is left out")
            )

    def _places(
        self, page: Page, sheet: Sheet, number: int, cells: dict[int, Cell]
    ) -> tuple[dict[str, int], int | None]:
        """Where each known column stands, and `uid`; unknown ones are reported."""
        places: dict[str, int] = {}
        uid_at: int | None = None
        for at in sorted(cells):
            header = _header(cells[at])
            name = header.casefold()
            if name in places or (name == UID and uid_at is not None):
                self.report.problem(page.name, number, header, _("the column stands twice"))
            elif name == UID and sheet.has_uid:
                uid_at = at
            elif name in sheet.by_name:
                places[name] = at
            else:
                self.report.warning(
                    page.name, number, header[:80], _("the column is not known and is left out")
                )
        return places, uid_at


def _take(rows: Iterator[tuple[int, dict[int, Cell]]]) -> Iterator[tuple[int, dict[int, Cell]]]:
    for row in rows:
        yield row
        return


class _Cells:
    """Turns the cells of one batch's rows into values, and reports those that mean nothing."""

    def __init__(
        self, batch: Batch, places: list[int], uid_at: int | None, overflow: Overflow, report: ImportReport
    ) -> None:
        self.batch, self.uid_at, self.overflow, self.report = batch, uid_at, overflow, report
        self.columns: list[tuple[int, int, Column, Parser]] = [
            (number, at, column, parser_of(batch.sheet.name, column))
            for number, (at, column) in enumerate(zip(places, batch.columns, strict=True))
        ]

    def row(self, number: int, cells: dict[int, Cell]) -> Row:
        values: list[Any] = [None] * len(self.columns)
        bad, uid = False, self._uid(cells)
        if self.overflow:
            self._complete(cells, uid)
        for place, at, column, parse in self.columns:
            try:
                value = parse(cells[at], column) if at in cells else None
            except BadCell as reason:
                bad = True
                self.report.problem(self.batch.page, number, column.name, str(reason))
                continue
            if isinstance(cells.get(at), Uncomputed):
                note = _("the formula has no computed value; it is taken as text")
                self.report.warning(self.batch.page, number, column.name, note)
            if value is None and column.required:
                bad = True
                self.report.problem(
                    self.batch.page, number, column.name, _("the cell is empty, but required")
                )
            values[place] = value
        if uid is not None and len(uid) > 36:
            bad = True
            self.report.problem(self.batch.page, number, UID, _("the uid is longer than 36 characters"))
        return Row(self.batch, number, uid, values, bad)

    def _uid(self, cells: dict[int, Cell]) -> str | None:
        if self.uid_at is None or self.uid_at not in cells:
            return None
        return _header(cells[self.uid_at]) or None

    def _complete(self, cells: dict[int, Cell], uid: str | None) -> None:
        """Join texts that were too long for their cell with what stands in the overflow sheet."""
        sheet = self.batch.sheet
        key_at = next((at for _place, at, column, _parse in self.columns if column.name == sheet.key), -1)
        name = uid if sheet.has_uid else _header(cells.get(key_at))
        for _place, at, column, _parse in self.columns:
            start = cells.get(at)
            if column.kind in _TEXTS and name and isinstance(start, str):
                parts = self.overflow.pop((sheet.name, name, column.name), None)
                if parts:
                    cells[at] = start + "".join(parts[number] for number in sorted(parts))
