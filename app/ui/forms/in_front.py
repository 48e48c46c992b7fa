"""Which client what one does now is about: the one whose record is open, or whose row one is on."""

from __future__ import annotations

from typing import Any

from app.ui.kit.page_context import PageContext


def client_in_front(context: PageContext) -> int | None:
    """The id of the client shown, or of the row that had the focus last on another page; None for none."""
    here = context.here
    if here is not None and here.page == "clients":
        return here.client_id
    rows = next(iter(context.actions.bound()), None)
    return client_of(rows.row()) if rows is not None else None


def client_of(row: Any) -> int | None:
    """Whose a row is; rows of Today carry what they are about."""
    found: int | None = getattr(row, "client_id", None)
    return found if found is not None else getattr(getattr(row, "item", None), "client_id", None)
