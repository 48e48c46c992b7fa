"""Reading .xlsx row by row, sparse and in bounded memory.

Not openpyxl, which takes ten times as long, believes a wrong `<dimension>` and loses the rows beyond it; not
calamine, which turns error cells and formulas without a value into empty ones and ends the whole program
over a file with one cell in the last column of the last row (docs/DECISIONS.md). The file has passed
`guard.check_workbook` before.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any

from lxml import etree

from app.errors import FileRefused
from app.i18n import _
from app.services.exchange.escapes import unescaped
from app.services.exchange.guard import check_workbook, damaged, opened_zip
from app.services.exchange.serials import moment_of
from app.services.exchange.styles import Look, looks

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ROW, _CELL, _VALUE, _FORMULA, _INLINE = (MAIN + tag for tag in ("row", "c", "v", "f", "is"))
_TEXT, _RUN, _DATA, _STRING = (MAIN + tag for tag in ("t", "r", "sheetData", "si"))
_CHUNK = 1 << 18
_MOST_PENDING = 64 << 20  # bytes of one row, or of what stands before the rows
_MOST_REPEATED = 1 << 30  # letters read from long texts that many cells share
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_PLACE = re.compile(r"([A-Za-z]{1,3})\d+$")


@dataclass(frozen=True)
class Fault:
    """A cell that holds no value: an Excel error, a formula nobody computed, or a day that cannot be."""

    reason: str


@dataclass(frozen=True)
class Uncomputed(Fault):
    """A formula without a value, as programs other than Excel write it; `text` is the formula as typed."""

    text: str


Cell = str | int | float | bool | datetime | time | Fault | None


@dataclass(frozen=True)
class Page:
    """One sheet of a workbook: its name and the part that holds its rows."""

    name: str
    part: str


class XlsxFile:
    """A workbook opened for reading; used as a context manager. Raises `FileRefused` for what is not sound."""

    def __init__(self, path: Path) -> None:
        check_workbook(path)
        self.path = path
        self.read_bytes = 0
        self._columns: dict[str, int] = {}
        self._repeated = 0
        self._archive = opened_zip(path)
        try:
            self._open()
        except BaseException:
            self._archive.close()
            raise

    def _open(self) -> None:
        book_part = self._target("", "officeDocument") or "xl/workbook.xml"
        book = self._tree(book_part)
        settings = book.find(MAIN + "workbookPr")
        self._from_1904 = settings is not None and settings.get("date1904", "0") in ("1", "true")
        self.pages = self._pages(book, book_part)
        strings, styles = (self._target(book_part, kind) for kind in ("sharedStrings", "styles"))
        self._strings = self._shared_strings(strings) if strings else []
        self._looks = looks(self._tree(styles)) if styles else []

    def __enter__(self) -> XlsxFile:
        return self

    def __exit__(self, *_error: object) -> None:
        self._archive.close()

    def size(self, page: Page) -> int:
        """The bytes of the sheet when unpacked, for progress."""
        return self._archive.getinfo(page.part).file_size

    def rows(self, page: Page) -> Iterator[tuple[int, dict[int, Cell]]]:
        """The rows that hold anything: Excel's row number and the cells by column, counted from 0."""
        number = 0
        for row in self._elements(page.part, _ROW, _DATA):
            number = self._number(row.get("r"), number)
            cells = self._cells(row)
            if cells:
                yield number, cells

    def _number(self, said: str | None, before: int) -> int:
        try:
            number = int(said) if said else before + 1
        except ValueError:
            raise damaged(self.path) from None
        if not 0 < number <= _MOST_ROWS:
            raise damaged(self.path)
        return number

    def _cells(self, row: Any) -> dict[int, Cell]:
        cells: dict[int, Cell] = {}
        at = -1
        for cell in row.iterchildren(_CELL):
            place = cell.get("r")
            at = at + 1 if place is None else self._column(place)
            value = self._value(cell)
            if value is not None and value != "":
                cells[at] = value
        return cells

    def _column(self, place: str) -> int:
        letters = place.rstrip("0123456789")
        column = self._columns.get(letters)
        if column is None:
            if not _PLACE.match(place):
                raise damaged(self.path)
            column = -1
            number = 0
            for letter in letters.upper():
                number = number * 26 + ord(letter) - 64
            column = number - 1
            if column >= _MOST_COLUMNS:
                raise damaged(self.path)
            self._columns[letters] = column
        return column

    def _value(self, cell: Any) -> Cell:
        kind = cell.get("t")
        if kind == "inlineStr":
            inline = cell.find(_INLINE)
            return "" if inline is None else _rich_text(inline)
        held = cell.findtext(_VALUE)
        if not held:
            return _uncomputed(cell, kind)
        if kind == "s":
            return self._shared(held)
        if kind is None or kind == "n":
            return self._number_or_day(held, cell.get("s"))
        if kind == "b":
            return held.strip() in ("1", "true")
        if kind == "e":
            return Fault(_("the cell holds the error {error}").format(error=held[:20]))
        return unescaped(held)

    def _shared(self, held: str) -> str:
        try:
            text = self._strings[int(held)]
        except (ValueError, IndexError):
            raise damaged(self.path) from None
        if len(text) > 1000:
            self._repeated += len(text)
            if self._repeated > _MOST_REPEATED:
                raise FileRefused(_("{name} repeats long texts without end.").format(name=self.path.name))
        return text

    def _number_or_day(self, held: str, style: str | None) -> Cell:
        look = (
            self._looks[int(style)] if style and style.isdigit() and int(style) < len(self._looks) else None
        )
        try:
            number: int | float = int(held) if held.isdigit() and len(held) < 400 else float(held)
        except ValueError:
            return Fault(_("the cell should hold a number, but does not"))
        if look is Look.DAY:
            moment = moment_of(number, from_1904=self._from_1904)
            return Fault(_("the day is impossible")) if moment is None else moment
        return number

    def _shared_strings(self, part: str) -> list[str]:
        return [_rich_text(item) for item in self._elements(part, _STRING, None)]

    def _elements(self, part: str, tag: str, until: str | None) -> Iterator[Any]:
        """The elements of one tag, each complete, and forgotten once the next is asked for."""
        parser = etree.XMLPullParser(
            ("end",),
            tag=[tag, until] if until else tag,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
        )
        pending = 0
        try:
            with self._archive.open(part) as file:
                while piece := file.read(_CHUNK):
                    parser.feed(piece)
                    pending += len(piece)
                    self.read_bytes += len(piece)
                    event: Any
                    for event in parser.read_events():
                        element = event[1]
                        pending = 0
                        if element.tag != tag:
                            return
                        yield element
                        _forget(element)
                    if pending > _MOST_PENDING:
                        raise damaged(self.path)
                parser.close()
        except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, OSError, EOFError, KeyError) as error:
            raise damaged(self.path) from error

    def _tree(self, part: str) -> Any:
        try:
            info = self._archive.getinfo(part)
            if info.file_size > _MOST_PENDING:
                raise damaged(self.path)
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            return etree.fromstring(self._archive.read(part), parser)
        except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, OSError, EOFError, KeyError) as error:
            raise damaged(self.path) from error

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Id → (kind, part) of what a part points at inside the file; what lies outside is not followed."""
        folder, name = posixpath.split(part)
        where = posixpath.join(folder, "_rels", f"{name}.rels")
        if where not in self._archive.namelist():
            return {}
        found = {}
        for relation in self._tree(where):
            if not isinstance(relation.tag, str) or relation.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            found[relation.get("Id", "")] = (relation.get("Type", "").rsplit("/", 1)[-1], target.lstrip("/"))
        return found

    def _target(self, part: str, kind: str) -> str | None:
        return next((target for of, target in self._relations(part).values() if of == kind), None)

    def _pages(self, book: Any, book_part: str) -> list[Page]:
        relations, pages = self._relations(book_part), []
        for sheet in book.iter(MAIN + "sheet"):
            kind, part = relations.get(sheet.get(_RELATION, ""), ("", ""))
            if kind == "worksheet":
                if part not in self._archive.namelist():
                    raise damaged(self.path)
                pages.append(Page(unescaped(sheet.get("name", "")), part))
        if not pages:
            raise damaged(self.path)
        return pages


def _uncomputed(cell: Any, kind: str | None) -> Cell:
    formula = cell.find(_FORMULA)
    if formula is None or kind == "str":
        return None
    reason = _("the formula has no computed value; open the file in Excel and save it once")
    return Uncomputed(reason, f"={unescaped(formula.text)}") if formula.text else Fault(reason)


def _rich_text(element: Any) -> str:
    """The plain text of a string: its own text or its runs, without phonetic hints."""
    plain = element.findtext(_TEXT)
    if plain is not None:
        return unescaped(plain)
    return "".join(unescaped(run.findtext(_TEXT) or "") for run in element.iterchildren(_RUN))


def _forget(element: Any) -> None:
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
