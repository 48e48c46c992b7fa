"""What was typed and not yet saved, kept in the book so that it survives a kill (UX.md, Timeline).

Drafts are written in `Book.transaction`, never as a gesture: they are neither undone nor exported.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy.orm import Session

from app.models import Draft

PLACE_LENGTH = 120


def keep(session: Session, place: str, fields: dict[str, Any]) -> None:
    """Keep the fields of the form at `place`; plain JSON values only, empty ones are left out."""
    filled = {name: value for name, value in fields.items() if value not in (None, "")}
    text = json.dumps(filled, ensure_ascii=False)
    found = session.get(Draft, place)
    if found is None:
        session.add(Draft(place=place, fields=text))
    elif found.fields != text:
        found.fields = text
    session.flush()


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
