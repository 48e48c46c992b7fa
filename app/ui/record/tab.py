"""What every tab of a client's record is, and the plain column most of them stand in."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.ui.kit.fields.capture import delete_record, edit_record
from app.ui.kit.page_context import PageContext
from app.views.record.page import RecordView


class RecordTab(QWidget):
    """One tab. `read(session, view)` runs in the background, `show_view(view, answer)` shows it.

    `record_wanted((kind, id))` asks for a record that another tab may hold; `reload_wanted` reads anew.
    """

    record_wanted = Signal(object)
    reload_wanted = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.view: RecordView | None = None

    def read(self, session: Any, view: RecordView) -> Any:
        """What the tab needs beside the verdicts; called on a worker thread."""
        return None

    def show_view(self, view: RecordView, answer: Any) -> None:
        """Show a client; also the same one anew after a change."""
        self.view = view

    def show_record(self, kind: str, record_id: int) -> bool:
        """Go to a record; False where this tab does not hold it."""
        return False

    def leave(self) -> None:
        """Another tab or client is about to be shown."""

    def open_record(self, kind: str, record_id: int) -> None:
        """Open any record to be read and changed."""
        currency = self.view.currency if self.view else ""
        edit_record(
            self.context,
            kind,
            record_id,
            currency=currency,
            on_delete=lambda: delete_record(self.context, kind, record_id),
        )


class ScrollTab(RecordTab):
    """A tab whose `column` scrolls."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 4, 6, 24)
        self.column.setSpacing(12)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)
