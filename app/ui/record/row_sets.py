"""What can be done with the rows of Clients and of a client's record, registered once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from app.domain.kinds import KINDS
from app.i18n import N_, _
from app.ui.kit.row_actions import DELETE, OPEN, RowAction, RowActions, delete, edit

if TYPE_CHECKING:
    from app.ui.kit.rows import Rows


def _status(*wanted: str) -> Callable[[Rows, Any], bool]:
    return lambda _at, row: row.status in wanted


def _client(name: str, title: str, icon: str, action: str = "", **more: Any) -> RowAction:
    """What the registry has for any client (as `client.name` or `action`), done with the one of a row."""
    return RowAction(
        name,
        title,
        lambda at, row: at.context.actions.run_for(action or f"client.{name}", row.id),
        icon,
        palette=False,
        **more,
    )


CLIENTS = RowActions(
    "clients",
    N_("With a client"),
    (
        RowAction(
            "open", N_("Go to the record"), lambda at, row: at.place.open_row(row), "users", OPEN, changes=False,
            fits=lambda at, _row: at.is_view(),
        ),
        _client("log", N_("Log on this client"), "plus", key="L"),
        _client("report", N_("Report on this client"), "file-text", key="R", changes=False),
        _client("edit", N_("All details…"), "pencil", key="F2", apart=True),
        _client("hand_over", N_("Hand over…"), "arrow-right-left", key="H"),
        _client("decision", N_("Raise a decision…"), KINDS["decisions"].icon, key="D", apart=True),
        _client("complaint", N_("Write a complaint down…"), KINDS["complaints"].icon, "complaint.new", key="C"),
        _client("promise", N_("Note a promise…"), KINDS["promises"].icon, key="P"),
        _client("threat", N_("Log a threat…"), KINDS["threats"].icon, key="T", internal=True),
        _client("offer", N_("Log an offer…"), KINDS["offers"].icon, key="O", internal=True),
        _client("purchase", N_("Add a purchase…"), KINDS["purchases"].icon, internal=True),
        _client("cost", N_("Add a cost…"), KINDS["costs"].icon, internal=True),
        _client("contact", N_("Add a person…"), "user-plus"),
        _client("task", N_("Add a task…"), KINDS["tasks"].icon, key="K"),
        _client("pause", N_("Pause"), "hourglass", fits=_status("active"), apart=True),
        _client("resume", N_("Take up again"), "circle-check", fits=_status("paused")),
        _client("lose", N_("The client has left…"), "door-open", fits=_status("active", "paused")),
        _client("won_back", N_("Won back…"), "undo-2", fits=_status("lost")),
        _client(
            "delete", N_("Delete client"), "trash-2", key=DELETE, apart=True,
            many=lambda at, rows: at.delete_all([("clients", row.id) for row in rows]),
        ),
    ),
    page="clients",
)  # fmt: skip

ENTRIES = RowActions(
    "entry",
    N_("With an entry of the timeline, or a line of Money"),
    (
        edit(key=OPEN, more=("F2",)),
        RowAction(
            "pin", N_("Pin a note to the top, or take it down"), lambda at, row: at.place.pin(at, row), "pin", "P",
            fits=lambda _at, row: row.kind == "notes",
            words=lambda _at, row: _("No longer pinned") if row.pinned else _("Pin to the top"),
        ),
        RowAction(
            "find", N_("Search the timeline"), lambda at, _row: at.place.to_find.click(), "search", "F",
            fits=lambda at, _row: hasattr(at.place, "to_find"), changes=False, menu=False,
        ),
        delete(),
    ),
    page="clients",
)  # fmt: skip

PEOPLE = RowActions(
    "person",
    N_("With a person at the client"),
    (
        RowAction(
            "card", N_("Go to the fields of the person"), lambda at, row: at.place.open_row(row), "user", OPEN,
            changes=False,
        ),
        edit("contacts", title=N_("All fields of the person")),
        delete("contacts", title=N_("Delete the person")),
    ),
    page="clients",
)  # fmt: skip

FILES = RowActions(
    "file",
    N_("With a file"),
    (
        RowAction("open", N_("Open"), lambda at, _row: at.place.open_file(), "external-link", OPEN, changes=False),
        RowAction("save", N_("Save as…"), lambda at, _row: at.place.ask_where(), "download", "S", changes=False),
        RowAction("rename", N_("Rename…"), lambda at, _row: at.place.rename(), "pencil", "F2"),
        delete("attachments", title=N_("Delete the file")),
    ),
    page="clients",
)  # fmt: skip

ALL = (CLIENTS, ENTRIES, PEOPLE, FILES)
