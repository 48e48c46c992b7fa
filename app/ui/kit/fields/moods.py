"""The mood of a touch as one of five faces."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.i18n import N_, _
from app.ui.kit.look.icons import icon

MOODS = (
    (-2, "angry", N_("angry")),
    (-1, "frown", N_("unhappy")),
    (0, "meh", N_("neutral")),
    (1, "smile", N_("content")),
    (2, "laugh", N_("delighted")),
)


class MoodPicker(QWidget):
    """Five faces from −2 to 2; pressing the chosen one again takes it back. Internal by nature."""

    value_changed = Signal()
    left = Signal()

    def __init__(self, value: int | None = None, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.required = False
        self._value: int | None = None
        self._buttons: dict[int, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for mood, face, name in MOODS:
            button = QPushButton(icon(face, "text2", "accent"), "", self)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setIconSize(QSize(18, 18))
            button.setFixedSize(28, 28)
            button.setProperty("face", "true")
            button.setToolTip(_(name))
            button.setAccessibleName(_("Mood: {mood}").format(mood=_(name)))
            button.clicked.connect(lambda _on, chosen=mood: self._choose(chosen))
            self._buttons[mood] = button
            row.addWidget(button)
        self.setFocusProxy(self._buttons[0])
        self.set_value(value)

    def value(self) -> int | None:
        """The mood from −2 to 2; None when none was chosen."""
        return self._value

    def set_value(self, value: int | None) -> None:
        """Show a mood, or none."""
        self._value = value
        for mood, button in self._buttons.items():
            button.setChecked(mood == value)

    def problem(self) -> str:
        """Always usable; a mood is never needed."""
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        start = -step if self._value is None else self._value
        mood = max(-2, min(2, start + step))
        self.set_value(mood)
        self._buttons[mood].setFocus()
        self.value_changed.emit()

    def _choose(self, mood: int) -> None:
        self.set_value(None if mood == self._value else mood)
        self.value_changed.emit()
