"""People of the house, clients, and the contacts at them (DOMAIN.md, Words)."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped

from app.models.tables.base import (
    Base,
    Day,
    Keyed,
    Record,
    between,
    birthday,
    by_client,
    day,
    flag,
    internal,
    line,
    link,
    listed,
    named,
    not_before,
    one_of,
    prose,
    whole,
    word,
)

STATUSES = ("prospect", "active", "paused", "lost")
EXPERTISE = ("novice", "informed", "expert")
SWITCHING_COSTS = ("low", "medium", "high")
CAME_FOR = ("need", "price", "bonus", "trend", "referral", "other")
INFLUENCES = ("decides", "influences", "uses", "pays")


class Person(Keyed, Record, Base):
    """One of us: account manager or colleague."""

    __tablename__ = "people"
    email: Mapped[str | None] = line()
    role: Mapped[str | None] = line()
    active: Mapped[bool | None] = flag()


class Client(Keyed, Record, Base):
    """An organisation we serve or court."""

    __tablename__ = "clients"
    legal_name: Mapped[str | None] = line()
    group: Mapped[str | None] = line()
    industry: Mapped[str | None] = line()
    website: Mapped[str | None] = line()
    owner_id: Mapped[int | None] = link("people")
    status: Mapped[str] = word(*STATUSES, required=True)
    since: Mapped[Day | None] = day()
    lost_on: Mapped[Day | None] = day()
    lost_reason: Mapped[str | None] = line()
    currency: Mapped[str | None] = line()
    expertise: Mapped[str | None] = internal(word(*EXPERTISE))
    advice_limit: Mapped[int | None] = internal(whole(lowest=0, highest=9))
    contact_every_days: Mapped[int | None] = whole(lowest=1, highest=3650)
    sole_supplier: Mapped[bool | None] = internal(flag())
    switching_cost: Mapped[str | None] = internal(word(*SWITCHING_COSTS))
    came_for: Mapped[str | None] = internal(word(*CAME_FOR))
    first_contact_on: Mapped[Day | None] = day()
    profile: Mapped[str | None] = internal(prose())
    tags: Mapped[str | None] = listed()

    constraints = (
        one_of("status", *STATUSES),
        one_of("expertise", *EXPERTISE),
        one_of("switching_cost", *SWITCHING_COSTS),
        one_of("came_for", *CAME_FOR),
        between("advice_limit", 0, 9),
        between("contact_every_days", 1, 3650),
        not_before("lost_on", "since"),
        CheckConstraint("status = 'prospect' OR since IS NOT NULL", name="since_known"),
        CheckConstraint("(status = 'lost') = (lost_on IS NOT NULL)", name="lost_on_when_lost"),
        Index("ix_clients_owner_id", "owner_id"),
    )


class Period(Record, Base):
    """An earlier time as our client; the present or last one is the client's own `since`, `lost_on`."""

    __tablename__ = "periods"
    client_id: Mapped[int] = link("clients", required=True)
    since: Mapped[Day] = day(required=True)
    lost_on: Mapped[Day] = day(required=True)
    lost_reason: Mapped[str | None] = line()

    __table_args__ = (not_before("lost_on", "since"), by_client("periods", "since"))


class Contact(Record, Base):
    """A person at the client."""

    __tablename__ = "contacts"
    client_id: Mapped[int] = link("clients", required=True)
    name: Mapped[str] = line(required=True)
    role: Mapped[str | None] = line()
    email: Mapped[str | None] = line()
    phone: Mapped[str | None] = line()
    language: Mapped[str | None] = line()
    birthday: Mapped[str | None] = birthday()
    influence: Mapped[str | None] = internal(word(*INFLUENCES))
    advocate: Mapped[bool | None] = internal(flag())
    reports_to: Mapped[str | None] = internal(named("contacts"))
    previously_at: Mapped[str | None] = line()
    left_on: Mapped[Day | None] = day()
    profile: Mapped[str | None] = internal(prose())

    __table_args__ = (
        one_of("influence", *INFLUENCES),
        CheckConstraint("birthday LIKE '____-__-__' OR birthday LIKE '--__-__'", name="birthday_day"),
        Index("ix_contacts_client_id_name", "client_id", "name"),
    )
