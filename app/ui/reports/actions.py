"""What can be done on the Reports page, registered once."""

from __future__ import annotations

from app.i18n import N_
from app.ui.kit import house_keys
from app.ui.kit.page_context import Desk
from app.ui.kit.row_actions import RowAction, RowActions

REPORTS = RowActions(
    "report",
    N_("On the Reports page"),
    (
        RowAction(
            "make", N_("Make the report"), lambda at, _page: at.place.make(), "file-chart-column", house_keys.SAVE,
            changes=False, menu=False,
        ),
    ),
    page="reports",
    whole=True,
)  # fmt: skip


def register(desk: Desk) -> None:
    """Put them into the desk's registry, once."""
    desk.actions.add_rows(REPORTS)
