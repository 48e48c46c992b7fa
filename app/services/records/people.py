"""People of the house and contacts at the clients; a new name follows to where they are named."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.names import Reference, joined, split
from app.errors import NotFound
from app.i18n import _
from app.models import ALL_RECORDS, Attempt, Contact, Decision, Note, Person, Record, name_key
from app.services.records.fields import change, create, field_columns


def add_person(session: Session, *, name: str, **values: Any) -> Person:
    """One of us."""
    return create(session, Person, name=name, **({"active": True} | values))


def sign_in(session: Session, name: str) -> int | None:
    """Who writes in a book is one of its people: the id of that name's person, added or brought back; None for nobody.

    What they make can name them then, as its owner or as who promised it.
    """
    if not name.strip():
        return None
    query = select(Person).where(Person.name_key == name_key(name))
    person = session.scalars(query.order_by(Person.deleted_at.is_not(None), Person.id.desc())).first()
    if person is None:
        person = add_person(session, name=name.strip())
    elif person.deleted_at is not None:
        person.deleted_at = None
        session.flush()
    return int(person.id)


def change_person(session: Session, *, person_id: int, **values: Any) -> Person:
    """Change one of us; where their name stands on records, the new one follows."""
    person = session.get(Person, person_id)
    if person is None or person.deleted_at is not None:
        raise NotFound(_("This person is no longer in the book."))
    old = person.name
    change(session, person, **values)
    if person.name != old:
        for model in ALL_RECORDS:
            _follow(session, model, "people", old, person.name, None)
    return person


def add_contact(session: Session, *, client_id: int, name: str, **values: Any) -> Contact:
    """A person at the client."""
    return create(session, Contact, client_id=client_id, name=name, **values)


def change_contact(session: Session, *, contact_id: int, **values: Any) -> Contact:
    """Change a contact; where their name stands on this client's records, the new one follows.

    A bare name that another contact of the client has, too, could be theirs, and stays.
    """
    contact = session.get(Contact, contact_id)
    if contact is None or contact.deleted_at is not None:
        raise NotFound(_("This contact is no longer in the book."))
    old = contact.name
    change(session, contact, **values)
    if contact.name != old:
        before, after = (Reference(name, contact.uid).written() for name in (old, contact.name))
        alone = not _is_shared(session, contact, old)
        for model in ALL_RECORDS:
            _follow(session, model, "contacts", before, after, contact.client_id)
            if alone:
                _follow(session, model, "contacts", old, contact.name, contact.client_id)
        _follow_lists(session, contact, old, alone=alone)
    return contact


def _is_shared(session: Session, contact: Contact, name: str) -> bool:
    """Whether another contact of the client has the name."""
    query = select(Contact.name).where(
        Contact.client_id == contact.client_id, Contact.id != contact.id, Contact.deleted_at.is_(None)
    )
    return any(name_key(other) == name_key(name) for other in session.scalars(query))


def _follow(
    session: Session, model: type[Record], of: str, old: str, new: str, client_id: int | None
) -> None:
    """Write the new name wherever `old` is named in the model's columns that name `of`."""
    columns = [c for c in field_columns(model) if c.info.get("of") == of]
    for column in columns:
        query = select(model).where(column.is_not(None))
        if client_id is not None:
            query = query.where(_of_client(model, client_id))
        for record in session.scalars(query.where(column.in_((old, old.strip())))):
            setattr(record, column.name, new)
    session.flush()


def _of_client(model: type[Record], client_id: int) -> Any:
    if model is Attempt:
        return Attempt.decision_id.in_(select(Decision.id).where(Decision.client_id == client_id))
    return model.__table__.c.client_id == client_id


def _follow_lists(session: Session, contact: Contact, old: str, *, alone: bool) -> None:
    notes = select(Note).where(Note.client_id == contact.client_id, Note.contacts.is_not(None))
    for note in session.scalars(notes):
        names = split(note.contacts or "")
        meant = [
            said.uid == contact.uid or (alone and said.uid is None and name_key(said.name) == name_key(old))
            for said in names
        ]
        if any(meant):
            told = [s._replace(name=contact.name) if m else s for s, m in zip(names, meant, strict=True)]
            note.contacts = joined(told)
    session.flush()
