"""Excel workbooks whose rows are written as they come, so that long ones are quick and stay out of memory.

openpyxl makes an object of each cell, guesses its type and looks its style up: 17 to 24 µs a cell by its write-only
interface, most of the time that a long workbook took. Here openpyxl writes everything but the cells, by its
public interface, with empty sheets; rows that are XML already (2 µs a cell) take their place when the file is packed.
What a row looks like says the file format (ECMA-376, part 1, 18.3.1.73), whatever the version of openpyxl.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from xml.parsers import expat

from app.services.workbooks.saving import save_workbook

if TYPE_CHECKING:
    from openpyxl import Workbook

# So many rows are looked through and written together.
_TOGETHER = 64


class StreamedSheet:
    """A sheet, written from the top; `row` is the number of the next row. `sheet` is openpyxl's, for all but the cells."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self.row = 1
        self._columns = 1
        # Without a name, so that it is gone with the process; unbuffered, so that a full disk is told once.
        self._file: IO[bytes] = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - `discard` closes it
        self._waiting: list[str] = []

    @property
    def reach(self) -> str:
        """The cells there are, as `A1:C7`."""
        return f"A1:{letter(self._columns)}{max(1, self.row - 1)}"

    def append(self, cells: Iterable[str | None], height: float | None = None) -> None:
        """One row of cells (`text_cell`, `number_cell` …) from column A on; none leaves its place empty.

        `height` is in points. What is not well-formed raises `ExpatError` before it gets into any file.
        """
        listed = list(cells)
        self._columns = max(self._columns, len(listed))
        self._waiting.append(_row(listed, self.row, height))
        self.row += 1
        if len(self._waiting) == _TOGETHER:
            self._write()

    def written(self) -> IO[bytes]:
        """All rows, to be read from the first on."""
        self._write()
        self._file.seek(0)
        return self._file

    def discard(self) -> None:
        """Let the rows go."""
        self._waiting.clear()
        self._file.close()

    def _write(self) -> None:
        rows = "".join(self._waiting).encode()
        self._waiting.clear()
        expat.ParserCreate().Parse(b"<sheetData>" + rows + b"</sheetData>", True)
        left = memoryview(rows)
        while left:
            left = left[self._file.write(left) :]


class StreamedWorkbook:
    """A workbook of such sheets. To be ended by `save` or `discard`, or used in a `with`."""

    def __init__(self) -> None:
        from openpyxl import Workbook

        self.workbook: Workbook = Workbook()
        self.workbook.remove(self.workbook.worksheets[0])
        self._sheets: list[StreamedSheet] = []

    def __enter__(self) -> StreamedWorkbook:
        return self

    def __exit__(self, *_error: object) -> None:
        self.discard()

    def new_sheet(self, title: str) -> StreamedSheet:
        """A further sheet, the last one so far."""
        made = StreamedSheet(self.workbook.create_sheet(title))
        self._sheets.append(made)
        return made

    def save(self, path: Path) -> None:
        """Write it to a file of its own, once: the rows are gone afterwards. Raises `OSError` where there is no room."""
        try:
            save_workbook(self.workbook, path, {each.sheet.title: each for each in self._sheets})
        finally:
            self.discard()

    def discard(self) -> None:
        """Let the rows of all sheets go; for a workbook that is not saved."""
        for each in self._sheets:
            each.discard()


# Cells, as the XML after their address. `style` is empty, or what `style_mark` gives.


def text_cell(text: str, style: str = "") -> str:
    """A text, which is never a formula. It must hold nothing that XML cannot (control characters, half characters)."""
    space = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
    return f'{style} t="inlineStr"><is><t{space}>{escaped(text)}</t></is></c>'


def number_cell(number: object, style: str = "") -> str:
    """A number, by the digits that `str` gives."""
    return f"{style}><v>{number}</v></c>"


def flag_cell(flag: bool, style: str = "") -> str:
    """TRUE or FALSE."""
    return f'{style} t="b"><v>{int(flag)}</v></c>'


def formula_cell(formula: str, value: float | None = None, style: str = "") -> str:
    """A formula of ours, and what it comes to, for programs that do not calculate."""
    known = "" if value is None else f"<v>{value}</v>"
    return f"{style}><f>{escaped(formula.removeprefix('='))}</f>{known}</c>"


def empty_cell(style: str) -> str:
    """Nothing, with a look."""
    return f"{style}/>"


def style_mark(cell: Any) -> str:
    """The look of a cell of openpyxl (`WriteOnlyCell` with its fonts, formats …), for any number of ours."""
    return f' s="{int(cell.style_id)}"'


def escaped(text: str) -> str:
    """`text` as XML holds it between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@cache
def letter(number: int) -> str:
    """The letter of a column: 1 is A, 27 is AA."""
    before, last = divmod(number - 1, 26)
    return (letter(before) if before else "") + chr(ord("A") + last)


def _row(cells: list[str | None], number: int, height: float | None) -> str:
    placed = [f'<c r="{letter(at)}{number}"{cell}' for at, cell in enumerate(cells, 1) if cell is not None]
    high = f' ht="{height:g}" customHeight="1"' if height is not None else ""
    return f'<row r="{number}"{high}>{"".join(placed)}</row>'
