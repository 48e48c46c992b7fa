"""What can be done on the Clients page, registered once: with clients, and with saved views of them."""

from __future__ import annotations

from app.ui.clients.view_actions import views_of
from app.ui.kit.page_context import PageContext
from app.ui.record import client_actions


def register(context: PageContext) -> None:
    """Put all of it into the registry, once."""
    client_actions.register(context)
    views_of(context)
