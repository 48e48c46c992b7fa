"""A new record of any kind, for tests that are about all of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app.models import Record
from app.services.records.editing import MODELS
from app.services.records.fields import create


def add(session: Session, *, kind: str, **values: Any) -> Record:
    """A new record of a kind that needs nothing but its values."""
    return create(session, MODELS[kind], **values)
