"""Clients: adding, changing, losing, winning back, handing over (DOMAIN.md, Words, One voice)."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy.orm import Session

from app.errors import InvalidInput, NotAllowed, NotFound
from app.i18n import _, format_day
from app.models import Client, Note, Period, Person
from app.services.records.between import keep_limits
from app.services.records.fields import change, create, find_id


def add_client(session: Session, *, name: str, status: str = "active", **values: Any) -> Client:
    """A new client; `since` is today's business of the caller, for prospects it may stay empty."""
    return create(session, Client, name=name, status=status, **values)


def change_client(session: Session, *, client_id: int, **values: Any) -> Client:
    """Change a client's values; the client must stay valid as a whole."""
    client = change(session, the_client(session, client_id), **values)
    if "advice_limit" in values:
        keep_limits(session)
    return client


def lose_client(session: Session, *, client_id: int, on: date, reason: str | None = None) -> Client:
    """The client left; the record stays, with the day and the reason."""
    return change_client(session, client_id=client_id, status="lost", lost_on=on, lost_reason=reason)


def won_back(session: Session, *, client_id: int, since: date) -> Client:
    """A lost client is ours again from `since` on; the time before stays on record as it was.

    Raises `NotAllowed` where the client is not lost, `InvalidInput` where they would be back before they left.
    """
    client = the_client(session, client_id)
    if client.status != "lost" or client.lost_on is None:
        raise NotAllowed(_("{client} is not lost.").format(client=client.name))
    if since < client.lost_on:
        raise InvalidInput(
            _("They left on {day}; they cannot be back before.").format(day=format_day(client.lost_on)),
            _("Choose that day or a later one."),
            field="since",
        )
    before = {"since": client.since, "lost_on": client.lost_on, "lost_reason": client.lost_reason}
    change(session, client, status="active", since=since, lost_on=None, lost_reason=None)
    create(session, Period, client_id=client_id, **before)
    return client


def hand_over(
    session: Session, *, client_id: int, to: str, note: str, on: date, by: str | None = None
) -> Client:
    """Give the client to another of us, with a note that says what they need to know (One voice)."""
    client = the_client(session, client_id)
    person_id = find_id(session, Person, to)
    if person_id is None:
        raise NotFound(_("There is nobody called “{name}” in the book.").format(name=to))
    if client.owner_id == person_id:
        raise NotAllowed(_("{client} is already with {name}.").format(client=client.name, name=to))
    if not note.strip():
        raise NotAllowed(
            _("A handover needs a note."),
            _("Write what the next person has to know: open promises, disputes, what this client likes."),
        )
    before = session.get(Person, client.owner_id) if client.owner_id else None
    subject = _("Handover from {old} to {new}").format(old=before.name if before else "–", new=to)
    _internal(session, client_id, on, subject, note, by)
    return change(session, client, owner_id=person_id)


def the_client(session: Session, client_id: int) -> Client:
    """The client outside the trash; raises `NotFound`."""
    client = session.get(Client, client_id)
    if client is None or client.deleted_at is not None:
        raise NotFound(_("This client is no longer in the book."), _("Look in the trash."))
    return client


def _internal(
    session: Session, client_id: int, on: date, subject: str, body: str, author: str | None
) -> Note:
    happened = datetime.combine(on, time())
    values = {"subject": subject, "body": body, "author": author, "started_by": "us"}
    return create(session, Note, client_id=client_id, happened_at=happened, kind="internal", **values)
