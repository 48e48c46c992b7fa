"""Facts about who the client is and every touch with them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Period(NamedTuple):
    """A time as our client that has ended."""

    client_id: int
    since: date
    id: int
    lost_on: date
    lost_reason: str | None = None


class Client(NamedTuple):
    """An organisation we serve or court; `status` is today's, only its times as our client travel in time.

    `since` and `lost_on` are those of the present time as our client, else of the last one; `periods` are the
    times before it, oldest first.
    """

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
    periods: tuple[Period, ...] = ()

    @property
    def first_since(self) -> date | None:
        """The day on which they first became our client."""
        return self.periods[0].since if self.periods else self.since

    @property
    def times(self) -> tuple[tuple[date, date | None], ...]:
        """Their times as our client, oldest first: the first day, and the day they left, if they did."""
        earlier = tuple((p.since, p.lost_on) for p in self.periods)
        return earlier if self.since is None else (*earlier, (self.since, self.lost_on))

    @property
    def status_then(self) -> str:
        """Today's status as far as it held that day: who was lost later, or won back later, is told apart."""
        if self.lost_on is not None and self.status != "prospect":
            return "lost"
        return "active" if self.status == "lost" else self.status

    @property
    def losses(self) -> tuple[date, ...]:
        """The days on which they left, oldest first."""
        return tuple(filter(None, (*(p.lost_on for p in self.periods), self.lost_on)))


class Contact(NamedTuple):
    """A person at the client."""

    client_id: int
    id: int
    name: str
    role: str | None = None
    influence: str | None = None
    advocate: bool | None = None
    birthday: str | None = None
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
