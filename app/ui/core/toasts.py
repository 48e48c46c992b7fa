"""Short messages at the bottom of the window, with Undo (UX.md, Behaviour 2)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QPushButton, QWidget

from app.errors import UserError
from app.i18n import _
from app.ui import theme
from app.ui.core.labels import IconLabel, Label

STAY_MS = 8000
_FROM_BOTTOM = 24


class _ActionButton(QPushButton):
    """The word at the right of a toast; the toast stays while it has the focus."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setAccessibleName(text)
        self.setAutoDefault(False)
        self.setProperty("kind", "toast")
        self.setCursor(Qt.CursorShape.PointingHandCursor)


class Toast(QFrame):
    """One message; it leaves after 8 s unless the mouse or the focus is on it. Esc sends it away."""

    gone = Signal()

    def __init__(
        self, host: QWidget, text: str, action: str, on_action: Callable[[], object] | None, *, error: bool
    ) -> None:
        super().__init__(host)
        self.text = text
        self.setProperty("toast", "true")
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.label = Label(text)
        self.label.setProperty("role", "on_overlay")
        self.button = _ActionButton(action)
        self.button.setVisible(bool(action))
        self.button.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(16)
        if error:
            row.addWidget(IconLabel("circle-alert", "overlay_link"))
        row.addWidget(self.label)
        row.addWidget(self.button)
        self.setMinimumHeight(44)
        shadow = QGraphicsDropShadowEffect(self, blurRadius=16, xOffset=0, yOffset=4)
        shadow.setColor(QColor(0, 0, 0, 90))
        self.setGraphicsEffect(shadow)
        self._timer = QTimer(self, singleShot=True, interval=STAY_MS)
        self._timer.timeout.connect(self.leave)
        self.button.clicked.connect(self.leave)
        if on_action is not None:
            self.button.clicked.connect(lambda: on_action())
        self._timer.start()

    def leave(self) -> None:
        """Go away."""
        self._timer.stop()
        self.hide()
        self.gone.emit()
        self.deleteLater()

    def is_waiting(self) -> bool:
        """Whether the clock is running; it stands still under mouse and focus."""
        return self._timer.isActive()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._timer.stop()
        elif event.type() == QEvent.Type.FocusOut and not self.underMouse():
            self._timer.start()
        elif (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            self.leave()
            return True
        return False


class Toasts(QObject):
    """Shows one toast at a time at the bottom centre of `host`; a new one takes the place of the old."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.current: Toast | None = None
        host.installEventFilter(self)
        theme.signals.theme_changed.connect(self._place)

    def show(self, text: str, action: str = "", on_action: Callable[[], object] | None = None) -> Toast:
        """Say something that was done, with the one thing one may want next."""
        return self._show(text, action, on_action, error=False)

    def deleted(self, what: str, undo: Callable[[], object]) -> Toast:
        """“… deleted · Undo”."""
        return self.show(what, _("Undo"), undo)

    def error(self, error: UserError) -> Toast:
        """Say what did not work and what to do about it."""
        return self._show(str(error), _("Close"), lambda: None, error=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _show(self, text: str, action: str, on_action: Callable[[], object] | None, *, error: bool) -> Toast:
        if self.current is not None:
            self.current.leave()
        toast = Toast(self._host, text, action, on_action, error=error)
        self.current = toast
        toast.gone.connect(lambda: self._forget(toast))
        self._place()
        toast.show()
        toast.raise_()
        QAccessible.updateAccessibility(QAccessibleEvent(toast, QAccessible.Event.Alert))
        return toast

    def _forget(self, toast: Toast) -> None:
        if self.current is toast:
            self.current = None

    def _place(self) -> None:
        if self.current is None:
            return
        toast, room = self.current, self._host.width() - 48
        toast.label.setWordWrap(False)
        wide = toast.sizeHint().width() > room
        toast.label.setWordWrap(wide)
        toast.resize(min(room, toast.sizeHint().width()) if not wide else room, toast.sizeHint().height())
        if wide:
            toast.resize(room, max(44, toast.heightForWidth(room)))
        toast.move(
            (self._host.width() - toast.width()) // 2, self._host.height() - toast.height() - _FROM_BOTTOM
        )
