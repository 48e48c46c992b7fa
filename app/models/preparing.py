"""Before a book is opened: looked at through SQLite, compared with ours, brought up to today's schema."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2

from app.errors import BookError, BookForeign
from app.i18n import _
from app.models import foreign
from app.models.database_errors import told
from app.models.encryption import Key
from app.models.engine import connect, engine_of
from app.models.header import SCHEMA, check_kind, damaged
from app.models.schema import upgrade_tables
from app.models.unfinished import finish, note_name
from app.models.unfinished_reader import finish_for_reader


def prepare(
    path: Path,
    key: Key | None,
    read_only: bool,
    before_upgrade: Callable[[Path, Key | None], None] | None,
    after_upgrade: Callable[[Session], None] | None,
) -> list[str]:
    """Look at the file through SQLite, which first mends what a crash left, and bring it up to date.

    Says what in it is not ours; such a file is not written to.
    """
    _finish(path, key, read_only=read_only)
    with told(path), closing(connect(path, key, mode="ro" if read_only else "rw")) as connection:
        schema = connection.execute("PRAGMA user_version").fetchone()[0]
        check_kind(path, connection.execute("PRAGMA application_id").fetchone()[0], schema)
        refuse_cut_off(path, connection)
        found = foreign.differences(connection, schema)
        if not read_only and not found:
            # Another program may have switched the file to a write-ahead log.
            connection.execute("PRAGMA journal_mode=DELETE")
    if schema == SCHEMA:
        return found
    _refuse_upgrade(path, found, read_only=read_only)
    if before_upgrade is not None:
        before_upgrade(path, key)
    upgrade_file(path, key, after=after_upgrade)
    _give_room_back(path, key)
    return found


def _finish(path: Path, key: Key | None, *, read_only: bool) -> None:
    with told(path):
        if read_only:
            finish_for_reader(path, key)
        else:
            finish(path, key)
            note_name(path)


def _refuse_upgrade(path: Path, found: list[str], *, read_only: bool) -> None:
    message = _("“{name}” was made by an older Condica.").format(name=path.name)
    if found:
        raise BookForeign(
            f"{message} {foreign.said(found)}",
            _("Open it with the Condica that made it, and export it there."),
        )
    if read_only:
        raise BookError(
            message, _("Open it once for writing; it is brought up to date then, after a backup.")
        )


def refuse_cut_off(path: Path, connection: Any) -> None:
    """Raises `BookDamaged` for a file that is too short: SQLite itself takes a last page that is there in part for a whole one."""
    # SQLCipher answers the page size as text.
    pages, size = (int(connection.execute(f"PRAGMA {n}").fetchone()[0]) for n in ("page_count", "page_size"))
    if path.stat().st_size < pages * size:
        raise damaged(path)


def _give_room_back(path: Path, key: Key | None) -> None:
    """A step that built large tables anew left their old pages free: the file need not stay twice as large."""
    with closing(connect(path, key)) as connection, suppress(dbapi2.Error):
        pages, free = (
            int(connection.execute(f"PRAGMA {name}").fetchone()[0])
            for name in ("page_count", "freelist_count")
        )
        if free * 4 > pages:
            connection.execute("VACUUM")


def upgrade_file(
    path: Path, key: Key | None, to: int = SCHEMA, after: Callable[[Session], None] | None = None
) -> None:
    """Bring an older book's tables up in one transaction; a step that fails leaves the old ones."""
    engine = engine_of(path, key)
    try:
        with told(path), engine.execution_options(writes=True).connect() as connection:
            driver: Any = connection.connection.dbapi_connection
            driver.execute("PRAGMA foreign_keys=OFF")
            with connection.begin():
                upgrade_tables(connection, to)
                if after is not None:
                    with Session(connection) as session:
                        after(session)
    finally:
        engine.dispose()
