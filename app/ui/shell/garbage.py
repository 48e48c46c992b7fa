"""Python's collector of cycles, kept to the main thread while the window lives."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from app import collecting

_LOOK_MS = 1000
# So many new containers since the last look are worth one, as with Python's own threshold.
_YOUNG = 700
# So many looks at the young ones make one at all that came since the start.
_LOOKS = 20


class Collector(QObject):
    """Looks for cycles now and then on the thread that made it; Python by itself looks on any.

    A widget that is part of a cycle would else be ended by whichever thread happens to make the next tuple,
    while the main thread paints with it. `settle` sets aside what the start made, so that no later look
    goes through it again: that took a tenth of a second each time, in the middle of a gesture.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._looks = 0
        self._stopped = False
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        collecting.hold()

    def look(self) -> None:
        """Collect the young; everything every so often."""
        if gc.get_count()[0] < _YOUNG:
            return
        self._looks += 1
        gc.collect(2 if self._looks % _LOOKS == 0 else 1)

    def settle(self) -> None:
        """What is there now stays for the life of the program; no look goes through it any more."""
        if gc.get_freeze_count() == 0:
            gc.collect()
            gc.freeze()

    def stop(self) -> None:
        """Python looks by itself again, where nobody else holds it back; a second call does nothing."""
        if self._stopped:
            return
        self._stopped = True
        self._timer.stop()
        gc.unfreeze()
        collecting.release()
