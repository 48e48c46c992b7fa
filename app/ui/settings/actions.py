"""What can be done with our people and with what lies in the trash, registered once."""

from __future__ import annotations

from app.i18n import N_, _
from app.ui.kit.page_context import PageContext
from app.ui.kit.row_actions import DELETE, OPEN, RowAction, RowActions

MEMBERS = RowActions(
    "member",
    N_("With one of our people"),
    (
        RowAction(
            "delete", N_("Delete the person"), lambda at, person: at.place.delete(at, person), "trash-2", DELETE,
            words=lambda _at, person: _("Delete {name}").format(name=person.name),
        ),
    ),
    page="settings",
)  # fmt: skip

TRASH = RowActions(
    "trash",
    N_("With a record in the trash"),
    (
        RowAction(
            "restore", N_("Restore from the trash"), lambda at, _row: at.place.take_back(), "archive-restore", OPEN,
            ("R",), words=N_("Restore"), many=lambda at, _rows: at.place.take_back(),
        ),
    ),
    page="trash",
)  # fmt: skip


def register(context: PageContext) -> None:
    """Put them into the registry, once."""
    for rows in (MEMBERS, TRASH):
        context.actions.add_rows(rows)
