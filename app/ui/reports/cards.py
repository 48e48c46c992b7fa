"""The card of one report: icon, name, what it is, and who may see it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.i18n import _, pgettext
from app.ui.kit.widgets.cards import PressCard
from app.ui.kit.widgets.labels import ElidedLabel, IconLabel, Label
from app.ui.reports.kinds import ReportKind


class KindCard(PressCard):
    """Chosen by a press; says "internal" in words and with a lock."""

    def __init__(self, kind: ReportKind) -> None:
        super().__init__(f"{_(kind.title)}, {_(kind.line)}, {_('internal')}", padding=16)
        self.icon = IconLabel(kind.icon, "text2", 18, ground=36)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(Label(_(kind.title), "strong", wrap=True))
        words.addWidget(ElidedLabel(_(kind.line), "small", "text2"))
        mark = QHBoxLayout()
        mark.setSpacing(6)
        mark.addWidget(IconLabel("lock", "text2", 14))
        mark.addWidget(Label(pgettext("report", "internal"), "small", "text2"), 1)
        words.addLayout(mark)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.body.addLayout(row)

    def choose(self, on: bool) -> None:
        """Dress it as the chosen one."""
        self.set_kind("chosen" if on else "true")
        self.icon.set_icon(self.icon._name, "accent" if on else "text2")
