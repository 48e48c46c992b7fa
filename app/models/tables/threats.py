"""Threats to leave (DOMAIN.md, Threats)."""

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
    line,
    link,
    money,
    named,
    not_before,
    one_of,
    prose,
    word,
)

REASONS = ("competitor", "dissatisfaction", "price", "other", "none")
EVIDENCE = ("none", "claimed", "seen")
ASKED_FOR = ("nothing", "discount", "bonus", "free_work", "terms", "other")
RESPONSES = ("retain", "hold", "let_go")
OUTCOMES = ("open", "stayed", "left")


class Threat(Referenced, Record, Base):
    """The client says they may leave."""

    __tablename__ = "threats"
    wholly_internal = True
    client_id: Mapped[int] = link("clients", required=True)
    made_on: Mapped[Day] = day(required=True)
    made_by: Mapped[str | None] = named("contacts")
    wording: Mapped[str | None] = prose()
    stated_reason: Mapped[str | None] = word(*REASONS)
    competitor: Mapped[str | None] = line()
    offer_evidence: Mapped[str | None] = word(*EVIDENCE)
    asked_for: Mapped[str | None] = word(*ASKED_FOR)
    amount_asked: Mapped[int | None] = money()
    response: Mapped[str | None] = word(*RESPONSES)
    outcome: Mapped[str | None] = word(*OUTCOMES)
    outcome_on: Mapped[Day | None] = day()
    note: Mapped[str | None] = prose()

    constraints = (
        one_of("stated_reason", *REASONS),
        one_of("offer_evidence", *EVIDENCE),
        one_of("asked_for", *ASKED_FOR),
        one_of("response", *RESPONSES),
        one_of("outcome", *OUTCOMES),
        not_before("outcome_on", "made_on"),
        by_client("threats", "made_on"),
        Index("ix_threats_outcome", "outcome"),
    )
