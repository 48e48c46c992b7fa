"""What the first bytes of a file say, read without opening it: is this a book, of which kind and schema."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import NamedTuple

from app.errors import BookDamaged, BookError, BookTooNew, NotABook
from app.i18n import _
from app.models import file_location as place
from app.models.lock import start_of

# PRAGMA application_id of every book: the letters `Cndc`.
APPLICATION_ID = 0x436E6463
# PRAGMA user_version of a book of today; the Alembic revision of the same number made it.
SCHEMA = 8

SQLITE_MAGIC = b"SQLite format 3\x00"
SALT_BYTES = 16


class Header(NamedTuple):
    """A file that may be a book. `salt` is the start of an encrypted one, empty for a plain one."""

    salt: bytes = b""

    @property
    def encrypted(self) -> bool:
        """Whether a password is needed to open it."""
        return bool(self.salt)


def look(path: Path) -> Header:
    """What kind of book lies at `path`; the file is read, never changed.

    Raises `BookError` where there is no such file or it cannot be read, `NotABook` for any other kind
    of file, `BookDamaged` for a book whose start is broken, `BookTooNew` for a newer Condica's book.
    """
    from app.models.encryption import is_salt, looks_encrypted

    start = _start_of(path)
    if start.startswith(SQLITE_MAGIC):
        _check_plain(path, start)
        return Header()
    if looks_encrypted(start):
        if not is_salt(start[:SALT_BYTES]):
            raise damaged(path)
        return Header(start[:SALT_BYTES])
    raise not_a_book(path)


def _start_of(path: Path) -> bytes:
    try:
        held = start_of(path, 100)
        if held is not None:
            return held
        with path.open("rb") as file:
            return file.read(100)
    except FileNotFoundError as error:
        if wrong := place.wrong_name(path, error):
            raise BookError(*wrong) from error
        raise BookError(
            _("There is no book “{name}”.").format(name=path.name),
            _("Check the name and the folder, or make a new book."),
        ) from error
    except OSError as error:
        if wrong := place.wrong_name(path, error):
            raise BookError(*wrong) from error
        raise BookError(
            _("“{name}” cannot be read: {reason}.").format(name=path.name, reason=error.strerror or error),
            _("Check that it is a file and that you may read it."),
        ) from error


def _check_plain(path: Path, start: bytes) -> None:
    if len(start) < 100:
        raise not_a_book(path)
    schema, application = struct.unpack(">i", start[60:64])[0], struct.unpack(">i", start[68:72])[0]
    check_kind(path, application, schema)
    if max(start[18], start[19]) > 2:
        raise damaged(path)


def check_kind(path: Path, application: int, schema: int) -> None:
    """Refuse a database of another program, and a book of a newer Condica."""
    if application != APPLICATION_ID:
        raise not_a_book(path)
    if schema > SCHEMA:
        raise BookTooNew(
            _("“{name}” was made by a newer Condica.").format(name=path.name),
            _("Update Condica on this computer; the book was left untouched."),
        )


def not_a_book(path: Path) -> NotABook:
    """The error for a file of any other kind."""
    return NotABook(
        _("“{name}” is not a Condica book.").format(name=path.name),
        _("Choose a file that Condica made; the file was left untouched."),
    )


def damaged(path: Path) -> BookDamaged:
    """The error for a book whose content cannot be trusted."""
    return BookDamaged(
        _("The book “{name}” is damaged.").format(name=path.name),
        _("Restore its latest backup; the file was left as it is."),
    )
