"""Survey answers: one answer of one contact to one question (DOMAIN.md, Surveys)."""

from __future__ import annotations

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from app.models.tables.base import Base, Day, Record, by_client, day, link, one_of, prose, real, word

KINDS = ("csat", "nps", "ces", "csi")


class Survey(Record, Base):
    """One answer; the score lies between `lowest` and `highest` and is better the higher it is."""

    __tablename__ = "surveys"
    client_id: Mapped[int] = link("clients", required=True)
    kind: Mapped[str] = word(*KINDS, required=True)
    answered_on: Mapped[Day] = day(required=True)
    contact_id: Mapped[int | None] = link("contacts")
    score: Mapped[float] = real(required=True)
    lowest: Mapped[float] = real(required=True)
    highest: Mapped[float] = real(required=True)
    comment: Mapped[str | None] = prose()

    __table_args__ = (
        one_of("kind", *KINDS),
        CheckConstraint("highest > lowest", name="scale"),
        CheckConstraint("score BETWEEN lowest AND highest", name="score_on_scale"),
        by_client("surveys", "answered_on"),
    )
