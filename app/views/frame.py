"""What the frame of the window says of the open book, and the names one can jump to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import settings
from app.domain.collation import name_order
from app.models import Client, Contact
from app.services import settings_store


class BookFacts(NamedTuple):
    """The book's own name, currency and country; `name` is empty where none was given.

    A `sample` is marked as one: everything in it is invented.
    """

    name: str
    currency: str
    country: str
    sample: bool


class Target(NamedTuple):
    """A client or a person at a client; `kind` is `client` or `person`, `line` says more about it."""

    kind: str
    id: int
    client_id: int
    name: str
    line: str


def book_facts(session: Session) -> BookFacts:
    """What the sidebar and the title show."""
    pairs = settings_store.pairs_in(session)
    found = settings.Settings.from_pairs(pairs)
    return BookFacts(found.name, found.currency, found.country, pairs.get("sample") == "yes")


def jump_targets(session: Session) -> list[Target]:
    """All clients and their people, by name."""
    clients = session.execute(
        select(Client.id, Client.name, Client.industry).where(Client.deleted_at.is_(None))
    ).all()
    people = session.execute(
        select(Contact.id, Contact.client_id, Contact.name, Contact.role, Client.name)
        .join(Client, Contact.client_id == Client.id)
        .where(Contact.deleted_at.is_(None), Client.deleted_at.is_(None))
    ).all()
    return [
        *_by_name(Target("client", id, id, name, _line(industry)) for id, name, industry in clients),
        *_by_name(
            Target("person", id, owner, name, _line(client, role)) for id, owner, name, role, client in people
        ),
    ]


def _by_name(targets: Iterable[Target]) -> list[Target]:
    return sorted(targets, key=lambda each: name_order(each.name))


def _line(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)
