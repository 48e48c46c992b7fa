"""What needs attention, most urgent first (DOMAIN.md, Today)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from heapq import nsmallest

from app.domain.facts import Task
from app.domain.rules.time import is_lost, is_served
from app.domain.today.item import Item
from app.domain.today.rule import URGENT, TodayRule
from app.domain.today.rules import RULES
from app.domain.today.tasks import own_items
from app.domain.verdicts import Verdicts

_URGENT = tuple(rule for rule in RULES if URGENT in rule.severities)


def judge(verdicts: Verdicts) -> tuple[Item, ...]:
    """What needs attention with this client, most urgent first; lost clients raise nothing."""
    return tuple(sorted(_asked(verdicts, RULES), key=lambda item: item.order))


def whole(judged: Iterable[Verdicts], own_tasks: Iterable[Task], as_of: date) -> list[Item]:
    """Everything that needs attention on `as_of`, most urgent first, our own tasks included."""
    items = [item for verdicts in judged for item in _asked(verdicts, RULES)]
    items += own_items(own_tasks, as_of)
    return sorted(items, key=lambda item: item.order)


def most_urgent(judged: Sequence[Verdicts], own_tasks: Iterable[Task], as_of: date, count: int) -> list[Item]:
    """The first `count` items of `whole`; where urgent ones are enough, nothing else is computed."""
    tasks = tuple(own_tasks)
    found = [item for verdicts in judged for item in _asked(verdicts, _URGENT)]
    found += own_items(tasks, as_of)
    urgent = [item for item in found if item.severity == URGENT]
    if len(urgent) < count:
        return whole(judged, tasks, as_of)[:count]
    return nsmallest(count, urgent, key=lambda item: item.order)


def _asked(verdicts: Verdicts, rules: Iterable[TodayRule]) -> Iterator[Item]:
    client, as_of = verdicts.history.client, verdicts.as_of
    if is_lost(client, as_of):
        return
    served = is_served(client, as_of)
    for rule in rules:
        if served or not rule.active_only:
            for found in rule.find(verdicts):
                yield rule.item(found, client)


def not_put_off(items: Iterable[Item], until: Mapping[str, date], as_of: date) -> list[Item]:
    """The items to show: an item put off stays away until its day; `until` maps keys of items to days."""
    return [item for item in items if until.get(item.key, as_of) <= as_of]
