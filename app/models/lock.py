"""One program writes a book: the lock file beside it says who has it open.

The living holder also holds an operating-system lock on that file, which ends with its process: a lock
file whose system lock is free was left by a process that died, or lies in a folder of another machine.
"""

from __future__ import annotations

import getpass
import json
import os
import socket
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from app.errors import BookError, BookInUse
from app.i18n import _, format_moment

# A byte far behind the text: on Windows a locked byte cannot be read by others, who need the text.
_LOCKED_BYTE = 1 << 20


class Holder(NamedTuple):
    """Who has a book open for writing; `since` is their local time, ISO to the minute."""

    person: str
    machine: str
    pid: int
    since: str

    def __str__(self) -> str:
        try:
            since = format_moment(datetime.fromisoformat(self.since))
        except ValueError:
            since = self.since
        return _("{person} on {machine}, since {since}").format(
            person=self.person, machine=self.machine, since=since
        )


def lock_path(path: Path) -> Path:
    """The lock file of the book at `path`."""
    return path.with_name(path.name + ".lock")


def present_holder() -> Holder:
    """This process."""
    try:
        person = getpass.getuser()
    except (KeyError, OSError):  # No such user in the system's list, as in some containers.
        person = _("somebody")
    since = datetime.now().isoformat(timespec="minutes")
    return Holder(person, socket.gethostname(), os.getpid(), since)


class BookLock:
    """Held while a book is open for writing; `release` it, or end the process."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor: int | None = descriptor

    def release(self) -> None:
        """Give the book free; may be called twice."""
        if self._descriptor is None:
            return
        if os.name == "nt":  # Windows deletes no open file.
            os.close(self._descriptor)
            self._path.unlink(missing_ok=True)
        else:
            self._path.unlink(missing_ok=True)
            os.close(self._descriptor)
        self._descriptor = None


def take_lock(book: Path, *, take_over: bool = False) -> BookLock:
    """Lock the book for writing by this process.

    A lock left by a dead process of this machine is taken over by itself, one of another machine only
    with `take_over` (the user says that nobody works there). Raises `BookInUse` with the holder.
    """
    path = lock_path(book)
    while True:
        descriptor = _opened(path, book)
        try:
            taken = _system_lock(descriptor)
            holder = _read_holder(descriptor)
            if _in_the_way(taken, holder, take_over=take_over):
                raise _in_use(book, holder)
            if _still_there(path, descriptor):
                _write_holder(descriptor)
                return BookLock(path, descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)  # Its holder gave it free between our opening and locking it.


def _opened(path: Path, book: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    except OSError as error:
        raise BookError(
            _("Nothing can be written into the folder of “{name}”.").format(name=book.name),
            _("Open the book for reading only, or copy it to a folder of yours."),
        ) from error


def _in_the_way(taken: bool | None, holder: Holder | None, *, take_over: bool) -> bool:
    """`taken`: we have the system lock, somebody else has it, or this folder knows none (None)."""
    if taken is False:
        return True
    if holder is None or take_over:
        return False
    if holder.machine != socket.gethostname():
        return True
    return taken is None and _lives(holder.pid)


def _system_lock(descriptor: int) -> bool | None:
    lock = _windows_lock if sys.platform == "win32" else _posix_lock
    return lock(descriptor)


def _posix_lock(descriptor: int) -> bool | None:
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # Some network folders know no locks.
        return None
    return True


def _windows_lock(descriptor: int) -> bool | None:
    import msvcrt

    locking: Callable[[int, int, int], None] = msvcrt.locking  # type: ignore[attr-defined]  # Windows has it
    os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
    try:
        locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]  # Windows has it
    except OSError:
        return False
    return True


def _lives(pid: int) -> bool:
    if os.name == "nt":
        return True  # Windows always has system locks; where they fail, better ask the user.
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _read_holder(descriptor: int) -> Holder | None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    try:
        said = json.loads(os.read(descriptor, 4096))
        return Holder(str(said["person"]), str(said["machine"]), int(said["pid"]), str(said["since"]))
    except (ValueError, KeyError, TypeError):
        return None


def _write_holder(descriptor: int) -> None:
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, json.dumps(present_holder()._asdict()).encode("utf-8"))
    os.fsync(descriptor)


def _still_there(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _in_use(book: Path, holder: Holder | None) -> BookInUse:
    here = holder is None or holder.machine == socket.gethostname()
    who = str(holder) if holder else _("somebody")
    if here:
        step = _("Close it there, or open it for reading only.")
    else:
        step = _("Close it there or open it for reading only; take it over if nobody works there any more.")
    message = _("“{name}” is open: {holder}.").format(name=book.name, holder=who)
    return BookInUse(message, step, holder=who, same_machine=here)
