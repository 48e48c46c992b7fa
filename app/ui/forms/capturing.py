"""Opening one of the small forms by which something new comes into a client's record."""

from __future__ import annotations

from typing import Any

from app.ui.forms.capture_dialog import CaptureDialog
from app.ui.forms.captures import CAPTURES
from app.ui.forms.threat_form import ThreatDialog
from app.ui.kit.page_context import PageContext
from app.views import forms as form_views
from app.views.clients.page import client_names


def capture(
    context: PageContext,
    name: str,
    client_id: int | None,
    *,
    currency: str = "",
    told: str = "",
    **values: Any,
) -> None:
    """Open one of the small forms for a client, or, without one, ask in it whose it is.

    `values` fill it in further; `told` stands above it.
    """
    what = CAPTURES[name]
    defaults = what.defaults(context.today, context.author) | values

    def read(session: Any) -> tuple[form_views.RecordFields, Any]:
        names = tuple((c.id, c.name) for c in client_names(session)) if client_id is None else None
        fields = form_views.new_fields(session, what.kind, client_id, what.names, **defaults)
        return fields, names

    def show(found: tuple[form_views.RecordFields, Any]) -> None:
        dialog = ThreatDialog if name == "threat" else CaptureDialog
        dialog(context, what, found[0], found[1], currency, told).open()

    context.operations.read(read, show, owner=context)
