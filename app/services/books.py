"""Making and opening books: everyone opens books here (DESIGN.md, Storage)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy.orm import Session

from app.errors import InvalidInput
from app.i18n import _
from app.models import Setting
from app.models.book import Book, create_file, open_file
from app.models.encryption import Key, key_for, key_from_code, new_key
from app.models.header import Header
from app.services import journal

SUFFIX = ".condica"


def create_book(
    path: Path | str,
    *,
    password: str | None = None,
    name: str | None = None,
    currency: str = "RON",
    country: str = "RO",
) -> Book:
    """Make a new book and open it, encrypted if a password is given (an empty one is refused).

    `name` is the book's title, `currency` the one its reports are in (three letters), `country` whose
    public holidays are no working days (two letters). Raises `BookError` where there is a file already.
    """
    path = Path(path)
    key = new_key(password) if password is not None else None
    first = {"name": name, "currency": _letters(currency, 3), "country": _letters(country, 2)}

    def fill(session: Session) -> None:
        session.add_all(Setting(key=key, value=value) for key, value in first.items() if value)

    create_file(path, key, fill)
    return _with_services(
        open_file(path, lambda _header: key, accept_older=True) if key else open_file(path, None)
    )


def open_book(
    path: Path | str,
    *,
    password: str | None = None,
    recovery_code: str | None = None,
    read_only: bool = False,
    take_over: bool = False,
    accept_older: bool = False,
) -> Book:
    """Open a book for this program alone, or for reading only beside another one.

    Raises a `BookError` that says what is in the way: `NotABook`, `BookDamaged`, `BookTooNew`,
    `PasswordNeeded`, `WrongPassword`, `BookInUse` (its holder on another machine gives way to
    `take_over`), `BookWentBack` (opened all the same with `accept_older`). An older Condica's book is
    brought up to date after a verified backup.
    """
    key_of = _key_source(password, recovery_code)
    book = open_file(
        Path(path),
        key_of,
        read_only=read_only,
        take_over=take_over,
        accept_older=accept_older,
    )
    return _with_services(book)


def _key_source(password: str | None, code: str | None) -> Callable[[Header], Key] | None:
    if code is not None:
        return lambda header: key_from_code(code, header.salt)
    if password is not None:
        return lambda header: key_for(password, header.salt)
    return None


def _with_services(book: Book) -> Book:
    journal.install(book)
    return book


def _letters(code: str, number: int) -> str:
    code = code.strip().upper()
    if len(code) != number or not (code.isascii() and code.isalpha()):
        raise InvalidInput(_("“{code}” is no code of {number} letters.").format(code=code, number=number))
    return code
