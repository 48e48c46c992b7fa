"""What the parts of the Retention page share: the page context, and the way to records."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import UserError
from app.ui.kit.page_context import PageContext
from app.views.retention.rows import RetentionPage


class Part(QWidget):
    """A tab or a block of the page; `show_page` shows a reading."""

    record_wanted = Signal(object)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.answer: RetentionPage | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)

    def show_page(self, page: RetentionPage) -> None:
        """Show a reading of the book."""
        self.answer = page

    def show_record(self, kind: str, record_id: int) -> bool:
        """Go to a record; False where it is not here."""
        return False

    def focus_search(self) -> None:
        """Into the filter line."""

    def write(self, label: str, do: Callable[[Any], Any]) -> None:
        """One gesture with Undo; what goes wrong is told."""
        self.context.operations.write(
            label,
            lambda session: do(session) and None,
            lambda _r: self.context.toast(label, undo=True),
            self.failed,
            owner=self,
        )

    def failed(self, error: UserError) -> None:
        """Say what went wrong with a gesture that has no form."""
        self.context.toast(str(error))
