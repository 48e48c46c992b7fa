"""Coming to search from anywhere, and what can be done with what was found; registered once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.kinds import KINDS
from app.i18n import N_, _
from app.services.search.questions import Hit
from app.ui.kit.page_context import PageContext, Place
from app.ui.kit.row_actions import OPEN, RowAction, RowActions, to_client
from app.views.search import MoreLine

if TYPE_CHECKING:
    from app.ui.kit.rows import Rows

PAGE = "search"


def place_of(table: str, record_id: int, client_id: int | None) -> Place:
    """Where a found record is at home."""
    if table == "clients":
        return Place("clients", record_id)
    if client_id is not None:
        return Place("clients", client_id, record=(table, record_id))
    home = KINDS[table]
    return Place("today") if home.page == "clients" else Place(home.page, tab=home.tab)


def search_place(words: str = "", offered: int | None = None) -> Place:
    """Search for `words` in everything; `offered` is the client from whose record one comes."""
    return Place(PAGE, words=words, record=("clients", offered) if offered is not None else None)


def _is_one_of_many(at: Rows, row: Any) -> bool:
    return row.client_id is not None and at.place.question.client_id is None


ROWS = RowActions(
    "found",
    N_("With what search found"),
    (
        RowAction(
            "open", N_("Open what was found"), lambda at, row: at.place.open(row), "corner-down-left", OPEN, ("Space",),
            words=lambda _at, row: _("Open") if isinstance(row, Hit) else _("Show all of this client"), changes=False,
        ),
        to_client(),
        RowAction(
            "only", N_("Search only this client"), lambda at, row: at.place.only(row.client_id), "list-filter", "C",
            fits=lambda at, row: _is_one_of_many(at, row) and not isinstance(row, MoreLine), changes=False,
        ),
    ),
    page=PAGE,
)  # fmt: skip


def register(context: PageContext) -> None:
    """Put what can be done with the rows into the registry."""
    context.actions.add_rows(ROWS)
