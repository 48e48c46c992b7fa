"""What the page of search shows: hits grouped by client, the kinds they are of, and words that find more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.kinds import KINDS
from app.models import Client
from app.services.search.questions import Hit, by_client, counts, search

WINDOW = 80
LARGEST_WINDOW = 1000
# Hits of one client that are shown among those of others; the rest is one step away.
SHOWN = 4
# How many words a question may have for words to be left out of it one by one.
_MOST_LEFT_OUT = 6
_SHORTEST = 3


@dataclass(frozen=True)
class Question:
    """What is asked: words, within one client or all, one kind of record (its table) or all."""

    words: str = ""
    client_id: int | None = None
    table: str | None = None

    @property
    def narrowed(self) -> bool:
        """Whether more could be found without its filters."""
        return self.client_id is not None or self.table is not None


@dataclass(frozen=True)
class Found:
    """A window of hits; `ended` says that there are no more. `client` is whose they are, where one was asked for."""

    question: Question
    hits: tuple[Hit, ...]
    ended: bool
    client: str = ""


@dataclass(frozen=True)
class ClientLine:
    """The heading of a group; `client` is empty for what is nobody's: our people, the house's own tasks."""

    client_id: int | None
    client: str


@dataclass(frozen=True)
class MoreLine:
    """There is more of this client; `count` is how much, None where that is not known yet."""

    client_id: int
    client: str
    count: int | None


Line = ClientLine | Hit | MoreLine


def ask(session: Session, question: Question, *, before: int | None = None, limit: int = WINDOW) -> Found:
    """The next `limit` hits below the key `before`, newest first."""
    hits = search(
        session,
        question.words,
        limit=limit,
        client_id=question.client_id,
        table=question.table,
        before=before,
    )
    return Found(question, tuple(hits), len(hits) < limit, client_name(session, question.client_id))


def client_name(session: Session, client_id: int | None) -> str:
    """How a client is called; nothing for none, and for one that is not in the book any more."""
    if client_id is None:
        return ""
    kept = select(Client.name).where(Client.id == client_id, Client.deleted_at.is_(None))
    return session.scalar(kept) or ""


def kinds_found(session: Session, question: Question) -> dict[str, int]:
    """How much there is of each kind, whatever kind the question asks for; in the order of the chips."""
    found = counts(session, question.words, client_id=question.client_id)
    return {table: found[table] for table in KINDS if table in found}


def lines_of(hits: Sequence[Hit], *, one_client: bool, ended: bool) -> list[Line]:
    """The hits under their clients, the client of the newest hit first; a long group ends in a `MoreLine`."""
    lines: list[Line] = []
    for group in by_client(hits):
        lines.append(ClientLine(group.client_id, group.client or ""))
        if one_client or group.client_id is None or len(group.hits) <= SHOWN + 1:
            lines += group.hits
        else:
            lines += group.hits[:SHOWN]
            left = len(group.hits) - SHOWN if ended else None
            lines.append(MoreLine(group.client_id, group.client or "", left))
    return lines


def looser(session: Session, question: Question) -> Question | None:
    """A question near to one that finds nothing, and that finds something; None where there is none."""
    return next((each for each in _near(question) if _finds(session, each)), None)


def _finds(session: Session, question: Question) -> bool:
    found = search(session, question.words, limit=1, client_id=question.client_id, table=question.table)
    return bool(found)


def _near(question: Question) -> Iterator[Question]:
    if question.narrowed:
        yield Question(question.words)
    for words in _fewer(question.words.split()):
        yield replace(question, words=words)
    if question.narrowed:
        for words in _fewer(question.words.split()):
            yield Question(words)


def _fewer(words: Sequence[str]) -> Iterator[str]:
    """All words but one, then each alone, then the beginning of the only one."""
    if 1 < len(words) <= _MOST_LEFT_OUT:
        for left_out in reversed(range(len(words))):
            yield " ".join(word for at, word in enumerate(words) if at != left_out)
    if len(words) > 2:
        yield from sorted(dict.fromkeys(words[:_MOST_LEFT_OUT]), key=len, reverse=True)
    if len(words) == 1:
        for length in range(len(words[0]) - 1, _SHORTEST - 1, -1):
            yield words[0][:length]
