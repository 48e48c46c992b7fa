"""Any record by its table and id (services/records/editing.py)."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.errors import InvalidInput, NotFound
from app.models import ALL_RECORDS
from app.services.records import editing
from tests import factories as make


def test_a_record_is_changed_and_must_stay_valid(session: Session, client_id: int) -> None:
    note = make.note(session, client_id)
    editing.edit(session, kind="notes", record_id=note.id, subject="New words")
    assert note.subject == "New words"
    with pytest.raises(InvalidInput):
        editing.edit(session, kind="notes", record_id=note.id, mood=7)


def test_a_new_name_of_a_contact_follows_to_the_notes(session: Session, client_id: int) -> None:
    contact = make.contact(session, client_id, name="Radu")
    note = make.note(session, client_id, contacts="Radu")
    editing.edit(session, kind="contacts", record_id=contact.id, name="Radu Ionescu")
    assert note.contacts == "Radu Ionescu"


def test_a_removed_record_is_no_longer_found(session: Session, client_id: int) -> None:
    note = make.note(session, client_id)
    editing.remove(session, kind="notes", record_id=note.id)
    assert note.deleted_at is not None
    with pytest.raises(NotFound):
        editing.edit(session, kind="notes", record_id=note.id, subject="x")


def test_every_kind_of_record_can_be_edited() -> None:
    assert set(editing.MODELS) == {each.__tablename__ for each in ALL_RECORDS}
