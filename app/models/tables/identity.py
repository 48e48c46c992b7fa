"""Which book this is, and how often it was changed."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.tables.base import Base, Moment, new_uid, utc_now


class Identity(Base):
    """The book's one row: `uid` stays with it wherever it is copied, `changes` counts its transactions.

    `name` is the book's title; a book without one is called after its file.
    """

    __tablename__ = "identity"
    id: Mapped[int] = mapped_column(Integer, primary_key=True, default=1)
    uid: Mapped[str] = mapped_column(String(36), default=new_uid)
    name: Mapped[str | None] = mapped_column(Text)
    made_at: Mapped[Moment] = mapped_column(DateTime, default=utc_now)
    changes: Mapped[int] = mapped_column(BigInteger, default=0)

    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)
