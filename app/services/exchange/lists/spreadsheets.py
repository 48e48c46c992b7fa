"""Reading .xlsx with our own reader, .xls and .ods with calamine in a process of its own.

calamine ends the process over a sheet with one cell in its last column and row, so that for files from outside
it does not run in the program itself (docs/DECISIONS.md).
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from app.errors import FileRefused
from app.i18n import _
from app.services.exchange.files.guard import check_file, check_open_document, damaged, is_encrypted_ole
from app.services.exchange.files.xlsx import Cell, Page, XlsxFile
from app.services.exchange.lists.table import Table, tabulated

_MOST_SECONDS = 120
_MOST_MEMORY = 3 << 30  # bytes of address space
_MOST_CELLS = 30_000_000
_AT_ONCE = 1000

Rows = Iterator[tuple[int, list[Cell]]]


def read_xlsx(path: Path, sheet: str | None = None) -> Table:
    """The named sheet, else the first that holds a list."""
    with XlsxFile(path) as file:
        page = _chosen(file, sheet)
        table = tabulated(_dense(file, page), path.name)
        table.sheet, table.sheets = page.name, [each.name for each in file.pages]
    return table


def _chosen(file: XlsxFile, sheet: str | None) -> Page:
    if sheet is not None:
        found = next((page for page in file.pages if page.name == sheet), None)
        if found is None:
            raise FileRefused(
                _("There is no sheet {sheet} in {name}.").format(sheet=sheet, name=file.path.name)
            )
        return found
    for page in file.pages:
        for count, _row in enumerate(file.rows(page), 1):
            if count == 2:
                return page
    raise FileRefused(_("{name} holds no rows under a header.").format(name=file.path.name))


def _dense(file: XlsxFile, page: Page) -> Rows:
    width, cells_read = 0, 0
    for number, cells in file.rows(page):
        width = width or max(cells) + 1
        last = max(width, max(cells) + 1)
        cells_read += last
        if cells_read > _MOST_CELLS:
            raise FileRefused(
                _("{name} holds more than Condica reads from one file.").format(name=file.path.name)
            )
        yield number, [cells.get(at) for at in range(last)]


def read_with_calamine(path: Path, sheet: str | None = None) -> Table:
    """The table of an .xls or .ods file."""
    check_file(path)
    with path.open("rb") as file:
        is_zip = file.read(2) == b"PK"
    if is_zip:
        check_open_document(path)
    elif is_encrypted_ole(path):
        raise FileRefused(
            _("{name} is protected with a password.").format(name=path.name),
            _("Save it without the password and import that."),
        )
    name, sheets, rows = _in_child(path, sheet)
    if name is None:
        raise FileRefused(_("{name} holds no rows under a header.").format(name=path.name))
    table = tabulated(((number, [_cell(cell) for cell in row]) for number, row in rows), path.name)
    table.sheet, table.sheets = name, sheets
    table.notes.append(_("Cells that hold an Excel error are read as empty in this format."))
    return table


def _cell(value: Any) -> Cell:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time())
    if isinstance(value, timedelta):
        return str(value)
    if value == "":
        return None
    found: Cell = value
    return found


def _in_child(path: Path, sheet: str | None) -> tuple[str | None, list[str], list[tuple[int, list[Any]]]]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_read, args=(str(path), sheet, theirs), daemon=True)
    child.start()
    theirs.close()
    try:
        head = _received(ours, path)
        if isinstance(head, str):
            raise FileRefused(_("There is no sheet {sheet} in {name}.").format(sheet=head, name=path.name))
        rows: list[tuple[int, list[Any]]] = []
        while some := _received(ours, path):
            rows += some
        return head[0], head[1], rows
    finally:
        ours.close()
        child.kill()
        child.join()
        child.close()


def _received(ours: Connection, path: Path) -> Any:
    try:
        if not ours.poll(_MOST_SECONDS):
            raise damaged(path)
        return ours.recv()
    except (EOFError, OSError) as error:
        raise damaged(path) from error


def _read(path: str, sheet: str | None, theirs: Connection) -> None:
    """In the child: the name of the sheet and of all, then its rows in portions, then an empty portion."""
    _limit()
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(path)
        if sheet is not None and sheet not in book.sheet_names:
            theirs.send(sheet)
            return
        name, rows = None, []
        for name in [sheet] if sheet is not None else book.sheet_names:
            page = book.get_sheet_by_name(name)
            start = (page.start or (0, 0))[0]
            rows = [(start + n, row) for n, row in enumerate(page.to_python(), 1)]
            if len(rows) > 1:
                break
        theirs.send((name, list(book.sheet_names)))
        for at in range(0, len(rows), _AT_ONCE):
            theirs.send(rows[at : at + _AT_ONCE])
        theirs.send([])
    except (CalamineError, OSError, ValueError):
        theirs.close()


def _limit() -> None:
    with open(os.devnull, "wb") as nowhere:  # what Rust says as it gives up is for nobody
        os.dup2(nowhere.fileno(), 2)
    try:
        import resource
    except ImportError:  # Windows has no such limits; the time still ends it.
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
