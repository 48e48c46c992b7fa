"""The list beside the record: filter, chips with counts, two lines a client."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.words import word
from app.errors import UserError
from app.i18n import _
from app.ui.clients.filters import CHIPS, INTERNAL_CHIPS, PASSING_CHIPS, ListRow, counted, filtered
from app.ui.kit import discreet
from app.ui.kit.fields.fields import SearchField
from app.ui.kit.lists.row_delegate import TwoLineList, TwoLines
from app.ui.kit.widgets.buttons import IconButton
from app.ui.kit.widgets.cards import EmptyState
from app.ui.kit.widgets.labels import Label
from app.ui.kit.widgets.pills import Chip, ChipRow

WIDTH = 272
_MARKS = {
    3: ("triangle-alert", "danger"),
    2: ("clock", "warn"),
    1: ("info", "info"),
}


def two_lines(row: ListRow) -> TwoLines:
    """How one client stands in the list; until the verdict is there, only what the name's query told."""
    client, standing = row.client, row.standing
    lost = client.status == "lost"
    if standing is None:
        line = "" if client.status == "active" else word(client.status).capitalize()
        return TwoLines(client.name, line or " ", muted=lost)
    if lost or client.status == "prospect":
        icon, role = "circle-minus", "neutral"
        name = word(client.status)
    else:
        icon, role = _MARKS.get(standing.severity or 0, ("circle-check", "success"))
        name = {3: _("now"), 2: _("soon"), 1: _("keep in mind")}.get(standing.severity or 0, _("all well"))
    return TwoLines(client.name, standing.line, mark=icon, mark_role=role, mark_name=name, muted=lost)


class ListPanel(QWidget):
    """Emits `picked(client id)` when somebody chooses a client, `table_wanted` for the full width."""

    picked = Signal(int)
    table_wanted = Signal()
    filter_changed = Signal()

    def __init__(self, on_new: Callable[[], Any], author: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._author = author
        self._rows: Sequence[ListRow] = ()
        self.search = SearchField(_("Filter clients"))
        self.search.installEventFilter(self)
        self.chips = ChipRow([(value, Chip(_(title))) for value, title in CHIPS])
        self.chips.choose("all")
        for value in INTERNAL_CHIPS:
            discreet.internal(self.chips.chips[value])
        self.list = TwoLineList(two_lines, _("Clients"))
        self._again: Callable[[], Any] | None = None
        self.empty = EmptyState("users", "", on_action=self._press)
        self.empty.hide()
        self._lay_out(on_new)
        self.search.textChanged.connect(lambda _text: self.refresh())
        self.chips.chosen.connect(self._chip_chosen)
        self.list.picked.connect(lambda row: self.picked.emit(row.id))

    def _chip_chosen(self, _value: object) -> None:
        self.refresh()
        self.filter_changed.emit()

    def _lay_out(self, on_new: Callable[[], Any]) -> None:
        self.table_button = IconButton("table-2", _("Show as a table"), self.table_wanted.emit)
        self.add = IconButton("plus", _("New client…"), on_new)
        self.tools = top = QHBoxLayout()
        top.setContentsMargins(4, 0, 0, 0)
        top.setSpacing(4)
        top.addWidget(Label(_("Clients"), "title"), 1)
        top.addWidget(self.table_button)
        top.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 14, 8, 0)
        column.setSpacing(10)
        above = QVBoxLayout()
        above.setContentsMargins(4, 0, 4, 0)
        above.setSpacing(10)
        above.addLayout(top)
        above.addWidget(self.search)
        above.addWidget(self.chips)
        column.addLayout(above)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Show these clients; the chosen one and the scroll position stay."""
        self._rows = rows
        for chip, count in counted(rows, self._author).items():
            self.chips.chips[chip].set_count(count)
            if chip in PASSING_CHIPS:
                self.chips.chips[chip].setVisible(bool(count) or self.chips.value() == chip)
        self.refresh()

    def refresh(self) -> None:
        """Filter again."""
        shown = filtered(self._rows, self.chips.value() or "all", self._author, self.search.value())
        self.list.set_rows(shown, keep=lambda row: row.id)
        self.list.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        if self._rows and not shown:
            self.empty.set_texts("list-filter", _("Nothing matches"), _("Try other words or another chip."))
        elif not shown:
            self.empty.set_texts(
                "users", _("No clients yet"), _("Add the first with Ctrl+N, or import a list.")
            )

    def show_busy(self) -> None:
        """The clients are still being read."""
        self.empty.set_texts("loader-circle", _("Reading the book…"))
        self.list.hide()
        self.empty.show()

    def show_error(self, error: UserError, again: Callable[[], Any]) -> None:
        """The clients could not be read; `again` reads them anew."""
        text = f"{error} {_('Nothing in the book was changed.')}"
        self.empty.set_texts("circle-alert", _("This could not be read"), text, _("Try again"))
        self._again = again
        self.list.hide()
        self.empty.show()

    def _press(self) -> None:
        """The one button of an empty list: after an error it reads anew."""
        again, self._again = self._again, None
        if again is not None:
            self.show_busy()
            again()

    def show_filter(self, chip: str, words: str) -> None:
        """Choose a chip and fill the filter line in, as a saved view has them."""
        self.chips.choose(chip if chip in self.chips.chips else "all")
        self.search.setText(words)
        self.refresh()

    def choose(self, client_id: int | None) -> None:
        """Mark a client as the chosen one without telling."""
        self.list.blockSignals(True)
        if client_id is None or not self.list.select(lambda row: row.id == client_id):
            self.list.clearSelection()
        self.list.blockSignals(False)

    def shown(self) -> Sequence[ListRow]:
        """The clients the filter lets through."""
        return self.list.rows()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the filter line the arrow keys move in the list, Enter goes there."""
        keys = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in keys:
            if self.list.rows() and not self.list.currentIndex().isValid():
                self.list.select(lambda _row: True)
            self.list.setFocus()
            return True
        return super().eventFilter(watched, event)
