"""Why something could not be done with a row, said at the row itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QWidget

from app.i18n import _
from app.ui.kit.look import theme
from app.ui.kit.widgets.buttons import IconButton
from app.ui.kit.widgets.labels import IconLabel, Label

_WIDEST, _LEAST = 560, 200


class RowNote(QFrame):
    """A small strip beneath the current row of a view, or at the foot of a card; the row stays as it is.

    It goes with Esc, its button, another row or another reading.
    """

    def __init__(self, text: str, at: QWidget) -> None:
        self._at = at
        super().__init__(at.viewport() if isinstance(at, QAbstractItemView) else at)
        self.setProperty("card", "danger")
        self.setAccessibleName(text)
        self.label = Label(text, wrap=True)
        close = IconButton("x", _("Close"), self.leave, side=24)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.setSpacing(8)
        row.addWidget(IconLabel("circle-alert", "danger"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        at.installEventFilter(self)
        if isinstance(at, QAbstractItemView):
            at.model().modelReset.connect(self.leave)
            at.selectionModel().currentChanged.connect(self.leave)
        self._lay()
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def leave(self, *_now: object) -> None:
        """Let it go."""
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """It follows the size of what it stands in; Esc takes it away."""
        if watched is self._at and event.type() == QEvent.Type.Resize:
            self._lay()
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escape and event.type() == QEvent.Type.KeyPress and not self.isHidden():
            self.leave()
            return True
        return False

    def _lay(self) -> None:
        beside, layout = self.parentWidget(), self.layout()
        if beside is None or layout is None:
            return
        room = beside.rect()
        width = max(min(room.width() - 16, theme.px(_WIDEST)), _LEAST)
        height = layout.heightForWidth(width) if layout.hasHeightForWidth() else -1
        height = max(height, self.sizeHint().height()) if height < 0 else height
        top = room.bottom() - height - 4
        if isinstance(self._at, QAbstractItemView):
            row = self._at.visualRect(self._at.currentIndex())
            top = row.bottom() + 2 if row.bottom() + 2 + height <= room.bottom() else row.top() - height - 2
            top = min(max(top, room.top() + 2), max(room.top() + 2, top))
        self.setGeometry(QRect(room.right() - width - 8, max(top, 2), width, height))
