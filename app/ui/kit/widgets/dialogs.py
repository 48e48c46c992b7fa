"""Dialogs whose buttons carry our own labels, because Romanian is not among Qt's translations."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _
from app.ui.kit import house_keys
from app.ui.kit.focus import WindowFocus
from app.ui.kit.stops import stops
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.labels import Label


class Dialog(QDialog):
    """A heading, a `body` to fill, and buttons at the right of its foot."""

    def __init__(self, title: str, parent: QWidget | None = None, *, width: int = 480) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(width)
        self.heading = Label(title, "title", wrap=True)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(self.heading)
        column.addLayout(self.body, 1)
        column.addLayout(self._buttons)
        self.keys = WindowFocus(self, lambda: next(iter(stops(self)), None))

    def focusNextPrevChild(self, forward: bool) -> bool:
        return self.keys.step(forward=forward)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.fit()
        return done

    def fit(self) -> None:
        """Grow to what fields and texts need now; wrapped texts do not ask for their height by themselves."""
        layout = self.layout()
        if layout is None:
            return
        least, room = layout.totalMinimumSize(), self.screen().availableSize()
        width = max(self.width(), min(least.width(), room.width()))
        needed = max(least.height(), layout.totalHeightForWidth(width))
        self.resize(width, max(self.height(), min(needed, room.height())))

    def add_button(
        self, text: str, on_click: Callable[[], object], *, kind: str = "secondary", icon_name: str = ""
    ) -> Button:
        """Append a button; the primary one answers Enter in a field, and Ctrl+Enter anywhere."""
        button = Button(text, on_click, kind=kind, icon_name=icon_name)
        if kind == "primary":
            button.setDefault(True)
            for keys in house_keys.SAVE_KEYS:
                QShortcut(QKeySequence(keys), self).activated.connect(button.click)
        self._buttons.addWidget(button)
        return button


class Question(Dialog):
    """Asks before what cannot be undone; the button names verb and object, Cancel has the focus."""

    def __init__(
        self, title: str, text: str, action: str, *, danger: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        self.body.addWidget(Label(text, wrap=True))
        cancel = self.add_button(_("Cancel"), self.reject)
        self.action = self.add_button(action, self.accept, kind="danger" if danger else "primary")
        cancel.setFocus(Qt.FocusReason.OtherFocusReason)


def ask(
    parent: QWidget | None,
    title: str,
    text: str,
    action: str,
    yes: Callable[[], object],
    *,
    danger: bool = True,
) -> Question:
    """Open a `Question`; `yes` is called when the user agrees. Does not block."""
    question = Question(title, text, action, danger=danger, parent=parent)
    question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    question.accepted.connect(lambda: yes())
    question.open()
    return question
