"""What can be done with promises, registered once: keys, menus, palette and the F1 sheet read it from here."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from app.i18n import N_
from app.ui.kit.actions import Action
from app.ui.kit.page_context import PageContext
from app.ui.kit.row_actions import OPEN, RowAction, RowActions, delete, edit, to_client

GROUP = N_("Promises")


def _is_open(_at: Any, row: Any) -> bool:
    return bool(row.is_open)


def _end(name: str, title: str, icon: str, key: str) -> RowAction:
    """One of the ends an open promise can come to, by its small form."""
    return RowAction(name, title, lambda at, _row: at.place.settle(name), icon, key, fits=_is_open)


ROWS = RowActions(
    "promise",
    N_("With a promise"),
    (
        RowAction(
            "keep", N_("The promise is kept"), lambda at, _row: at.place.keep(), "check", OPEN, ("Space",),
            fits=_is_open,
        ),
        _end("kept", N_("Kept on another day…"), "calendar-check", "K"),
        _end("later", N_("Agree on another day…"), "calendar-clock", "D"),
        _end("broken", N_("The promise was not kept…"), "circle-x", "B"),
        _end("released", N_("Let off…"), "hand", "L"),
        RowAction(
            "reopen", N_("Open the promise again"), lambda at, _row: at.place.reopen(), "undo-2", "R",
            fits=lambda _at, row: not row.is_open,
        ),
        edit("promises", title=N_("All fields of the promise")),
        RowAction(
            "client", N_("Go to whose promise it is"), lambda at, _row: at.place.open_client(), "external-link",
            "O", fits=lambda at, _row: at.place.with_client, words=to_client().words, changes=False,
        ),
        delete("promises", title=N_("Delete the promise")),
    ),
    page="promises",
)  # fmt: skip


class PromiseCommands(QObject):
    """A new promise, from anywhere."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.context = context

    def writable(self) -> bool:
        """Whether the book can be changed."""
        return not self.context.read_only

    def new(self, client_id: int | None = None) -> None:
        """A new promise; with the client shown, if there is one."""
        from app.ui.forms.capturing import capture

        here = self.context.here
        shown = here.client_id if here is not None and here.page == "clients" else None
        capture(self.context, "promise", client_id if client_id is not None else shown)


def register(context: PageContext) -> PromiseCommands:
    """Put the actions into the registry, once."""
    found = context.findChild(PromiseCommands)
    if isinstance(found, PromiseCommands):
        return found
    c = PromiseCommands(context)
    context.actions.add(
        Action(
            "client.promise", N_("Note a promise…"), c.new, "handshake",
            client_scoped=True, client_title=N_("Note a promise with {client}"),
            enabled=c.writable, group=GROUP,
        )
    )  # fmt: skip
    context.actions.add_rows(ROWS)
    return c
