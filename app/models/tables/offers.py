"""Offers: something extra that we gave or proposed (DOMAIN.md, Words)."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from app.models.tables.base import (
    Base,
    Day,
    Record,
    by_client,
    day,
    internal,
    line,
    link,
    money,
    not_before,
    one_of,
    prose,
    word,
)

KINDS = ("discount", "bonus", "gift", "service", "terms")
TRIGGERS = ("proactive", "requested", "threat")
OUTCOMES = ("open", "accepted", "declined")
PERCEIVED = ("reward", "gift", "unknown")


class Offer(Record, Base):
    """Something extra, given unasked, on request, or under a threat."""

    __tablename__ = "offers"
    client_id: Mapped[int] = link("clients", required=True)
    made_on: Mapped[Day] = day(required=True)
    kind: Mapped[str] = word(*KINDS, required=True)
    trigger: Mapped[str] = internal(word(*TRIGGERS, required=True))
    threat_id: Mapped[int | None] = internal(link("threats"))
    program: Mapped[str | None] = internal(line())
    cost: Mapped[int] = internal(money(required=True))
    asked_in_return: Mapped[str | None] = line()
    outcome: Mapped[str | None] = word(*OUTCOMES)
    decided_on: Mapped[Day | None] = day()
    perceived_as: Mapped[str | None] = internal(word(*PERCEIVED))
    note: Mapped[str | None] = internal(prose())

    __table_args__ = (
        one_of("kind", *KINDS),
        one_of("trigger", *TRIGGERS),
        one_of("outcome", *OUTCOMES),
        one_of("perceived_as", *PERCEIVED),
        not_before("decided_on", "made_on"),
        by_client("offers", "made_on"),
        Index("ix_offers_threat_id", "threat_id"),
    )
