"""A part of a whole as people read it: caption, per cent, `9 of 11` and a bar."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _, format_percent
from app.ui.kit.widgets.cards import Bar
from app.ui.kit.widgets.labels import ElidedLabel, Label


class Share(QWidget):
    """Caption and per cent, `9 of 11` and a word beside it, a bar."""

    def __init__(self, caption: str) -> None:
        super().__init__()
        self.setProperty("plain", "true")
        self.percent = Label("", "small", weight="semibold")
        self.value = Label("–", "title")
        self.beside = Label("", "small", "text2")
        self.bar = Bar(None, name=caption)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(_sides(ElidedLabel(caption, "small", "text2"), self.percent))
        column.addLayout(_sides(self.value, self.beside))
        column.addSpacing(6)
        column.addWidget(self.bar)

    def show_share(self, part: int, whole: int, beside: str) -> None:
        """Show a part of a whole; without a whole it is unknown, not zero."""
        share = part / whole if whole else None
        self.percent.setText(format_percent(share))
        self.value.setText(_("{n} of {all}").format(n=part, all=whole) if whole else _("none yet"))
        self.beside.setText(beside)
        self.bar.set_share(share)


def _sides(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(left, 1)
    row.addWidget(right)
    return row
