"""The list of clients, drawn at once from one plain query; what the rules say of each is in `standings`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.models import Client, Person
from app.services.folding import fold


@dataclass(frozen=True)
class ClientName:
    """What the list needs to be drawn at once."""

    id: int
    name: str
    status: str
    owner: str | None
    words: str

    def matches(self, words: Sequence[str]) -> bool:
        """Every folded word occurs in name, owner, industry or tags, in any order."""
        return all(word in self.words for word in words)


def client_names(session: Session) -> list[ClientName]:
    """Every client outside the trash by name, from one query."""
    c, p = Client, Person
    query = (
        select(c.id, c.name, c.status, p.name, c.industry, c.tags, c.name_key)
        .outerjoin(p, and_(p.id == c.owner_id, p.deleted_at.is_(None)))
        .where(c.deleted_at.is_(None))
        .order_by(c.name_key)
    )
    return [
        ClientName(
            row[0], row[1], row[2], row[3], fold(" ".join(filter(None, (row[1], row[3], row[4], row[5]))))
        )
        for row in session.execute(query)
    ]
