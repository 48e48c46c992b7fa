"""Facts about who the client is and every touch with them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Client(NamedTuple):
    """An organisation we serve or court; `status` is today's, only `since` and `lost_on` travel in time."""

    id: int
    name: str
    status: str
    owner: str | None = None
    since: date | None = None
    lost_on: date | None = None
    lost_reason: str | None = None
    currency: str | None = None
    expertise: str | None = None
    advice_limit: int | None = None
    contact_every_days: int | None = None
    sole_supplier: bool | None = None
    switching_cost: str | None = None
    came_for: str | None = None
    first_contact_on: date | None = None
    industry: str | None = None
    tags: str | None = None


class Contact(NamedTuple):
    """A person at the client."""

    client_id: int
    id: int
    name: str
    role: str | None = None
    influence: str | None = None
    advocate: bool | None = None
    birthday: date | None = None
    left_on: date | None = None


class Note(NamedTuple):
    """A touch or an internal thought; `handover` marks the note that goes with a change of owner."""

    client_id: int
    day: date
    id: int
    kind: str
    started_by: str | None = None
    author: str | None = None
    mood: int | None = None
    handover: bool = False
