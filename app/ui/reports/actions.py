"""What can be done on the Reports page, registered once."""

from __future__ import annotations

from app.i18n import N_
from app.ui.kit import house_keys
from app.ui.kit.page_context import PageContext
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


def register(context: PageContext) -> None:
    """Put them into the registry, once."""
    context.actions.add_rows(REPORTS)
