"""Promises of both sides, the agreements of the partnership, the client's goals (DOMAIN.md, Words)."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from app.models.tables.base import (
    Base,
    Day,
    Record,
    Referenced,
    by_client,
    day,
    flag,
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

SIDES = ("ours", "theirs")
KINDS = ("promise", "expectation")
PHASES = ("acquisition", "partnership")
ENDINGS = ("broken", "released")


class Promise(Referenced, Record, Base):
    """Something one side owes the other, said while courting or since."""

    __tablename__ = "promises"
    client_id: Mapped[int] = link("clients", required=True)
    text: Mapped[str] = prose(required=True)
    side: Mapped[str] = word(*SIDES, required=True)
    kind: Mapped[str | None] = word(*KINDS)
    phase: Mapped[str | None] = word(*PHASES)
    made_on: Mapped[Day] = day(required=True)
    made_by: Mapped[str | None] = named("people")
    due_on: Mapped[Day | None] = day()
    fulfilled_on: Mapped[Day | None] = day()
    ended_on: Mapped[Day | None] = day()
    ending: Mapped[str | None] = word(*ENDINGS)
    note: Mapped[str | None] = prose()

    constraints = (
        one_of("side", *SIDES),
        one_of("kind", *KINDS),
        one_of("phase", *PHASES),
        one_of("ending", *ENDINGS),
        not_before("fulfilled_on", "made_on"),
        not_before("ended_on", "made_on"),
        by_client("promises", "made_on"),
        Index("ix_promises_due_on", "due_on"),
    )


class Agreement(Referenced, Record, Base):
    """The partnership's term: start, end, value, notice, exit fee, what each side gains."""

    __tablename__ = "agreements"
    client_id: Mapped[int] = link("clients", required=True)
    title: Mapped[str] = line(required=True)
    starts_on: Mapped[Day] = day(required=True)
    ends_on: Mapped[Day | None] = day()
    yearly_value: Mapped[int | None] = money()
    notice_days: Mapped[int | None] = whole(lowest=0)
    exit_fee: Mapped[int | None] = money()
    exclusive: Mapped[bool | None] = flag()
    included: Mapped[str | None] = prose()
    our_gain: Mapped[str | None] = prose()
    client_gain: Mapped[str | None] = prose()

    constraints = (
        not_before("ends_on", "starts_on"),
        by_client("agreements", "starts_on"),
        Index("ix_agreements_ends_on", "ends_on"),
    )


class Goal(Referenced, Record, Base):
    """What the client wants to reach with us, in their words, and what came of it."""

    __tablename__ = "goals"
    client_id: Mapped[int] = link("clients", required=True)
    goal: Mapped[str] = prose(required=True)
    measure: Mapped[str | None] = prose()
    our_part: Mapped[str | None] = prose()
    client_part: Mapped[str | None] = prose()
    set_on: Mapped[Day] = day(required=True)
    due_on: Mapped[Day | None] = day()
    reached_on: Mapped[Day | None] = day()
    dropped_on: Mapped[Day | None] = day()
    result: Mapped[str | None] = prose()

    constraints = (
        not_before("due_on", "set_on"),
        not_before("reached_on", "set_on"),
        not_before("dropped_on", "set_on"),
        by_client("goals", "set_on"),
    )
