"""Putting a backup back: all that can be wrong with it is found before anything is touched.

What it replaces is kept among the backups, whatever state and password it has, and at every moment there is a
book at the book's place.
"""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from sqlcipher3 import dbapi2 as driver

from app import private
from app.errors import (
    AnotherBook,
    BookDamaged,
    BookError,
    BookForeign,
    MaybeAnotherBook,
    PasswordNeeded,
    UserError,
)
from app.i18n import _
from app.models import foreign, salts
from app.models import rollback_guard as seen
from app.models.book import Book
from app.models.database_errors import told
from app.models.encryption import Key, key_for, key_from_code
from app.models.engine import connect
from app.models.file_location import real, refuse_other_names
from app.models.header import check_kind, look
from app.models.lock import take_lock
from app.models.preparing import refuse_cut_off
from app.models.snapshot import built_beside, copy_book, faults
from app.models.tables import lineage
from app.services.backups.listing import Backup, journal_of, next_backup

_NO_ROOM = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


class Present(NamedTuple):
    """The book that a restore replaces; `uid` is unknown where it cannot be read, `sound` says that it can be."""

    uid: str | None
    changes: int
    sound: bool
    locked: bool = False
    stretches: dict[str, int] = {}


def restore(
    path: Path,
    backup: Path,
    *,
    password: str | None = None,
    recovery_code: str | None = None,
    present_key: Key | None = None,
    though_unknown: bool = False,
) -> Backup | None:
    """Put a backup in the place of the closed book at `path`; the present book is listed among the backups then.

    `password` or `recovery_code` are the backup's, where it is encrypted; `present_key` is the present book's
    where it is known: its uid can be read with it, and backups of the same key. The backup is verified before
    anything is touched. Returns the backup of what stood there, `None` where nothing did. The window closes the
    book before and opens it after. Raises `BookInUse`, `WrongPassword`, `BookDamaged`, `AnotherBook` where the backup is one of another
    book, `MaybeAnotherBook` where nobody can tell (restored all the same with `though_unknown`), `BookError`.
    """
    path = real(path)
    key, uid, changes = _looked_through(path, backup, password, recovery_code, present_key)
    lock = take_lock(path)
    try:
        present = _present(path, [key, present_key])
        _refuse_another(path, present, uid, though_unknown=though_unknown)
        with lock.moved(), built_beside(path) as made:
            _copy_whole(backup, key, made)
            highest = max(changes, present.changes if present else 0, seen.last_seen(uid))
            # Newer than all that any computer has seen of it: it did not go backwards, it was put back.
            known = seen.stretches(uid) | (present.stretches if present else {})
            with told(made), closing(connect(made, key)) as book:
                head = lineage.put_back(book, highest + 1, known)
            kept = None if present is None else _keep(path, present)
        seen.put_back(path, uid, head)
        return kept
    except OSError as error:
        raise (_no_room(path) if error.errno in _NO_ROOM else _failed(path, error)) from error
    finally:
        lock.release()


def examine(
    book: Book, backup: Path, *, password: str | None = None, recovery_code: str | None = None
) -> None:
    """Whether the backup can be put in the place of this open book, as far as can be told while it is open.

    Raises what `restore` would, so that nobody's work is interrupted for a backup that is no good.
    """
    _key, uid, _changes = _looked_through(book.path, backup, password, recovery_code, book.key)
    _refuse_another(book.path, Present(book.uid, book.changes, sound=True), uid, though_unknown=False)


def _looked_through(
    path: Path, backup: Path, password: str | None, code: str | None, present_key: Key | None
) -> tuple[Key | None, str, int]:
    """The backup's key, uid and count of changes, after all that can be wrong with it or its new place."""
    if path.exists() and backup.exists() and backup.samefile(path):
        raise BookError(_("This is the book itself, and no backup of it."), _("Choose a backup."))
    key = _key_of(backup, password, code, present_key)
    uid, changes = _examined(backup, key)
    if path.parent.is_dir() and shutil.disk_usage(path.parent).free < backup.stat().st_size:
        raise _no_room(path)
    refuse_other_names(path)
    return key, uid, changes


def _key_of(backup: Path, password: str | None, code: str | None, present_key: Key | None) -> Key | None:
    header = look(backup)
    if not header.encrypted:
        return None
    if present_key is not None and present_key.salt == header.salt:
        return present_key
    if code is not None:
        return key_from_code(code, header.salt)
    if password is None:
        raise PasswordNeeded(_("The backup is encrypted."), _("Type the password or the code of its day."))
    return key_for(password, header.salt)


def _examined(backup: Path, key: Key | None) -> tuple[str, int]:
    """The backup's uid and count of changes; raises what keeps it from being put back."""
    try:
        with told(backup), closing(connect(backup, key, mode="ro")) as connection:
            schema = connection.execute("PRAGMA user_version").fetchone()[0]
            check_kind(backup, connection.execute("PRAGMA application_id").fetchone()[0], schema)
            refuse_cut_off(backup, connection)
            if faults(connection, key):
                raise _broken(backup)
            if found := foreign.differences(connection, schema):
                raise BookForeign(
                    _("“{name}” is not restored.").format(name=backup.name) + " " + foreign.said(found),
                    _("Choose another backup; the book is left as it is."),
                )
            row = connection.execute("SELECT uid, changes FROM identity").fetchone()
    except BookDamaged as error:
        raise _broken(backup) from error
    if row is None:
        raise _broken(backup)
    salts.remember(key, str(row[0]))
    return str(row[0]), int(row[1])


def _broken(backup: Path) -> BookDamaged:
    return BookDamaged(
        _("The backup “{name}” is damaged.").format(name=backup.name),
        _("Choose another backup; the book is left as it is."),
    )


def _copy_whole(backup: Path, key: Key | None, made: Path) -> None:
    try:
        copy_book(backup, key, made)
    except BookDamaged as error:
        raise _broken(backup) from error


def _present(path: Path, keys: list[Key | None]) -> Present | None:
    """What stands at the book's place, read with the key it has if that is one of `keys`."""
    if not path.exists():
        return None
    try:
        header = look(path)
        known = {key.salt if key else b"": key for key in [*keys, None]}
        if header.salt not in known:
            uid = salts.uid_of(header.salt)
            return Present(uid, seen.last_seen(uid) if uid else 0, sound=True, locked=True)
        # For writing, so that SQLite first takes back what a crash left half done.
        with told(path), closing(connect(path, known[header.salt])) as connection:
            uid, changes = connection.execute("SELECT uid, changes FROM identity").fetchone()
            sound = not faults(connection, known[header.salt])
            return Present(str(uid), int(changes), sound, stretches=lineage.stretches_in(connection))
    except (UserError, driver.Error, TypeError, ValueError):
        return Present(None, 0, sound=False)


def _refuse_another(path: Path, present: Present | None, uid: str, *, though_unknown: bool) -> None:
    if present is None or present.uid == uid:
        return
    if present.uid is not None:
        raise AnotherBook(
            _("This is a backup of another book than “{name}”.").format(name=path.name),
            _("Open it as a book of its own."),
        )
    if present.locked and not though_unknown:
        raise MaybeAnotherBook(
            _("Whether this is a backup of “{name}” cannot be told: the book has another password.").format(
                name=path.name
            ),
            _(
                "Open the book first, or restore all the same: the book as it is now is kept among the backups."
            ),
        )


def _keep(path: Path, present: Present) -> Backup:
    """List what stands at the book's place among the backups; it stays at its place, too.

    Where there is no room for a copy, the file gets a second name: it is this one alone when the restored book
    has taken its place.
    """
    kept = next_backup(path, "restore" if present.sound else "damaged", present.changes)
    private.own_folder(kept.path.parent)
    try:
        for one, other in ((journal_of(path), journal_of(kept.path)), (path, kept.path)):
            if one.exists():
                _copy_or_link(one, other)
    except BaseException:
        kept.path.unlink(missing_ok=True)
        journal_of(kept.path).unlink(missing_ok=True)
        raise
    # SQLite would apply it to the restored book.
    journal_of(path).unlink(missing_ok=True)
    return kept


def _copy_or_link(source: Path, target: Path) -> None:
    try:
        private.new_file(target)
        with source.open("rb") as read, target.open("rb+") as made:
            shutil.copyfileobj(read, made, 1 << 20)
            made.flush()
            os.fsync(made.fileno())
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        target.unlink(missing_ok=True)
        os.link(source, target)
        private.narrow(target)


def _no_room(path: Path) -> BookError:
    return BookError(
        _("The disk is too full for restoring; “{name}” is as it was.").format(name=path.name),
        _("Make room and try again."),
    )


def _failed(path: Path, error: OSError) -> BookError:
    return BookError(
        _("The backup cannot be restored: {reason}.").format(reason=error.strerror or error),
        _("Check the folder and the room on the disk; “{name}” is as it was.").format(name=path.name),
    )
