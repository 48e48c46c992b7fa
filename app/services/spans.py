"""The times in which a client was ours, as they stand in the book."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.periods import Span, own_span
from app.models import Client, Period


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
