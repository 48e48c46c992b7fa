"""The tables of a book: made at once for a new one, brought up step by step for an older one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from app.errors import BookDamaged
from app.i18n import _
from app.models.header import APPLICATION_ID, SCHEMA
from app.models.tables.base import Base

if TYPE_CHECKING:
    from alembic.config import Config

# Words are folded and split in Python before (domain/folding.py). FTS5's own idea of a letter, that of
# Unicode 6, would lose vowel signs of Indic scripts and every script that is younger.
SEARCH_INDEX = (
    "CREATE VIRTUAL TABLE search_index USING fts5(body, content='', contentless_delete=1, tokenize='ascii')"
)
# The table by which Alembic knows the revision, to the letter as Alembic makes it.
_REVISION = (
    "CREATE TABLE alembic_version (\n\tversion_num VARCHAR(32) NOT NULL, \n\t"
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n)"
)


def revision_of(schema: int) -> str:
    """The Alembic revision that makes this schema: `0001` and on."""
    return f"{schema:04d}"


def make_tables(connection: Connection) -> None:
    """All tables of a new book, in the caller's transaction; Alembic is not needed, and not imported."""
    connection.exec_driver_sql(_REVISION)
    connection.execute(
        text("INSERT INTO alembic_version (version_num) VALUES (:revision)"),
        {"revision": revision_of(SCHEMA)},
    )
    Base.metadata.create_all(connection)
    connection.exec_driver_sql(SEARCH_INDEX)
    stamp(connection)


def stamp(connection: Connection) -> None:
    """Mark the file as a book of today's schema."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")


def upgrade_tables(connection: Connection, to: int = SCHEMA) -> None:
    """Bring an older book's tables up, in the caller's transaction.

    The caller has switched foreign keys off before it began: with them on, the tables that a step builds
    anew would take their child rows along. Raises `BookDamaged` where a row refers to nothing after it.
    """
    from alembic import command

    command.upgrade(alembic_config(connection), revision_of(to))
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        raise BookDamaged(
            _("The book could not be brought up to date: a row of {table} refers to nothing.").format(
                table=broken[0]
            ),
            _("It was left as it was; run a check of it with the Condica that made it."),
        )
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {to}")


def alembic_config(connection: Connection) -> Config:
    """Alembic's settings for this connection, without an ini file."""
    from alembic.config import Config

    config = Config()
    folder = Path(__file__).resolve().parent / "migrations"
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def expected_tables() -> set[str]:
    """The names of all tables and indexes of a book, but for SQLite's own."""
    shadows = {f"search_index_{part}" for part in ("data", "idx", "docsize", "config")}
    names = {"alembic_version", "search_index"} | shadows
    for table in Base.metadata.tables.values():
        names |= {table.name} | {str(index.name) for index in table.indexes}
    return names
