"""What was typed and not yet saved, kept in the book so that it survives a kill (UX.md, Timeline).

Drafts are written in `Book.transaction`, never as a gesture: they are neither undone nor exported.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.models import Client, Draft

_CLIENT = "client"


def place_of(client_uid: str, *form: str) -> str:
    """Where the draft of a form about a client lies. `form` names it, by uids where it is about a record.

    By uids, never by ids, so that what was typed about one record is never offered for another.
    """
    return "/".join((_CLIENT, client_uid, *form))


def sweep(session: Session, uids: Iterable[str]) -> None:
    """These records are gone for good: so is every draft about them."""
    gone = set(uids)
    places = [
        place for place in session.scalars(select(Draft.place)) if not gone.isdisjoint(place.split("/"))
    ]
    session.execute(delete(Draft).where(Draft.place.in_(places)))


def keep(session: Session, place: str, fields: dict[str, Any]) -> None:
    """Keep the fields of the form at `place`; plain JSON values only, empty ones are left out.

    What comes late, about a client who was erased meanwhile, is not kept.
    """
    if not _is_about_somebody(session, place):
        return
    filled = {name: value for name, value in fields.items() if value not in (None, "")}
    text = json.dumps(filled, ensure_ascii=False)
    found = session.get(Draft, place)
    if found is None:
        session.add(Draft(place=place, fields=text))
    elif found.fields != text:
        found.fields = text
    session.flush()


def _is_about_somebody(session: Session, place: str) -> bool:
    kind, _slash, rest = place.partition("/")
    uid = rest.partition("/")[0]
    return kind != _CLIENT or session.scalar(select(Client.id).where(Client.uid == uid)) is not None


def kept(session: Session, place: str) -> dict[str, Any]:
    """What was kept for the form; empty where nothing was, or it cannot be read."""
    found = session.get(Draft, place)
    if found is None:
        return {}
    try:
        fields = json.loads(found.fields)
    except ValueError:
        return {}
    return fields if isinstance(fields, dict) else {}


def drop(session: Session, place: str) -> None:
    """The form was saved or emptied: there is nothing left to keep."""
    found = session.get(Draft, place)
    if found is not None:
        session.delete(found)
        session.flush()
