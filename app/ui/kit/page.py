"""The common head of pages: 24 px margins, the title, a muted line beside it, buttons at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import _
from app.ui.kit.page_context import PageContext, Place
from app.ui.kit.widgets.fold import FoldRow
from app.ui.kit.widgets.labels import ElidedLabel, Label


def every_table() -> set[str]:
    """The names of all tables: for a reload that is about everything."""
    from app.models.tables.base import Base

    return set(Base.metadata.tables)


class Visited(QWidget):
    """What the window needs of a page, whatever it looks like."""

    def arrive(self, place: Place) -> None:
        """Somebody came here; called at every visit."""

    def reload(self, kinds: set[str]) -> None:
        """A gesture changed these tables."""

    def new_day(self) -> None:
        """It is another day: what was computed for yesterday is read anew."""
        self.reload(every_table())


class Page(Visited):
    """A page with the head that all share. `body` is the column beneath, `corner` the row at its right; `column` both.

    Subclasses fill `body` and override `arrive` and `reload` as they need.
    """

    def __init__(self, context: PageContext, title: str, note: str = "") -> None:
        super().__init__()
        self.context = context
        self.setAccessibleName(title)
        self.title = Label(title, "page")
        self.note = ElidedLabel(note, "body", "text2")
        words, buttons = QWidget(), QWidget()
        said = QHBoxLayout(words)
        said.setContentsMargins(0, 0, 0, 0)
        said.setSpacing(16)
        said.addWidget(self.title, 0, Qt.AlignmentFlag.AlignBaseline)
        said.addWidget(self.note, 1, Qt.AlignmentFlag.AlignBaseline)
        self.corner = QHBoxLayout(buttons)
        self.corner.setContentsMargins(0, 0, 0, 0)
        self.corner.setSpacing(8)
        buttons.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        # In large text and long languages the buttons stand beneath the title.
        head = FoldRow(spacing=16, beneath=8)
        head.add(words, 1, likes=1)
        head.add(buttons)
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 16, 24, 24)
        self.column.setSpacing(16)
        self.column.addWidget(head)
        self.column.addLayout(self.body, 1)


def scrolled(widget: QWidget, name: str = "") -> QScrollArea:
    """A widget that scrolls up and down where it is higher than its room."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(name or _("Scrolls"))
    area.setWidget(widget)
    return area
