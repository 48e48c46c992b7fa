"""Tasks, planned calls and meetings: adding one, and saying that it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.i18n import _
from app.services.records import tasks
from app.ui.forms.decisions import CardForm
from app.ui.kit.fields.capture import FormDialog
from app.ui.kit.fields.completing import NameField
from app.ui.kit.fields.forms import DayField, Form, LineField, NumberField, Segmented, TextField
from app.ui.kit.fields.record_fields import NameChoice
from app.ui.kit.page_context import PageContext
from app.views.clients.page import client_names
from app.views.forms import choices


class DoneForm(CardForm):
    """It is done; a call or a meeting with a client becomes a touch, with what was said."""

    def __init__(self, context: PageContext, task_id: int, text: str, *, touch: bool) -> None:
        super().__init__(context, text, _("Done"), _("Task done"))
        self._task_id, self._touch = task_id, touch
        if touch:
            hint = _("It goes into the client's timeline.")
            self.form.add("words", _("What was said"), TextField(lines=2), hint=hint)
        day = DayField(context.today, required=True, latest=context.today, today=context.today)
        self.form.add("on", _("Done on"), day)

    def write(self, session: Any, values: dict[str, Any]) -> None:
        words = values.get("words") or None
        tasks.finish_task(session, task_id=self._task_id, on=values["on"], words=words)


class TaskForm(Form):
    """What to do, by when, with which client, who of us; a call or meeting also has an hour, length, place."""

    def __init__(
        self,
        context: PageContext,
        clients: Sequence[tuple[int, str]],
        people: Sequence[str],
        client_id: int | None,
        kind: str = "task",
    ) -> None:
        super().__init__()
        kinds = [("task", _("Task")), ("call", _("Planned call")), ("meeting", _("Meeting"))]
        self.kind = self.add("kind", _("What it is"), Segmented(kinds, kind, required=True))
        self.add("text", _("What to do"), LineField(required=True))
        owners = [(None, "–"), *((name, name) for name in people)]
        self.add_row(
            ("client_id", _("With which client"), NameField(clients, client_id)),
            ("who", _("Who of us"), NameChoice(owners, context.author or None)),
        )
        self.add_row(
            ("due_on", _("By when"), DayField(context.today, required=True, today=context.today)),
            ("at", _("Hour"), LineField(placeholder="14:30", check=_hour_problem)),
            ("minutes", _("Minutes"), NumberField(low=0, high=1440)),
        )
        self.add("place", _("Where"), LineField())
        self.kind.value_changed.connect(self._show)
        self._show()

    def values(self) -> dict[str, Any]:
        """A plain task has no hour, length or place."""
        found = super().values()
        if found["kind"] == "task":
            found |= {"at": None, "minutes": None, "place": None}
        elif found["at"]:
            found["at"] = str(found["at"]).zfill(5)
        return found

    def _show(self) -> None:
        planned = self.kind.value() != "task"
        for name in ("at", "minutes", "place"):
            self.fields[name].setVisible(planned)


def _hour_problem(text: str) -> str:
    hours, colon, minutes = text.strip().partition(":")
    fits = colon and hours.isdigit() and minutes.isdigit() and int(hours) < 24 and len(minutes) == 2
    return "" if not text.strip() or (fits and int(minutes) < 60) else _("A time such as 14:30.")


def new_task(context: PageContext, client_id: int | None = None, kind: str = "task") -> None:
    """Open the form for a new task over the window."""

    def read(session: Any) -> tuple[list[tuple[int, str]], list[str]]:
        clients = [(each.id, each.name) for each in client_names(session)]
        return clients, [name for _id, name in choices(session, None).people]

    def show(found: tuple[list[tuple[int, str]], list[str]]) -> None:
        form = TaskForm(context, *found, client_id, kind)
        dialog = FormDialog(context, _("Something to do"), form)
        dialog.set_save(
            _("Add"),
            _("Task added"),
            tasks.add_task,
            lambda _id: context.toast(_("Task added"), undo=True),
        )
        dialog.open()
        form.fields["text"].control.setFocus()

    context.operations.read(read, show, owner=context)
