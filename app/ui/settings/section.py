"""What the sections of the Settings page share: a column of cards, and settings that save themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import UserError
from app.i18n import _
from app.ui.kit.fields.forms import InPlaceLine
from app.ui.kit.look.scaled import fix_width, limit_width
from app.ui.kit.page import scrolled
from app.ui.kit.page_context import PageContext
from app.ui.kit.widgets.fold import FoldRow
from app.ui.kit.widgets.labels import Label, set_property

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.views.settings import SettingsView

WIDTH = 760


class Section(QWidget):
    """One tab of the page. `column` takes its cards; `show_view` is called with every new answer of the book."""

    def __init__(self, context: PageContext, name: str) -> None:
        super().__init__()
        self.context = context
        inner = QWidget()
        limit_width(inner, most=WIDTH)
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 4, 12, 24)
        self.column.setSpacing(16)
        self.column.setAlignment(Qt.AlignmentFlag.AlignTop)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner, name))

    def show_view(self, view: SettingsView) -> None:
        """Show what stands in the book now."""

    def visited(self) -> None:
        """Somebody chose this tab."""

    def change(self, key: str, value: str | None, failed: Callable[[UserError], None]) -> None:
        """Write one setting of the book; one gesture."""
        from app.services.records.book_settings import change

        self.context.operations.write(
            _("Changed a setting"), lambda session: change(session, key, value), failed=failed, owner=self
        )


def saving(name: str, control: Any, save: Callable[[Any], None], *, enabled: bool = True) -> InPlaceLine:
    """A field with a visible border that saves itself when it is left."""
    line = InPlaceLine(name, None, save, control=control)
    set_property(control, "inplace", "false")
    line.setEnabled(enabled)
    return line


def setting_row(
    title: str, explanation: str, field: QWidget, *, width: int = 280, fixed: bool = True
) -> QWidget:
    """A setting: its name and explanation at the left, its field at the right, `width` px wide if `fixed`."""
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(Label(title, "body", weight="medium", wrap=True))
    if explanation:
        words.addWidget(Label(explanation, "small", "text2", wrap=True))
    if fixed:
        fix_width(field, width)
    said, holder = QWidget(), FoldRow(spacing=24, beneath=8)
    said.setLayout(words)
    words.setContentsMargins(0, 0, 0, 0)
    holder.setContentsMargins(0, 4, 0, 4)
    holder.add(said, 1, likes=220)
    holder.add(field, top=True)
    return holder
