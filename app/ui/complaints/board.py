"""The board: four columns of cards by step; a card dragged on opens the small form of that step."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.ui.complaints.actions import register
from app.ui.forms import complaint_words as words
from app.ui.kit.look import theme
from app.ui.kit.page_context import PageContext
from app.ui.kit.rows import Rows
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.cards import Card, clear
from app.ui.kit.widgets.labels import IconLabel, Label
from app.ui.record.cards.complaint import MIME, ComplaintCard
from app.views.complaints.page import COLUMNS, ComplaintRow

# More cards than these nobody reads on a board; the others stand in the table.
_MOST = 40
# So many cards of a column are made at once, which is more than a screenful; the others follow some at a time.
_AT_ONCE, _MORE = 8, 6
_NEWEST = 3
_MORE_TOLD = 20


class Column(Card):
    """One step. `dropped(id, column)` when a card was let go here."""

    dropped = Signal(int, str)

    def __init__(self, name: str, may_drop: Callable[[int, str], bool]) -> None:
        super().__init__(kind="flat", padding=8, spacing=8)
        self.name, self._may_drop = name, may_drop
        title, icon = next((title, icon) for each, title, icon in words.STEPS if each == name)
        self.setAccessibleName(_(title))
        self.setAcceptDrops(True)
        self.body.setContentsMargins(8, 9, 8, 8)
        self.count = Label("", "small", "text2")
        self.link = Button("", kind="link")
        self.link.hide()
        head = QHBoxLayout()
        head.setContentsMargins(6, 0, 8, 0)
        head.setSpacing(8)
        head.addWidget(IconLabel(icon))
        head.addWidget(Label(_(title), "strong"))
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.link)
        # As high with a link as without one, so that the four heads stand in one line.
        head.addStrut(theme.px(24))
        inside = QWidget()
        self.cards = QVBoxLayout(inside)
        self.cards.setContentsMargins(0, 0, 0, 0)
        self.cards.setSpacing(8)
        scroll = QScrollArea()
        scroll.setProperty("ground", "true")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self.area = scroll
        self.body.addLayout(head)
        self.body.addWidget(scroll, 1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._may_drop(_carried(event), self.name):
            self.set_kind("chosen")
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.set_kind("flat")

    def dropEvent(self, event: QDropEvent) -> None:
        self.set_kind("flat")
        event.acceptProposedAction()
        self.dropped.emit(_carried(event), self.name)


def _carried(event: QDropEvent) -> int:
    text = bytes(event.mimeData().data(MIME).data()).decode("ascii", "replace")
    return int(text) if text.isdigit() else 0


def may_move(row: ComplaintRow, column: str) -> bool:
    """Whether a sheet may be taken to that column: forward only, and told only once it is resolved."""
    ahead = COLUMNS.index(column) - COLUMNS.index(row.column)
    return ahead == 1 or (row.column == "received" and column == "resolved")


class Board(QWidget):
    """`step_wanted(id, column)` when a card was let go, `new_wanted`, `table_wanted(column)`."""

    step_wanted = Signal(int, str)
    new_wanted = Signal()
    table_wanted = Signal(str)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        register(context)
        self._context, self._read_only = context, context.read_only
        self._rows: dict[int, ComplaintRow] = {}
        self._told_shown = _NEWEST
        self._shown: tuple[Sequence[ComplaintRow], date] | None = None
        self._waiting: deque[tuple[Column, int, ComplaintRow, date]] = deque()
        self._later = QTimer(self, interval=0)
        self._later.timeout.connect(self._add_some)
        self.columns = {name: Column(name, self._may_drop) for name in COLUMNS}
        self.by_id: dict[int, ComplaintCard] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for column in self.columns.values():
            row.addWidget(column, 1)
            column.dropped.connect(self.step_wanted)
        self.columns["told"].link.clicked.connect(self._more_or_less_told)
        theme.signals.theme_changed.connect(self._show_again)

    def show_rows(self, rows: Sequence[ComplaintRow], today: date) -> None:
        """Show these sheets; the most pressing of each column first, those told by their day."""
        focused = next((each for each, card in self.by_id.items() if card.hasFocus()), None)
        self._rows, self._shown = {row.id: row for row in rows}, (rows, today)
        self.by_id = {}
        self._waiting.clear()
        for name, column in self.columns.items():
            here = [row for row in rows if row.column == name]
            self._fill(column, _ordered(name, here), today)
        if any(row.id == focused for _column, _at, row, _today in self._waiting):
            self._add_some(len(self._waiting))
        if self._waiting:
            self._later.start()
        if focused in self.by_id:
            self.by_id[focused].setFocus()

    def _fill(self, column: Column, rows: list[ComplaintRow], today: date) -> None:
        clear(column.cards)
        column.count.setText(str(len(rows)))
        most = self._told_shown if column.name == "told" else _MOST
        for row in rows[: min(most, _AT_ONCE)]:
            column.cards.addWidget(self._card(row, today))
        self._waiting.extend((column, at, rows[at], today) for at in range(_AT_ONCE, min(most, len(rows))))
        left = len(rows) - most
        if column.name == "told":
            self._told_link(column, len(rows))
        if left > 0:
            text = ngettext("{n} more in the table", "{n} more in the table", left).format(n=left)
            more = Button(text, kind="quiet", icon_name="table-2", small=True)
            more.clicked.connect(lambda: self.table_wanted.emit(column.name))
            column.cards.addWidget(more)
        if column.name == "received" and not self._read_only:
            new = Button(
                _("Write one down"), self.new_wanted.emit, kind="quiet", icon_name="plus", small=True
            )
            column.cards.addWidget(new, 0, Qt.AlignmentFlag.AlignLeft)
        column.cards.addStretch(1)

    def _add_some(self, most: int = _MORE) -> None:
        """Make some of the cards that wait, so that the window is free between them."""
        for _each in range(min(most, len(self._waiting))):
            column, at, row, today = self._waiting.popleft()
            column.cards.insertWidget(at, self._card(row, today))
        if not self._waiting:
            self._later.stop()

    def _told_link(self, column: Column, count: int) -> None:
        column.link.setVisible(count > _NEWEST)
        other = min(_MORE_TOLD, count) if self._told_shown == _NEWEST else _NEWEST
        column.link.setText(_("newest {n}").format(n=other))

    def _more_or_less_told(self) -> None:
        self._told_shown = _MORE_TOLD if self._told_shown == _NEWEST else _NEWEST
        self._show_again()

    def _show_again(self) -> None:
        if self._shown is not None:
            self.show_rows(*self._shown)

    def _card(self, row: ComplaintRow, today: date) -> ComplaintCard:
        card = ComplaintCard(row, today)
        card.draggable = row.column != "told" and not self._read_only
        rows = Rows(self._context, "complaint", card, self, row=lambda: row)
        card.pressed.connect(lambda: rows.run("open"))
        card.moved.connect(lambda key: self._walk(row, Qt.Key(key)))
        self.by_id[row.id] = card
        return card

    def _walk(self, row: ComplaintRow, key: Qt.Key) -> None:
        """Arrow keys go from card to card, left and right to the neighbouring column that has some."""
        here = [each for each, card in self.by_id.items() if card.row.column == row.column]
        at = here.index(row.id)
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            wanted = at + (1 if key == Qt.Key.Key_Down else -1)
            target = here[wanted] if 0 <= wanted < len(here) else None
        else:
            target = self._beside(row.column, 1 if key == Qt.Key.Key_Right else -1, at)
        if target is not None:
            card = self.by_id[target]
            card.setFocus(Qt.FocusReason.TabFocusReason)
            self.columns[card.row.column].area.ensureWidgetVisible(card)

    def _beside(self, column: str, step: int, at: int) -> int | None:
        place = COLUMNS.index(column) + step
        while 0 <= place < len(COLUMNS):
            there = [each for each, card in self.by_id.items() if card.row.column == COLUMNS[place]]
            if there:
                return there[min(at, len(there) - 1)]
            place += step
        return None

    def _may_drop(self, complaint_id: int, column: str) -> bool:
        row = self._rows.get(complaint_id)
        return row is not None and not self._read_only and may_move(row, column)


def _ordered(column: str, rows: list[ComplaintRow]) -> list[ComplaintRow]:
    if column == "told":
        return sorted(rows, key=lambda row: (row.told_on or date.min, row.id), reverse=True)
    return sorted(rows, key=lambda row: (row.clock.due if row.clock else date.max, row.id))
