"""Locks of the operating system on an open file: they end with its process, however that ends.

Each takes a descriptor and says whether the lock is ours now (`True`), somebody else has it (`False`), or
this folder knows no locks (`None`).
"""

from __future__ import annotations

import struct
import sys

# A byte far behind a lock file's text: on Windows a locked byte cannot be read by others, who need the text.
_AFTER_TEXT = 1 << 20
# A byte behind all that a book ever holds, and away from the bytes at 1 GiB that SQLite itself locks.
_AFTER_BOOK = 1 << 62


def lock_text(descriptor: int) -> bool | None:
    """Lock the lock file, whose text others go on reading."""
    if sys.platform == "win32":
        return _windows(descriptor, _AFTER_TEXT)
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # Some network folders know no locks.
        return None
    return True


def lock_book(descriptor: int) -> bool | None:
    """Lock the book's own file beside SQLite's locks, whatever names the file has.

    Not by `flock`: over a network that is a lock of the whole file, and would stand in SQLite's way. Not
    by `lockf`: such a lock is the process's, not the descriptor's, and ends when any of them is closed.
    """
    if sys.platform == "win32":
        return _windows(descriptor, _AFTER_BOOK)
    import fcntl

    if sys.platform == "darwin":
        command = 90  # F_OFD_SETLK, which Python's module does not name there.
        wanted = struct.pack("@qqihh", _AFTER_BOOK, 1, 0, fcntl.F_WRLCK, 0)
    elif hasattr(fcntl, "F_OFD_SETLK"):
        command = fcntl.F_OFD_SETLK
        wanted = struct.pack("@hhqqi4x", fcntl.F_WRLCK, 0, _AFTER_BOOK, 1, 0)
    else:
        return None
    try:
        fcntl.fcntl(descriptor, command, wanted)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return None
    return True


def _windows(descriptor: int, byte: int) -> bool | None:
    """`msvcrt.locking` would do, were its offsets longer than 31 bits."""
    import ctypes
    import msvcrt

    class Overlapped(ctypes.Structure):
        """Where in the file the lock lies."""

        _fields_ = (
            ("internal", ctypes.c_void_p),
            ("internal_high", ctypes.c_void_p),
            ("offset", ctypes.c_uint32),
            ("offset_high", ctypes.c_uint32),
            ("event", ctypes.c_void_p),
        )

    exclusive_at_once = 0x2 | 0x1
    place = Overlapped(None, None, byte & 0xFFFFFFFF, byte >> 32, None)
    handle = ctypes.c_void_p(msvcrt.get_osfhandle(descriptor))  # type: ignore[attr-defined]  # Windows has it
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined]  # Windows has it
    return bool(kernel.LockFileEx(handle, exclusive_at_once, 0, 1, 0, ctypes.byref(place)))
