"""Money in and the cost of serving (DOMAIN.md, Words)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.models import Cost, Purchase
from app.services.records.fields import create


def log_purchase(
    session: Session, *, client_id: int, bought_on: date, amount: int, **values: Any
) -> Purchase:
    """Money in: `amount` in cents as paid, after any discount."""
    return create(session, Purchase, client_id=client_id, bought_on=bought_on, amount=amount, **values)


def log_cost(
    session: Session, *, client_id: int, spent_on: date, amount: int, what: str | None = None
) -> Cost:
    """Money or time spent on the client that no purchase carries, in cents."""
    return create(session, Cost, client_id=client_id, spent_on=spent_on, amount=amount, what=what)
