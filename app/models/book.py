"""A book: one file with everything, made, opened, read, written and closed here (DESIGN.md, Storage)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from app.errors import BookError, BookForeign, NotAllowed, PasswordNeeded, TextBroken
from app.i18n import _
from app.models import file_location as place
from app.models import foreign, salts
from app.models import rollback_guard as seen
from app.models.database_errors import told
from app.models.encryption import Key, recovery_code
from app.models.engine import connect, engine_of
from app.models.header import Header, damaged, look
from app.models.lock import BookLock, take_lock
from app.models.preparing import prepare
from app.models.read_write_lock import turns_of
from app.models.schema import make_tables
from app.models.snapshot import built_beside, copy_with_key
from app.models.tables.identity import Identity
from app.models.tables.lineage import Line
from app.models.unfinished import forget_name
from app.models.unfinished_reader import finish_for_reader

FILE = "file"  # in a reading session's `info`: the path and key of the book it reads
Recorder = Callable[[Session, str, str | None], AbstractContextManager[None]]


class Book:
    """An open book. Any thread may read and write it; sessions are short and never cross threads.

    `recorder` notes what a gesture changes (`services.journal` puts itself there); `warnings` are
    translated texts about the book's place; `changes` counts its transactions; `foreign` says what in its
    tables is not ours and why it is only read for that, or "".
    """

    def __init__(
        self, path: Path, engine: Engine, key: Key | None, lock: BookLock | None, said: list[str]
    ) -> None:
        self.path = path
        self.engine = engine
        self.key = key
        self.warnings = said
        self.foreign = ""
        self.recorder: Recorder | None = None
        self._lock = lock
        self._turns = turns_of(path)
        self._writes = engine.execution_options(writes=True)
        with self.reading() as session:
            identity = session.scalars(select(Identity)).one_or_none()
            if identity is None:
                raise damaged(path)
            self.uid, self.changes = identity.uid, identity.changes
            self.name = identity.name or path.stem
            self._line = Line.of(session, self.changes)
        salts.remember(key, self.uid)

    @property
    def read_only(self) -> bool:
        """Whether the book was opened for reading only."""
        return self._lock is None

    @property
    def encrypted(self) -> bool:
        """Whether the file needs a password."""
        return self.key is not None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the book. Keep it short: a commit waits for it."""
        if self.read_only:  # The program that writes it may have died meanwhile, in the middle of a commit.
            finish_for_reader(self.path, self.key)
        with self._turns.reading(), self._told(), Session(self.engine, expire_on_commit=False) as session:
            session.info[FILE] = self.path, self.key
            yield session

    @contextmanager
    def _told(self) -> Iterator[None]:
        """As `told`; after a text that cannot be read new connections read past it."""
        try:
            with told(self.path):
                yield
        except TextBroken:
            self.rest()
            raise

    @contextmanager
    def writing(self, label: str, author: str | None = None) -> Iterator[Session]:
        """One gesture of the user: one transaction, one Undo under the translated name `label`.

        Commits at the end, rolls back on an exception; nothing is kept of a gesture that changed nothing.
        `session.info["changed"]` names the tables that it changed, `session.info["gesture"]` marks it in the
        journal (`journal.Mark`; absent where nothing was changed). Raises `NotAllowed` when read-only.
        """
        with self.transaction() as session:
            recorder = self.recorder
            with recorder(session, label, author) if recorder else nullcontext():
                yield session

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A change that is no gesture and cannot be undone: drafts, the search index, house-keeping."""
        lock = self._lock_of_writer()
        with self._turns.writing(), self._told(), Session(self._writes, expire_on_commit=False) as session:
            lock.confirm()
            session.info["changed"] = set()
            driver: Any = session.connection().connection.dbapi_connection
            before = driver.total_changes
            yield session
            session.flush()
            if driver.total_changes != before:
                self._commit(session)

    def _commit(self, session: Session) -> None:
        counted = update(Identity).values(changes=Identity.changes + 1).returning(Identity.changes)
        changes = session.connection().execute(counted).scalar_one()
        stretch = self._line.extend(session, changes)
        with self._turns.alone():
            session.commit()
        self.changes = changes
        self._line.extended(stretch, changes)
        seen.remember(self.path, self.uid, self._line)

    def _lock_of_writer(self) -> BookLock:
        if self.foreign:
            raise BookForeign(self.foreign, foreign.next_step())
        if self._lock is None:
            raise NotAllowed(
                _("“{name}” was opened for reading only.").format(name=self.path.name),
                _("Close it and open it again for writing."),
            )
        return self._lock

    def note_seen(self, *, accept_older: bool) -> None:
        """Remember on this computer what the book is now.

        Raises `BookWentBack` where it lacks changes that this computer saw, unless these are given up.
        """
        if not accept_older:
            seen.refuse_older(self.path, self.uid, self._line)
        seen.remember(self.path, self.uid, self._line)

    def rest(self) -> None:
        """Close the connections that nobody uses, with the pages they keep; the next session opens its own."""
        self.engine.dispose()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """No thread reads or writes the file meanwhile, and this book has no connection open."""
        with self._turns.writing(), self._turns.alone():
            self.engine.dispose()
            yield

    @property
    def recovery_code(self) -> str | None:
        """What opens an encrypted book without its password; to be printed and locked away."""
        return None if self.key is None else recovery_code(self.key)

    def rekey(self, key: Key | None) -> None:
        """Write the file anew, encrypted with `key` or plain; it is verified before it takes its place.

        Raises `BookError` where the file has another name, under which it would stay as it is.
        """
        lock = self._lock_of_writer()
        place.refuse_other_names(self.path)
        with self.alone(), lock.moved():
            copy_with_key(self.path, self.key, self.path, key)
            salts.remember(key, self.uid)
            self.key = key
            self.engine = engine_of(self.path, key)
            self._writes = self.engine.execution_options(writes=True)

    def compact(self) -> None:
        """Write the file anew without free pages, so that nothing deleted is left in it."""
        self._lock_of_writer()
        with self.alone(), told(self.path), closing(connect(self.path, self.key)) as connection:
            connection.execute("VACUUM")

    def close(self) -> None:
        """Close the file and give it free; may be called twice."""
        self.engine.dispose()
        if self._lock is not None:
            forget_name(self.path)
            self._lock.release()


def create_file(
    path: Path,
    key: Key | None,
    *,
    name: str | None = None,
    fill: Callable[[Session], None] | None = None,
) -> None:
    """Make a new book file at `path`, encrypted if `key` is given; `fill` writes what it starts with.

    It appears whole or not at all. Raises `BookError` where there is a file already or it cannot be made.
    """
    path = place.real(path)
    if os.path.isdir(path):  # Unlike the path itself, it says no to a name too long.
        raise BookError(_("“{name}” is a folder.").format(name=path.name or str(path)), _("Name a file."))
    lock = take_lock(path)
    try:
        if path.exists():
            raise BookError(
                _("There is already a file “{name}”.").format(name=path.name), _("Choose another name.")
            )
        with told(path), built_beside(path) as made:
            _fill_new(made, key, name, fill)
    except OSError as error:
        raise BookError(
            _("“{name}” cannot be made: {reason}.").format(name=path.name, reason=error.strerror or error),
            _("Check the folder and the room on the disk."),
        ) from error
    finally:
        lock.release()


def _fill_new(path: Path, key: Key | None, name: str | None, fill: Callable[[Session], None] | None) -> None:
    engine = engine_of(path, key)
    try:
        with Session(engine.execution_options(writes=True)) as session:
            make_tables(session.connection())
            session.add(Identity(name=name))
            if fill is not None:
                fill(session)
            session.commit()
    finally:
        engine.dispose()


def open_file(
    path: Path,
    key_of: Callable[[Header], Key] | None,
    *,
    read_only: bool = False,
    take_over: bool = False,
    accept_older: bool = False,
    before_upgrade: Callable[[Path, Key | None], None] | None = None,
    after_upgrade: Callable[[Session], None] | None = None,
) -> Book:
    """Open a book. `key_of` gives the key of an encrypted one; `before_upgrade` makes a backup.

    `after_upgrade` brings up what is reckoned from the records, in the transaction of the upgrade.

    A book whose tables are not built as ours are is opened for reading only; its `foreign` says why.
    Raises a `BookError` that says what is in the way; what is no book, or too new, stays untouched.
    """
    path = place.real(path)
    header = look(path)
    if header.encrypted and key_of is None:
        raise PasswordNeeded(
            _("“{name}” is encrypted.").format(name=path.name), _("Type its password or its recovery code.")
        )
    key = key_of(header) if header.encrypted and key_of is not None else None
    lock = None if read_only else take_lock(path, take_over=take_over)
    try:
        found = prepare(path, key, read_only, before_upgrade, after_upgrade)
        if found and lock is not None:
            forget_name(path)
            lock.release()
            lock = None
        book = _opened(path, key, lock, accept_older)
        book.foreign = foreign.reason(path, found) if found else ""
        return book
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def _opened(path: Path, key: Key | None, lock: BookLock | None, accept_older: bool) -> Book:
    engine = engine_of(path, key, read_only=lock is None)
    try:
        book = Book(path, engine, key, lock, place.warnings(path))
        if lock is not None:
            book.note_seen(accept_older=accept_older)
        return book
    except BaseException:
        engine.dispose()
        raise
