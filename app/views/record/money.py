"""Money in and out with one client: every purchase and cost, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.rules.value import revenue_between
from app.models import Cost, Purchase
from app.views.record.page import RecordView

QUARTERS = 8


@dataclass(frozen=True)
class MoneyLine:
    """One purchase or cost in cents; `kind` is its table, `margin` what a purchase left."""

    kind: str
    id: int
    day: date
    amount: int
    cost: int | None
    discount: int | None
    what: str | None
    invoice: str | None

    @property
    def margin(self) -> int:
        """Amount less direct cost; a cost is nothing but a loss."""
        return self.amount - (self.cost or 0) if self.kind == "purchases" else -self.amount


@dataclass(frozen=True)
class Quarter:
    """Revenue of one quarter in cents; the present one is `unfinished`."""

    start: date
    revenue: int
    unfinished: bool


@dataclass(frozen=True)
class MoneyView:
    """All lines, newest first, and the revenue of the last quarters, oldest first."""

    lines: tuple[MoneyLine, ...]
    quarters: tuple[Quarter, ...]


def money(session: Session, view: RecordView) -> MoneyView:
    """Everything of the Money tab, one query a table."""
    p, c, client_id = Purchase, Cost, view.who.id
    bought = session.execute(
        select(p.id, p.bought_on, p.amount, p.cost, p.discount, p.item, p.invoice).where(
            p.client_id == client_id, p.deleted_at.is_(None), p.bought_on <= view.as_of
        )
    )
    spent = session.execute(
        select(c.id, c.spent_on, c.amount, c.what).where(
            c.client_id == client_id, c.deleted_at.is_(None), c.spent_on <= view.as_of
        )
    )
    lines = [MoneyLine("purchases", *row) for row in bought]
    lines += [MoneyLine("costs", row[0], row[1], row[2], None, None, row[3], None) for row in spent]
    lines.sort(key=lambda each: (each.day, each.kind, each.id), reverse=True)
    return MoneyView(tuple(lines), quarters(view))


def quarters(view: RecordView) -> tuple[Quarter, ...]:
    """The revenue of the last quarters of the calendar, oldest first, the present one as far as it went."""
    starts = [_start(view.as_of)]
    while len(starts) < QUARTERS:
        starts.append(_start(date.fromordinal(starts[-1].toordinal() - 1)))
    starts.reverse()
    ends = [*(date.fromordinal(day.toordinal() - 1) for day in starts[1:]), view.as_of]
    before = [date.fromordinal(day.toordinal() - 1) for day in starts]
    return tuple(
        Quarter(start, revenue_between(view.history, first, last), last == view.as_of)
        for start, first, last in zip(starts, before, ends, strict=True)
    )


def _start(day: date) -> date:
    """The first day of the quarter."""
    return date(day.year, day.month - (day.month - 1) % 3, 1)
