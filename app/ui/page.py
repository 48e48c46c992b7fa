"""The common head of pages: 24 px margins, the title, a muted line beside it, buttons at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.i18n import _
from app.ui.core.labels import ElidedLabel, Label
from app.ui.desk import Desk, Place


class Page(QWidget):
    """A page with the head that all share. `body` is the column beneath, `corner` the row at its right.

    Subclasses fill `body` and override `arrive` and `reload` as they need.
    """

    def __init__(self, desk: Desk, title: str, note: str = "") -> None:
        super().__init__()
        self.desk = desk
        self.setAccessibleName(title)
        self.title = Label(title, "page")
        self.note = ElidedLabel(note, "body", "text2")
        self.corner = QHBoxLayout()
        self.corner.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.title, 0, Qt.AlignmentFlag.AlignBaseline)
        head.addWidget(self.note, 1, Qt.AlignmentFlag.AlignBaseline)
        head.addLayout(self.corner)
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(16)
        column.addLayout(head)
        column.addLayout(self.body, 1)

    def arrive(self, place: Place) -> None:
        """Somebody came here; called at every visit."""

    def reload(self, kinds: set[str]) -> None:
        """A gesture changed these tables."""


def scrolled(widget: QWidget, name: str = "") -> QScrollArea:
    """A widget that scrolls up and down where it is higher than its room."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(name or _("Scrolls"))
    area.setWidget(widget)
    return area
