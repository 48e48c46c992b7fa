"""Planning small surprises: a task each, spread over months (DOMAIN.md, Is he worth keeping)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.domain.rules.time import is_working_day, shift
from app.errors import InvalidInput
from app.i18n import _
from app.models import Task
from app.services import settings_store
from app.services.records.tasks import add_task

# How the text of such a task begins in the program's four languages, so that it is known again.
MARKS = ("Surprise", "Surpriză", "Niespodzianka", "Сюрприз")


def is_surprise(text: str) -> bool:
    """Whether a task plans a surprise."""
    return text.startswith(tuple(f"{mark}:" for mark in MARKS))


def without_mark(text: str) -> str:
    """What the surprise is."""
    return text.partition(":")[2].strip() if is_surprise(text) else text


def plan_surprise(
    session: Session, *, client_id: int, idea: str, month: date, today: date, who: str | None = None
) -> Task:
    """Put one surprise into a month, on a working day in the middle of what is left of it."""
    if not idea.strip():
        raise InvalidInput(_("Say what the surprise is."), field="idea")
    day = spread_days([month], 1, today, _country(session))
    if not day:
        raise InvalidInput(_("That month has passed."), field="month")
    text = _("Surprise: {idea}").format(idea=idea.strip())
    return add_task(session, text=text, client_id=client_id, due_on=day[0], who=who or None)


def spread_surprises(
    session: Session,
    *,
    client_ids: Iterable[int],
    ideas: Sequence[str],
    months: Sequence[date],
    today: date,
    who: str | None = None,
) -> list[int]:
    """One surprise for each client, evenly over the months, the ideas taken in turn; returns the tasks' ids."""
    clients = list(client_ids)
    days = spread_days(months, len(clients), today, _country(session))
    if not days or not ideas:
        raise InvalidInput(_("Nothing is left of that quarter."))
    made = []
    for at, (client_id, day) in enumerate(zip(clients, days, strict=True)):
        text = _("Surprise: {idea}").format(idea=ideas[at % len(ideas)])
        made.append(add_task(session, text=text, client_id=client_id, due_on=day, who=who or None).id)
    return made


def spread_days(months: Sequence[date], count: int, today: date, country: str) -> list[date]:
    """`count` working days after `today`, evenly over what is left of the months, in order.

    Each month is named by any of its days; empty where nothing is left of them.
    """
    left = [day for month in sorted(set(months)) for day in _days_left(month, today)]
    working = [day for day in left if is_working_day(day, country)] or left
    if not working:
        return []
    return [working[(2 * n + 1) * len(working) // (2 * count)] for n in range(count)]


def _days_left(month: date, today: date) -> list[date]:
    """The days of the month from tomorrow on."""
    first = month.replace(day=1)
    end = shift(first, 31).replace(day=1)
    days = [shift(first, n) for n in range((end - first).days)]
    return [day for day in days if day > today]


def _country(session: Session) -> str:

    return settings_store.load(session).country
