"""A long job as the window sees it: progress, remaining time, Cancel."""

from __future__ import annotations

import threading
import time

from PySide6.QtCore import QObject, Qt, Signal

from app.errors import Cancelled
from app.i18n import _, ngettext

_EVERY_SECONDS = 0.1
_ESTIMATE_AFTER_SECONDS = 1.0


class Job(QObject):
    """What `Operations.run` gives back.

    `progress(done, total)` comes at most ten times a second on the main thread, and always once
    at the end of the count; `finished` when the job has ended in whatever way. `stops` says whether
    Cancel means anything to it, `gesture` whether it changes the book.
    """

    progress = Signal(int, int)
    finished = Signal()
    _reported = Signal(int, int)

    def __init__(
        self, label: str, parent: QObject | None = None, *, stops: bool = True, gesture: bool = False
    ) -> None:
        super().__init__(parent)
        self.label, self.stops, self.gesture = label, stops, gesture
        self.done = 0
        self.total = 0
        self.running = False
        self._cancel = threading.Event()
        self._start = self._last = time.monotonic()
        self._reported.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def started(self) -> None:
        """The job is on its way."""
        self.running = True
        self._start = time.monotonic()
        self._last = 0.0

    def end(self) -> None:
        """The job has ended: well, badly or by Cancel."""
        self.running = False
        self.finished.emit()

    def cancel(self) -> None:
        """Ask the job to stop at its next step."""
        self._cancel.set()

    def is_cancelled(self) -> bool:
        """Whether somebody pressed Cancel; safe from any thread."""
        return self._cancel.is_set()

    def check(self) -> None:
        """Stop here if somebody pressed Cancel."""
        if self.is_cancelled():
            raise Cancelled

    def report(self, done: int, total: int) -> None:
        """`done` of `total` steps are behind us; called by the job on its own thread."""
        self.check()
        self.done, self.total = done, total
        now = time.monotonic()
        if now - self._last >= _EVERY_SECONDS or done >= total:
            self._last = now
            self._reported.emit(done, total)

    def _tell(self, done: int, total: int) -> None:
        self.progress.emit(done, total)

    def seconds_left(self) -> float | None:
        """The time the rest will take at the speed so far; None while it cannot be told."""
        gone = time.monotonic() - self._start
        if not self.done or not self.total or gone < _ESTIMATE_AFTER_SECONDS:
            return None
        return gone / self.done * (self.total - self.done)

    def status(self) -> str:
        """A line for people: how far, and how long still."""
        counted = _("{done} of {total}").format(done=self.done, total=self.total) if self.total else ""
        left = self.seconds_left()
        return counted if left is None else f"{counted} · {_duration(left)}"


def _duration(seconds: float) -> str:
    if seconds < 60:
        whole = max(1, round(seconds))
        return ngettext("about {n} s left", "about {n} s left", whole).format(n=whole)
    minutes = round(seconds / 60)
    return ngettext("about {n} min left", "about {n} min left", minutes).format(n=minutes)
