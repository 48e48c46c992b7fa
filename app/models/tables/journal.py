"""The journal: every gesture with the old and new values it left (DESIGN.md, How data flows)."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.tables.base import Base, Moment, utc_now


class Gesture(Base):
    """One thing the user did: one transaction, one Undo."""

    __tablename__ = "gestures"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    label: Mapped[str] = mapped_column(Text)
    author: Mapped[str | None] = mapped_column(Text)
    made_at: Mapped[Moment] = mapped_column(DateTime, default=utc_now)
    state: Mapped[str] = mapped_column(String(8), default="done")

    __table_args__ = (
        CheckConstraint("state IN ('done', 'undone', 'kept')", name="state_word"),
        Index("ix_gestures_state_id", "state", "id"),
    )


class Change(Base):
    """One row changed by a gesture; `old` and `new` are its values as JSON, null where there was no row."""

    __tablename__ = "changes"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    gesture_id: Mapped[int] = mapped_column(ForeignKey("gestures.id", ondelete="CASCADE"))
    table_name: Mapped[str] = mapped_column(String(40))
    row_key: Mapped[str] = mapped_column(String(120))
    old: Mapped[str | None] = mapped_column(Text)
    new: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        Index("ix_changes_gesture_id", "gesture_id"),
        Index("ix_changes_table_name_row_key", "table_name", "row_key"),
    )
