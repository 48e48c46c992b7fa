"""The right rail: what to know before one calls, and the deal-hunter card."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.i18n import _
from app.ui.kit import discreet
from app.ui.kit.page_context import PageContext
from app.ui.kit.widgets.cards import Card, clear
from app.ui.kit.widgets.labels import ElidedLabel, IconLabel, Label, set_property
from app.ui.kit.widgets.pills import Dots
from app.ui.kit.widgets.spoken import spoken
from app.ui.record.cards.hunter import HunterCard
from app.views.record.page import RecordView
from app.views.record.rail import RailLine, rail_lines

WIDTH, NARROW = 272, 240


class RailRow(QFrame):
    """One line of the rail: icon, what, and a muted explanation; opens its record."""

    pressed = Signal()

    def __init__(self, line: RailLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        self.setAccessibleName(spoken(line.title, line.sub))
        set_property(self, "railrow", "true")
        if line.record is not None:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        words = QVBoxLayout()
        words.setSpacing(1)
        title = ElidedLabel(line.title, "body", weight="medium")
        under = QHBoxLayout()
        under.setSpacing(6)
        if line.dots is not None and line.dots[1]:
            under.addWidget(Dots(*line.dots, role="warn" if line.role == "warn" else "info"))
        under.addWidget(ElidedLabel(line.sub, "small", "text2"), 1)
        words.addWidget(title)
        words.addLayout(under)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 4, 2)
        row.setSpacing(10)
        row.addWidget(IconLabel(line.icon, line.role), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.line.record is not None and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
            return
        super().keyPressEvent(event)


class Rail(QScrollArea):
    """`record_wanted((kind, id))` when a line is pressed; `evidence_wanted` for all evidence."""

    record_wanted = Signal(object)
    evidence_wanted = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._card = Card(padding=12, spacing=6)
        self.hunter = HunterCard(context)
        self.hunter.evidence_wanted.connect(self.evidence_wanted)
        discreet.internal(self.hunter)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(8)
        column.addWidget(Label(_("What to know before you call"), "strong"))
        column.addWidget(self._card)
        column.addSpacing(4)
        column.addWidget(self.hunter)
        column.addStretch(1)
        self.setWidget(inside)

    def show_view(self, view: RecordView) -> None:
        """Show the lines of a client."""
        clear(self._card.body)
        lines = rail_lines(view)
        for line in lines:
            row = RailRow(line)
            if line.record is not None:
                row.pressed.connect(lambda record=line.record: self.record_wanted.emit(record))
            self._card.body.addWidget(row)
            if line.internal:
                discreet.internal(row)
        if not lines:
            self._card.body.addWidget(
                Label(_("Nothing presses. A good day to ask how it goes."), "body", "text2", wrap=True)
            )
        self.hunter.show_view(view)
