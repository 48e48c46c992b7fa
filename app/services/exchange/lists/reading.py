"""Any file that may hold a list of clients, told apart by its content rather than by its name."""

from __future__ import annotations

import zipfile
from pathlib import Path

from app.services.exchange.files.guard import check_file
from app.services.exchange.lists.delimited import read_delimited
from app.services.exchange.lists.spreadsheets import read_with_calamine, read_xlsx
from app.services.exchange.lists.table import Table


def read_table(
    path: Path, *, encoding: str | None = None, delimiter: str | None = None, sheet: str | None = None
) -> Table:
    """The table in a CSV, TSV, .xlsx, .xls or .ods file.

    What is not said (encoding, delimiter, sheet) is found out and stands in the table. Raises
    `FileRefused` for what is damaged, protected, hostile, no such file, or has no row under a header.
    """
    path = Path(path)
    check_file(path)
    start = _start(path)
    if start.startswith(b"PK"):
        return read_with_calamine(path, sheet) if _is_open_document(path) else read_xlsx(path, sheet)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return read_with_calamine(path, sheet)
    return read_delimited(path, encoding=encoding, delimiter=delimiter)


def is_xlsx(path: Path) -> bool:
    """Whether the file may be an Excel workbook: an archive that is no OpenDocument, or one that is encrypted."""
    start = _start(path)
    return start.startswith(b"PK") and not _is_open_document(path)


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(8)


def _is_open_document(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return "content.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
