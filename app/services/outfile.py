"""Files that leave the program: built beside their target and renamed, so that the previous file is never lost."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app import private
from app.errors import Cancelled, UserError
from app.i18n import _
from app.models.place import folder_to_disk, real

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_NUMBERED = re.compile(r"^(?P<stem>.*) \((?P<number>\d{1,4})\)$")


class TargetFailed(UserError):
    """The file cannot be written where it was asked for; what stood there before is untouched."""


class TargetOpen(TargetFailed):
    """Another program has the target open; `offered` is a free name beside it to write to instead."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.offered = numbered_name(path)
        super().__init__(
            _("{name} is open in another program.").format(name=path.name),
            _("Close it there and try again, or save as {name}.").format(name=self.offered.name),
        )


def numbered_name(path: Path) -> Path:
    """A free name beside `path`: `Report.xlsx` → `Report (2).xlsx`, that one → `Report (3).xlsx`, and so on."""
    numbered = _NUMBERED.match(path.stem)
    stem, number = (numbered["stem"], int(numbered["number"])) if numbered else (path.stem, 1)
    while True:
        number += 1
        free = path.with_name(f"{stem} ({number}){path.suffix}")
        if not free.exists():
            return free


def is_open_elsewhere(path: Path) -> bool:
    """Whether Excel (`~$name`) or LibreOffice (`.~lock.name#`) left its mark that the file is open there."""
    marks = (f"~${path.name}", f".~lock.{path.name}#")
    return path.exists() and any(path.with_name(mark).exists() for mark in marks)


@contextmanager
def writing(path: Path, *, cancelled: Callable[[], bool] | None = None) -> Iterator[Path]:
    """Yields a temporary path beside `path`; leaving the block renames it, an error or cancelling removes it.

    A target open elsewhere raises `TargetOpen` before the work and once more before the rename; a
    folder that cannot be written to or a full disk raises `TargetFailed`; `cancelled()` raises `Cancelled`.
    """
    target = real(path)
    _refuse_open(target)
    made = _new_file(target)
    try:
        yield made
        if cancelled is not None and cancelled():
            raise Cancelled
        _to_disk(made)
        _replace(made, target)
    except OSError as error:
        if error.errno in _FULL:
            raise _disk_full(target) from error
        raise
    finally:
        made.unlink(missing_ok=True)


def _refuse_open(target: Path) -> None:
    if is_open_elsewhere(target):
        raise TargetOpen(target)


def _new_file(target: Path) -> Path:
    made = private.beside(target)
    try:
        private.new_file(made)
    except OSError as error:
        if error.errno in _FULL:
            raise _disk_full(target) from error
        raise TargetFailed(
            _("Nothing can be written into the folder {name}.").format(name=target.parent.name),
            _("Choose another folder."),
        ) from error
    return made


def _disk_full(target: Path) -> TargetFailed:
    return TargetFailed(
        _("The disk is full, {name} was not written.").format(name=target.name),
        _("Make room or choose another place, then try again."),
    )


def _to_disk(made: Path) -> None:
    with made.open("rb+") as file:
        os.fsync(file.fileno())


def _replace(made: Path, target: Path) -> None:
    _refuse_open(target)
    if target.is_dir():
        raise TargetFailed(
            _("{name} is a folder.").format(name=target.name), _("Choose a name for the file.")
        )
    try:
        made.replace(target)
    except PermissionError as error:
        raise TargetOpen(target) from error
    folder_to_disk(target.parent)
