"""What can be done on the Clients page, registered once: with clients, and with saved views of them."""

from __future__ import annotations

from app.ui.clients.view_actions import views_of
from app.ui.kit.page_context import Desk
from app.ui.record import client_actions


def register(desk: Desk) -> None:
    """Put all of it into the desk's registry, once."""
    client_actions.register(desk)
    views_of(desk)
