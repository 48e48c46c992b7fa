"""Offers: something extra, unasked, on request, or under a threat (DOMAIN.md, Words)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.errors import NotFound
from app.i18n import _
from app.models import Offer
from app.services.records.fields import change, create


def offer(
    session: Session, *, client_id: int, made_on: date, kind: str, trigger: str, cost: int, **values: Any
) -> Offer:
    """Something extra; `cost` in cents is what it costs us. An offer under threat names its threat."""
    values = {"outcome": "open"} | values | {"client_id": client_id, "made_on": made_on}
    return create(session, Offer, **values, kind=kind, trigger=trigger, cost=cost)


def decide_offer(
    session: Session, *, offer_id: int, outcome: str, on: date, perceived_as: str | None = None
) -> Offer:
    """The client accepted or declined."""
    found = session.get(Offer, offer_id)
    if found is None or found.deleted_at is not None:
        raise NotFound(_("This offer is no longer in the book."), _("Look in the trash."))
    values: dict[str, Any] = {"outcome": outcome, "decided_on": on}
    if perceived_as is not None:
        values["perceived_as"] = perceived_as
    return change(session, found, **values)
