"""Search in all text of all records (UX.md, Behaviour 5): without case and accents, newest first.

Two steps (DESIGN.md, Measured): the index gives keys, newest first; then only the records of these are
read, and their snippets cut and marked from the original text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, text
from sqlalchemy.orm import Session

from app.services.folding import IRREGULAR, aligned, is_word, located, marks_of, sign_of, tokens
from app.services.search_index import index_new, is_complete, keep_index, rebuild
from app.services.search_sources import SOURCES, client_word, day_of, parts_of

__all__ = [
    "ClientHits",
    "Hit",
    "Query",
    "by_client",
    "index_new",
    "is_complete",
    "keep_index",
    "marks_in",
    "rebuild",
    "search",
    "search_answer",
]

_MOST_WORDS = 24
_MOST_LETTERS = 500
_SNIPPET = 160
_LEAD = 48
_ON_ONE_LINE = dict.fromkeys([*range(32), 127, 0x85, 0x2028, 0x2029], " ")


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


class Query:
    """Typed words as the index understands them: each a phrase of tokens, the last one a beginning."""

    def __init__(self, words: str) -> None:
        self.phrases: list[list[str]] = []
        self.signs: list[str] = []
        for word in words[:_MOST_LETTERS].replace("\x00", " ").split()[:_MOST_WORDS]:
            if phrase := tokens(word):
                self.phrases.append(phrase)
            else:
                self.signs += marks_of(word)
        self._patterns = [_pattern(phrase) for phrase in self.phrases]

    def __bool__(self) -> bool:
        return bool(self.phrases or self.signs)

    def expression(self, client_id: int | None) -> str:
        """The query for FTS5; every token stands in quotes and holds letters only, so nothing is an operator."""
        parts = [f'"{" ".join(p)}"' + (" *" if is_word(p[-1]) else "") for p in self.phrases]
        parts += [f'"{sign}"' for sign in self.signs]
        if client_id is not None:
            parts.append(f'"{client_word(client_id)}"')
        return " AND ".join(parts)

    def marks(self, original: str) -> list[tuple[int, int]]:
        """Where the words stand in a text, in order and without overlaps."""
        plain = aligned(original)
        if IRREGULAR in plain:
            found = _slow_marks(original, self.phrases)
        else:
            found = [match.span() for pattern in self._patterns for match in pattern.finditer(plain)]
        for sign in self.signs:
            found += [(at, at + 1) for at, char in enumerate(original) if char == sign_of(sign)]
        return _without_overlaps(found)


def _pattern(phrase: Sequence[str]) -> re.Pattern[str]:
    """The phrase in `aligned` text: words begin where it says and only the last one may go on."""
    pieces: list[str] = []
    for number, token in enumerate(phrase):
        sign = sign_of(token)
        both_words = number > 0 and sign is None and sign_of(phrase[number - 1]) is None
        pieces.append(" +" if both_words else " *" if number else "")
        pieces.append(re.escape(sign) if sign is not None else r"(?<!\w)" + re.escape(token))
    return re.compile("".join(pieces))


def _slow_marks(original: str, phrases: Iterable[Sequence[str]]) -> list[tuple[int, int]]:
    """Letter by letter, for texts where folding changes the number of letters."""
    words = located(original)
    found = []
    for phrase in phrases:
        for at in range(len(words) - len(phrase) + 1):
            here = words[at : at + len(phrase)]
            same = all(word.token == token for word, token in zip(here[:-1], phrase[:-1], strict=True))
            if same and here[-1].token.startswith(phrase[-1]):
                found.append((here[0].places[0], here[-1].places[len(phrase[-1]) - 1] + 1))
    return found


def _without_overlaps(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept


def marks_in(words: str, original: str) -> list[tuple[int, int]]:
    """Where the typed words stand in any shown text (names in lists, the palette)."""
    return Query(words).marks(original)


def search(
    session: Session, words: str, *, limit: int = 50, client_id: int | None = None, before: int | None = None
) -> list[Hit]:
    """Records that hold every typed word, names first, then newest first.

    Each typed word finds words that begin with it; letters and symbols typed together are found together.
    Whatever is typed is only text; nothing, or nothing but spaces, finds nothing. `client_id` searches one
    client, `before` continues below the `rowid` of the last hit.
    """
    query = Query(words)
    hits: list[Hit] = []
    if not query or limit <= 0:
        return hits
    expression = query.expression(client_id)
    while len(hits) < limit:
        rowids = _rowids(session, expression, limit, before)
        hits += _hits(session, rowids, query)
        if len(rowids) < limit:
            break
        before = rowids[-1]
    return hits[:limit]


_MATCH = "SELECT rowid FROM search_index WHERE search_index MATCH :expression"
_NEWEST = text(f"{_MATCH} ORDER BY rowid DESC LIMIT :limit")
_OLDER = text(f"{_MATCH} AND rowid < :before ORDER BY rowid DESC LIMIT :limit")


def _rowids(session: Session, expression: str, limit: int, before: int | None) -> list[int]:
    values: dict[str, Any] = {"expression": expression, "limit": limit}
    if before is None:
        return list(session.scalars(_NEWEST, values))
    return list(session.scalars(_OLDER, {**values, "before": before}))


@cache
def _shown(table: str) -> Select[Any]:
    return SOURCES[table].shown()


def _hits(session: Session, rowids: Sequence[int], query: Query) -> list[Hit]:
    wanted: dict[str, list[int]] = {}
    for rowid in rowids:
        table, record_id = parts_of(rowid)
        wanted.setdefault(table, []).append(record_id)
    rows = {
        table: {row[0]: row for row in session.execute(_shown(table), {"ids": ids})}
        for table, ids in wanted.items()
    }
    found = ((rowid, *parts_of(rowid)) for rowid in rowids)
    return [
        _hit(rowid, table, row, query)
        for rowid, table, key in found
        if (row := rows[table].get(key)) is not None
    ]


def _hit(rowid: int, table: str, row: Sequence[Any], query: Query) -> Hit:
    record_id, client_id, client, ref, *texts = row
    snippet, marks = _snippet(" · ".join(filter(None, texts)) or ref or "", query)
    return Hit(table, table, record_id, client, client_id, ref, day_of(rowid), snippet, marks, rowid)


def _snippet(whole: str, query: Query) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The piece of the text around the first words found, on one line, and the marks in it."""
    marks = query.marks(whole)
    start = 0
    if len(whole) > _SNIPPET and marks and marks[0][1] > _SNIPPET - _LEAD:
        start = _word_start(whole, min(marks[0][0] - _LEAD, len(whole) - _SNIPPET))
    end = min(len(whole), start + _SNIPPET)
    piece = whole[start:end]
    if not piece.isprintable():
        piece = piece.translate(_ON_ONE_LINE)
    if start == 0 and end == len(whole):
        return piece, tuple(marks)
    opening, closing = "… " if start else "", " …" if end < len(whole) else ""
    shift = len(opening) - start
    inside = tuple((a + shift, min(b, end) + shift) for a, b in marks if start <= a < end)
    return f"{opening}{piece}{closing}", inside


def _word_start(whole: str, at: int) -> int:
    space = whole.find(" ", at, at + _LEAD // 2)
    return space + 1 if space >= 0 else at


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
