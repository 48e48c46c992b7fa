"""Tasks, planned calls and meetings, and putting things off (DOMAIN.md, Words, Today)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import today as today_rules
from app.domain.rules.time import shift
from app.domain.verdicts import Verdicts
from app.errors import InvalidInput, NotAllowed, NotFound
from app.i18n import _
from app.models import Note, Snooze, Task
from app.services import settings_store
from app.services.history import load_one
from app.services.records.fields import change, create
from app.services.rows import batches


def add_task(session: Session, *, text: str, client_id: int | None = None, **values: Any) -> Task:
    """Something to do by a day."""
    return create(session, Task, text=text, client_id=client_id, **({"kind": "task"} | values))


def finish_task(session: Session, *, task_id: int, on: date, words: str | None = None) -> Note | None:
    """The task is done. A done call or meeting with a client becomes a touch, which is returned.

    One that comes again makes the next: counted on from its due day, the first after the day it was done.
    """
    task = session.get(Task, task_id)
    if task is None or task.deleted_at is not None:
        raise NotFound(_("This task is no longer in the book."), _("Look in the trash."))
    if task.done_on is not None:
        raise NotAllowed(_("This task is already done."))
    change(session, task, done_on=on)
    if task.every is not None:
        _make_next(session, task, on)
    if task.kind not in ("call", "meeting") or task.client_id is None:
        return None
    moment = datetime.combine(on, time.fromisoformat(task.at) if task.at else time())
    touch = {"subject": task.text, "body": words, "author": task.who, "started_by": "us"}
    return create(session, Note, client_id=task.client_id, kind=task.kind, happened_at=moment, **touch)


def _make_next(session: Session, done: Task, on: date) -> Task:
    names = ("client_id", "text", "kind", "at", "minutes", "place", "every", "who")
    values = {name: getattr(done, name) for name in names}
    return create(session, Task, due_on=next_due(done.due_on or on, done.every or "", on), **values)


def next_due(due_on: date, every: str, done_on: date) -> date:
    """The first day after `done_on` that lies so many whole rhythms after `due_on`.

    `every` is one of the words of `tasks.every`. A month that lacks the day ends on its last one, and the next
    takes the day up again.
    """
    count, unit = int(every[:-1]), every[-1]
    times = 1
    while (day := _after(due_on, times * count, unit)) <= done_on:
        times += 1
    return day


def _after(day: date, count: int, unit: str) -> date:
    if unit == "w":
        return shift(day, 7 * count)
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def put_off(session: Session, *, item: str, until: date, today: date) -> None:
    """Put an item of Today off until a day ahead; `item` is its `rule/client/ref`."""
    put_all_off(session, items=(item,), until=until, today=today)


def put_all_off(session: Session, *, items: Sequence[str], until: date, today: date) -> None:
    """Put several items of Today off until a day ahead."""
    if until <= today:
        raise InvalidInput(_("Choose a day that lies ahead."), field="until")
    resting: dict[str, Snooze] = {}
    for some in batches(items):
        found = session.scalars(select(Snooze).where(Snooze.item.in_(some)))
        resting |= {snooze.item: snooze for snooze in found}
    for item in items:
        if item in resting:
            resting[item].until = until
        else:
            session.add(Snooze(item=item, until=until))
    session.flush()


def bring_back(session: Session, *, items: Iterable[str] | None = None) -> int:
    """What was put off is shown again at once; all of it where no items are named. Says how many."""
    query = select(Snooze) if items is None else select(Snooze).where(Snooze.item.in_(list(items)))
    found = list(session.scalars(query))
    for snooze in found:
        session.delete(snooze)
    session.flush()
    return len(found)


def rest_if_raised(session: Session, *, client_id: int, item: str, until: date, today: date) -> bool:
    """After something was done about an item: if the rules still raise it, it rests until a day.

    A call to a silent client, say, does not make them speak; asking again at once helps nobody.
    """
    history = load_one(session, client_id)
    if history is None:
        return False
    raised = today_rules.judge(Verdicts(history, today, settings_store.load(session)))
    if not any(found.key == item for found in raised):
        return False
    put_off(session, item=item, until=until, today=today)
    return True
