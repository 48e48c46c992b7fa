"""Writing a complaint down: whose, when, how, by whom, and in their own words."""

from __future__ import annotations

from typing import Any

from app.domain.words import capital, word
from app.i18n import _
from app.services.records import complaints as use_cases
from app.ui.forms.complaint_words import SEVERITIES
from app.ui.kit import discreet
from app.ui.kit.fields.capture import FormDialog
from app.ui.kit.fields.completing import CompletingField, NameField
from app.ui.kit.fields.forms import ChoiceField, DayField, Form, Segmented, TextField
from app.ui.kit.fields.record_fields import NameChoice
from app.ui.kit.page_context import PageContext, Place
from app.views.complaints.sheet import NewComplaint
from app.views.complaints.sheet import new_complaint as offered_for_new

CHANNELS = ("call", "meeting", "email", "visit", "message")


def new_complaint(context: PageContext, client_id: int | None = None, **values: Any) -> None:
    """Open the form, for a client where one is known; `values` fill it in further."""
    if context.read_only:
        return
    context.operations.read(
        offered_for_new, lambda offered: NewDialog(context, offered, client_id, values).open(), owner=context
    )


class NewDialog(FormDialog):
    """The form over the window; the people to choose from follow the client."""

    def __init__(
        self,
        context: PageContext,
        offered: NewComplaint,
        client_id: int | None = None,
        values: dict[str, Any] | None = None,
    ) -> None:
        form = Form()
        self._offered = offered
        self.client = NameField(offered.clients, client_id, required=True)
        if discreet.state.on:
            # Whoever sits at the table must not read the names of others.
            self.client.set_texts([])
        self.who = NameChoice([], None)
        channels = [(None, "–"), *((each, capital(word(each))) for each in CHANNELS)]
        asked = Segmented([(False, _("Of their own accord")), (True, _("We asked"))], False)
        grave = Segmented([(n, capital(_(name))) for n, name in SEVERITIES.items()], None)
        hint = _("As they said it. This page is never changed, only added to.")
        form.add_row(
            ("client_id", _("Client"), self.client),
            ("received_on", _("Received on"), DayField(context.today, required=True, today=context.today)),
        )
        form.add("remark", _("The client’s words"), TextField(required=True, lines=3), hint=hint)
        form.add_row(("raised_by", _("Who said it"), self.who), ("channel", _("How"), ChoiceField(channels)))
        form.add_row(("solicited", _("Asked or unasked"), asked), ("severity", _("How grave"), grave))
        category = CompletingField(offered.categories, placeholder=_("e.g. invoicing"))
        form.add("category", _("About what"), category)
        form.set_values(**(values or {}))
        super().__init__(context, _("Write a complaint down"), form)
        self.client.value_changed.connect(self._offer_people)
        self._offer_people()
        self.set_save(_("Write it down"), _("Complaint taken"), use_cases.receive, self._taken)
        (form.fields["remark"].control if client_id is not None else self.client).setFocus()

    def _offer_people(self) -> None:
        names = self._offered.contacts.get(self.client.value() or 0, ())
        kept = self.who.value()
        self.who.set_options(
            [(None, "–"), *((name, name) for name in names)], kept if kept in names else None
        )

    def _taken(self, complaint_id: int) -> None:
        place = Place("complaints", record=("complaints", complaint_id))
        self._context.toast(_("Complaint taken"), undo=True)
        here = self._context.here
        if here is None or here.page == "complaints":
            self._context.go(place)
