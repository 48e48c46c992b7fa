"""What a rule of Today is: when it asks for attention, what it says, and the one thing to do about it.

Everything about a rule stands in its object, beside its finder; each module of this package holds the rules
about one subject, and `rules` all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.domain.facts import Client, Evidence
from app.domain.today.deeds import Deed
from app.domain.today.item import Item, shortened
from app.domain.verdicts import Verdicts
from app.i18n import _

# The highest severity.
URGENT = 3


class Finding(NamedTuple):
    """What a finder finds: the due day, and of the item whatever it has (see `Item`).

    `severity` is named where the rule has several.
    """

    due: date
    record: Evidence | None = None
    what: str | None = None
    n: int = 0
    severity: int | None = None
    scope_share: float | None = None


@dataclass(frozen=True)
class Together:
    """How one row stands for several clients: what it says of so many of them, and the one thing to do."""

    title: Callable[[int], str]
    deed: Deed


@dataclass(frozen=True, eq=False)
class TodayRule:
    """A rule of Today; `name` is its name in the answers for programs, `severities` what its items may have.

    `find` says when: it yields what was found with one client. `sentence` is what an item says, `line` the
    muted line beneath it, `brief` the few words that say why now in the list and the table of clients.
    `deed` is the one thing to do, `deed_now` the one in its place where that depends on the record.

    `active_only` rules are about active clients. `internal` ones tell what the client must not read. `late`
    says that the due day passes quietly: after it an item is late, where others say since when they wait;
    without `dated` it is no day to speak of. Once something was done, an item rests for a while, one that is
    `over_with_its_day` until the day after it. `together` says how one row stands for several clients.
    """

    name: str
    severities: tuple[int, ...]
    find: Callable[[Verdicts], Iterator[Finding]]
    sentence: Callable[[Item], str]
    line: Callable[[Item, Verdicts], str]
    brief: Callable[[Item, date], str]
    deed: Deed
    icon: str
    deed_now: Callable[[Item, Verdicts], Deed] | None = None
    active_only: bool = False
    internal: bool = False
    late: bool = False
    dated: bool = True
    over_with_its_day: bool = False
    together: Together | None = None

    def item(self, found: Finding, client: Client | None) -> Item:
        """The item of what was found; without a client it is a matter of our own."""
        record = found.record
        return Item(
            rule=self.name,
            severity=self.severities[0] if found.severity is None else found.severity,
            due=found.due,
            client=client.name if client else None,
            client_id=client.id if client else None,
            ref=record.ref if record else None,
            record=record,
            what=shortened(found.what),
            n=found.n,
            scope_share=found.scope_share,
        )

    def deed_of(self, item: Item, verdicts: Verdicts) -> Deed:
        """The one thing to do about an item of its own."""
        return self.deed_now(item, verdicts) if self.deed_now else self.deed

    def among(self, items: Iterable[Item]) -> bool:
        """Whether it asks for something."""
        return any(item.rule == self.name for item in items)


def says(text: str) -> Callable[[Item], str]:
    """A sentence about {what}, from its English text."""
    return lambda item: _(text).format(what=item.what)


def counts(text: Callable[[int], str]) -> Callable[[Item], str]:
    """A sentence about {n} days, in the plural forms of the language in force."""
    return lambda item: text(item.n).format(n=item.n)


def in_brief(text: str) -> Callable[[Item, date], str]:
    """The same few words whatever the item, from their English text."""
    return lambda _item, _as_of: _(text)
