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
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any, TypeVar

from lxml import etree

from app.errors import FileRefused
from app.i18n import _
from app.services.exchange.files.escapes import unescaped
from app.services.exchange.files.guard import check_workbook, damaged, opened_zip
from app.services.exchange.files.serials import moment_of
from app.services.exchange.files.sheet_xml import MOST_PENDING, BrokenXml, RawCell, rows_of, strings_of
from app.services.exchange.files.styles import Look, looks

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CHUNK = 1 << 18
_MOST_REPEATED = 1 << 30  # letters read from long texts that many cells share
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_Parsed = TypeVar("_Parsed")
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
        self._strings = [unescaped(text) for text in self._parsed(strings_of, strings)] if strings else []
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
        for said, raw in self._parsed(rows_of, page.part):
            number = self._number(said, number)
            cells = self._cells(raw)
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

    def _cells(self, row: list[RawCell]) -> dict[int, Cell]:
        cells: dict[int, Cell] = {}
        columns, at = self._columns, -1
        for place, kind, style, text, formula in row:
            if place is None:
                at += 1
            else:
                letters = place.rstrip("0123456789")
                at = columns[letters] if letters in columns else self._column(place)
            value = self._value(kind, style, text, formula)
            if value is not None and value != "":
                cells[at] = value
        return cells

    def _column(self, place: str) -> int:
        if not _PLACE.match(place):
            raise damaged(self.path)
        letters = place.rstrip("0123456789")
        number = 0
        for letter in letters.upper():
            number = number * 26 + ord(letter) - 64
        if number > _MOST_COLUMNS:
            raise damaged(self.path)
        self._columns[letters] = number - 1
        return number - 1

    def _value(self, kind: str | None, style: str | None, text: str, formula: str | None) -> Cell:
        if kind == "inlineStr" or kind == "str":
            return unescaped(text)
        if not text:
            return None if formula is None else _uncomputed(formula)
        if kind == "s":
            return self._shared(text)
        if kind is None or kind == "n":
            return self._number_or_day(text, style)
        if kind == "b":
            return text.strip() in ("1", "true")
        if kind == "e":
            return Fault(_("the cell holds the error {error}").format(error=text[:20]))
        return unescaped(text)

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

    def _parsed(self, parse: Callable[[Iterable[bytes]], Iterator[_Parsed]], part: str) -> Iterator[_Parsed]:
        try:
            yield from parse(self._pieces(part))
        except (BrokenXml, ValueError, zipfile.BadZipFile, zlib.error, OSError, EOFError, KeyError) as error:
            raise damaged(self.path) from error

    def _pieces(self, part: str) -> Iterator[bytes]:
        with self._archive.open(part) as file:
            while piece := file.read(_CHUNK):
                self.read_bytes += len(piece)
                yield piece

    def _tree(self, part: str) -> Any:
        try:
            info = self._archive.getinfo(part)
            if info.file_size > MOST_PENDING:
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


def _uncomputed(formula: str) -> Fault:
    reason = _("the formula has no computed value; open the file in Excel and save it once")
    return Uncomputed(reason, f"={unescaped(formula)}") if formula else Fault(reason)
