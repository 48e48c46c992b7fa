"""What the database refuses, said so that a user can act on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2 as driver

from app.errors import BookError, BookInUse, InvalidInput, NotAllowed, TextBroken, UserError
from app.i18n import _
from app.models.header import damaged
from app.models.tables.unreadable import met_broken_text
from app.models.unfinished import journal_of


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns what the driver raises into a `UserError`; bugs stay what they are."""
    try:
        yield
    except DBAPIError as error:
        raise (_translated(path, str(error.orig)) or error) from error
    except driver.Error as error:
        raise (_translated(path, str(error)) or error) from error
    except OverflowError as error:
        if "SQLite INTEGER" not in str(error):
            raise
        raise InvalidInput(
            _("A number is larger than a book can hold."), _("Enter a smaller one.")
        ) from error
    except UnicodeEncodeError as error:
        raise InvalidInput(
            _("A text holds half a character (a lone surrogate) that no file can keep."),
            _("Remove it and save again."),
        ) from error


def _translated(path: Path, reason: str) -> UserError | None:
    low = reason.lower()
    if "constraint failed" in low:
        return _constraint(reason)
    if any(words in low for words in _DAMAGE):
        return damaged(path)
    if "could not decode" in low:
        met_broken_text(path)
        return TextBroken(
            _("A text in “{name}” is damaged.").format(name=path.name),
            _("Try again: it is shown with a mark then. A check of the book says which record it is."),
        )
    if "is locked" in low:
        return BookInUse(
            _("Another program is using “{name}” just now.").format(name=path.name),
            _("Close it there, or try again in a moment."),
        )
    if "disk is full" in low:
        return BookError(
            _("The disk is full; nothing was changed in “{name}”.").format(name=path.name),
            _("Make room and try again."),
        )
    if "readonly" in low and (journal := journal_of(path)).exists():
        return BookError(
            _("A crash left “{name}” in the middle of a change, and here it cannot be taken back.").format(
                name=path.name
            ),
            _(
                "Open the book once where you may write into its folder, or copy it together with"
                " “{journal}” to a folder of yours."
            ).format(journal=journal.name),
        )
    if "readonly" in low:
        return NotAllowed(_("“{name}” can only be read here.").format(name=path.name))
    if "unable to open" in low or "disk i/o" in low:
        return BookError(
            _("“{name}” cannot be read or written just now.").format(name=path.name),
            _("Check the disk, the connection to it, and that you may write into the folder."),
        )
    return None


# The last one: the search index lies in tables of its own, and one of them cannot be read.
_DAMAGE = ("malformed", "not a database", "unsupported file format", "vtable constructor failed")
_KINDS = re.compile(r"(UNIQUE|NOT NULL|CHECK|FOREIGN KEY) constraint failed(?:: (.*))?")


def _constraint(reason: str) -> InvalidInput:
    match = _KINDS.search(reason)
    kind, names = (match[1], match[2] or "") if match else ("CHECK", "")
    column = names.split(",")[0].rpartition(".")[2].removesuffix("_key") or None
    if kind == "UNIQUE":
        return InvalidInput(
            _("A record with this name or ref is already in the book."), _("Choose another."), field=column
        )
    if kind == "NOT NULL":
        return InvalidInput(_("A required value is missing: {field}.").format(field=column), field=column)
    if kind == "FOREIGN KEY":
        return InvalidInput(_("A record names another one that is not in the book."))
    return InvalidInput(_("A value does not fit the record: {rule}.").format(rule=names))
