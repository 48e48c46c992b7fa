"""Tasks, planned calls and meetings, and putting things off (DOMAIN.md, Words, Today)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import InvalidInput, NotAllowed, NotFound
from app.i18n import _
from app.models import Note, Snooze, Task
from app.services import settings as book_settings
from app.services.history import load_one
from app.services.records.fields import change, create
from app.services.rules import today as rules_today


def add_task(session: Session, *, text: str, client_id: int | None = None, **values: Any) -> Task:
    """Something to do by a day."""
    return create(session, Task, text=text, client_id=client_id, **({"kind": "task"} | values))


def finish_task(session: Session, *, task_id: int, on: date, words: str | None = None) -> Note | None:
    """The task is done. A done call or meeting with a client becomes a touch, which is returned."""
    task = session.get(Task, task_id)
    if task is None or task.deleted_at is not None:
        raise NotFound(_("This task is no longer in the book."), _("Look in the trash."))
    if task.done_on is not None:
        raise NotAllowed(_("This task is already done."))
    change(session, task, done_on=on)
    if task.kind not in ("call", "meeting") or task.client_id is None:
        return None
    moment = datetime.combine(on, time.fromisoformat(task.at) if task.at else time())
    touch = {"subject": task.text, "body": words, "author": task.who, "started_by": "us"}
    return create(session, Note, client_id=task.client_id, kind=task.kind, happened_at=moment, **touch)


def put_off(session: Session, *, item: str, until: date, today: date) -> None:
    """Put an item of Today off until a day ahead; `item` is its `rule/client/ref`."""
    if until <= today:
        raise InvalidInput(_("Choose a day that lies ahead."), field="until")
    snooze = session.scalars(select(Snooze).where(Snooze.item == item)).first()
    if snooze is None:
        session.add(Snooze(item=item, until=until))
    else:
        snooze.until = until
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
    if history is None or not any(
        found.key == item for found in rules_today.judge(history, today, book_settings.load(session))
    ):
        return False
    put_off(session, item=item, until=until, today=today)
    return True
