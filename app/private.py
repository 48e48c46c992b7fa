"""Files and folders that only this user may read: whatever Condica makes is made here, or on a file made here.

Mode 0600, folders 0700, whatever the system's mask says. Windows has no such modes: there a user's folders are
private by their place.
"""

from __future__ import annotations

import contextlib
import os
import uuid
from pathlib import Path

_FILE, _FOLDER = 0o600, 0o700


def new_file(path: Path) -> Path:
    """Make an empty file, to be filled under its name; raises `FileExistsError` where there is anything."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _FILE))
    return path


def keep_file(path: Path) -> None:
    """Something else will write this file: it is there before, empty, or narrowed where it was open to all."""
    with contextlib.suppress(FileExistsError):
        new_file(path)
    narrow(path)


def beside(path: Path) -> Path:
    """A name beside `path` that nobody else has, for what is to take its place."""
    return path.with_name(f".{uuid.uuid4().hex}.tmp")


def write_text(path: Path, text: str) -> None:
    """Write a whole small file at once; what stood there stays until then."""
    made = new_file(beside(path))
    try:
        # A file's name may hold bytes that are no text; they are kept as they are.
        made.write_text(text, encoding="utf-8", errors="surrogateescape")
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)


def make_folder(path: Path) -> Path:
    """Make a folder where there is none, with those above it; one that is there stays as it is.

    Raises `OSError` where it cannot be made.
    """
    if not path.is_dir():
        if path.parent != path:
            make_folder(path.parent)
        with contextlib.suppress(FileExistsError):
            path.mkdir(mode=_FOLDER)
        if not path.is_dir():
            raise NotADirectoryError(20, os.strerror(20), str(path))
    return path


def own_folder(path: Path) -> Path:
    """A folder that is Condica's alone: made where there is none, narrowed where an earlier one was open to all."""
    make_folder(path)
    _narrow(path, _FOLDER)
    return path


def narrow(path: Path) -> None:
    """Nobody else may read this file of ours, which something else made; where modes are unknown all stays."""
    _narrow(path, _FILE)


def _narrow(path: Path, mode: int) -> None:
    with contextlib.suppress(OSError):
        if os.name == "posix" and path.stat().st_mode & 0o077:
            path.chmod(mode)
