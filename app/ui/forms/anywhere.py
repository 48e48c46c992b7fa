"""Ctrl+Shift+L: log a touch with any client, from wherever one is."""

from __future__ import annotations

from typing import Any

from app.i18n import _
from app.services.records.notes import log_note
from app.services.records.titles import word
from app.services.views.clients import client_names
from app.services.views.words import capital
from app.ui.clients.capture import FormDialog
from app.ui.clients.fields import MomentField
from app.ui.core.completing import NameField
from app.ui.core.forms import ChoiceField, Form, Segmented, TextField
from app.ui.desk import Desk

_TOUCHES = ("call", "meeting", "email", "visit", "message", "internal")


def log_anywhere(desk: Desk) -> None:
    """Open the form over the window."""

    def show(clients: list[tuple[int, str]]) -> None:
        form = _form(desk, clients)
        dialog = FormDialog(desk, _("What happened?"), form)
        dialog.set_save(
            _("Log"),
            _("Logged"),
            lambda session, **values: _save(session, desk, values),
            lambda _id: desk.toast(_("Logged"), undo=True),
        )
        dialog.open()
        form.fields["client_id"].control.setFocus()

    desk.operations.read(
        lambda session: [(each.id, each.name) for each in client_names(session)], show, owner=desk
    )


def _form(desk: Desk, clients: list[tuple[int, str]]) -> Form:
    form = Form()
    here = desk.here
    client_id = here.client_id if here else None
    form.add("client_id", _("With which client"), NameField(clients, client_id, required=True))
    kinds = [(each, capital(word(each))) for each in _TOUCHES]
    moment = MomentField(today=desk.today, required=True)
    moment.set_value(_("now"))
    form.add_row(
        ("kind", _("What it was"), ChoiceField(kinds, "call", required=True)),
        ("happened_at", _("When"), moment),
        ("started_by", _("Who started it"), Segmented([("client", _("They")), ("us", _("We"))], "us")),
    )
    form.add("text", _("What was said"), TextField(required=True, lines=3))
    return form


def _save(session: Any, desk: Desk, values: dict[str, Any]) -> Any:
    head, _newline, rest = values.pop("text").strip().partition("\n")
    return log_note(session, subject=head, body=rest.strip() or None, author=desk.author or None, **values)
