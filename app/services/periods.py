"""The times in which a client was ours: they follow each other and never overlap (DOMAIN.md, Time)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import NamedTuple, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Client, Period

Key = TypeVar("Key")


class Span(NamedTuple):
    """A time as our client, `lost_on` not included; none where it goes on. `own`: it stands on the client."""

    since: date
    lost_on: date | None
    own: bool = False

    def holds(self, day: date) -> bool:
        """Whether they were our client on that day."""
        return self.since <= day and (self.lost_on is None or day < self.lost_on)


def clash(spans: Iterable[tuple[Span, Key]]) -> tuple[Key, Key] | None:
    """The keys of two times that overlap, the later one first; none where they follow each other.

    The client's own time is the present or last one: an earlier time that begins after it is a clash, too.
    """
    ordered = sorted(spans, key=lambda pair: (pair[0].since, pair[0].lost_on or date.max, pair[0].own))
    for (before, key), (after, later) in pairwise(ordered):
        if before.own or before.lost_on is None or before.lost_on > after.since:
            return later, key
    return None


def own_span(since: date | None, lost_on: date | None) -> Span | None:
    """The time that stands on the client; none for a prospect, who may have been ours earlier."""
    return None if since is None else Span(since, lost_on, own=True)


def all_spans(session: Session) -> dict[int, list[tuple[Span, int | None]]]:
    """As `spans_of`, of every client outside the trash who was ours before."""
    p, c = Period, Client
    found: dict[int, list[tuple[Span, int | None]]] = {}
    earlier = select(p.client_id, p.since, p.lost_on, p.id).where(p.deleted_at.is_(None))
    for client_id, since, lost_on, key in session.execute(earlier):
        found.setdefault(client_id, []).append((Span(since, lost_on), key))
    present = select(c.id, c.since, c.lost_on).where(c.deleted_at.is_(None))
    for row in session.execute(present):
        if row[0] in found and (span := own_span(row[1], row[2])):
            found[row[0]].append((span, None))
    return found


def spans_of(
    session: Session, client_id: int, *, but: int | None = None, own: bool = True
) -> list[tuple[Span, int | None]]:
    """The times of a client outside the trash with the ids of their records; the client's own has none.

    `but` leaves out one record, and `own=False` the client's own time.
    """
    p, c = Period, Client
    query = select(p.since, p.lost_on, p.id).where(p.client_id == client_id, p.deleted_at.is_(None))
    found: list[tuple[Span, int | None]] = [
        (Span(row[0], row[1]), row[2]) for row in session.execute(query) if row[2] != but
    ]
    if own:
        present = session.execute(select(c.since, c.lost_on).where(c.id == client_id)).one()
        span = own_span(present[0], present[1])
        found += [(span, None)] if span else []
    return found
