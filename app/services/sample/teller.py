"""Tells one client's story: each method puts a record among the rows, days are offsets from `as_of`."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from app.domain.kinds import KINDS
from app.models.tables.notes import TOUCHES
from app.services.sample.row_collector import Row, RowCollector
from app.services.sample.words import Words, address

__all__ = ["Teller"]


class Teller:
    """One client of the sample; `chance` is the client's own, so that no client depends on another.

    `since` is the offset of their first day with us (of prospects: of the first contact), `depth` the
    oldest offset that routine records reach back to.
    """

    def __init__(
        self,
        collector: RowCollector,
        words: Words,
        chance: Random,
        client: Row,
        owner: str,
        *,
        since: int,
        depth: int,
    ) -> None:
        self.collector = collector
        self.words = words
        self.chance = chance
        self.client = client
        self.owner = owner
        self.since = since
        self.depth = depth
        self.item = client["name"]
        self.contacts: dict[str, Row] = {}
        self._phone = 0
        self._decks: dict[tuple[str, ...], list[Any]] = {}

    @property
    def main(self) -> str:
        """The contact met most: the first one named."""
        return next(iter(self.contacts))

    @property
    def courted(self) -> int:
        """The offset of the first contact, else of the first day with us."""
        first = self.client["first_contact_on"]
        return self.since if first is None else int((first - self.collector.as_of).days)

    def contact(self, name: str, role: str | None = None, influence: str | None = None, **values: Any) -> Row:
        """A person at the client, with an invented address and number."""
        self._phone += 1
        number = self.client["id"]
        given = {
            "email": f"{address(name).replace('-', '.')}@{address(self.client['name'])}.example.com",
            "phone": self.words.texts["phone"].format(n=(number * 7 + self._phone) % 1000),
            "language": self.words.language,
        }
        row = self.collector.add(
            "contacts",
            self.client["created_at"],
            client_id=number,
            name=name,
            role=role,
            influence=influence,
            **{**given, **values},
        )
        self.contacts[name] = row
        return row

    def tell(self, table: str, day: int | None, **values: Any) -> Row:
        """A record of this client that stands at `day`; linked contacts may be given by name."""
        written = datetime.combine(self.collector.day(min(day or 0, 0)), time(15, 0))
        if table == "tasks" and day is not None:
            written -= timedelta(days=7)
        if table != "attempts":
            values["client_id"] = self.client["id"]
        if "contact_id" in values and isinstance(values["contact_id"], str):
            values["contact_id"] = self.contacts[values["contact_id"]]["id"]
        return self.collector.add(table, written, **{KINDS[table].day: day}, **values)

    def note(
        self,
        day: int,
        kind: str,
        subject: str,
        body: str,
        mood: int | None = None,
        *,
        started: str = "us",
        who: str | None = None,
        at: str | None = None,
        author: str | None = None,
        pinned: bool | None = None,
    ) -> Row:
        """A touch or an internal thought."""
        touch = kind in TOUCHES
        hour = at or f"{self.chance.randint(8, 17):02d}:{self.chance.choice((0, 10, 15, 30, 40, 45)):02d}"
        return self.collector.add_note(
            self.client["id"],
            self.collector.moment(day, hour),
            kind=kind,
            started_by=started if touch else None,
            author=author or self.owner,
            contacts=(who or self.main) if touch else None,
            subject=subject,
            body=body,
            mood=mood,
            pinned=pinned,
        )

    def dispute(
        self, day: int, title: str, wish: str, advice: str, stake: str | None = None, **values: Any
    ) -> Row:
        """A disputed decision; open unless `outcome` says otherwise."""
        values.setdefault("outcome", "open")
        return self.tell(
            "decisions", day, title=title, client_wish=wish, our_advice=advice, stake=stake, **values
        )

    def argue(
        self, decision: Row, day: int, channel: str, argument: str, response: str, *, who: str | None = None,
        reason: str | None = None,
    ) -> Row:  # fmt: skip
        """One attempt at arguing our advice."""
        return self.tell(
            "attempts",
            day,
            decision_id=decision["id"],
            made_by=self.owner,
            contact_id=who or self.main,
            channel=channel,
            argument=argument,
            response=response,
            override_reason=reason,
        )

    def deal(self, *path: str) -> Any:
        """The next text of a list, as from a shuffled deck: none comes again before all have come."""
        deck = self._decks.setdefault(path, [])
        if not deck:
            entries = self.words.entries(*path)
            deck += self.chance.sample(entries, len(entries))
        return deck.pop()

    def workday(self, offset: int) -> int:
        """The offset, or the one of the Friday before where it falls on a weekend."""
        return offset - max(0, self.collector.day(offset).weekday() - 4)
