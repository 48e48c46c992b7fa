"""One of the small forms over the window; where no client is known it asks first whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.domain.currencies import currency_of
from app.i18n import _
from app.services.history import load_one
from app.services.settings_store import load as load_settings
from app.ui.kit import discreet
from app.ui.kit.fields.capture import FormDialog
from app.ui.kit.fields.completing import NameField
from app.ui.kit.fields.forms import ChoiceField, Form, MoneyField
from app.ui.kit.fields.record_fields import NOBODY, record_form
from app.ui.kit.page_context import PageContext, Place
from app.views.forms import FieldSpec, RecordFields, fields_of
from app.views.forms import choices as offered_choices

if TYPE_CHECKING:
    from app.ui.forms.captures import Capture

Names = tuple[tuple[int, str], ...]


class CaptureDialog(FormDialog):
    """Fields of a new record; `names` are the clients to choose from, None where `fields` know the client."""

    def __init__(
        self,
        context: PageContext,
        what: Capture,
        fields: RecordFields,
        names: Names | None,
        currency: str = "",
        told: str = "",
        parent: QWidget | None = None,
    ) -> None:
        form = Form()
        self.what, self.fields, self.client = what, fields, None
        if names is not None:
            self.client = form.add("client_id", _("Client"), NameField(names, required=True))
            if discreet.state.on:
                # Whoever sits at the table must not read the names of others.
                self.client.set_texts([])
        record_form(fields, today=context.today, currency=currency or context.card.currency, form=form)
        super().__init__(context, _(what.title), form, told, parent)
        if self.client is not None:
            self.client.value_changed.connect(self._client_chosen)
        self.set_save(_(what.words), _(what.label), self._keep, self._kept)

    def client_id(self) -> int | None:
        """Whose record it will be; None until a client is chosen."""
        chosen = self.client.value() if self.client is not None else self.fields.client_id
        return int(chosen) if chosen is not None else None

    def _keep(self, session: Any, **filled: Any) -> Any:
        filled.setdefault("client_id", self.fields.client_id)
        return self.what.save(session, **filled)

    def _kept(self, record_id: int) -> None:
        show = None
        here = self._context.here
        if here is not None and here.page == "clients" and here.client_id != self.client_id():
            place = Place("clients", self.client_id(), record=(self.fields.kind, record_id))
            show = (_("Show"), lambda: self._context.go(place))
        self._context.toast(_(self.what.label), undo=show is None, action=show)

    def _client_chosen(self) -> None:
        """The people, threats and currency to choose from are this client's."""
        client_id = self.client_id()
        if client_id is None:
            return
        kind, names = self.fields.kind, [spec.name for spec in self.fields.fields]

        def read(session: Any) -> tuple[tuple[FieldSpec, ...], str]:
            history = load_one(session, client_id)
            settings = load_settings(session)
            currency = currency_of(history.client, settings) if history else settings.currency
            return fields_of(kind, names, offered_choices(session, client_id)), currency

        self._context.operations.read(read, self._offer, owner=self, key="offered")

    def _offer(self, found: tuple[tuple[FieldSpec, ...], str]) -> None:
        specs, currency = found
        for spec in specs:
            control = self.form.fields[spec.name].control
            if spec.kind in ("link", "named") and isinstance(control, ChoiceField):
                options = list(spec.options) if spec.required else [(None, NOBODY), *spec.options]
                kept = control.value()
                control.set_options(options, kept if kept in {value for value, _text in options} else None)
            if isinstance(control, MoneyField):
                control.currency = currency
                control.setPlaceholderText(currency)
