"""What can be done with the rows of Today, and adding tasks from anywhere; registered once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.i18n import N_, _, format_day
from app.ui.kit.actions import Action
from app.ui.kit.day_keeper import keeper_of
from app.ui.kit.page_context import PageContext
from app.ui.kit.row_actions import CLIENT, OPEN, RowAction, RowActions

if TYPE_CHECKING:
    pass

GROUP = N_("Today")
# The badge of a page that nobody visited yet can wait for the one in front.
_BADGE_MS = 1500
DAYS = ("tomorrow", "next_week", "a_day")


def _put_off(name: str, title: str, icon: str, **more: Any) -> RowAction:
    return RowAction(name, title, lambda at, _row: at.place.put_off(name), icon, **more)


def _until(day: date, words: str) -> str:
    return words.format(day=format_day(day, "EEE d MMM"))


ROWS = RowActions(
    "today",
    N_("With a row of Today"),
    (
        RowAction(
            "act", N_("Do what the row asks for"), lambda at, _row: at.place.act(), "check", OPEN, ("Space",),
            words=lambda at, row: at.place.words_of(row), changes=False,
        ),
        RowAction(
            "open", N_("Open the client of the row"), lambda at, _row: at.place.open_client(), "external-link",
            CLIENT, fits=lambda _at, row: row.item.client_id is not None,
            words=lambda _at, row: _("Open {what}").format(what=row.client), changes=False,
        ),
        RowAction(
            "snooze", N_("Put off"), lambda at, _row: at.open_menu(at.place.list.snooze_place(), *DAYS),
            "alarm-clock", "S", menu=False,
        ),
        _put_off(
            "tomorrow", N_("Put off until tomorrow"), "alarm-clock", key="T", apart=True,
            words=lambda at, _row: _until(tomorrow(at.context.today()), _("Tomorrow, {day}")),
        ),
        _put_off(
            "next_week", N_("Put off until next week"), "alarm-clock", key="W",
            words=lambda at, _row: _until(next_week(at.context.today()), _("Next week, {day}")),
        ),
        _put_off("a_day", N_("Put off until a day…"), "calendar-clock", key="D", words=N_("A day…")),
    ),
    page="today",
)  # fmt: skip


def tomorrow(today: date) -> date:
    """The next day."""
    return today + timedelta(days=1)


def next_week(today: date) -> date:
    """Monday of the next week."""
    return today + timedelta(days=7 - today.weekday())


class TodayCommands(QObject):
    """New tasks and touches, from anywhere."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.context = context

    def writable(self) -> bool:
        """Whether the book can be changed."""
        return not self.context.read_only

    def new_task(self, client_id: int | None = None) -> None:
        """A task, a planned call or a meeting; with the client shown, if there is one."""
        from app.ui.forms.tasks import new_task

        here = self.context.here
        new_task(self.context, client_id if client_id is not None else here.client_id if here else None)

    def new_meeting(self) -> None:
        """A meeting, with the client shown, if there is one."""
        from app.ui.forms.tasks import new_task

        here = self.context.here
        new_task(self.context, here.client_id if here else None, "meeting")

    def log(self) -> None:
        """A touch with any client; the one in front is proposed."""
        from app.ui.forms.anywhere import log_anywhere
        from app.ui.forms.in_front import client_in_front

        log_anywhere(self.context, client_in_front(self.context))


def register(context: PageContext) -> TodayCommands:
    """Put the actions into the registry, once; the badge is counted from here on."""
    found = context.findChild(TodayCommands)
    if isinstance(found, TodayCommands):
        return found
    c = TodayCommands(context)
    keeper_of(context).refresh_soon(_BADGE_MS)
    add = context.actions.add
    context.actions.add_rows(ROWS)
    task: dict[str, Any] = {"enabled": c.writable, "group": GROUP}
    add(Action("task.new", N_("New task…"), c.new_task, "list-todo", "Ctrl+T", **task))
    add(Action("task.meeting", N_("Plan a meeting…"), c.new_meeting, "calendar-plus", **task))
    add(
        Action(
            "client.task", N_("Add a task…"), c.new_task, "list-todo",
            client_scoped=True, client_title=N_("Add a task for {client}"), **task,
        )
    )  # fmt: skip
    add(Action("log.anywhere", N_("Log with any client…"), c.log, "plus", "Ctrl+Shift+L", **task))
    return c
