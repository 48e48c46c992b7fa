"""What can be done with the rows of Today, and adding tasks from anywhere; registered once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.i18n import N_
from app.ui.actions import Action
from app.ui.desk import Desk
from app.ui.today.keeper import PAGE, keeper_of

if TYPE_CHECKING:
    from app.ui.today.page import TodayPage

GROUP = N_("Today")
# The badge of a page that nobody visited yet can wait for the one in front.
_BADGE_MS = 1500


class TodayCommands(QObject):
    """What the actions do with the row that has the filled button."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.desk = desk
        self.page: TodayPage | None = None

    def on_row(self, do: Callable[[TodayPage], Any]) -> Callable[[], None]:
        """An action on the current row."""

        def run() -> None:
            if self.page is not None and self.has_row():
                do(self.page)

        return run

    def has_row(self) -> bool:
        """Whether Today is in front and a row is chosen."""
        here = self.desk.here
        there = here is not None and here.page == PAGE and self.page is not None
        return there and self.page is not None and self.page.list.current_row() is not None

    def can_change(self) -> bool:
        """Whether something can be done about the row."""
        return not self.desk.read_only and self.has_row()

    def writable(self) -> bool:
        """Whether the book can be changed."""
        return not self.desk.read_only

    def new_task(self, client_id: int | None = None) -> None:
        """A task, a planned call or a meeting; with the client shown, if there is one."""
        from app.ui.forms.tasks import new_task

        here = self.desk.here
        new_task(self.desk, client_id if client_id is not None else here.client_id if here else None)

    def new_meeting(self) -> None:
        """A meeting, with the client shown, if there is one."""
        from app.ui.forms.tasks import new_task

        here = self.desk.here
        new_task(self.desk, here.client_id if here else None, "meeting")

    def log(self) -> None:
        """A touch with any client."""
        from app.ui.forms.anywhere import log_anywhere

        log_anywhere(self.desk)


def register(desk: Desk) -> TodayCommands:
    """Put the actions into the desk's registry, once; the badge is counted from here on."""
    found = desk.findChild(TodayCommands)
    if isinstance(found, TodayCommands):
        return found
    c = TodayCommands(desk)
    keeper_of(desk).refresh_soon(_BADGE_MS)
    add = desk.actions.add

    def row(name: str, title: str, do: Callable[[TodayPage], Any], icon: str) -> None:
        enabled = c.has_row if name == "open" else c.can_change
        add(Action(f"today.{name}", title, c.on_row(do), icon, enabled=enabled, group=GROUP))

    row("act", N_("Do what the row asks for"), lambda page: page.act(), "check")
    row("open", N_("Open the client of the row"), lambda page: page.open_client(), "external-link")
    row("tomorrow", N_("Put off until tomorrow"), lambda page: page.put_off("today.tomorrow"), "alarm-clock")
    row(
        "next_week",
        N_("Put off until next week"),
        lambda page: page.put_off("today.next_week"),
        "alarm-clock",
    )
    row("a_day", N_("Put off until a day…"), lambda page: page.put_off("today.a_day"), "calendar-clock")
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
