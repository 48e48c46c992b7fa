"""Changing any record by its table and id, with what must hold for its kind."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app.models import Record
from app.services.records.clients import change_client
from app.services.records.fields import change, create
from app.services.records.people import change_contact, change_person
from app.services.records.trash import MODELS, the_record


def edit(session: Session, *, kind: str, record_id: int, **values: Any) -> Record:
    """Change some values of a record; a new name follows to wherever the old one stands."""
    if kind == "contacts":
        return change_contact(session, contact_id=record_id, **values)
    if kind == "people":
        return change_person(session, person_id=record_id, **values)
    if kind == "clients":
        return change_client(session, client_id=record_id, **values)
    return change(session, the_record(session, kind, record_id), **values)


def add(session: Session, *, kind: str, **values: Any) -> Record:
    """A new record of a kind that needs nothing but its values."""
    return create(session, MODELS[kind], **values)
