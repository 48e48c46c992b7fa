"""Saving a workbook so that a full disk is one error, and nothing tries to write once more afterwards."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol
from zipfile import ZIP_DEFLATED, ZipFile

if TYPE_CHECKING:
    from openpyxl import Workbook

# Where the rows of a sheet stand in its XML, and where it says how far they reach.
_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData>.*?</sheetData>", re.DOTALL)
_REACH = re.compile(rb'(?<=<dimension ref=")[^"]*(?=")')


class Rows(Protocol):
    """The rows of a sheet that were written apart, as the XML of their elements."""

    @property
    def reach(self) -> str:
        """The cells there are, as `A1:C7`."""

    def written(self) -> IO[bytes]:
        """All rows, to be read from the first on."""


def save_workbook(workbook: Workbook, path: Path, apart: Mapping[str, Rows] | None = None) -> None:
    """Write the workbook to a file of its own; raises `OSError` where there is no room.

    `apart` are rows by the name of their sheet; they take the place of what stands there.
    """
    made = BytesIO()
    workbook.save(made)
    rows = {workbook[name].path.lstrip("/"): each for name, each in (apart or {}).items()}
    target = ZipFile(path, "w", ZIP_DEFLATED, allowZip64=True)
    try:
        with ZipFile(made) as source:
            for part in source.namelist():
                _copy(source.read(part), target, part, rows.get(part))
        target.close()
    except BaseException:
        # Left open, Python's own clearing away writes its end once more, fails once more, and says so with a traceback.
        with suppress(OSError, ValueError):
            target.close()
        raise


def _copy(content: bytes, target: ZipFile, part: str, rows: Rows | None) -> None:
    if rows is None:
        target.writestr(part, content)
        return
    with target.open(part, "w", force_zip64=True) as file:
        _write_sheet(content, file, rows)


def _write_sheet(content: bytes, file: IO[bytes], rows: Rows) -> None:
    """The XML of a sheet, with the rows that were written apart in it."""
    place = _ROWS.search(content)
    if place is None:
        raise RuntimeError("openpyxl writes a sheet in another way than the format's own: no sheetData in it")
    file.write(_REACH.sub(rows.reach.encode(), content[: place.start()]))
    file.write(b"<sheetData>")
    shutil.copyfileobj(rows.written(), file)
    file.write(b"</sheetData>")
    file.write(content[place.end() :])
