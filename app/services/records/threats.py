"""Threats to leave: record, answer, and how they ended (DOMAIN.md, Threats)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.errors import InvalidInput, NotFound
from app.i18n import _
from app.models import Threat
from app.services.records.clients import lose_client
from app.services.records.fields import change, create, next_ref


def record_threat(
    session: Session, *, client_id: int, made_on: date, ref: str | None = None, **values: Any
) -> Threat:
    """The client says they may leave, in their own words where we have them."""
    values = {"outcome": "open"} | values | {"client_id": client_id, "made_on": made_on}
    return create(session, Threat, ref=ref or next_ref(session, Threat), **values)


def answer_threat(session: Session, *, threat_id: int, response: str) -> Threat:
    """What we decided: retain, hold, or let go."""
    return change(session, the_threat(session, threat_id), response=response)


def close_threat(session: Session, *, threat_id: int, outcome: str, on: date) -> Threat:
    """The client stayed or left. Losing the client is recorded apart (`clients.lose_client`)."""
    if outcome == "open":
        raise InvalidInput(_("Choose how it ended."), field="outcome")
    return change(session, the_threat(session, threat_id), outcome=outcome, outcome_on=on)


def they_left(
    session: Session, *, threat_id: int, on: date, lost: bool = False, reason: str | None = None
) -> Threat:
    """The client left after this threat; with `lost` the client is marked as lost on that day as well."""
    threat = close_threat(session, threat_id=threat_id, outcome="left", on=on)
    if lost:
        lose_client(session, client_id=threat.client_id, on=on, reason=reason or None)
    return threat


def the_threat(session: Session, threat_id: int) -> Threat:
    """The threat outside the trash; raises `NotFound`."""
    threat = session.get(Threat, threat_id)
    if threat is None or threat.deleted_at is not None:
        raise NotFound(_("This threat is no longer in the book."), _("Look in the trash."))
    return threat
