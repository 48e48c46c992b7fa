"""What this computer last saw of each book, so that one that went backwards is noticed."""

from __future__ import annotations

from pathlib import Path

from app import private
from app.errors import BookWentBack
from app.i18n import _
from app.paths import config


def last_seen(uid: str) -> int:
    """The change counter of the book when this computer last had it open; 0 where it never had."""
    try:
        return int(_file(uid).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0


def remember(uid: str, changes: int) -> None:
    """Note the counter; a folder that cannot be written to only costs the warning."""
    try:
        private.write_text(_file(uid), str(changes))
    except OSError:
        return


def refuse_older(path: Path, uid: str, changes: int) -> None:
    """Raises `BookWentBack` where this computer saw more changes of the book; else notes what it has now."""
    if changes < last_seen(uid):
        raise BookWentBack(
            _("“{name}” is older than what this computer last saw of the same book.").format(name=path.name),
            _("Look for the newer file, or open this one all the same and lose what is only in the newer."),
        )
    remember(uid, changes)


def _file(uid: str) -> Path:
    folder = private.make_folder(config() / "books")
    # The uid is read from a file of any origin: only what a uid is made of becomes part of a path.
    return folder / "".join(c for c in uid if c.isalnum() or c == "-")
