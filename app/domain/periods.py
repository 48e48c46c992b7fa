"""The times in which a client was ours: they follow each other and never overlap (DOMAIN.md, Time)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import NamedTuple, TypeVar

Key = TypeVar("Key")


class Span(NamedTuple):
    """A time as our client, `lost_on` not included; none where it goes on. `own`: it stands on the client."""

    since: date
    lost_on: date | None
    own: bool = False

    def holds(self, day: date) -> bool:
        """Whether they were our client on that day."""
        return self.since <= day and (self.lost_on is None or day < self.lost_on)


def clash(spans: Iterable[tuple[Span, Key]]) -> tuple[Key, Key] | None:
    """The keys of two times that overlap, the later one first; none where they follow each other.

    The client's own time is the present or last one: an earlier time that begins after it is a clash, too.
    """
    ordered = sorted(spans, key=lambda pair: (pair[0].since, pair[0].lost_on or date.max, pair[0].own))
    for (before, key), (after, later) in pairwise(ordered):
        if before.own or before.lost_on is None or before.lost_on > after.since:
            return later, key
    return None


def own_span(since: date | None, lost_on: date | None) -> Span | None:
    """The time that stands on the client; none for a prospect, who may have been ours earlier."""
    return None if since is None else Span(since, lost_on, own=True)
