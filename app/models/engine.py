"""Connections to a book's file: one driver for plain and encrypted books, and what is set on each."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as driver

from app.errors import BookError
from app.i18n import _
from app.models.encryption import Key
from app.models.tables.unreadable import forgive, has_broken_text, with_marks

# Before 3.51.3 SQLite had a bug that could lose a reset of the write-ahead log.
LOWEST_SQLITE = (3, 51, 3)
# How long SQLite itself waits for another program that has the file, in seconds.
PATIENCE = 10.0

_SETTINGS = (
    "foreign_keys=ON",
    # Also the folder is on the disk before a commit is over: a journal that a power cut brings back would
    # take the change away again.
    "synchronous=EXTRA",
    "temp_store=MEMORY",
    "secure_delete=ON",
    # A hostile file's views and triggers call no function with side effects.
    "trusted_schema=OFF",
    "cell_size_check=ON",
    # A large change stays in memory until its commit, so that readers need not wait for all of it.
    "cache_spill=OFF",
)


def connect(path: Path, key: Key | None, *, mode: str = "rw") -> Any:
    """One driver connection; `mode` is `ro`, `rw`, or `rwc` to make the file.

    Autocommit is off by explicit BEGINs; whoever uses the connection begins and ends.
    """
    connection = driver.connect(
        _uri(path, mode), uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False
    )
    try:
        if key is not None:
            # SQLCipher would write each failed page to standard error.
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f'PRAGMA key = "{key.pragma}"')
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        if sys.platform == "darwin":
            connection.execute("PRAGMA fullfsync=ON")
        if has_broken_text(path):
            connection.text_factory = with_marks
    except BaseException:
        connection.close()
        raise
    return connection


def _uri(path: Path, mode: str) -> str:
    posix = path.absolute().as_posix()
    slashes = "//" if posix.startswith("/") else "///"
    return f"file:{slashes}{quote(posix, errors='surrogateescape')}?mode={mode}"


def engine_of(path: Path, key: Key | None, *, read_only: bool = False) -> Engine:
    """An engine on the book's file; `execution_options(writes=True)` begins IMMEDIATE transactions."""
    check_driver()
    mode = "ro" if read_only else "rw"
    engine = create_engine(
        "sqlite://",
        module=driver,
        creator=lambda: connect(path, key, mode=mode),
        poolclass=QueuePool,
        pool_size=8,
        max_overflow=24,
        hide_parameters=True,
    )
    forgive(engine)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def defer_foreign_keys(connection: Connection) -> None:
    """Let rows of this transaction come in any order; who refers to whom is checked at its end."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")


def check_driver() -> None:
    """Raises `BookError` where the installed SQLite is too old or has no full-text search."""
    if driver.sqlite_version_info < LOWEST_SQLITE or not _has_fts5():
        raise BookError(
            _("The database library of this installation is too old ({version}).").format(
                version=driver.sqlite_version
            ),
            _("Install Condica again with its own libraries."),
        )


_fts5: list[bool] = []


def _has_fts5() -> bool:
    if not _fts5:
        memory = driver.connect(":memory:")
        found = memory.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone()
        memory.close()
        _fts5.append(bool(found[0]))
    return _fts5[0]
