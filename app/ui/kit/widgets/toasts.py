"""Short messages at the bottom of the window, with Undo (UX.md, Behaviour 2).

A toast never takes the focus by itself: F6 goes to its button and back, Ctrl+Z does the same as Undo.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QWidget

from app.errors import UserError
from app.i18n import _
from app.ui.kit.focus import FORM, Mark, WindowFocus
from app.ui.kit.look import theme
from app.ui.kit.stops import in_view, is_stop, stops
from app.ui.kit.widgets.buttons import PressButton
from app.ui.kit.widgets.labels import IconLabel, Label

STAY_MS = 8000
# Under the mouse or the focus it stays longer, but not for ever.
HELD_MS = 60_000
_FROM_BOTTOM = 24
# How far it keeps from what one presses, and the steps in which it looks for room, in px.
_AWAY, _STEP = 4, 12
# How often it looks, while it is there, whether a form opened under it.
_LOOK_MS = 150


class _ActionButton(PressButton):
    """The word at the right of a toast. Neither Tab nor a click gives it the focus, only F6."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setAccessibleName(text)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("kind", "toast")
        self.setCursor(Qt.CursorShape.PointingHandCursor)


class Toast(QFrame):
    """One message; it leaves after 8 s, after a minute where the mouse or the focus is on it.

    Esc sends it away. `gone` when it left, `left` when the focus wants back to where it was.
    """

    gone = Signal()
    left = Signal()

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
        if not action:
            self.button.hide()
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
        """Go away; the focus, where it is here, goes back first."""
        self._timer.stop()
        if self.button.hasFocus():
            self.left.emit()
        self.hide()
        self.gone.emit()
        self.deleteLater()

    def stays_ms(self) -> int:
        """How long it stays from now on, in milliseconds."""
        return self._timer.remainingTime()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.start(HELD_MS)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start(HELD_MS if self.button.hasFocus() else STAY_MS)
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._timer.start(HELD_MS)
        elif event.type() == QEvent.Type.FocusOut and not self.underMouse():
            self._timer.start(STAY_MS)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._press(Qt.Key(event.key()))
        return False

    def _press(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.left.emit()
        return key in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class Toasts(QObject):
    """Shows one toast at a time at the bottom centre of `host`; a new one takes the place of the old."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.current: Toast | None = None
        self._back: tuple[WindowFocus, Mark | None] | None = None
        host.installEventFilter(self)
        theme.signals.theme_changed.connect(self._place)
        self._looks = QTimer(self, interval=_LOOK_MS)
        self._looks.timeout.connect(self._make_way)

    def show(self, text: str, action: str = "", on_action: Callable[[], object] | None = None) -> Toast:
        """Say something that was done, with the one thing one may want next."""
        return self._show(text, action, on_action, error=False)

    def deleted(self, what: str, undo: Callable[[], object]) -> Toast:
        """“… deleted · Undo”."""
        return self.show(what, _("Undo"), undo)

    def error(self, error: UserError) -> Toast:
        """Say what did not work and what to do about it."""
        return self._show(str(error), _("Close"), lambda: None, error=True)

    def turn(self, focus: WindowFocus) -> None:
        """To the button of the message that is there, or from it back to where one was."""
        toast = self.current
        if toast is None or not toast.button.isVisible():
            return
        if toast.button.hasFocus():
            self._go_back()
        else:
            self._back = (focus, focus.mark())
            toast.button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _go_back(self) -> None:
        if self._back is not None:
            (focus, mark), self._back = self._back, None
            focus.go_back(mark)

    def _show(self, text: str, action: str, on_action: Callable[[], object] | None, *, error: bool) -> Toast:
        if self.current is not None:
            self.current.leave()
        toast = Toast(self._host, text, action, on_action, error=error)
        self.current = toast
        self._looks.start()
        toast.gone.connect(lambda: self._forget(toast))
        toast.left.connect(self._go_back)
        self._place()
        toast.show()
        toast.raise_()
        QAccessible.updateAccessibility(QAccessibleEvent(toast, QAccessible.Event.Alert))
        return toast

    def _forget(self, toast: Toast) -> None:
        if self.current is toast:
            self.current = None
            self._looks.stop()

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
        toast.move(self._spot(toast.size()))

    def _make_way(self) -> None:
        """A form may have opened, grown or scrolled under it; what somebody points at stays where it is."""
        toast = self.current
        if toast is not None and not toast.underMouse() and not toast.button.hasFocus():
            toast.move(self._spot(toast.size()))

    def _spot(self, size: QSize) -> QPoint:
        """The lowest place that covers nothing of an open form: in the middle, else at the right or left."""
        wide, high = self._host.width(), self._host.height()
        taken = _taken(self._host)
        across = ((wide - size.width()) // 2, wide - size.width() - 24, 24)
        bottom = high - size.height() - _FROM_BOTTOM
        for y in range(bottom, 0, -_STEP):
            for x in across:
                spot = QRect(QPoint(x, y), size)
                if not any(spot.intersects(each) for each in taken):
                    return spot.topLeft()
        return QPoint(across[0], bottom)


def _taken(host: QWidget) -> list[QRect]:
    """Where the fields and buttons of the forms stand that are open in a window."""
    found: list[QRect] = []
    for form in host.findChildren(QWidget):
        if form.property(FORM) and form.isVisible():
            controls = [form, *stops(form)] if is_stop(form) else stops(form)
            found += [
                QRect(each.mapTo(host, QPoint(0, 0)), each.size()) for each in controls if in_view(each)
            ]
    return [each.adjusted(-_AWAY, -_AWAY, _AWAY, _AWAY) for each in found]
