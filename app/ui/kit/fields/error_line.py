"""Where an error of a field or form stands."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.kit.in_sight import announce, bring_in_sight
from app.ui.kit.widgets.labels import IconLabel, Label


class Control(Protocol):
    """What every field can do."""

    value_changed: Any
    left: Any

    def value(self) -> Any:
        """What was filled in."""

    def set_value(self, value: Any) -> None:
        """Fill in."""

    def problem(self) -> str:
        """Why it cannot be used, or ""."""


class ErrorLine(QWidget):
    """Where an error stands: beneath the field or form it belongs to; hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = Label("", "small", "danger", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(IconLabel("circle-alert", "danger", 14), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1)
        # It can have the focus, so that it is read, but is no stop on the way through a form.
        self.label.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.hide()

    def show_text(self, text: str) -> None:
        """Say what is wrong; "" takes it away."""
        self.label.setText(text)
        self.label.setAccessibleName(text)
        # It can have the focus, so that it is read, but is no stop on the way through a form.
        self.label.setFocusPolicy(Qt.FocusPolicy.ClickFocus if text else Qt.FocusPolicy.NoFocus)
        self.setVisible(bool(text))

    def tell(self, text: str, *, focus: bool = True) -> None:
        """What somebody just asked for did not work: say why, in sight, and with the focus unless it is elsewhere
        for a reason, as in the field to be mended."""
        self.show_text(text)
        if text:
            bring_in_sight(self)
            announce(self.label, text)
            if focus:
                self.label.setFocus(Qt.FocusReason.OtherFocusReason)

    def text(self) -> str:
        """What is said now."""
        return self.label.text()

    def goes_with(self, *controls: Control) -> ErrorLine:
        """What was wrong is being mended as soon as one of these changes: it is not said any more."""
        for control in controls:
            control.value_changed.connect(lambda: self.show_text(""))
        return self
