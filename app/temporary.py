"""What is temporary lies in one private folder a process, gone at its end; what a crash left is swept at the next start.

The process holds an operating-system lock on its folder, so that a living one is told from a dead one, and so that
a system that clears away old temporary files leaves it alone.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from app import private

_PREFIX = "condica-"
_HELD = ".held"
# A folder that is being made now has no lock yet.
_MADE_NOW_S = 60
# multiprocessing takes its own folder away with priority -100.
_AFTER_ALL = -200

_ours: dict[int, tuple[Path, int]] = {}  # by process: one that was forked makes its own


def begin() -> None:
    """From now on what any library keeps for a while (a workbook's sheets) lies in our folder as well.

    Where there is no place for temporary files, who needs one says so.
    """
    with contextlib.suppress(OSError):
        tempfile.tempdir = str(folder())


def folder() -> Path:
    """The folder of this process, made at its first use."""
    kept = _ours.get(os.getpid())
    if kept is not None and kept[0].is_dir():
        return kept[0]
    made = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=_place()))
    _ours[os.getpid()] = made, _hold(made)
    _leave_at_exit()
    return made


def _leave_at_exit() -> None:
    """The folder goes last: other processes' means of talking may lie in it, and are taken away before."""
    util = sys.modules.get("multiprocessing.util")
    if util is None:
        # Imported later, it is done before us.
        atexit.register(_leave, os.getpid())
    else:
        util.Finalize(None, _leave, args=(os.getpid(),), exitpriority=_AFTER_ALL)


def new_folder() -> Path:
    """A folder of its own within it."""
    return Path(tempfile.mkdtemp(dir=folder()))


def sweep() -> int:
    """Remove what dead processes of this user left; says how many folders."""
    return sum(_swept(each) for each in _left_behind())


def _place() -> str:
    """The system's place for temporary files, also after `begin`."""
    own = [str(path) for path, _held in _ours.values()]
    if tempfile.tempdir in own:
        tempfile.tempdir = None
    return tempfile.gettempdir()


def _hold(made: Path) -> int:
    if os.name != "posix":
        return os.open(private.new_file(made / _HELD), os.O_RDWR)
    import fcntl

    descriptor = os.open(made, os.O_RDONLY)
    with contextlib.suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return descriptor


def _leave(process: int) -> None:
    kept = _ours.pop(process, None) if process == os.getpid() else None
    if kept is not None:
        with contextlib.suppress(OSError):
            os.close(kept[1])
        shutil.rmtree(kept[0], ignore_errors=True)


def _left_behind() -> Iterator[Path]:
    """Folders with our name in the system's place, that are this user's and not just being made."""
    own = {path for path, _held in _ours.values()}
    with contextlib.suppress(OSError):
        place = next(iter(own)).parent if own else Path(tempfile.gettempdir())
        for each in place.glob(f"{_PREFIX}*"):
            if each not in own and _is_old_and_mine(each):
                yield each


def _is_old_and_mine(path: Path) -> bool:
    try:
        found = path.lstat()
    except OSError:
        return False
    mine = os.name != "posix" or found.st_uid == os.getuid()
    return mine and path.is_dir() and not path.is_symlink() and time.time() - found.st_mtime > _MADE_NOW_S


def _swept(path: Path) -> bool:
    if os.name != "posix":
        try:
            (path / _HELD).unlink()
        except OSError:  # Held by a living process, or none of ours.
            return False
    elif not _is_dead(path):
        return False
    shutil.rmtree(path, ignore_errors=True)
    return not path.exists()


def _is_dead(path: Path) -> bool:
    import fcntl

    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return True
