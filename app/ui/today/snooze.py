"""Putting a thing off until a day one names, and bringing back what was put off."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.i18n import _, ngettext
from app.services.records import tasks
from app.ui.kit.fields.capture import FormDialog
from app.ui.kit.fields.forms import DayField, Form
from app.ui.kit.page_context import PageContext
from app.ui.today.actions import next_week, tomorrow
from app.views.today.page import TodayRow


def ask_day(context: PageContext, row: TodayRow) -> FormDialog:
    """Ask until which day."""
    form = Form()
    day = DayField(
        lambda: next_week(context.today()),
        required=True,
        earliest=lambda: tomorrow(context.today()),
        today=context.today,
    )
    form.add("until", _("Until"), day)
    dialog = FormDialog(context, _("Put off"), form, row.title)
    items = row.keys

    def save(session: Any, until: date) -> None:
        tasks.put_all_off(session, items=items, until=until, today=context.today())

    dialog.set_save(_("Put off"), _("Put off"), save, lambda _result: context.toast(_("Put off"), undo=True))
    dialog.open()
    day.selectAll()
    day.setFocus()
    return dialog


def bring_back(context: PageContext, keys: list[str], owner: Any) -> None:
    """Show again now what was put off."""
    told = ngettext("{n} brought back", "{n} brought back", len(keys)).format(n=len(keys))
    context.operations.write(
        told,
        lambda session: tasks.bring_back(session, items=keys),
        lambda _count: context.toast(told, undo=True),
        owner=owner,
    )
