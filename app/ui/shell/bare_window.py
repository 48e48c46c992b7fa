"""The window before anything is in it: its place on the screen, its first frame, files dragged onto it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from app.ui.kit.preferences import Preferences
from app.ui.shell.first_frame import FirstFrame, colours_of
from app.ui.shell.places import FIRST

# Even Qt's own classes take their time at their first use: types alone are not imported.
if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent

SMALLEST = (1180, 680)
USUAL = (1366, 768)


class BareWindow(QWidget):
    """A window where it was left, painted before anything heavy is imported.

    `painted` comes once, after the first frame; `closing` before the window goes; `dropped(paths)` when
    files were dragged onto it.
    """

    painted = Signal()
    closing = Signal()
    dropped = Signal(object)

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.setObjectName("window")
        self._preferences = preferences
        self._painted = False
        # Whether nothing is at work that would be cut off; asks where something is.
        self.may_close: Callable[[], bool] = lambda: True
        self._first: FirstFrame | None = None
        self.setAcceptDrops(True)
        self.setMinimumSize(*SMALLEST)
        self.resize(*USUAL)
        if preferences.geometry:
            self.restoreGeometry(QByteArray.fromBase64(preferences.geometry.encode("ascii")))
        self.setWindowTitle("Condica")

    def show_first(self, *, with_sidebar: bool) -> None:
        """Show the window with its first frame painted; `build` puts the widgets in its place."""
        dark = self.palette().window().color().lightness() < 128
        kept = self._preferences
        self._first = FirstFrame(
            colours_of(kept.theme, system_is_dark=dark),
            kept.text_scale,
            kept.page or FIRST,
            with_sidebar=with_sidebar,
        )
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._first is not None:
            self._first.paint(QPainter(self), self.width(), self.height())
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._fit_screen)
            QTimer.singleShot(0, self.painted.emit)

    def _fit_screen(self) -> None:
        """Title bar and borders, which are there once the window is, fit on the screen as well."""
        if self.isMaximized() or self.isFullScreen():
            return
        room, frame = self.screen().availableGeometry(), self.frameGeometry()
        around = frame.size() - self.size()
        if around.isNull() or room.contains(frame):
            return
        self.resize(self.size().boundedTo(room.size() - around))
        frame = self.frameGeometry()
        self.move(
            max(room.left(), min(frame.left(), room.right() + 1 - frame.width())),
            max(room.top(), min(frame.top(), room.bottom() + 1 - frame.height())),
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.dropped.emit([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self._preferences.change(geometry=geometry)
        self.closing.emit()
        super().closeEvent(event)
