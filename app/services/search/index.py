"""The search index, and how it keeps up with the records.

`search_index` is a contentless FTS5 table of one column: it holds words and places, no text. A row's key
says all about a record: the ordinal of its day, the number of its table, its id (DESIGN.md, Measured):
`ORDER BY rowid DESC` is newest first without a look at the records. People, clients and contacts have no
day and stand above all days, so names come first.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from app.domain.folding import marks_of, tokens
from app.models import Decision
from app.services.search.joined import joined_of
from app.services.search.sources import SOURCES, Row, Source, client_word

__all__ = ["RowChanged", "index_new", "is_complete", "keep_index", "rebuild"]

_CHUNK = 500
_INSERT = text("INSERT INTO search_index(rowid, body) VALUES (:rowid, :body)")
_DELETE = text("DELETE FROM search_index WHERE rowid = :rowid")


class RowChanged(Protocol):
    """A changed row as the journal tells it: its values before and after, none where there was no row."""

    @property
    def table(self) -> str: ...
    @property
    def id(self) -> Any: ...
    @property
    def old(self) -> Mapping[str, Any] | None: ...
    @property
    def new(self) -> Mapping[str, Any] | None: ...


def _entry(source: Source, row: Row) -> dict[str, Any]:
    whole = "\n".join(value for name in source.all_texts if (value := row[name]))
    words = [*tokens(whole), *joined_of(whole), *marks_of(whole)]
    if row["client_id"] is not None:
        words.append(client_word(row["client_id"]))
    return {"rowid": source.rowid(row), "body": " ".join(words)}


def _chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    held = list(values)
    return (held[start : start + _CHUNK] for start in range(0, len(held), _CHUNK))


def _read(session: Session, source: Source, ids: Iterable[int]) -> Iterator[Row]:
    for some in _chunks(ids):
        yield from session.execute(source.select().where(source.table.c.id.in_(some))).mappings()


def _write(session: Session, entries: Iterable[dict[str, Any]]) -> None:
    # In rising order: FTS5 writes out what it gathered whenever a key is smaller than the one before.
    for some in _chunks(sorted(entries, key=lambda entry: int(entry["rowid"]))):
        session.execute(_INSERT, some)


def index_new(session: Session, table: str, ids: Iterable[int]) -> None:
    """Take new records into the index, after a bulk insert that the journal did not see row by row.

    The records must not be in the index yet; those in the trash and tables without records are left out.
    """
    source = SOURCES.get(table)
    if source is not None:
        _write(session, (_entry(source, row) for row in _read(session, source, ids)))


def _stale(session: Session, changes: Sequence[RowChanged]) -> set[int]:
    """The keys of index rows that the changes made stale."""
    stale = set()
    for change in changes:
        if change.old is not None and change.table in SOURCES:
            values = {**(change.new or {}), **change.old, "id": int(change.id)}
            stale.add(SOURCES[change.table].rowid(values))
    return stale


def _moved_attempts(session: Session, changes: Sequence[RowChanged]) -> list[int]:
    """Attempts know their client through their decision: those whose decision went to another client."""
    moved = [
        int(c.id)
        for c in changes
        if c.table == Decision.__tablename__
        and c.old
        and c.new
        and c.old.get("client_id") != c.new.get("client_id")
    ]
    attempts = SOURCES["attempts"].table
    ids: list[int] = []
    for some in _chunks(moved):
        ids += session.scalars(select(attempts.c.id).where(attempts.c.decision_id.in_(some)))
    return ids


def _naming(session: Session, changes: Sequence[RowChanged]) -> dict[str, set[int]]:
    """The records that name people or contacts whose own name changed."""
    renamed: dict[str, list[int]] = {}
    for change in changes:
        if change.old and change.new and change.old.get("name") != change.new.get("name"):
            renamed.setdefault(change.table, []).append(int(change.id))
    found: dict[str, set[int]] = {}
    for source in SOURCES.values():
        for name, other in source.named.items():
            for some in _chunks(renamed.get(other, ())):
                ids = select(source.table.c.id).where(source.table.c[name].in_(some))
                found.setdefault(source.table.name, set()).update(session.scalars(ids))
    return found


def keep_index(session: Session, changes: Sequence[RowChanged]) -> None:
    """Bring the index up to changed rows; the hook of the journal, also for undo and redo."""
    now: dict[str, set[int]] = {}
    for change in changes:
        if change.new is not None and change.table in SOURCES:
            now.setdefault(change.table, set()).add(int(change.id))
    if moved := _moved_attempts(session, changes):
        now.setdefault("attempts", set()).update(moved)
    for table, ids in _naming(session, changes).items():
        now.setdefault(table, set()).update(ids)
    entries = [
        _entry(SOURCES[table], row)
        for table, ids in now.items()
        for row in _read(session, SOURCES[table], ids)
    ]
    stale = _stale(session, changes) | {entry["rowid"] for entry in entries}
    if stale:
        session.execute(_DELETE, [{"rowid": rowid} for rowid in sorted(stale)])
    _write(session, entries)


def rebuild(session: Session, progress: Callable[[int, int], None] | None = None) -> None:
    """Empty the index and fill it from the records in one pass, in the order of the keys.

    Also what makes erased words really gone: nothing of the old index is kept. `progress(done, total)`
    is called now and then.
    """
    session.execute(text("INSERT INTO search_index(search_index) VALUES ('delete-all')"))
    total = _count(session)
    streams = [_stream(session, source) for source in SOURCES.values()]
    done = 0
    batch: list[dict[str, Any]] = []
    for entry in heapq.merge(*streams, key=lambda entry: int(entry["rowid"])):
        batch.append(entry)
        if len(batch) == 2000:
            done += len(batch)
            session.execute(_INSERT, batch)
            batch = []
            if progress:
                progress(done, total)
    if batch:
        session.execute(_INSERT, batch)
    if progress:
        progress(total, total)


def _stream(session: Session, source: Source) -> Iterator[dict[str, Any]]:
    rows = session.execute(source.in_order(), execution_options={"yield_per": 1000})
    return (_entry(source, row) for row in rows.mappings())


def _count(session: Session) -> int:
    kept = (
        session.scalar(select(func.count()).select_from(s.table).where(s.table.c.deleted_at.is_(None)))
        for s in SOURCES.values()
    )
    return sum(count or 0 for count in kept)


def is_complete(session: Session) -> bool:
    """Whether the index is sound in itself and holds as many rows as there are records to find."""
    try:
        session.execute(text("INSERT INTO search_index(search_index) VALUES ('integrity-check')"))
    except DatabaseError:
        return False
    held = session.scalar(text("SELECT count(*) FROM search_index_docsize"))
    return int(held or 0) == _count(session)
