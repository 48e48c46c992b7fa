"""What the user can mend: errors with a message and a next step.

Anything that is not a `UserError` is a bug and ends in the error dialog or in
exit status 1 with one clear line; it never reaches the user as a traceback.
"""

from __future__ import annotations


class UserError(Exception):
    """Something the user can put right.

    `message` says what is wrong and where, `next_step` what to do about it;
    both are translated texts and may be shown as they stand.
    """

    def __init__(self, message: str, next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.message} {self.next_step}".strip()


class InvalidInput(UserError):
    """A value that a record cannot hold; `field` names the column it was meant for."""

    def __init__(self, message: str, next_step: str = "", field: str | None = None) -> None:
        super().__init__(message, next_step)
        self.field = field


class NotFound(UserError):
    """A record that was asked for by name or ref is not in the book."""


class NotAllowed(UserError):
    """The book's rules do not permit this change now."""


class MissingRate(UserError):
    """A currency has no rate in the book's settings; `currency` names it."""

    def __init__(self, message: str, next_step: str = "", currency: str = "") -> None:
        super().__init__(message, next_step)
        self.currency = currency


class BookError(UserError):
    """The book's file cannot be used as asked."""


class NotABook(BookError):
    """The file is no Condica book."""


class BookDamaged(BookError):
    """The file is a book, but what it holds cannot be trusted."""


class TextBroken(BookDamaged):
    """A text of the book is not UTF-8; asked once more, it is read with a mark in its place."""


class BookTooNew(BookError):
    """The book was written by a newer Condica; it was left untouched."""


class BookForeign(BookError):
    """The book's tables, triggers or views are not those that Condica makes; it is not written to."""


class BookWentBack(BookError):
    """The file is older than what this computer last saw of the same book."""


class AnotherBook(BookError):
    """The backup is one of another book than that whose place it shall take."""


class MaybeAnotherBook(BookError):
    """Nobody can tell whether the backup is of the book whose place it shall take; the user may say so."""


class BookForked(BookWentBack):
    """The file and what this computer last saw of the same book both went on, each by itself."""


class WrongPassword(BookError):
    """The password does not open this book; the book itself is sound."""


class PasswordNeeded(BookError):
    """The book is encrypted and no password was given."""


class BookInUse(BookError):
    """Another program holds the book; `holder` says who, on which machine, since when."""

    def __init__(
        self, message: str, next_step: str = "", holder: str = "", *, same_machine: bool = True
    ) -> None:
        super().__init__(message, next_step)
        self.holder = holder
        self.same_machine = same_machine


class FileRefused(UserError):
    """A file from outside that Condica will not read, with the reason."""


class Cancelled(Exception):
    """The user asked a running operation to stop; nothing was left half done."""
