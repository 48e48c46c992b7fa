"""What can be done about retention from anywhere."""

from __future__ import annotations

from collections.abc import Callable

from app.i18n import N_
from app.ui.actions import Action
from app.ui.desk import Desk, Place

GROUP = N_("Retention")
_KNOWN = "retention.threat"


def register(desk: Desk) -> None:
    """Put the actions into the desk's registry, once."""
    if any(action.id == _KNOWN for action in desk.actions):
        return

    def log(name: str) -> Callable[[], None]:
        def run() -> None:
            from app.ui.clients.captures import capture

            capture(desk, name, None)

        return run

    def show(tab: str) -> Callable[[], None]:
        return lambda: desk.go(Place("retention", tab=tab))

    def writable() -> bool:
        return not desk.read_only

    add = desk.actions.add
    for name, title, what, icon in (
        ("retention.threat", N_("Log a threat of a client…"), "threat", "shield-alert"),
        ("retention.offer", N_("Log an offer to a client…"), "offer", "gift"),
        ("agreement.new", N_("New agreement…"), "agreement", "handshake"),
    ):
        add(Action(name, title, log(what), icon, enabled=writable, group=GROUP))
    for tab, title, icon in (
        ("threats", N_("All threats"), "shield"),
        ("offers", N_("Offers of the last 12 months"), "gift"),
        ("agreements", N_("All agreements"), "handshake"),
        ("hunters", N_("Deal hunters and their evidence"), "scan-search"),
    ):
        add(Action(f"retention.{tab}", title, show(tab), icon, group=GROUP))
