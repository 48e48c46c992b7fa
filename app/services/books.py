"""Making and opening books: everyone opens books here (DESIGN.md, Storage)."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app.domain.settings import DEFAULTS, check_value
from app.models import Setting
from app.models import snapshot as copies
from app.models.book import Book, create_file, open_file
from app.models.encryption import Key, key_for, key_from_code, new_key
from app.models.header import Header
from app.services import journal
from app.services.search.index import is_complete, keep_index, rebuild

# 14 groups of 4 letters and digits, as they were printed.
_CODE = re.compile(r"^\s*(?:[A-Za-z0-9]{4}[\s-]*){14}$")


def create_book(
    path: Path | str,
    *,
    password: str | None = None,
    name: str | None = None,
    currency: str = "RON",
    country: str = "RO",
    fill: Callable[[Session], None] | None = None,
) -> Book:
    """Make a new book and open it, encrypted if a password is given (an empty one is refused).

    `fill` writes its first records; where it fails or is stopped, there is no book at all.

    `name` is the book's title, `currency` the one its reports are in (three letters), `country` whose
    public holidays are no working days (two letters). Raises `BookError` where there is a file already.
    """
    path = Path(path)
    key = new_key(password) if password is not None else None
    chosen = {"currency": currency, "country": country}
    # What equals its default is not written: an export of the book then holds what the user chose.
    checked = {key: check_value(key, given) for key, given in chosen.items()}
    values = {key: value for key, value in checked.items() if value != getattr(DEFAULTS, key)}

    def begin(session: Session) -> None:
        session.add_all(Setting(key=key, value=value) for key, value in values.items())
        session.flush()
        if fill is not None:
            fill(session)
            # No journal tells the index of what a book begins with.
            if not is_complete(session):
                rebuild(session)

    create_file(path, key, name=name, fill=begin)
    return _with_services(open_file(path, None if key is None else lambda _header: key))


def open_book(
    path: Path | str,
    *,
    password: str | None = None,
    recovery_code: str | None = None,
    read_only: bool = False,
    take_over: bool = False,
    accept_older: bool = False,
    from_keyring: bool = False,
) -> Book:
    """Open a book for this program alone, or for reading only beside another one.

    An encrypted one opens with its password, its recovery code, or what the system's keyring keeps.

    Raises a `BookError` that says what is in the way: `NotABook`, `BookDamaged`, `BookTooNew`,
    `PasswordNeeded`, `WrongPassword`, `BookInUse` (its holder on another machine gives way to
    `take_over`), `BookWentBack` (opened all the same with `accept_older`). An older Condica's book is
    brought up to date after a verified backup, its search index with it.
    """
    key_of = _key_source(password, recovery_code, from_keyring=from_keyring)
    book = open_file(
        Path(path),
        key_of,
        read_only=read_only,
        take_over=take_over,
        accept_older=accept_older,
        before_upgrade=_backup_first,
        after_upgrade=rebuild,
    )
    return _with_services(book)


def secret_of(typed: str) -> dict[str, Any]:
    """What somebody typed to open a book, for `open_book`: its recovery code, or its password."""
    return {"recovery_code" if _CODE.match(typed) else "password": typed}


def copied(book: Book) -> AbstractContextManager[Session]:
    """A session on a copy of the book as it is now, for what reads long: no gesture waits for it.

    The copy is encrypted where the book is, and gone at the end.
    """
    return copies.copied(book.path, book.key)


def _key_source(
    password: str | None, code: str | None, *, from_keyring: bool
) -> Callable[[Header], Key] | None:
    if code is not None:
        return lambda header: key_from_code(code, header.salt)
    if password is not None:
        return lambda header: key_for(password, header.salt)
    if from_keyring:
        from app.services.passwords import remembered

        return remembered
    return None


def _backup_first(path: Path, key: Key | None) -> None:
    from app.services.backups.making import backup_file

    backup_file(path, key, "upgrade", changes=0)


def _with_services(book: Book) -> Book:
    journal.install(book)
    if keep_index not in journal.after_changes:
        journal.after_changes.append(keep_index)
    return book
