"""Judgements: a person's own verdict beside the computed one (DOMAIN.md, Words)."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.models.tables.base import (
    Base,
    Day,
    Record,
    by_client,
    day,
    line,
    link,
    named,
    not_before,
    one_of,
    prose,
    word,
)

ABOUT = ("deal_hunter", "loyalty_type")
VALUES = {
    "deal_hunter": ("hunter", "watch", "none"),
    "loyalty_type": ("bonus", "inertia", "convenience", "monopoly", "price", "trend", "life"),
}


class Judgement(Record, Base):
    """A verdict of a person with a reason and an end; it stands above the computed one while in force."""

    __tablename__ = "judgements"
    wholly_internal = True
    client_id: Mapped[int] = link("clients", required=True)
    about: Mapped[str] = word(*ABOUT, required=True)
    value: Mapped[str] = line(required=True)
    reason: Mapped[str] = prose(required=True)
    judged_on: Mapped[Day] = day(required=True)
    judged_by: Mapped[str | None] = named("people")
    valid_until: Mapped[Day | None] = day()

    __table_args__ = (
        one_of("about", *ABOUT),
        not_before("valid_until", "judged_on"),
        by_client("judgements", "judged_on"),
    )
