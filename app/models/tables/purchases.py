"""Money in, and the cost of serving (DOMAIN.md, Words)."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped

from app.models.tables.base import Base, Day, Record, by_client, day, flag, internal, line, link, money, real


class Purchase(Record, Base):
    """Money in: `amount` is what was paid after `discount`, `cost` the direct cost."""

    __tablename__ = "purchases"
    client_id: Mapped[int] = link("clients", required=True)
    bought_on: Mapped[Day] = day(required=True)
    amount: Mapped[int] = money(required=True)
    cost: Mapped[int | None] = internal(money())
    discount: Mapped[int | None] = money()
    item: Mapped[str | None] = line()
    invoice: Mapped[str | None] = line()

    __table_args__ = (by_client("purchases", "bought_on"),)


class Cost(Record, Base):
    """Money or time spent serving the client that no purchase carries.

    `beyond_scope`: done free of charge although the agreement does not include it.
    """

    __tablename__ = "costs"
    wholly_internal = True
    client_id: Mapped[int] = link("clients", required=True)
    spent_on: Mapped[Day] = day(required=True)
    amount: Mapped[int] = money(required=True)
    what: Mapped[str | None] = line()
    hours: Mapped[float | None] = real(lowest=0)
    beyond_scope: Mapped[bool | None] = flag()
    agreement_id: Mapped[int | None] = link("agreements")

    __table_args__ = (
        CheckConstraint("hours >= 0", name="hours_range"),
        by_client("costs", "spent_on"),
        Index("ix_costs_agreement_id", "agreement_id"),
    )
