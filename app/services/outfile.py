"""Files that leave the program: built beside their target and renamed, so that the previous file is never lost.

What may be written over is decided here alone, for the command line and for every dialog of the window that
saves: `check_target` before the work, and `writing` once more. Never over a book or a file that is read for it.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app import private
from app.errors import BookError, Cancelled, NotABook, UserError
from app.i18n import _
from app.models.file_location import folder_to_disk, wrong_name
from app.models.header import look

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
# What lies beside a book and is part of it: its journals and its lock.
_OF_A_BOOK = ("-journal", "-wal", "-shm", ".lock")
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


class TargetExists(TargetFailed):
    """There is a file already, and nobody said that it may go."""


def check_target(path: Path, *, read: Iterable[Path] = (), replace: bool = False) -> None:
    """Refuse to write over what must not be lost, before any work is done for it; nothing is touched.

    Never over a file that is `read` for it (through whatever link), over a Condica book, told by its content, or
    over what lies beside one; over any other file only with `replace`. Also refuses names that no file can have.
    Raises `TargetFailed`, and `TargetExists` where `replace` would have allowed it.
    """
    target = _sound(path)
    for each in read:
        if _same(target, each):
            raise TargetFailed(
                _("{name} is read for this; it cannot be written over.").format(name=target.name),
                _("Choose another name."),
            )
    _refuse_book(target)
    if target.exists() and not replace:
        raise TargetExists(
            _("There is already a file “{name}”.").format(name=target.name),
            _("Choose another name, or say --replace."),
        )


def is_book(path: Path) -> bool:
    """Whether a Condica book lies there, told by its content: plain or encrypted, newer or damaged too."""
    if not path.is_file():
        return False
    try:
        look(path)
    except NotABook:
        return False
    except BookError:  # Damaged, newer, or not to be read at all: it may well be one.
        return True
    return True


def _sound(path: Path) -> Path:
    """The file that the name stands for; raises `TargetFailed` where no file can be written under it."""
    try:
        target = path.resolve()
        found = target.stat()
    except FileNotFoundError as error:
        if wrong := wrong_name(target, error):
            raise TargetFailed(*wrong) from error
        return target
    except (OSError, RuntimeError, ValueError) as error:
        raise _no_name(path, error) from error
    if stat.S_ISDIR(found.st_mode):
        raise TargetFailed(
            _("“{name}” is a folder.").format(name=target.name), _("Choose a name for the file.")
        )
    if not stat.S_ISREG(found.st_mode):
        raise TargetFailed(
            _("{name} is a device or the like, no file.").format(name=target.name),
            _("Choose a name for the file."),
        )
    return target


def _no_name(path: Path, error: Exception) -> TargetFailed:
    if wrong := wrong_name(path, error):
        return TargetFailed(*wrong)
    reason = getattr(error, "strerror", None) or str(error)
    return TargetFailed(
        _("“{name}” cannot be written: {reason}.").format(name=path.name[:80], reason=reason),
        _("Choose another name."),
    )


def _same(target: Path, other: Path) -> bool:
    try:
        return target.samefile(other)
    except OSError:
        return target == other.absolute()


def _refuse_book(target: Path) -> None:
    whole = is_book(target)
    ends = [end for end in _OF_A_BOOK if target.name.endswith(end) and target.name != end]
    if whole or any(is_book(target.with_name(target.name.removesuffix(end))) for end in ends):
        raise TargetFailed(
            _("{name} is a Condica book or part of one; nothing is written over it.").format(
                name=target.name
            ),
            _("Choose another name."),
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

    A target open elsewhere raises `TargetOpen` and a book `TargetFailed`, before the work and once more before
    the rename; a folder that cannot be written to or a full disk raises `TargetFailed`; `cancelled()` raises
    `Cancelled`.
    """
    target = _sound(path)
    _refuse_book(target)
    _refuse_open(target)
    made = _new_file(target)
    try:
        yield made
        if cancelled is not None and cancelled():
            raise Cancelled
        _to_disk(made)
        _replace(made, target)
    except OSError as error:
        raise _not_written(target, error) from error
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


def _not_written(target: Path, error: OSError) -> TargetFailed:
    if error.errno in _FULL:
        return _disk_full(target)
    return TargetFailed(
        _("{name} was not written: {reason}.").format(
            name=target.name, reason=error.strerror or type(error).__name__
        ),
        _("Look at the disk and the folder, or choose another place."),
    )


def _disk_full(target: Path) -> TargetFailed:
    return TargetFailed(
        _("The disk is full, {name} was not written.").format(name=target.name),
        _("Make room or choose another place, then try again."),
    )


def _to_disk(made: Path) -> None:
    with made.open("rb+") as file:
        os.fsync(file.fileno())


def _replace(made: Path, target: Path) -> None:
    _refuse_book(target)
    _refuse_open(target)
    try:
        made.replace(target)
    except PermissionError as error:
        raise TargetOpen(target) from error
    folder_to_disk(target.parent)
