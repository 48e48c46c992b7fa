"""What can be done with a row or a card of a place: said once, for its keys, its menus and the F1 sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.i18n import N_, _

if TYPE_CHECKING:
    from app.ui.kit.rows import Rows

Run = Callable[["Rows", Any], object]
"""Does it: `run(at, row)`, where `at` is the `Rows` that the row stands in."""
Many = Callable[["Rows", Sequence[Any]], object]
"""Does it with several marked rows as one gesture; what has none is done with one row at a time."""
Fits = Callable[["Rows", Any], bool]

OPEN, EDIT, DELETE, CLIENT = "Return", "F2", "Del", "O"
"""The keys that mean the same in every list."""


def _always(_at: Rows, _row: Any) -> bool:
    return True


@dataclass(frozen=True)
class RowAction:
    """One thing to do with a row.

    `title` (marked with N_) says it in full, for the palette and the F1 sheet. `words` is what a menu says
    beside the row itself: a marked text, or what makes the words of a row. `key` and `more` are Qt's portable
    texts ("D", "Ctrl+Right"). What `changes` the book is left out of one that may only be read; `apart` starts
    a new part of the menu; what is `internal` is not there in discreet mode. `many` does it with all marked rows of a table. With `menu`
    off it has a key and a button of its own, and no place in the menu; with `palette` off the palette has the same by another name.
    """

    name: str
    title: str
    run: Run
    icon: str = ""
    key: str = ""
    more: tuple[str, ...] = ()
    fits: Fits = _always
    words: str | Callable[[Rows, Any], str] = ""
    changes: bool = True
    apart: bool = False
    menu: bool = True
    palette: bool = True
    internal: bool = False
    many: Many | None = None

    def label(self, at: Rows, row: Any) -> str:
        """What a menu or a button says beside `row`."""
        if callable(self.words):
            return self.words(at, row)
        return _(self.words or self.title)


@dataclass(frozen=True)
class RowActions:
    """All that can be done with one kind of row, in the order of its menu.

    `scope` begins the ids ("promise" → "promise.keep"), `title` heads them on the F1 sheet, `page` is where
    such rows are at home. A `whole` page's keys act wherever on it the focus is, the others on a row alone.
    """

    scope: str
    title: str
    actions: tuple[RowAction, ...]
    page: str = ""
    whole: bool = False

    def __getitem__(self, name: str) -> RowAction:
        return next(each for each in self.actions if each.name == name)


def edit(
    kind: str = "",
    *,
    key: str = EDIT,
    more: tuple[str, ...] = (),
    title: str = N_("All fields of the record"),
) -> RowAction:
    """Open the record of a row with all its fields; `kind` is its table, else `row.kind`."""
    return RowAction(
        "edit",
        title,
        lambda at, row: at.edit(kind or row.kind, row.id, getattr(row, "currency", "")),
        "pencil",
        key,
        more,
        words=N_("All details…"),
        changes=False,
    )


def delete(kind: str = "", *, title: str = N_("Delete the record")) -> RowAction:
    """Put the record of a row into the trash, with Undo."""
    return RowAction(
        "delete",
        title,
        lambda at, row: at.delete(kind or row.kind, row.id),
        "trash-2",
        DELETE,
        words=N_("Delete"),
        apart=True,
        many=lambda at, rows: at.delete_all([(kind or row.kind, row.id) for row in rows]),
    )


def to_client(tab: str | None = None, *, key: str = CLIENT) -> RowAction:
    """Go to whose row it is: `row.client_id`, called `row.client`."""
    return RowAction(
        "client",
        N_("Go to whose it is"),
        lambda at, row: at.to_client(row.client_id, tab),
        "external-link",
        key,
        fits=lambda at, row: row.client_id is not None and not _is_there(at, row, tab),
        words=lambda _at, row: _("Go to {client}").format(client=row.client),
        changes=False,
    )


def _is_there(at: Rows, row: Any, tab: str | None) -> bool:
    """Whether the client's record is what one looks at."""
    here = at.context.here
    return here is not None and here.page == "clients" and here.client_id == row.client_id and here.tab == tab
