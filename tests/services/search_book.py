"""A small book for the tests of search, and the records they write into it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from app.models import Client, Note
from app.models.schema import make_tables
from app.services.search.questions import index_new


@contextmanager
def small_book(folder: Path) -> Iterator[Session]:
    """A new book in the folder, with an empty index."""
    engine = create_engine(f"sqlite:///{folder / 'book.condica'}", module=sqlcipher3.dbapi2)
    with engine.begin() as connection:
        make_tables(connection)
    with Session(engine) as session:
        yield session
    engine.dispose()


@dataclass(frozen=True)
class Changed:
    table: str
    id: int
    old: dict[str, Any] | None
    new: dict[str, Any] | None


def client(session: Session, name: str = "Alfa Media SRL") -> Client:
    made = Client(name=name, status="prospect")
    session.add(made)
    session.flush()
    index_new(session, "clients", [made.id])
    return made


def note(session: Session, of: Client, body: str, day: date = date(2026, 11, 20), **columns: Any) -> Note:
    moment = datetime(day.year, day.month, day.day, 9, 30)
    made = Note(client_id=of.id, happened_at=moment, kind="call", body=body, **columns)
    session.add(made)
    session.flush()
    index_new(session, "notes", [made.id])
    return made


def values(record: Any) -> dict[str, Any]:
    return {column.name: getattr(record, column.name) for column in record.__table__.c}
