"""Another style sheet on a program in which much was visited: what is seen follows at once, the rest in passing."""

from __future__ import annotations

from time import monotonic

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

_DRESSED = Qt.WidgetAttribute.WA_WState_Polished
# So long the window may wait for one batch of hidden widgets.
_BATCH_S = 0.012


class Wardrobe(QObject):
    """Puts style sheets on every widget of the program, each once.

    One sheet in place of another would dress each widget as often as it has others above it, because Qt goes down
    from every widget that it knows; so the old one is taken off before. What is hidden is passed over then, and
    dressed in small batches as soon as there is time.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        # The last one is the next.
        self._waiting: list[QWidget] = []
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._dress_some)

    @property
    def waiting(self) -> int:
        """How many hidden widgets have not got the sheet yet."""
        return len(self._waiting)

    def undress(self) -> None:
        """Take the sheet off everything; then font and colours of the program may be changed."""
        if not self._app.styleSheet():
            return
        self.finish(only_seen=True)
        style = self._app.style()
        hidden = [
            each for each in self._app.allWidgets() if not each.isVisible() and each.testAttribute(_DRESSED)
        ]
        for widget in hidden:
            style.unpolish(widget)
            widget.setAttribute(_DRESSED, False)
        self._waiting += hidden
        self._app.setStyleSheet("")

    def dress(self, sheet: str) -> None:
        """Put a sheet on what is seen now, and on the rest soon."""
        self._app.setStyleSheet(sheet)
        if self._waiting:
            self._timer.start()

    def finish(self, *, only_seen: bool = False) -> None:
        """Dress everything that still waits, or that of it which is seen by now, e.g. a page just gone to."""
        left = []
        for widget in self._waiting:
            if not shiboken6.isValid(widget):
                continue
            if only_seen and not widget.isVisible():
                left.append(widget)
            else:
                self._dress(widget)
        self._waiting = left
        if not left:
            self._timer.stop()

    def _dress_some(self) -> None:
        """One batch; what came to be seen meanwhile is first."""
        end = monotonic() + _BATCH_S
        self.finish(only_seen=True)
        while self._waiting and monotonic() < end:
            widget = self._waiting.pop()
            if shiboken6.isValid(widget):
                self._dress(widget)
        if not self._waiting:
            self._timer.stop()

    def _dress(self, widget: QWidget) -> None:
        self._app.style().polish(widget)
        widget.setAttribute(_DRESSED)
        QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
