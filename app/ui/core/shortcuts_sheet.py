"""F1: every shortcut on one sheet, read from the registry."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from app.i18n import _
from app.ui import theme
from app.ui.actions import Actions
from app.ui.core.dialogs import Dialog
from app.ui.core.labels import Label
from app.ui.core.pills import KeyCap


class ShortcutsSheet(Dialog):
    """The shortcuts in two columns, group by group."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(_("Keyboard shortcuts"), parent, width=560)
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(8, 4, 16, 4)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        line = 0
        for group, members in actions.grouped().items():
            if group:
                grid.addWidget(Label(_(group), "caption"), line, 0, 1, 2)
                line += 1
            for action in members:
                grid.addWidget(Label(action.label), line, 0)
                grid.addWidget(KeyCap(action.keys()), line, 1, Qt.AlignmentFlag.AlignRight)
                line += 1
        grid.setRowStretch(line, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(_("Keyboard shortcuts"))
        scroll.setWidget(page)
        scroll.setMinimumHeight(min(theme.px(480), theme.px(28) * line + 16))
        self.body.addWidget(scroll)
        self.add_button(_("Close"), self.accept, kind="primary")
