"""Notes: one dated touch or thought each (DOMAIN.md, Words)."""

from __future__ import annotations

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped

from app.models.tables.base import (
    Base,
    Moment,
    Record,
    between,
    by_client,
    flag,
    internal,
    line,
    link,
    listed,
    moment,
    named,
    one_of,
    prose,
    whole,
    word,
)

TOUCHES = ("meeting", "call", "email", "visit", "message")
KINDS = (*TOUCHES, "internal")
SIDES = ("us", "client")


class Note(Record, Base):
    """One dated touch (meeting, call, email, visit, message) or an internal thought."""

    __tablename__ = "notes"
    client_id: Mapped[int] = link("clients", required=True)
    happened_at: Mapped[Moment] = moment(required=True)
    kind: Mapped[str] = word(*KINDS, required=True)
    started_by: Mapped[str | None] = word(*SIDES)
    author: Mapped[str | None] = named("people")
    contacts: Mapped[str | None] = listed()
    subject: Mapped[str | None] = line()
    body: Mapped[str | None] = prose()
    mood: Mapped[int | None] = internal(whole(lowest=-2, highest=2))
    pinned: Mapped[bool | None] = flag()

    __table_args__ = (
        one_of("kind", *KINDS),
        one_of("started_by", *SIDES),
        between("mood", -2, 2),
        by_client("notes", "happened_at"),
        # The few pinned ones of a client stand above all others.
        Index(
            "ix_notes_pinned", "client_id", sqlite_where=text("pinned = 1"), postgresql_where=text("pinned")
        ),
    )
