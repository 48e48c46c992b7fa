"""The people at a client, with everything their card shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.collation import name_order
from app.models import Contact
from app.views.record.page import RecordView


@dataclass(frozen=True)
class PersonCard:
    """One contact; `profile` and `reports_to` are internal."""

    id: int
    name: str
    role: str | None
    email: str | None
    phone: str | None
    language: str | None
    birthday: str | None
    influence: str | None
    advocate: bool | None
    reports_to: str | None
    previously_at: str | None
    left_on: date | None
    profile: str | None

    @property
    def gone(self) -> bool:
        """Whether they have left the client."""
        return self.left_on is not None


def people(session: Session, view: RecordView) -> tuple[PersonCard, ...]:
    """Everybody at the client by name, those who left last."""
    c = Contact
    query = (
        select(
            c.id,
            c.name,
            c.role,
            c.email,
            c.phone,
            c.language,
            c.birthday,
            c.influence,
            c.advocate,
            c.reports_to,
            c.previously_at,
            c.left_on,
            c.profile,
        )
        .where(c.client_id == view.who.id, c.deleted_at.is_(None))
        .order_by(c.name)
    )
    found = [PersonCard(*tuple(row)) for row in session.execute(query)]
    return tuple(sorted(found, key=lambda person: (person.gone, name_order(person.name))))
