"""Referrals: the client recommended us to somebody (DOMAIN.md, Words)."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.models.tables.base import Base, Day, Record, by_client, day, line, link, one_of, word

OUTCOMES = ("open", "won", "lost")


class Referral(Record, Base):
    """The client recommended us to `referred`."""

    __tablename__ = "referrals"
    client_id: Mapped[int] = link("clients", required=True)
    made_on: Mapped[Day] = day(required=True)
    referred: Mapped[str] = line(required=True)
    outcome: Mapped[str | None] = word(*OUTCOMES)

    __table_args__ = (one_of("outcome", *OUTCOMES), by_client("referrals", "made_on"))
