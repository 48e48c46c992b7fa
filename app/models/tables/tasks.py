"""Tasks, planned calls and meetings, and what was put off on Today (DOMAIN.md, Words, Today)."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Date, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.tables.base import Base, Day, Record, day, line, link, named, one_of, prose, whole, word

KINDS = ("task", "call", "meeting")
EVERY = ("1w", "2w", "1m", "3m", "6m", "1y")


class Task(Record, Base):
    """Something to do by a day; a done call or meeting becomes a touch, one with `every` makes the next."""

    __tablename__ = "tasks"
    client_id: Mapped[int | None] = link("clients")
    text: Mapped[str] = prose(required=True)
    kind: Mapped[str | None] = word(*KINDS)
    due_on: Mapped[Day | None] = day()
    at: Mapped[str | None] = line()
    minutes: Mapped[int | None] = whole(lowest=0, highest=1440)
    place: Mapped[str | None] = line()
    every: Mapped[str | None] = word(*EVERY)
    done_on: Mapped[Day | None] = day()
    who: Mapped[str | None] = named("people")

    __table_args__ = (
        one_of("kind", *KINDS),
        one_of("every", *EVERY),
        CheckConstraint("minutes BETWEEN 0 AND 1440", name="minutes_range"),
        Index("ix_tasks_client_id_due_on", "client_id", "due_on"),
        Index("ix_tasks_done_on_due_on", "done_on", "due_on"),
    )


class Snooze(Base):
    """An item of Today put off until a day: `item` names it as `rule/client/ref`."""

    __tablename__ = "snoozes"
    id: Mapped[int] = mapped_column(primary_key=True)
    item: Mapped[str] = mapped_column(Text)
    until: Mapped[Day] = mapped_column(Date)

    __table_args__ = (UniqueConstraint("item"),)
