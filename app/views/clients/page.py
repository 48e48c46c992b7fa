"""The list of clients, drawn at once from one plain query; what the rules say of each is in `standings`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.domain.collation import name_order
from app.domain.folding import fold
from app.models import Client, Person


class ClientName(NamedTuple):
    """What the list needs to be drawn at once."""

    id: int
    name: str
    status: str
    owner: str | None
    industry: str | None
    tags: str | None

    def matches(self, words: Sequence[str]) -> bool:
        """Every folded word occurs in name, owner, industry or tags, in any order."""
        if not words:
            return True
        about = _folded(" ".join(text for text in (self.name, self.owner, self.industry, self.tags) if text))
        return all(word in about for word in words)


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    """Folded once, when somebody filters, not for every list that is drawn."""
    return fold(text)


def client_names(session: Session) -> list[ClientName]:
    """Every client outside the trash by name, from one query."""
    c, p = Client.__table__.c, Person.__table__.c
    query = (
        select(c.id, c.name, c.status, p.name, c.industry, c.tags)
        .select_from(Client.__table__)
        .outerjoin(Person.__table__, and_(p.id == c.owner_id, p.deleted_at.is_(None)))
        .where(c.deleted_at.is_(None))
    )
    found = [ClientName._make(row) for row in session.connection().execute(query)]
    return sorted(found, key=lambda each: name_order(each.name))
