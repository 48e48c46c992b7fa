"""Work for another thread, of which nothing that belongs to the window is ended there.

A thread that drops the last reference to a closure ends whatever that closure held: a dialog whose answer has
come is then ended on the wrong thread while the main one is ending it too, and the program with it. So the
work stays here, the thread knows it by its number alone, and has let go of it before it says that it is done.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal


class Errand:
    """What is to be done elsewhere, and what came of it: a result, or an error."""

    def __init__(self, work: Callable[[], Any], take: Callable[[Errand], object]) -> None:
        self.work, self.take = work, take
        self.result: Any = None
        self.error: BaseException | None = None


class Errands(QObject):
    """Sends work to other threads; what came of it is taken on the thread that made this."""

    _arrived = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sent: dict[int, Errand] = {}
        self._numbers = count(1)
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def __len__(self) -> int:
        """How many were sent and not taken yet."""
        return len(self._sent)

    def __bool__(self) -> bool:
        return True

    def send(
        self,
        start: Callable[[Callable[[], None]], Any],
        work: Callable[[], Any],
        take: Callable[[Errand], object],
    ) -> None:
        """Let `start` run it on another thread: `work()` there, then `take(errand)` here."""
        number = next(self._numbers)
        self._sent[number] = Errand(work, take)
        start(partial(self._do, number))

    def _do(self, number: int) -> None:
        errand = self._sent[number]
        try:
            errand.result = errand.work()
        except BaseException as error:
            # Carried to the main thread and told there.
            errand.error = error
        del errand
        self._arrived.emit(number)

    def _deliver(self, number: int) -> None:
        errand = self._sent.pop(number)
        errand.take(errand)
