"""What a crash in the middle of a commit left: SQLite's journal beside the book, that takes the half back.

SQLite does so by itself at the next opening for writing, if it finds the journal. It looks for it by the
book's name; a file with several names (hard links) may have been written by another one.
"""

from __future__ import annotations

import os
from contextlib import closing, suppress
from pathlib import Path

from app import private
from app.models.encryption import Key
from app.models.engine import connect
from app.paths import config


def journal_of(book: Path) -> Path:
    """Where SQLite keeps what the book was before a change."""
    return book.with_name(book.name + "-journal")


def finish(book: Path, key: Key | None) -> None:
    """Take back the half of a change that a crash left, also one written by another name of the file."""
    for name in (book, name_in_use(book)):
        if name is not None and journal_of(name).exists():
            with closing(connect(name, key)) as connection:
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def note_name(book: Path) -> None:
    """Remember by which name the file is written from now on; costs nothing where it cannot be."""
    with suppress(OSError):
        private.write_text(_noted(book), str(book))


def forget_name(book: Path) -> None:
    """The book was closed as it should."""
    with suppress(OSError):
        _noted(book).unlink(missing_ok=True)


def name_in_use(book: Path) -> Path | None:
    """Another name of this very file by which it is or was written here."""
    try:
        other = Path(_noted(book).read_text(encoding="utf-8", errors="surrogateescape"))
        return other if other != book and os.path.samefile(other, book) else None
    except (OSError, ValueError):
        return None


def _noted(book: Path) -> Path:
    folder = private.make_folder(config() / "open")
    file = book.stat()
    return folder / f"{file.st_dev}-{file.st_ino}"
