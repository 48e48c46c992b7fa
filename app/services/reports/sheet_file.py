"""A sheet's file on its way: rows come as XML and go into it many at a time.

To be imported where a sheet is begun, not before: openpyxl takes its time.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.parsers import expat

from openpyxl.worksheet._writer import WorksheetWriter, create_temporary_file

# So many rows are looked through and written together.
_TOGETHER = 64


class SheetFile(WorksheetWriter):
    """openpyxl's writer of one sheet, with a file of ours, so that ready XML can be put between its own."""

    def __init__(self, sheet: Any) -> None:
        path = create_temporary_file()
        self.file = Path(path).open("wb")  # noqa: SIM115 - `close` closes it
        super().__init__(sheet, self.file)
        self._path = path

    def close(self) -> None:
        """End the sheet; from now on `out` names its file, which openpyxl packs and removes."""
        try:
            super().close()
        finally:
            self.out = self._path
            self.file.close()


class Rows:
    """The rows of a write-only sheet, in place of the generator that openpyxl keeps at `sheet._rows`.

    What is not well-formed raises `ExpatError` before it gets into the file.
    """

    def __init__(self, sheet: Any) -> None:
        self._writer = sheet._writer = SheetFile(sheet)
        self._writer.write_top()
        stream: Any = self._writer.xf.send(True)
        self._around = stream.element("sheetData")
        self._around.__enter__()
        stream.flush()
        self._waiting: list[str] = []
        self._ended = False
        sheet._rows = self

    def add(self, row: str) -> None:
        """One more row, as the XML of its element."""
        self._waiting.append(row)
        if len(self._waiting) == _TOGETHER:
            self._write()

    def close(self) -> None:
        """All rows are there; openpyxl goes on with what follows them. May be called twice."""
        if self._ended:
            return
        self._ended = True
        try:
            self._write()
        finally:
            self._around.__exit__(None, None, None)
            self._writer.xf.send(None)

    def _write(self) -> None:
        rows = "".join(self._waiting).encode()
        self._waiting.clear()
        expat.ParserCreate().Parse(b"<sheetData>" + rows + b"</sheetData>", True)
        self._writer.file.write(rows)
