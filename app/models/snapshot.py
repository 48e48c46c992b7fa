"""Verified copies of a book's file: by SQLite's backup interface, or written anew with another key."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy.orm import Session

from app import private, temporary
from app.errors import BookDamaged
from app.i18n import _
from app.models import file_location as place
from app.models.database_errors import told
from app.models.encryption import Key
from app.models.engine import connect, engine_of
from app.models.header import APPLICATION_ID
from app.models.read_write_lock import turns_of
from app.models.tables.unreadable import has_broken_text, met_broken_text


def copy_book(source: Path, key: Key | None, target: Path) -> None:
    """Copy a book that may be open, keyed as it is; `target` appears whole and verified, or not at all.

    Raises `BookDamaged` where the copy does not hold what the book should.
    """
    with built_beside(target) as made, told(source):
        with turns_of(source).reading(), closing(connect(source, key, mode="ro")) as book:
            with closing(connect(made, key, mode="rwc")) as copy:
                book.backup(copy)
            counted = counts(book)
        verify(made, key, counted, name=source.name)


@contextmanager
def copied(source: Path, key: Key | None) -> Iterator[Session]:
    """A session on a copy of an open book as it is now: for what reads long, so that no commit waits for it.

    The copy is keyed as the book is, lies in this process's folder for temporary files where only this user
    can read it, and is removed at the end. It is not verified: what is read from it is not kept as a book.
    """
    with TemporaryDirectory(dir=temporary.folder(), ignore_cleanup_errors=True) as folder, told(source):
        copy = private.new_file(Path(folder) / "copy")
        with turns_of(source).reading():
            _copy_pages(source, key, copy)
        if has_broken_text(source):
            met_broken_text(copy)
        engine = engine_of(copy, key, read_only=True)
        try:
            with Session(engine, expire_on_commit=False) as session:
                yield session
        finally:
            engine.dispose()


def _copy_pages(source: Path, key: Key | None, target: Path) -> None:
    with closing(connect(source, key, mode="ro")) as book, closing(connect(target, key, mode="rwc")) as copy:
        # Nobody needs this copy after a crash.
        copy.execute("PRAGMA synchronous=OFF")
        book.backup(copy)


def copy_with_key(source: Path, key: Key | None, target: Path, new_key: Key | None) -> None:
    """Write the book anew, encrypted with `new_key` or plain; `target` appears verified, or not at all.

    Nothing may write the source meanwhile (the caller has its turn).
    """
    with built_beside(target) as made, told(source):
        with closing(connect(source, key, mode="rw")) as book:
            pragma = new_key.pragma if new_key is not None else ""
            book.execute(f'ATTACH DATABASE ? AS rekeyed KEY "{pragma}"', (str(made),))
            book.execute("SELECT sqlcipher_export('rekeyed')")
            schema = book.execute("PRAGMA main.user_version").fetchone()[0]
            book.execute(f"PRAGMA rekeyed.user_version = {schema}")
            book.execute(f"PRAGMA rekeyed.application_id = {APPLICATION_ID}")
            book.execute("DETACH DATABASE rekeyed")
            counted = counts(book)
        verify(made, new_key, counted, name=source.name)


@contextmanager
def built_beside(target: Path) -> Iterator[Path]:
    """A new file beside the target, renamed to it at the end; what stood there stays until then.

    A target that is a link stays one: the new file takes the place of what it leads to.
    """
    target = place.real(target)
    made = private.beside(target)
    try:
        private.new_file(made)
        yield made
        with made.open("rb+") as file:
            os.fsync(file.fileno())
        made.replace(target)
        place.folder_to_disk(target.parent)
    finally:
        made.unlink(missing_ok=True)
        made.with_name(made.name + "-journal").unlink(missing_ok=True)


def counts(connection: Any) -> dict[str, int]:
    """The number of rows of every table, by its name."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'"
    )
    return {
        name: connection.execute('SELECT count(*) FROM "{}"'.format(name.replace('"', '""'))).fetchone()[0]
        for (name,) in names.fetchall()
    }


def verify(path: Path, key: Key | None, expected: dict[str, int], *, name: str) -> None:
    """Open the copy, look through every page, and count; raises `BookDamaged`, naming the book."""
    with closing(connect(path, key, mode="ro")) as copy:
        found = faults(copy, key)
        sound = not found and counts(copy) == expected
    if not sound:
        raise BookDamaged(
            _("A copy of “{name}” could not be verified: the book is damaged, or the disk is.").format(
                name=name
            ),
            _("Run a check of the book, and keep its earlier backups."),
        )


def faults(connection: Any, key: Key | None) -> list[str]:
    """What is wrong with the file's pages, in SQLite's words; empty for a sound one."""
    said = [row[0] for row in connection.execute("PRAGMA integrity_check(20)").fetchall() if row[0] != "ok"]
    if key is not None:
        said += [row[0] for row in connection.execute("PRAGMA cipher_integrity_check").fetchall()]
    return said
