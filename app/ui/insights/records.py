"""The records behind a mark: one is opened at once, several are listed to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.kinds import KINDS
from app.i18n import _, format_day
from app.ui.kit.lists.row_delegate import TwoLineList, TwoLines
from app.ui.kit.page_context import PageContext, Place
from app.ui.kit.widgets.dialogs import Dialog
from app.views.insights.parts import Link

_SHOWN = 8


def open_links(
    context: PageContext, title: str, links: Sequence[Link], parent: QWidget
) -> RecordsDialog | None:
    """Go to the only record, or list them; returns the list, if one was opened."""
    if len(links) == 1:
        go_to(context, links[0])
        return None
    if not links:
        return None
    dialog = RecordsDialog(context, title, links, parent)
    dialog.open()
    return dialog


def go_to(context: PageContext, link: Link) -> None:
    """The record where it is at home; a client's own page opens on Loyalty."""
    if link.kind == "clients":
        context.go(Place("clients", link.client_id, tab="loyalty"))
    elif link.kind == "complaints":
        context.go(Place("complaints", record=(link.kind, link.id)))
    else:
        context.go(Place("clients", link.client_id, record=(link.kind, link.id)))


class RecordsDialog(Dialog):
    """The records behind a mark, each opening its place."""

    def __init__(self, context: PageContext, title: str, links: Sequence[Link], parent: QWidget) -> None:
        super().__init__(title, parent, width=560)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self.list: TwoLineList = TwoLineList(_lines, title, height=56)
        self.list.set_rows(list(links))
        self.list.setMinimumHeight(min(len(links), _SHOWN) * 58)
        self.list.opened.connect(self._go)
        self.list.clicked.connect(lambda _index: self._go(self.list.current_row()))
        self.body.addWidget(self.list)
        self.add_button(_("Close"), self.reject)

    def _go(self, link: Link | None) -> None:
        if link is not None:
            self.accept()
            go_to(self._context, link)


def _lines(link: Link) -> TwoLines:
    icon = KINDS[link.kind].icon
    return TwoLines(link.client, line=link.text, icon=icon, note=format_day(link.day) if link.day else "")
