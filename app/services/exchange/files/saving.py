"""Saving a workbook so that a full disk is one error, and nothing tries to write once more afterwards."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

if TYPE_CHECKING:
    from openpyxl import Workbook


def save_workbook(workbook: Workbook, path: Path) -> None:
    """Write the workbook to a file of its own; raises `OSError` where there is no room.

    As openpyxl does it, which leaves a half-written archive open: Python's own clearing away then writes its end
    once more, fails once more, and says so with a traceback.
    """
    from openpyxl.writer.excel import ExcelWriter

    archive = ZipFile(path, "w", ZIP_DEFLATED, allowZip64=True)
    try:
        ExcelWriter(workbook, archive).save()
    except BaseException:
        with suppress(OSError, ValueError):
            archive.close()
        raise


def discard_sheets(workbook: Workbook) -> None:
    """Remove the temporary files of a write-only workbook, of sheets half written too; the disk may be full.

    Every sheet is ended, each by itself: one that is not would end itself later, and complain with a traceback.
    """
    for sheet in workbook.worksheets:
        begun: Any = sheet
        writer = getattr(begun, "_writer", None)
        if writer is None:
            continue
        if not begun.closed:
            for end in (getattr(begun._rows, "close", None), writer.close):
                with suppress(
                    Exception
                ):  # Whatever openpyxl, lxml and a full disk make of it: it is thrown away.
                    if end is not None:
                        end()
        with suppress(OSError, ValueError):
            writer.cleanup()
