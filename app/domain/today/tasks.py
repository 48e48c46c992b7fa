"""Tasks, calls and meetings: overdue, and due on the day; with a client, or our own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from app.domain.facts import Evidence, Task
from app.domain.today.deeds import DONE
from app.domain.today.item import Item
from app.domain.today.rule import Finding, TodayRule, in_brief, says
from app.domain.verdicts import Verdicts
from app.domain.words import capital, word
from app.i18n import N_, _, ngettext

# What is planned with somebody, and its icon.
TASK_ICONS = {"call": "phone", "meeting": "users"}


def own_items(tasks: Iterable[Task], as_of: date) -> Iterator[Item]:
    """The items of tasks that belong to no client."""
    tasks = tuple(tasks)
    for rule, overdue in ((TASK_OVERDUE, True), (TASK_DUE, False)):
        for found in _open(tasks, as_of, overdue=overdue):
            yield rule.item(found, None)


def task_of(item: Item, verdicts: Verdicts) -> Task | None:
    """The task behind an item, if it is one."""
    record = item.record
    if record is None or record.kind != "tasks":
        return None
    return next((t for t in verdicts.history.tasks if t.id == record.id), None)


def task_line(task: Task) -> str:
    """Hour, length and place of a task, call or meeting, as far as they are known."""
    minutes = ngettext("{n} min", "{n} min", task.minutes).format(n=task.minutes) if task.minutes else ""
    kind = capital(word(task.kind)) if task.kind in TASK_ICONS else ""
    again = _("every {time}").format(time=word(task.every)) if task.every else ""
    return " · ".join(part for part in (kind, task.at, minutes, task.place, again, task.who) if part)


def _open(tasks: Iterable[Task], as_of: date, *, overdue: bool) -> Iterator[Finding]:
    """The tasks not done by the day that were due before it, or on it."""
    for task in tasks:
        due = task.due_on
        if due is None or due > as_of or (due < as_of) is not overdue:
            continue
        if task.done_on is None or task.done_on > as_of:
            yield Finding(due, Evidence("tasks", task.id, None, due), task.text)


def _overdue(verdicts: Verdicts) -> Iterator[Finding]:
    return _open(verdicts.history.tasks, verdicts.as_of, overdue=True)


def _due(verdicts: Verdicts) -> Iterator[Finding]:
    return _open(verdicts.history.tasks, verdicts.as_of, overdue=False)


def _line(item: Item, verdicts: Verdicts) -> str:
    task = task_of(item, verdicts)
    return task_line(task) if task else ""


def _days_late(item: Item, as_of: date) -> str:
    days = (as_of - item.due).days
    return ngettext("Task {n} day late", "Task {n} days late", days).format(n=days)


TASK_OVERDUE = TodayRule(
    name="task_overdue",
    severities=(3,),
    find=_overdue,
    sentence=says(N_("Overdue: {what}")),
    line=_line,
    brief=_days_late,
    deed=DONE,
    icon="list-checks",
    late=True,
)
TASK_DUE = TodayRule(
    name="task_due",
    severities=(2,),
    find=_due,
    sentence=says(N_("To do today: {what}")),
    line=_line,
    brief=in_brief(N_("To do today")),
    deed=DONE,
    icon="list-checks",
)
