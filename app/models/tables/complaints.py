"""The book of complaints and the checks whether the client would speak (DOMAIN.md, Complaints, Voice)."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from app.models.tables.base import (
    Base,
    Day,
    Record,
    Referenced,
    between,
    by_client,
    day,
    flag,
    internal,
    line,
    link,
    money,
    named,
    not_before,
    one_of,
    prose,
    whole,
    word,
)

SATISFIED = ("yes", "partly", "no")
ANSWERS = ("willing", "hesitant", "unwilling")


class Complaint(Referenced, Record, Base):
    """A two-sided sheet: the client's remark on one side, our report on the other."""

    __tablename__ = "complaints"
    client_id: Mapped[int] = link("clients", required=True)
    received_on: Mapped[Day] = day(required=True)
    channel: Mapped[str | None] = line()
    raised_by: Mapped[str | None] = named("contacts")
    solicited: Mapped[bool | None] = flag()
    category: Mapped[str | None] = line()
    severity: Mapped[int | None] = whole(lowest=1, highest=3)
    remark: Mapped[str] = prose(required=True)
    assigned_to: Mapped[str | None] = named("people")
    responded_on: Mapped[Day | None] = day()
    finding: Mapped[str | None] = prose()
    change_made: Mapped[str | None] = prose()
    resolved_on: Mapped[Day | None] = day()
    told_on: Mapped[Day | None] = day()
    told_words: Mapped[str | None] = prose()
    thanked_on: Mapped[Day | None] = day()
    reward: Mapped[str | None] = line()
    reward_cost: Mapped[int | None] = internal(money())
    satisfied: Mapped[str | None] = word(*SATISFIED)
    story: Mapped[str | None] = prose()
    story_consent: Mapped[bool | None] = flag()

    constraints = (
        one_of("satisfied", *SATISFIED),
        between("severity", 1, 3),
        *(not_before(d, "received_on") for d in ("responded_on", "resolved_on", "told_on", "thanked_on")),
        by_client("complaints", "received_on"),
        Index("ix_complaints_told_on", "told_on"),
    )


class VoiceCheck(Record, Base):
    """We asked: would you tell us even the smallest thing that goes wrong?"""

    __tablename__ = "voice_checks"
    client_id: Mapped[int] = link("clients", required=True)
    asked_on: Mapped[Day] = day(required=True)
    contact_id: Mapped[int | None] = link("contacts")
    answer: Mapped[str] = word(*ANSWERS, required=True)
    words: Mapped[str | None] = prose()

    __table_args__ = (one_of("answer", *ANSWERS), by_client("voice_checks", "asked_on"))
