"""Backups: verified copies in a folder beside the book, rotated, and restored (DESIGN.md, Storage).

Each is a whole book of its own, keyed as the book was: it opens with the password of its day. Its name
says when it was made (UTC), the book's count of changes then, and why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from app import private
from app.errors import BookError, PasswordNeeded, UserError
from app.i18n import _
from app.models import seen
from app.models.book import Book
from app.models.copies import built_beside, copy_book, keep_aside, set_changes
from app.models.encryption import Key, key_for, key_from_code
from app.models.engine import connect
from app.models.faults import told
from app.models.header import look
from app.models.lock import take_lock
from app.models.place import real, refuse_other_names
from app.services.outfile import TargetFailed, check_target, is_book

REASONS = ("start", "timed", "upgrade", "import", "repair", "restore", "password", "erase", "asked")
# How often a changed book is backed up while it is open.
INTERVAL = timedelta(minutes=30)
LATEST, DAILY, WEEKLY, MONTHLY = 10, 7, 5, 12

_NAME = re.compile(r"^(?P<stem>.+)\.(?P<stamp>\d{8}-\d{6})Z\.(?P<changes>\d+)\.(?P<reason>[a-z]+)$")


class Backup(NamedTuple):
    """A verified copy of the book; `made_at` is UTC, `changes` the book's counter at that moment."""

    path: Path
    made_at: datetime
    changes: int
    reason: str

    def __str__(self) -> str:
        return str(self.path)


def folder_of(book: Path) -> Path:
    """The folder of the book's backups, beside its file."""
    book = real(book)
    return book.with_name(f"{book.stem} backups")


def list_backups(book: Path | Book) -> list[Backup]:
    """The book's backups, newest first. Only whole and verified ones ever bear such a name."""
    path = book.path if isinstance(book, Book) else real(book)
    folder = folder_of(path)
    files = folder.iterdir() if folder.is_dir() else ()
    found = [b for file in files if (b := _parsed(file, path.stem)) is not None]
    return sorted(found, key=lambda backup: (backup.made_at, backup.changes), reverse=True)


def _parsed(file: Path, stem: str) -> Backup | None:
    match = _NAME.match(file.stem)
    if match is None or match["stem"] != stem:
        return None
    try:
        made_at = datetime.strptime(match["stamp"], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return Backup(file, made_at, int(match["changes"]), match["reason"])


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
        header = look(other)
        # Under another password it cannot be asked whose it is.
        same_key = header.salt == (book.key.salt if book.key else b"")
        return same_key and _identity(other, book.key)[0] == book.uid
    except BookError:
        return False


def backup_file(
    path: Path, key: Key | None, reason: str, *, changes: int, target: Path | None = None
) -> Backup:
    """The same for a book that is not open as a `Book`, at a target that may be written over."""
    made_at = datetime.now(UTC).replace(microsecond=0)
    wanted = (
        target or folder_of(path) / f"{path.stem}.{made_at:%Y%m%d-%H%M%S}Z.{changes}.{reason}{path.suffix}"
    )
    try:
        if target is None:
            private.make_folder(wanted.parent)
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
    return Backup(wanted, made_at, changes, reason)


def backup_if_changed(book: Book, reason: str = "timed") -> Backup | None:
    """A backup, unless the latest one holds the same. To be called at start and every `INTERVAL`."""
    latest = next(iter(list_backups(book)), None)
    if book.read_only or (latest is not None and latest.changes == book.changes):
        return None
    return make_backup(book, reason)


def age_of_last(book: Book, now: datetime | None = None) -> timedelta | None:
    """How old the latest backup is, for the sidebar; `None` where there is none. `now` is aware."""
    latest = next(iter(list_backups(book)), None)
    return None if latest is None else max((now or datetime.now(UTC)) - latest.made_at, timedelta())


def _rotate(book: Path) -> None:
    backups = list_backups(book)
    kept = to_keep([backup.made_at for backup in backups])
    for backup in backups:
        if backup.made_at not in kept:
            backup.path.unlink(missing_ok=True)


def to_keep(moments: Iterable[datetime]) -> set[datetime]:
    """Which backups stay: the 10 latest, then the last of each of 7 days, 5 weeks and 12 months."""
    newest_first = sorted(moments, reverse=True)
    kept = set(newest_first[:LATEST])
    older = newest_first[LATEST:]
    for pattern, number in (("%Y-%m-%d", DAILY), ("%G-%V", WEEKLY), ("%Y-%m", MONTHLY)):
        kept |= set(_last_of_each(older, pattern)[:number])
    return kept


def _last_of_each(newest_first: Sequence[datetime], pattern: str) -> list[datetime]:
    last: dict[str, datetime] = {}
    for moment in newest_first:
        last.setdefault(moment.strftime(pattern), moment)
    return list(last.values())


def delete_backups(book: Book, *, keep: Backup) -> int:
    """Delete all backups but one, after the password was set or a person's data erased; says how many."""
    others = [backup for backup in list_backups(book) if backup.path != keep.path]
    for backup in others:
        backup.path.unlink(missing_ok=True)
    return len(others)


def restore(
    path: Path, backup: Path, *, password: str | None = None, recovery_code: str | None = None
) -> Backup | None:
    """Put a backup in the place of the closed book at `path`; the present book is backed up first.

    `password` or `recovery_code` are the backup's, where it is encrypted. The backup is verified before
    anything is touched. Returns the backup of the present book; where that one is too damaged to be
    copied, its file is kept aside in the backups' folder and `None` is returned. The window closes the
    book before and opens it after. Raises `BookInUse`, `WrongPassword`, `BookDamaged`, `BookError`.
    """
    path = real(path)
    key = _key_of(backup, password, recovery_code)
    uid, changes = _identity(backup, key)
    refuse_other_names(path)
    lock = take_lock(path)
    try:
        with lock.moved(), built_beside(path) as made:
            copy_book(backup, key, made)
            present = _set_aside(path, key, uid)
            highest = max(changes, present.changes if present else 0, seen.last_seen(uid))
            # Newer than all that any computer has seen of it: it did not go backwards, it was put back.
            set_changes(made, key, highest + 1)
    finally:
        lock.release()
    return present


def _key_of(backup: Path, password: str | None, code: str | None) -> Key | None:
    header = look(backup)
    if not header.encrypted:
        return None
    if code is not None:
        return key_from_code(code, header.salt)
    if password is None:
        raise PasswordNeeded(_("The backup is encrypted."), _("Type the password or the code of its day."))
    return key_for(password, header.salt)


def _identity(path: Path, key: Key | None) -> tuple[str, int]:
    with told(path), closing(connect(path, key, mode="rw")) as connection:
        uid, changes = connection.execute("SELECT uid, changes FROM identity").fetchone()
    return str(uid), int(changes)


def _set_aside(path: Path, key: Key | None, uid: str) -> Backup | None:
    if not path.exists():
        return None
    try:
        header = look(path)
        # Another password since: the present book cannot be read with the backup's key, its file is kept.
        if header.salt != (key.salt if key else b""):
            raise BookError(_("The present book has another password."))
        present_uid, changes = _identity(path, key)
        kept = backup_file(path, key, "restore", changes=changes)
    except UserError:
        keep_aside(path, folder_of(path))
        return None
    if present_uid != uid:
        raise BookError(
            _("This is a backup of another book than “{name}”.").format(name=path.name),
            _("Open it as a book of its own."),
        )
    return kept
