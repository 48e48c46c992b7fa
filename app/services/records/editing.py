"""Any record by its table and id: finding, changing, adding, deleting it, with what must hold for its kind."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app.errors import NotFound
from app.i18n import _
from app.models import ALL_RECORDS, Record
from app.services.records import trash
from app.services.records.clients import change_client
from app.services.records.fields import change
from app.services.records.people import change_contact, change_person

MODELS: dict[str, type[Record]] = {model.__tablename__: model for model in ALL_RECORDS}


def the_record(session: Session, kind: str, record_id: int) -> Any:
    """A record outside the trash by its table and id; raises `NotFound`."""
    record = session.get(MODELS[kind], record_id)
    if record is None or record.deleted_at is not None:
        raise NotFound(_("This record is no longer in the book."), _("Look in the trash."))
    return record


def edit(session: Session, *, kind: str, record_id: int, **values: Any) -> Record:
    """Change some values of a record; a new name follows to wherever the old one stands."""
    if kind == "contacts":
        return change_contact(session, contact_id=record_id, **values)
    if kind == "people":
        return change_person(session, person_id=record_id, **values)
    if kind == "clients":
        return change_client(session, client_id=record_id, **values)
    record: Record = the_record(session, kind, record_id)
    return change(session, record, **values)


def remove(session: Session, *, kind: str, record_id: int) -> None:
    """Put the record into the trash with what belongs to it; raises `NotFound` if it is not there."""
    trash.delete(session, the_record(session, kind, record_id))
