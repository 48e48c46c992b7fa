"""The book's own settings, and drafts that survive a kill."""

from __future__ import annotations

from sqlalchemy import DateTime, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.tables.base import Base, Moment, utc_now


class Setting(Base):
    """One setting of the book; which keys there are, see `domain.settings`."""

    __tablename__ = "settings"
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    value: Mapped[str | None] = mapped_column(Text)


class Draft(Base):
    """What was typed in a form and not yet saved, by the form's place; not a gesture, not exported."""

    __tablename__ = "drafts"
    place: Mapped[str] = mapped_column(String(120), primary_key=True)
    fields: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[Moment] = mapped_column(DateTime, default=utc_now, onupdate=utc_now)
