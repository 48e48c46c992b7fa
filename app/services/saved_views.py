"""Views of the list of clients that somebody saved under a name: chip, words and sorting (UX.md, Clients).

They lie in the book and not with the program's preferences, because people filter by clients' names: with the
book they are encrypted, and erasing a client takes a view along that names it. Like drafts they are no
gestures: written in `Book.transaction`, neither undone nor exported.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.collation import name_order
from app.errors import InvalidInput
from app.i18n import _
from app.models import Draft, name_key
from app.services import drafts

LONGEST_NAME = 60
_PLACE = "view/clients/"


@dataclass(frozen=True)
class SavedView:
    """`chip` is one of the list's chips, `words` the filter line; `sort` a column of the table, "" for none."""

    name: str
    chip: str = "all"
    words: str = ""
    sort: str = ""
    descending: bool = False


def saved_views(session: Session) -> tuple[SavedView, ...]:
    """All of them by name; what cannot be read is left out."""
    query = select(Draft.fields).where(Draft.place.startswith(_PLACE, autoescape=True))
    found = [view for text in session.scalars(query) if (view := _read(text)) is not None]
    return tuple(sorted(found, key=lambda view: name_order(view.name)))


def save_view(session: Session, view: SavedView) -> SavedView:
    """Keep a view; one of the same name (without case) gives way. Raises `InvalidInput` without a name."""
    name = " ".join(view.name.split())
    if not name:
        raise InvalidInput(_("Give the view a name."), field="name")
    if len(name) > LONGEST_NAME:
        raise InvalidInput(_("At most {n} letters.").format(n=LONGEST_NAME), field="name")
    kept = SavedView(**(asdict(view) | {"name": name}))
    drafts.keep(session, _place(name), asdict(kept))
    return kept


def drop_view(session: Session, name: str) -> None:
    """Forget a view."""
    drafts.drop(session, _place(name))


def _place(name: str) -> str:
    return f"{_PLACE}{name_key(name)}"


def _read(text: str) -> SavedView | None:
    try:
        found: Any = json.loads(text)
    except ValueError:
        return None
    if not isinstance(found, dict):
        return None
    kinds = {each.name: (bool if each.name == "descending" else str) for each in fields(SavedView)}
    values: dict[str, Any] = {
        name: value for name, value in found.items() if isinstance(value, kinds.get(name, ()))
    }
    return SavedView(**values) if values.get("name") else None
