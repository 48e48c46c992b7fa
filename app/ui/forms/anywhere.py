"""Ctrl+Shift+L: log a touch with any client, from wherever one is."""

from __future__ import annotations

from typing import Any

from app.domain.words import capital, word
from app.i18n import _
from app.services.records.notes import log_note
from app.ui.kit import discreet
from app.ui.kit.fields.capture import FormDialog, enter
from app.ui.kit.fields.completing import NameField
from app.ui.kit.fields.forms import ChoiceField, Form, MoodPicker, Segmented, TextField
from app.ui.kit.fields.record_fields import MomentField, SeveralField
from app.ui.kit.page_context import PageContext
from app.views.clients.page import client_names
from app.views.forms import choices

_TOUCHES = ("call", "meeting", "email", "visit", "message", "internal")


def log_anywhere(context: PageContext, client_id: int | None = None, *, sure: bool = False) -> None:
    """Open the form over the window; `client_id` is proposed, ready to be typed over, or meant where one is `sure`."""

    def show(clients: list[tuple[int, str]]) -> None:
        form = TouchAnywhere(context, clients, client_id)
        dialog = FormDialog(context, _("What happened?"), form)
        dialog.set_save(
            _("Log"),
            _("Logged"),
            lambda session, **values: _save(session, context, values),
            lambda _id: context.toast(_("Logged"), undo=True),
        )
        dialog.open()
        enter(form.fields["text"].control if sure and client_id is not None else form.client)

    context.operations.read(
        lambda session: [(each.id, each.name) for each in client_names(session)], show, owner=context
    )


class TouchAnywhere(Form):
    """Whose it is, what was said, and the rest as it usually is: a call, just now, by us."""

    def __init__(self, context: PageContext, clients: list[tuple[int, str]], client_id: int | None) -> None:
        super().__init__()
        self._context = context
        self.client: NameField = self.add(
            "client_id", _("With which client"), NameField(clients, client_id, required=True)
        )
        if discreet.state.on:
            # Whoever sits at the table must not read the names of others.
            self.client.set_texts([])
        self.add("text", _("What was said"), TextField(required=True, lines=3))
        kinds = [(each, capital(word(each))) for each in _TOUCHES]
        when = MomentField(today=context.today, required=True)
        when.set_value(_("now"))
        self.people = SeveralField([])
        self.add_row(
            ("kind", _("What it was"), ChoiceField(kinds, "call", required=True)),
            ("contacts", _("With whom"), self.people),
            ("happened_at", _("When"), when),
        )
        self.add_row(
            ("started_by", _("Who started it"), Segmented([("client", _("They")), ("us", _("We"))], "us")),
            ("mood", _("Mood"), MoodPicker()),
        )
        discreet.internal(self.fields["mood"])
        self.client.value_changed.connect(self._offer_people)
        self._shown: int | None = None
        self._offer_people()

    def _offer_people(self) -> None:
        """The people to choose from are this client's."""
        client_id = self.client.value()
        if client_id == self._shown:
            return
        self._shown = client_id
        self.people.set_names([])
        if client_id is not None:
            self._context.operations.read(
                lambda session: [name for _id, name in choices(session, client_id).contacts],
                self.people.set_names,
                owner=self,
                key="people",
            )


def _save(session: Any, context: PageContext, values: dict[str, Any]) -> Any:
    head, _newline, rest = values.pop("text").strip().partition("\n")
    said = {name: value for name, value in values.items() if value not in ("", None)}
    return log_note(session, subject=head, body=rest.strip() or None, author=context.author or None, **said)
