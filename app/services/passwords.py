"""The password of a book: set, changed, removed; and kept by the system's keyring for convenience."""

from __future__ import annotations

from typing import Any

from app.errors import NotAllowed, PasswordNeeded, WrongPassword
from app.i18n import _
from app.models.book import Book
from app.models.encryption import Key, key_for, key_from_secret, new_key, too_short
from app.models.header import Header
from app.services.backups.making import Backup, delete_backups, is_plain, list_backups, make_backup

__all__ = [
    "can_remember",
    "forget",
    "is_password",
    "plain_backups",
    "remember",
    "remembered",
    "set_password",
    "too_short",
]

_SERVICE = "Condica"
# Those of keyring's backends that keep secrets secret; plain-text files, null and fail are refused.
_TRUSTED = (
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
    "keyring.backends.macOS",
    "keyring.backends.Windows",
)


def set_password(
    book: Book, password: str | None, *, drop_backups: bool = False, keep_plain: bool = False
) -> Backup:
    """Encrypt the open book with this password, or make it plain; its recovery code is another one then.

    The file is written anew, verified, and renamed; a backup is made before and after. Where a password is set,
    the backups that open without one go, and none is made, unless `keep_plain`. Those under an earlier password
    keep opening with it unless `drop_backups` deletes them. Returns the backup of the book as it is now. Raises
    `InvalidInput` for a password that is too short.
    """
    key = None if password is None else new_key(password)
    if book.encrypted or key is None or keep_plain:
        make_backup(book, "password")
    forget(book)
    book.rekey(key)
    made = make_backup(book, "password")
    if drop_backups:
        delete_backups(book, keep=made)
    elif key is not None and not keep_plain:
        delete_backups(book, keep=made, which=is_plain)
    return made


def plain_backups(book: Book) -> int:
    """How many backups of the book open without any password: they go when one is set, unless kept on purpose."""
    return sum(map(is_plain, list_backups(book)))


def is_password(book: Book, password: str) -> bool:
    """Whether this is the open book's password, as asked before it is changed."""
    if book.key is None:
        return False
    try:
        key_for(password, book.key.salt)
    except WrongPassword:
        return False
    return True


def can_remember() -> bool:
    """Whether this computer has a keyring that keeps secrets secret."""
    return _keyring() is not None


def remember(book: Book) -> None:
    """Let the system's keyring open this book here; raises `NotAllowed` where there is none to trust."""
    keyring = _keyring()
    if keyring is None:
        raise NotAllowed(
            _("This computer has no keyring that keeps the password safe."), _("Type it each time.")
        )
    if book.key is not None:
        keyring.set_password(_SERVICE, book.key.salt.hex(), book.key.secret.hex())


def forget(book: Book) -> None:
    """The keyring no longer opens this book."""
    keyring = _keyring()
    if keyring is not None and book.key is not None and keyring.get_password(_SERVICE, book.key.salt.hex()):
        keyring.delete_password(_SERVICE, book.key.salt.hex())


def remembered(header: Header) -> Key:
    """The key that the keyring has for the book with this header; raises `PasswordNeeded`."""
    keyring = _keyring()
    secret = keyring.get_password(_SERVICE, header.salt.hex()) if keyring is not None else None
    if not secret:
        raise PasswordNeeded(_("The book is encrypted."), _("Type its password or its recovery code."))
    return key_from_secret(bytes.fromhex(secret), header.salt)


def _keyring() -> Any:
    """The system's keyring, or nothing where it is none to trust."""
    import keyring

    backend: Any = keyring.get_keyring()
    # A chain of several asks its first one first, and keeps new secrets there.
    first = next(iter(getattr(backend, "backends", ())), backend)
    return backend if type(first).__module__ in _TRUSTED else None
