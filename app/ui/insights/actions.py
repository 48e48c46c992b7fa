"""What can be done with a chart of Insights, registered once."""

from __future__ import annotations

from app.i18n import N_
from app.ui.kit.page_context import PageContext
from app.ui.kit.row_actions import OPEN, RowAction, RowActions

CHARTS = RowActions(
    "chart",
    N_("With a chart"),
    (
        RowAction(
            "open", N_("Open the records behind the mark"), lambda at, _card: at.place.open_mark(), "list-checks",
            OPEN, ("Space",), fits=lambda at, _card: at.place.has_mark(), changes=False,
        ),
        RowAction(
            "table", N_("Show as table, or as chart"), lambda at, _card: at.place.as_table.toggle(), "table-2", "T",
            changes=False,
        ),
        RowAction("copy", N_("Copy"), lambda at, _card: at.place.copy(), "copy", "C", ("Ctrl+C",), changes=False),
        RowAction(
            "png", N_("Save as PNG"), lambda at, _card: at.place.save_wanted.emit(), "image-down", "S", changes=False
        ),
    ),
    page="insights",
)  # fmt: skip


def register(context: PageContext) -> None:
    """Put them into the registry, once."""
    context.actions.add_rows(CHARTS)
