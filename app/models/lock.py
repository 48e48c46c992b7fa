"""One program writes a book: the lock file beside it says who has it open.

The living holder also holds operating-system locks on that file and on the book itself. They end with the
process: a lock file whose system lock is free was left by a process that died, or lies in a folder of
another machine. That on the book goes by the file, whatever its name, and holds where the lock file was
deleted by hand.
"""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import BookError
from app.i18n import _
from app.models import file_location as place
from app.models.lock_file import (
    OWN,
    Holder,
    in_use,
    lock_path,
    open_lock_file,
    present_holder,
    read_holder,
    still_there,
    write_holder,
)
from app.models.system_lock import lock_book, lock_text
from app.models.unfinished import name_in_use


class BookLock:
    """Held while a book is open for writing; `release` it, or end the process."""

    def __init__(self, book: Path, told: int, held: int | None) -> None:
        self._book = book
        self._told: int | None = told
        self._held = held
        _here.add(self)

    def holds(self, file: os.stat_result) -> bool:
        """Whether this is the lock of that file."""
        return self._held is not None and os.path.samestat(os.fstat(self._held), file)

    def start(self, size: int) -> bytes:
        """The book's first bytes."""
        return b"" if self._held is None else os.pread(self._held, size, 0)

    def confirm(self) -> None:
        """Before each change: say anew who has the book where somebody deleted the lock file.

        Raises `BookInUse` where somebody on another machine took the book over meanwhile.
        """
        path = lock_path(self._book)
        if self._told is None or still_there(path, self._told):
            return
        told = open_lock_file(path, self._book)
        try:
            holder = read_holder(told)
            if holder is not None and holder[:3] != present_holder()[:3]:
                raise in_use(self._book, holder)
            if lock_text(told) is False:  # Somebody looks at this moment whether the book is free.
                os.close(told)
                return
            write_holder(told)
        except BaseException:
            os.close(told)
            raise
        os.close(self._told)
        self._told = told

    @contextmanager
    def moved(self) -> Iterator[None]:
        """Another file takes the book's place meanwhile: the lock goes over to it.

        Raises `BookInUse` where another program was faster at the new file.
        """
        if os.name == "nt":  # Windows puts nothing in the place of an open file.
            self._let_go()
        try:
            yield
        finally:
            if not (self._held is not None and still_there(self._book, self._held)):
                self._let_go()
                self._held = _hold(self._book)

    def _let_go(self) -> None:
        if self._held is not None:
            os.close(self._held)
            self._held = None

    def release(self) -> None:
        """Give the book free; may be called twice."""
        if self._told is None:
            return
        _here.discard(self)
        path = lock_path(self._book)
        ours = still_there(path, self._told)
        if os.name == "nt":  # Windows deletes no open file.
            os.close(self._told)
        if ours:
            path.unlink(missing_ok=True)
        if os.name != "nt":
            os.close(self._told)
        self._told = None
        self._let_go()


# The locks that this process holds.
_here: set[BookLock] = set()


def take_lock(book: Path, *, take_over: bool = False) -> BookLock:
    """Lock the book for writing by this process, by its file: through another name it is held as well.

    A lock left by a dead process of this machine is taken over by itself, one of another machine only
    with `take_over` (the user says that nobody works there). Raises `BookInUse` with the holder.
    """
    book = place.real(book)
    _refuse_held_here(book)
    path = lock_path(book)
    while True:
        told = open_lock_file(path, book)
        try:
            taken = lock_text(told)
            holder = read_holder(told)
            if _in_the_way(taken, holder, take_over=take_over):
                raise in_use(book, holder)
            if still_there(path, told):
                return BookLock(book, told, _hold_first(book, path, told, holder))
        except BaseException:
            os.close(told)
            raise
        os.close(told)  # Its holder gave it free between our opening and locking it.


def start_of(book: Path, size: int) -> bytes | None:
    """The first bytes of a book that this process writes; nothing for any other file.

    Whoever opens such a file and closes it again ends SQLite's locks on it: POSIX has it so.
    """
    lock = _held_here(book)
    return lock.start(size) if lock is not None and os.name == "posix" else None


def _held_here(book: Path) -> BookLock | None:
    try:
        file = book.stat()
    except OSError:
        return None
    return next((lock for lock in tuple(_here) if lock.holds(file)), None)


def _refuse_held_here(book: Path) -> None:
    """Before a descriptor of the book is opened, which would have to be closed again."""
    if _held_here(book) is not None:
        raise in_use(book, present_holder())


def _hold_first(book: Path, path: Path, told: int, holder: Holder | None) -> int | None:
    """The lock on the book itself, then our name; a lock file that was made for nothing goes again."""
    try:
        held = _hold(book)
        write_holder(told)
    except BaseException as error:
        if holder is None and os.name != "nt":
            path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _unwritable(book, error) from error
        raise
    return held


def _hold(book: Path) -> int | None:
    """A descriptor of the book that holds the lock on its file; nothing where there is no file yet."""
    try:
        descriptor = os.open(book, OWN)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unwritable(book, error) from error
    if lock_book(descriptor) is False:
        os.close(descriptor)
        raise in_use(book, _holder_by_other_name(book))
    return descriptor


def _unwritable(book: Path, error: OSError) -> BookError:
    if wrong := place.wrong_name(book, error):
        return BookError(*wrong)
    if error.errno == errno.ENOSPC:
        return BookError(
            _("The disk is full; nothing was changed in “{name}”.").format(name=book.name),
            _("Make room and try again."),
        )
    return BookError(
        _("“{name}” cannot be written: {reason}.").format(name=book.name, reason=error.strerror or error),
        _("Open the book for reading only, or copy it to a folder of yours."),
    )


def _holder_by_other_name(book: Path) -> Holder | None:
    """Who has the file open by another of its names, as far as this user can know."""
    other = name_in_use(book)
    try:
        descriptor = os.open(lock_path(other), os.O_RDONLY) if other is not None else None
    except OSError:
        return None
    if descriptor is None:
        return None
    try:
        return read_holder(descriptor)
    finally:
        os.close(descriptor)


def _in_the_way(taken: bool | None, holder: Holder | None, *, take_over: bool) -> bool:
    """`taken`: we have the system lock, somebody else has it, or this folder knows none (None)."""
    if taken is False:
        return True
    if holder is None or take_over:
        return False
    if holder.machine != socket.gethostname():
        return True
    return taken is None and _lives(holder.pid)


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
