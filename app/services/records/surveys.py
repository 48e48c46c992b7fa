"""Survey answers and recommendations (DOMAIN.md, Surveys, Words)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Referral, Survey
from app.services.records.fields import create

# The usual scale of each question; any other may be given.
SCALES = {"csat": (1.0, 5.0), "nps": (0.0, 10.0), "ces": (1.0, 7.0), "csi": (0.0, 100.0)}
QUIET_DAYS = 90


def log_survey(
    session: Session, *, client_id: int, kind: str, answered_on: date, score: float, **values: Any
) -> Survey:
    """One answer; the scale is the question's usual one unless given."""
    lowest, highest = SCALES.get(kind, (0.0, 10.0))
    values = {"lowest": lowest, "highest": highest} | values
    return create(
        session, Survey, client_id=client_id, kind=kind, answered_on=answered_on, score=score, **values
    )


def asked_lately(session: Session, *, contact_id: int, on: date) -> date | None:
    """The last answer of this contact in the 90 days before `on`: asking again now would tire them."""
    query = (
        select(Survey.answered_on)
        .where(Survey.contact_id == contact_id, Survey.deleted_at.is_(None), Survey.answered_on <= on)
        .where(Survey.answered_on > on - timedelta(days=QUIET_DAYS))
        .order_by(Survey.answered_on.desc())
    )
    return session.scalars(query).first()


def log_referral(
    session: Session, *, client_id: int, made_on: date, referred: str, **values: Any
) -> Referral:
    """The client recommended us to somebody."""
    values = {"outcome": "open"} | values
    return create(session, Referral, client_id=client_id, made_on=made_on, referred=referred, **values)
