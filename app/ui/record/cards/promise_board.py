"""The list of promises with what stands in its place while it is empty, and the closed ones folded away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.ui.kit.page_context import PageContext
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.cards import EmptyState
from app.ui.record.cards.promise_list import PromiseList
from app.views.promises import PromiseRow


class PromiseBoard(QWidget):
    """Shows rows; closed ones only after a press on the line at the foot.

    The page or tab around it says what to tell when nothing is there: `empty` with its `button`.
    """

    def __init__(self, context: PageContext, *, with_client: bool = True) -> None:
        super().__init__()
        self.context = context
        self._rows: Sequence[PromiseRow] = ()
        self._with_closed = False
        self.list = PromiseList(context, with_client=with_client)
        self.empty = EmptyState("handshake", "")
        self.closed_line = Button("", self._toggle, kind="link", icon_name="archive")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.stack, 1)
        column.addWidget(self.closed_line, 0, Qt.AlignmentFlag.AlignLeft)
        self.closed_line.hide()

    def show_rows(self, rows: Sequence[PromiseRow]) -> None:
        """Show these, in this order."""
        self._rows = rows
        closed = sum(not row.is_open for row in rows)
        shown = [row for row in rows if row.is_open or self._with_closed]
        self.list.set_rows(shown)
        self.closed_line.setVisible(bool(closed))
        words = _("hide them") if self._with_closed else _("show them")
        told = ngettext("{n} closed", "{n} closed", closed).format(n=closed)
        self.closed_line.setText(f"{told} · {words}")
        typing = self.list.host is not None
        self.stack.setCurrentWidget(self.list if shown or typing else self.empty)

    def shown(self) -> list[PromiseRow]:
        """The rows in the list."""
        return self.list.rows()

    def show_record(self, promise_id: int) -> bool:
        """Go to a promise, also to a closed one; False where it is not here."""
        row = next((row for row in self._rows if row.id == promise_id), None)
        if row is None:
            return False
        if not row.is_open and not self._with_closed:
            self._toggle()
        return self.list.choose(row.key)

    def _toggle(self) -> None:
        self._with_closed = not self._with_closed
        self.show_rows(self._rows)
        if self._rows:
            self.list.setFocus()
