"""Several marked rows of a table: what can be done with all of them, and what with one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.i18n import ngettext
from app.ui.kit.lists.row_note import RowNote
from app.ui.kit.lists.table import TableView

if TYPE_CHECKING:
    from app.ui.kit.row_actions import RowAction
    from app.ui.kit.rows import Rows


def marked(at: Rows) -> list[Any]:
    """The rows that somebody marked in a table; none where it is about a single one."""
    several = at.widget.selected_rows() if isinstance(at.widget, TableView) else []
    return several if len(several) > 1 and at.row() in several else []


def can_all(at: Rows, action: RowAction, rows: list[Any]) -> bool:
    """Whether something can be done with all of these rows in one gesture."""
    return action.many is not None and all(at.fits(action, each) for each in rows)


def do_all(at: Rows, action: RowAction, rows: list[Any]) -> None:
    """Do it with all of them, or say that it is done with one at a time: never with one that was not meant."""
    if action.many is not None and can_all(at, action, rows):
        action.many(at, rows)
        return
    told = ngettext(
        "{n} row is marked; this is done with one at a time.",
        "{n} rows are marked; this is done with one at a time.",
        len(rows),
    )
    at.note = RowNote(told.format(n=len(rows)), at.widget)
