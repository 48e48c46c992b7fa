"""How the command line comes to its book: the file, its password, and whoever asks for it."""

from __future__ import annotations

import argparse
import codecs
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli import console
from app.errors import BookWentBack, FileRefused, InvalidInput, PasswordNeeded, WrongPassword
from app.i18n import _

if TYPE_CHECKING:
    from app.models.book import Book

# Longer than any password; a device that never ends is no password file.
_MOST_BYTES = 1 << 16
# The longer marks first: that of UTF-16 is the beginning of that of UTF-32.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def book_path(address: str) -> Path:
    """The file of a book; a database's address is refused with a word why."""
    if "://" in address:
        raise InvalidInput(
            _("Team databases are not part of this version."), _("Give the path of a book's file.")
        )
    if not address.strip():
        raise InvalidInput(_("The name of the book is empty."), _("Give the path of a book's file."))
    return Path(address)


def password_of(options: argparse.Namespace) -> str | None:
    """The password, or recovery code, from `--password-file`, without its last line break; None where none is given.

    The file is text in UTF-8, or in what its mark says; the mark is no part of the password.
    """
    if options.password_file is None:
        return None
    return _decoded(_bytes_of(options.password_file), options.password_file)


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise FileRefused(_("There is no password file “{name}”.").format(name=path.name)) from error
    except IsADirectoryError as error:
        raise FileRefused(
            _("{name} is a folder.").format(name=path.name or str(path)), _("Name a file in it.")
        ) from error
    except OSError as error:
        raise FileRefused(
            _("The password file “{name}” cannot be read: {reason}.").format(
                name=path.name[:80], reason=error.strerror or type(error).__name__
            )
        ) from error
    if len(data) > _MOST_BYTES:
        raise FileRefused(_("“{name}” is too long for a password file.").format(name=path.name))
    return data


def _decoded(data: bytes, path: Path) -> str:
    mark, encoding = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", "utf-8"))
    if not mark and b"\0" in data[:2]:
        # What Windows calls Unicode, without its mark: every other byte of ordinary letters is none.
        encoding = "utf-16-be" if data.startswith(b"\0") else "utf-16-le"
    try:
        password = data[len(mark) :].decode(encoding).rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise FileRefused(
            _("The password file “{name}” is no text in UTF-8 or UTF-16.").format(name=path.name),
            _("Save it as UTF-8."),
        ) from error
    if not password:
        raise FileRefused(_("The password file “{name}” is empty.").format(name=path.name))
    return password


def open_for(options: argparse.Namespace, *, writing: bool = False) -> Book:
    """The book of the command line; asks for the password where one is needed and somebody can answer."""
    book = _asked_for(options, writing)
    if book.foreign and not writing:
        console.complain(book.foreign)
    return book


def _asked_for(options: argparse.Namespace, writing: bool) -> Book:
    path = book_path(options.book)
    password = password_of(options)
    try:
        return _opened(options, path, password, writing)
    except PasswordNeeded:
        password = ask(_("Password of {book}: ").format(book=path.name))
        if password is None:
            raise PasswordNeeded(
                _("“{name}” is encrypted.").format(name=path.name),
                _("Give its password with --password-file."),
            ) from None
        return _opened(options, path, password, writing)


def _opened(options: argparse.Namespace, path: Path, password: str | None, writing: bool) -> Book:
    from app.services.books import open_book, secret_of

    def opened(secret: dict[str, Any]) -> Book:
        return open_book(
            path,
            **secret,
            from_keyring=not secret,
            read_only=not writing,
            accept_older=bool(getattr(options, "anyway", False)),
        )

    secret = {} if password is None else secret_of(password)
    try:
        try:
            return opened(secret)
        except WrongPassword:
            # Earlier versions took a mark at the beginning of the file for a letter of the password.
            if options.password_file is None or "password" not in secret:
                raise
            return opened({"password": f"\ufeff{password}"})
    except BookWentBack as error:
        raise BookWentBack(
            error.message, _("Look for the newer file, or say --anyway to go on with this one.")
        ) from error


def ask(question: str) -> str | None:
    """What somebody at the terminal answers without showing it; None where nobody is there."""
    if not sys.stdin or not sys.stdin.isatty():
        return None
    import getpass

    try:
        return getpass.getpass(question)
    except EOFError:
        return None


def new_password() -> str:
    """A password typed twice for a new book."""
    first = ask(_("New password: "))
    if first is None:
        raise PasswordNeeded(_("A password is needed."), _("Give it with --password-file."))
    if first != ask(_("The same again: ")):
        raise InvalidInput(_("The two passwords differ."), _("Nothing was made; try again."))
    return first
