"""Putting things off: tomorrow, next week, a day; and bringing them back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from app.i18n import _, format_day, ngettext
from app.services.records import tasks
from app.services.views.today import TodayRow
from app.ui.clients.capture import FormDialog
from app.ui.core.forms import DayField, Form
from app.ui.desk import Desk


def tomorrow(today: date) -> date:
    """The next day."""
    return today + timedelta(days=1)


def next_week(today: date) -> date:
    """Monday of the next week."""
    return today + timedelta(days=7 - today.weekday())


def choices(today: date) -> list[tuple[str, str, date]]:
    """What the menu offers: the action's id, words with the exact day, the day."""
    pattern = "EEE d MMM"
    return [
        (
            "today.tomorrow",
            _("Tomorrow, {day}").format(day=format_day(tomorrow(today), pattern)),
            tomorrow(today),
        ),
        (
            "today.next_week",
            _("Next week, {day}").format(day=format_day(next_week(today), pattern)),
            next_week(today),
        ),
    ]


def put_off(desk: Desk, row: TodayRow, until: date, owner: Any) -> None:
    """One gesture; the row goes until that day."""
    told = _("Put off until {day}").format(day=format_day(until, "EEE d MMM"))
    item, today = row.key, desk.today()
    desk.operations.write(
        told,
        lambda session: tasks.put_off(session, item=item, until=until, today=today),
        lambda _result: desk.toast(told, undo=True),
        lambda error: desk.toast(str(error)),
        owner=owner,
    )


def ask_day(desk: Desk, row: TodayRow) -> FormDialog:
    """Ask until which day."""
    form = Form()
    earliest = tomorrow(desk.today())
    day = DayField(next_week(desk.today()), required=True, earliest=earliest, today=desk.today)
    form.add("until", _("Until"), day)
    dialog = FormDialog(desk, _("Put off"), form, row.title)
    item, today = row.key, desk.today()

    def save(session: Any, until: date) -> None:
        tasks.put_off(session, item=item, until=until, today=today)

    dialog.set_save(_("Put off"), _("Put off"), save, lambda _result: desk.toast(_("Put off"), undo=True))
    dialog.open()
    day.selectAll()
    day.setFocus()
    return dialog


def bring_back(desk: Desk, keys: list[str], owner: Any) -> None:
    """Show again now what was put off."""
    told = ngettext("{n} brought back", "{n} brought back", len(keys)).format(n=len(keys))
    desk.operations.write(
        told,
        lambda session: tasks.bring_back(session, items=keys),
        lambda _count: desk.toast(told, undo=True),
        owner=owner,
    )
