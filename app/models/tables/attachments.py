"""Files kept in the book: what they are called and whose, apart from what is in them (UX.md, Client record)."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.tables.base import Base, Day, Record, by_client, day, line, link, named, prose

# The largest file that a book takes, in bytes.
LARGEST = 25 * 1024 * 1024


class Content(Base):
    """The bytes of a file, once for however many attachments have them; known by their SHA-256."""

    __tablename__ = "contents"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class Attachment(Record, Base):
    """A file of a client, under the name it came with."""

    __tablename__ = "attachments"
    client_id: Mapped[int] = link("clients", required=True)
    name: Mapped[str] = line(required=True)
    size: Mapped[int] = mapped_column(Integer, info={"kind": "whole", "lowest": 0, "highest": LARGEST})
    content_sha: Mapped[str] = mapped_column(ForeignKey("contents.sha256"), info={"kind": "key"})
    added_on: Mapped[Day] = day(required=True)
    added_by: Mapped[str | None] = named("people")
    note: Mapped[str | None] = prose()

    __table_args__ = (
        CheckConstraint(f"size BETWEEN 0 AND {LARGEST}", name="size_range"),
        by_client("attachments", "added_on"),
        Index("ix_attachments_content_sha", "content_sha"),
    )
