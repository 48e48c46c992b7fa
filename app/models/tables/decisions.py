"""Disputed decisions and the attempts at arguing our advice (DOMAIN.md, Advice on disputed decisions)."""

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
    internal,
    line,
    link,
    named,
    not_before,
    one_of,
    prose,
    whole,
    word,
)

OUTCOMES = ("open", "convinced", "compromise", "client_way", "withdrawn", "declined")
VERDICTS = ("our_advice", "client_right", "mixed", "too_early")
RESPONSES = ("refused", "hesitated", "partly", "accepted")


class Decision(Referenced, Record, Base):
    """Something the client wants that we advise against: their wish, our advice, what is at stake."""

    __tablename__ = "decisions"
    client_id: Mapped[int] = link("clients", required=True)
    title: Mapped[str] = line(required=True)
    topic: Mapped[str | None] = line()
    client_wish: Mapped[str] = prose(required=True)
    our_advice: Mapped[str] = prose(required=True)
    stake: Mapped[str | None] = prose()
    raised_on: Mapped[Day] = day(required=True)
    advice_limit: Mapped[int | None] = internal(whole(lowest=0, highest=9))
    outcome: Mapped[str] = word(*OUTCOMES, required=True)
    decided_on: Mapped[Day | None] = day()
    decided_by: Mapped[str | None] = named("contacts")
    debrief_on: Mapped[Day | None] = day()
    debriefed_on: Mapped[Day | None] = day()
    verdict: Mapped[str | None] = word(*VERDICTS)
    lesson: Mapped[str | None] = prose()

    constraints = (
        one_of("outcome", *OUTCOMES),
        one_of("verdict", *VERDICTS),
        between("advice_limit", 0, 9),
        not_before("decided_on", "raised_on"),
        not_before("debriefed_on", "raised_on"),
        by_client("decisions", "raised_on"),
        Index("ix_decisions_outcome", "outcome"),
    )


class Attempt(Record, Base):
    """One occasion on which we argued our advice."""

    __tablename__ = "attempts"
    wholly_internal = True
    decision_id: Mapped[int] = link("decisions", required=True)
    made_on: Mapped[Day] = day(required=True)
    made_by: Mapped[str | None] = named("people")
    contact_id: Mapped[int | None] = link("contacts")
    channel: Mapped[str | None] = line()
    argument: Mapped[str] = prose(required=True)
    response: Mapped[str | None] = word(*RESPONSES)
    override_reason: Mapped[str | None] = prose()

    __table_args__ = (
        one_of("response", *RESPONSES),
        Index("ix_attempts_decision_id_made_on", "decision_id", "made_on"),
    )
