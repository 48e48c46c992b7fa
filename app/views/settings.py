"""What the Settings page shows: the book's settings, its people, and currencies that lack a rate."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.collation import name_order
from app.domain.settings import Settings
from app.models import Client, Person
from app.services import settings_store


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One of us, and how many clients are theirs."""

    id: int
    name: str
    role: str
    email: str
    active: bool
    clients: int


@dataclass(frozen=True)
class SettingsView:
    """Everything the page needs at once; `unrated` are currencies of clients without a rate."""

    settings: Settings
    people: tuple[PersonRow, ...]
    unrated: tuple[str, ...]


def settings_view(session: Session) -> SettingsView:
    """The page's content as it stands in the book."""
    found = settings_store.load(session)
    return SettingsView(found, _people(session), _unrated(session, found))


def _people(session: Session) -> tuple[PersonRow, ...]:
    counted = (
        select(Client.owner_id, func.count().label("clients"))
        .where(Client.deleted_at.is_(None))
        .group_by(Client.owner_id)
        .subquery()
    )
    query = (
        select(Person, counted.c.clients)
        .outerjoin(counted, counted.c.owner_id == Person.id)
        .where(Person.deleted_at.is_(None))
    )
    return tuple(
        PersonRow(
            person.id,
            person.name,
            person.role or "",
            person.email or "",
            person.active is not False,
            clients or 0,
        )
        for person, clients in sorted(session.execute(query), key=lambda row: name_order(row[0].name))
    )


def _unrated(session: Session, found: Settings) -> tuple[str, ...]:
    query = (
        select(Client.currency).where(Client.deleted_at.is_(None), Client.currency.is_not(None)).distinct()
    )
    used = {code.strip().upper() for code in session.scalars(query) if code and code.strip()}
    rated = {code for code, _day, _rate in found.every_rate()}
    return tuple(sorted(used - rated - {found.currency}))
