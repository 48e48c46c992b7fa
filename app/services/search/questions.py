"""Search in all text of all records (UX.md, Behaviour 5): without case and accents, newest first.

Two steps (DESIGN.md, Measured): the index gives keys, newest first; then only the records of these are
read, and their snippets cut and marked from the original text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from app.domain.kinds import KINDS
from app.services.queries import Query, asked
from app.services.search.index import index_new, is_complete, keep_index, rebuild
from app.services.search.sources import SOURCES, TABLES, day_of, parts_of
from app.services.search.words import Words, marks_in, snippet

__all__ = [
    "ClientHits",
    "Hit",
    "Words",
    "by_client",
    "counts",
    "found_ids",
    "index_new",
    "is_complete",
    "keep_index",
    "marks_in",
    "rebuild",
    "search",
    "search_answer",
]


class Hit(NamedTuple):
    """A record that holds every typed word.

    `snippet` is original text on one line, `marks` are the (start, end) places in it of what was found.
    `rowid` continues a search: pass the last one as `before`.
    """

    kind: str
    table: str
    id: int
    client: str | None
    client_id: int | None
    ref: str | None
    day: date | None
    snippet: str
    marks: tuple[tuple[int, int], ...]
    rowid: int


class ClientHits(NamedTuple):
    """The hits of one client, or those of none (people, the house's own tasks)."""

    client_id: int | None
    client: str | None
    hits: list[Hit]


def search(
    session: Session,
    words: str,
    *,
    limit: int = 50,
    client_id: int | None = None,
    table: str | None = None,
    before: int | None = None,
) -> list[Hit]:
    """Records that hold every typed word, names first, then newest first.

    Each typed word finds words that begin with it; letters and symbols typed together are found together.
    Whatever is typed is only text; nothing, or nothing but spaces, finds nothing. `client_id` searches one
    client, `table` one kind of record, `before` continues below the `rowid` of the last hit.
    """
    typed = Words(words)
    hits: list[Hit] = []
    if not typed or limit <= 0:
        return hits
    expression = typed.expression(client_id)
    while len(hits) < limit:
        rowids = _rowids(session, expression, limit, table=table, before=before)
        hits += _hits(session, rowids, typed)
        if len(rowids) < limit:
            break
        before = rowids[-1]
    return hits[:limit]


def counts(session: Session, words: str, *, client_id: int | None = None) -> dict[str, int]:
    """How many records of each table hold every typed word; tables without any are left out."""
    typed = Words(words)
    if not typed:
        return {}
    rows = asked(session.connection(), _COUNTS, (typed.expression(client_id),))
    return {TABLES[number]: count for number, count in rows}


def found_ids(session: Session, words: str, *, client_id: int, limit: int) -> dict[str, list[int]]:
    """The ids, by table, of the newest `limit` records of a client that hold every typed word."""
    typed = Words(words)
    found: dict[str, list[int]] = {}
    if typed:
        for rowid in _rowids(session, typed.expression(client_id), limit):
            table, record_id = parts_of(rowid)
            found.setdefault(table, []).append(record_id)
    return found


_MATCH = "FROM search_index WHERE search_index MATCH ?"
_COUNTS = f"SELECT rowid >> 32 & 31, count(*) {_MATCH} GROUP BY 1"


def _rowids(
    session: Session, expression: str, limit: int, *, table: str | None = None, before: int | None = None
) -> list[int]:
    statement = f"SELECT rowid {_MATCH}"
    values: list[str | int] = [expression]
    if before is not None:
        statement, values = f"{statement} AND rowid < ?", [*values, before]
    if table is not None:
        statement, values = f"{statement} AND rowid >> 32 & 31 = ?", [*values, KINDS[table].number]
    rows = asked(session.connection(), f"{statement} ORDER BY rowid DESC LIMIT ?", (*values, limit))
    return [rowid for (rowid,) in rows]


@cache
def _shown(table: str) -> Query:
    return Query(SOURCES[table].shown())


def _hits(session: Session, rowids: Sequence[int], typed: Words) -> list[Hit]:
    wanted: dict[str, list[int]] = {}
    for rowid in rowids:
        table, record_id = parts_of(rowid)
        wanted.setdefault(table, []).append(record_id)
    connection = session.connection()
    rows = {
        (table, row[0]): row
        for table, ids in wanted.items()
        for row in _shown(table).tuples(connection, {"ids": json.dumps(ids)})
    }
    found = ((rowid, parts_of(rowid)) for rowid in rowids)
    return [_hit(rowid, at[0], row, typed) for rowid, at in found if (row := rows.get(at)) is not None]


def _hit(rowid: int, table: str, row: Sequence[Any], typed: Words) -> Hit:
    record_id, client_id, client, ref, *texts = row
    piece, marks = snippet(" · ".join(filter(None, texts)) or ref or "", typed)
    return Hit(table, table, record_id, client, client_id, ref, day_of(rowid), piece, marks, rowid)


def by_client(hits: Iterable[Hit]) -> list[ClientHits]:
    """The hits grouped by client; the groups in the order of their first hit."""
    groups: dict[int | None, ClientHits] = {}
    for hit in hits:
        groups.setdefault(hit.client_id, ClientHits(hit.client_id, hit.client, [])).hits.append(hit)
    return list(groups.values())


def search_answer(session: Session, words: str, *, limit: int = 50) -> list[dict[str, str | None]]:
    """The answer of `condica search` (DOMAIN.md, Answers for programs); `kind` is the sheet's name."""
    return [
        {
            "kind": hit.kind,
            "client": hit.client,
            "ref": hit.ref,
            "day": hit.day.isoformat() if hit.day else None,
            "snippet": hit.snippet,
        }
        for hit in search(session, words, limit=limit)
    ]
