"""The lock file beside a book: who has it open for writing, in words that another machine reads, too."""

from __future__ import annotations

import getpass
import json
import os
import socket
import stat
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from app.errors import BookError, BookInUse
from app.i18n import _, format_moment
from app.models import file_location as place

# Links are not followed, the descriptor is not inherited, and no byte is translated.
OWN = (
    os.O_RDWR
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOINHERIT", 0)
)


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


def open_lock_file(path: Path, book: Path) -> int:
    """The lock file, made where there is none; whatever else lies in its place is not touched."""
    try:
        there = path.lstat() if os.path.lexists(path) else None
        if there is not None and not _is_lock(there):
            raise _planted(path)
        descriptor = os.open(path, OWN | os.O_CREAT, 0o600)
    except OSError as error:
        if os.path.lexists(path) and isinstance(error, PermissionError) and os.access(path.parent, os.W_OK):
            raise in_use(book, None) from error  # Another user of this computer made it.
        if wrong := place.wrong_name(book, error):
            raise BookError(*wrong) from error
        raise BookError(
            _("Nothing can be written into the folder of “{name}”.").format(name=book.name),
            _("Open the book for reading only, or copy it to a folder of yours."),
        ) from error
    if not _is_lock(os.fstat(descriptor)):
        os.close(descriptor)
        raise _planted(path)
    return descriptor


def _is_lock(file: os.stat_result) -> bool:
    """A plain file with one name; none where it was just deleted."""
    return stat.S_ISREG(file.st_mode) and file.st_nlink <= 1


def _planted(path: Path) -> BookError:
    return BookError(
        _("“{name}” is in the place of the book's lock, and is a link or no file.").format(name=path.name),
        _("Move it away if you know what it is, and open the book again; it was left untouched."),
    )


def read_holder(descriptor: int) -> Holder | None:
    """Who the lock file names; nobody where it says nothing that can be read."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    try:
        said = json.loads(os.read(descriptor, 4096))
        return Holder(str(said["person"]), str(said["machine"]), int(said["pid"]), str(said["since"]))
    except (ValueError, KeyError, TypeError):
        return None


def write_holder(descriptor: int) -> None:
    """Name this process in the lock file."""
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, json.dumps(present_holder()._asdict()).encode("utf-8"))
    os.fsync(descriptor)


def still_there(path: Path, descriptor: int) -> bool:
    """Whether the open file is the one that lies at `path`."""
    try:
        return os.path.samestat(path.lstat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def in_use(book: Path, holder: Holder | None) -> BookInUse:
    """The error for a book that somebody else writes; `None` where nobody knows who."""
    here = holder is None or holder.machine == socket.gethostname()
    who = str(holder) if holder else _("somebody")
    if here:
        step = _("Close it there, or open it for reading only.")
    else:
        step = _("Close it there or open it for reading only; take it over if nobody works there any more.")
    message = _("“{name}” is open: {holder}.").format(name=book.name, holder=who)
    return BookInUse(message, step, holder=who, same_machine=here)
