"""Backups: verified copies in a folder beside the book, rotated (DESIGN.md, Storage).

Each is a whole book of its own, keyed as the book was: it opens with the password of its day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app import private
from app.errors import BookDamaged, BookError
from app.i18n import _
from app.models import salts
from app.models.book import Book
from app.models.encryption import Key
from app.models.header import look
from app.models.lock import take_lock
from app.models.snapshot import copy_book
from app.services.backups.listing import (
    INTERVAL,
    REASONS,
    Backup,
    backups_of,
    drop,
    folder_of,
    last_of,
    next_backup,
    to_keep,
)
from app.services.backups.restoring import restore
from app.services.outfile import TargetFailed, check_target, is_book

__all__ = [
    "INTERVAL",
    "REASONS",
    "Backup",
    "age_of_last",
    "backup_file",
    "backup_if_changed",
    "delete_backups",
    "folder_of",
    "is_plain",
    "list_backups",
    "make_backup",
    "restore",
]


def list_backups(book: Path | Book) -> list[Backup]:
    """The book's backups, the one made last first; only whole and verified ones, and what a restore replaced."""
    return backups_of(book.path if isinstance(book, Book) else book)


def make_backup(
    book: Book, reason: str = "asked", target: Path | None = None, *, replace: bool = False
) -> Backup:
    """Copy the book and verify the copy, in the usual folder (older ones rotate away) or at `target`.

    A file at `target` is in the way; with `replace` it goes, unless it is a book other than an older backup of
    this one. Raises `TargetFailed` for these, `BookDamaged` where the copy is not what the book should be,
    `BookError` where there is no room.
    """
    if target is None:
        return backup_file(book.path, book.key, reason, changes=book.changes)
    with _free(book, target, replace=replace):
        return backup_file(book.path, book.key, reason, changes=book.changes, target=target.resolve())


@contextmanager
def _free(book: Book, target: Path, *, replace: bool) -> Iterator[None]:
    """The target may be written over, and nobody opens what stands there meanwhile."""
    if not replace or not is_book(target) or target.samefile(book.path):
        check_target(target, read=[book.path], replace=replace)
        yield
        return
    lock = take_lock(target.resolve())
    try:
        if not _is_backup_of(book, target):
            raise TargetFailed(
                _("{name} is another book; a backup is not written over it.").format(name=target.name),
                _("Choose another name."),
            )
        with lock.moved():
            yield
    finally:
        lock.release()


def _is_backup_of(book: Book, other: Path) -> bool:
    try:
        return salts.uid_at(other, book.key) == book.uid
    except BookError:
        return False


def backup_file(
    path: Path, key: Key | None, reason: str, *, changes: int, target: Path | None = None
) -> Backup:
    """The same for a book that is not open as a `Book`, at a target that may be written over."""
    made = next_backup(path, reason, changes)
    if target is not None:
        made = made._replace(path=target)
    wanted = made.path
    try:
        if target is None:
            private.own_folder(wanted.parent)
        copy_book(path, key, wanted)
    except OSError as error:
        raise BookError(
            _("The backup “{name}” cannot be written: {reason}.").format(
                name=wanted.name, reason=error.strerror or error
            ),
            _("Check the folder and the room on the disk."),
        ) from error
    if target is None:
        _rotate(path)
    return made


def backup_if_changed(book: Book, reason: str = "timed") -> Backup | None:
    """A backup, unless the latest one holds the same. To be called at start and every `INTERVAL`."""
    latest = last_of(list_backups(book))
    if book.read_only or (latest is not None and latest.changes == book.changes):
        return None
    return make_backup(book, reason)


def age_of_last(book: Book, now: datetime | None = None) -> timedelta | None:
    """How old the latest backup is, for the sidebar; `None` where there is none. `now` is aware."""
    now = now or datetime.now(UTC)
    latest = last_of(list_backups(book), now)
    return None if latest is None else max(now - latest.made_at, timedelta())


def _rotate(book: Path) -> None:
    backups = backups_of(book)
    kept = to_keep(backups)
    for backup in backups:
        if backup not in kept:
            drop(backup)


def delete_backups(
    book: Book, *, keep: Backup, which: Callable[[Backup], bool] = lambda _backup: True
) -> int:
    """Delete all backups but one, after the password was set or a person's data erased; says how many."""
    others = [each for each in list_backups(book) if each.path != keep.path and which(each)]
    for backup in others:
        drop(backup)
    return len(others)


def is_plain(backup: Backup) -> bool:
    """Whether anybody who has the file can read it: what is no encrypted book, whole or damaged, is taken so."""
    try:
        return not look(backup.path).encrypted
    except BookDamaged:
        return False
    except BookError:
        return True
