"""What can be done with promises, registered once: menus, palette and the F1 sheet read it from here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject

from app.i18n import N_
from app.ui.actions import Action
from app.ui.desk import Desk

if TYPE_CHECKING:
    from app.ui.promises.list import PromiseList

GROUP = N_("Promises")
_OPEN = ("keep", "kept_on", "later", "broken", "released")


class PromiseCommands(QObject):
    """Knows the lists of promises there are; the actions work on the one in front."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.desk = desk
        self.lists: list[PromiseList] = []

    def front(self) -> PromiseList | None:
        """The list on screen, if it has a row to act on."""
        alive = (each for each in self.lists if shiboken6.isValid(each) and each.isVisible())
        return next((each for each in alive if each.current_row() is not None), None)

    def run(self, name: str) -> Callable[[], None]:
        """An action on the current row of the list in front."""

        def do() -> None:
            found = self.front()
            if found is not None:
                found.run(name)

        return do

    def can(self, name: str) -> Callable[[], bool]:
        """Whether an action has something to work on."""

        def asked() -> bool:
            found = self.front()
            row = found.current_row() if found is not None else None
            if row is None or (self.desk.read_only and name not in ("open", "client")):
                return False
            if name in _OPEN:
                return bool(row.is_open)
            return name != "reopen" or not row.is_open

        return asked

    def writable(self) -> bool:
        """Whether the book can be changed."""
        return not self.desk.read_only

    def new(self, client_id: int | None = None) -> None:
        """A new promise; with the client shown, if there is one."""
        from app.ui.clients.captures import capture

        here = self.desk.here
        shown = here.client_id if here is not None and here.page == "clients" else None
        capture(self.desk, "promise", client_id if client_id is not None else shown)


def register(desk: Desk) -> PromiseCommands:
    """Put the actions into the desk's registry, once."""
    found = desk.findChild(PromiseCommands)
    if isinstance(found, PromiseCommands):
        return found
    c = PromiseCommands(desk)
    add = desk.actions.add
    add(
        Action(
            "client.promise", N_("Note a promise…"), c.new, "handshake",
            client_scoped=True, client_title=N_("Note a promise with {client}"),
            enabled=c.writable, group=GROUP,
        )
    )  # fmt: skip
    for name, title, icon in (
        ("keep", N_("The promise is kept"), "check"),
        ("kept_on", N_("Kept on another day…"), "calendar-check"),
        ("later", N_("Agree on another day…"), "calendar-clock"),
        ("broken", N_("The promise was not kept…"), "circle-x"),
        ("released", N_("Let off…"), "hand"),
        ("reopen", N_("Open the promise again"), "undo-2"),
        ("open", N_("All fields of the promise"), "pencil"),
        ("client", N_("Go to whose promise it is"), "external-link"),
        ("delete", N_("Delete the promise"), "trash-2"),
    ):
        add(Action(f"promise.{name}", title, c.run(name), icon, enabled=c.can(name), group=GROUP))
    return c
