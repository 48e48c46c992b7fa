"""Books as older versions of Condica left them."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from app.models.engine import connect, engine_of
from app.models.schema import upgrade_tables


def older_book(folder: Path, schema: int, *statements: str) -> Path:
    """A book as an older Condica left it: the client Acme, two notes, and what the statements add."""
    path = folder / "older_with_records.condica"
    path.touch()
    engine = engine_of(path, None)
    with engine.execution_options(writes=True).begin() as connection:
        upgrade_tables(connection, schema)
        connection.exec_driver_sql(
            "INSERT INTO identity (id, uid, changes, made_at) VALUES (1, 'the-book', 7, '2024-05-06 00:00:00')"
        )
        for number, statement in enumerate(
            (
                "INSERT INTO clients (id, name, name_key, status, since{0}) VALUES (1, 'Acme', 'acme', 'active', '2024-05-06'{1})",
                "INSERT INTO notes (id, client_id, happened_at, kind, body{0}) VALUES (1, 1, '2024-06-07 00:00:00', 'call', 'First'{1})",
                "INSERT INTO notes (id, client_id, happened_at, kind, body{0}) VALUES (2, 1, '2024-06-08 00:00:00', 'call', 'हिन्दी'{1})",
                *statements,
            )
        ):
            stamps = f", 'uid-{number}', '2025-03-04 00:00:00', '2025-03-04 00:00:00'"
            connection.exec_driver_sql(statement.format(", uid, created_at, changed_at", stamps))
    engine.dispose()
    return path


def rows(path: Path, query: str) -> list[Any]:
    """What the query finds in the book's file."""
    with closing(connect(path, None, mode="ro")) as connection:
        return list(connection.execute(query).fetchall())
