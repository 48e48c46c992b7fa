"""What a crash left is taken back before a book is read, too, where nobody writes it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from app.errors import BookError
from app.models.encryption import Key
from app.models.lock import take_lock
from app.models.unfinished import finish, journal_of, name_in_use


def finish_for_reader(book: Path, key: Key | None) -> None:
    """Take back what a crash left before the book is read, where nobody writes the book and this user may write it.

    Elsewhere SQLite says itself whether the book can be read as it is.
    """
    if not any(name is not None and journal_of(name).exists() for name in (book, name_in_use(book))):
        return
    with suppress(BookError):
        lock = take_lock(book)
        try:
            finish(book, key)
        finally:
            lock.release()
