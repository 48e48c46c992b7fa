"""Reading and changing the book in the background, with the answer on the main thread.

A question is a short session on a worker thread; a gesture is one transaction on the one
writing thread, so gestures happen in the order they were made (DESIGN.md "How data flows").
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from sqlalchemy.orm import Session

from app.errors import Cancelled, UserError
from app.i18n import _
from app.services.memory import give_back
from app.ui.core.jobs import Job

if TYPE_CHECKING:
    from app.models.book import Book

log = logging.getLogger(__name__)
_BUSY_AFTER_MS = 500
_READERS = 2
# So long after the last answer, what only a next question would need is given back to the system.
_REST_MS = 5000


class _Call:
    """One piece of work on its way through a worker thread and back."""

    def __init__(
        self,
        work: Callable[[], tuple[Any, set[str]]],
        done: Callable[[Any], None] | None,
        failed: Callable[[UserError], None] | None,
        owner: QObject | None,
        key: str | None,
    ) -> None:
        self.work, self.done, self.failed = work, done, failed
        self.owner, self.has_owner, self.key = owner, owner is not None, key
        self.result: Any = None
        self.kinds: set[str] = set()
        self.error: BaseException | None = None
        self.cancelled: Callable[[], None] | None = None

    def wanted(self) -> bool:
        """Whether the widget that asked is still there."""
        return not self.has_owner or shiboken6.isValid(self.owner)


class Operations(QObject):
    """The one way from the window to the book; `author()` says who signs its gestures, by `sign(session, author)`.

    `changed(kinds)` names the tables a gesture or an undo touched. `failed(error)` tells of a
    `UserError` nobody else takes; `crashed(exception)` of a bug. `busy(on)` comes when something
    runs longer than half a second, `settled` when nothing runs any more. `undone(label)` and
    `redone(label)` follow undo and redo.
    """

    changed = Signal(object)
    failed = Signal(object)
    crashed = Signal(object)
    busy = Signal(bool)
    settled = Signal()
    undone = Signal(str)
    redone = Signal(str)
    _arrived = Signal(object)

    def __init__(
        self,
        book: Book,
        parent: QObject | None = None,
        author: Callable[[], str] = str,
        sign: Callable[[Session, str], object] = lambda _session, _author: None,
    ) -> None:
        super().__init__(parent)
        self.book = book
        self._author, self._sign = author, sign
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="read")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="write")
        self._running: set[_Call] = set()
        self._jobs: dict[_Call, Job] = {}
        self._newest: dict[str, _Call] = {}
        self._busy_shown = False
        self._closed = False
        self._busy_timer = QTimer(self, singleShot=True, interval=_BUSY_AFTER_MS)
        self._busy_timer.timeout.connect(self._show_busy)
        self._rest_timer = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest_timer.timeout.connect(lambda: self._readers.submit(self._rest))
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def read(
        self,
        fn: Callable[[Session], Any],
        done: Callable[[Any], None],
        failed: Callable[[UserError], None] | None = None,
        owner: QObject | None = None,
        key: str | None = None,
    ) -> None:
        """Ask `fn(session)` in the background and give its answer to `done`.

        It is dropped when `owner` was deleted or has a newer read of the same `key`. `fn` returns frozen rows.
        """

        def work() -> tuple[Any, set[str]]:
            with self.book.reading() as session:
                return fn(session), set()

        call = _Call(work, done, failed, owner, name := None if key is None else f"{id(owner)}:{key}")
        if name is not None:
            self._newest[name] = call
        self._start(self._readers, call)

    def write(
        self,
        label: str,
        fn: Callable[[Session], Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """One gesture: `fn(session)` in one transaction called `label` (translated, for Undo).

        After the commit `changed` is emitted, then `done(result)` called. `failed(error)` gets the
        `UserError`; after a bug it gets a general one once the error dialog has been asked for, so
        that the form stays filled and usable either way.
        """

        def work() -> tuple[Any, set[str]]:
            with self._gesture(label) as session:
                result = fn(session)
            return result, set(session.info.get("changed", ()))

        self._start(self._writer, _Call(work, done, failed, owner, None))

    def run(
        self,
        label: str,
        fn: Callable[..., Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
        owner: QObject | None = None,
        *,
        gesture: bool = False,
    ) -> Job:
        """A long job `fn(progress, cancelled)`; with `gesture`, `fn(session, progress, cancelled)`.

        `progress(done, total)` may be called as often as wished; `cancelled()` tells whether to stop,
        by raising `Cancelled`. A gesture is one transaction, so cancelling leaves nothing behind.
        """
        job = Job(label)

        def work() -> tuple[Any, set[str]]:
            job.check()
            if not gesture:
                return fn(job.report, job.is_cancelled), set()
            with self._gesture(label) as session:
                result = fn(session, job.report, job.is_cancelled)
                job.check()
            return result, set(session.info.get("changed", ()))

        call = _Call(work, done, failed, owner, None)
        call.cancelled = job.end
        if not gesture:
            self._jobs[call] = job
        job.started()
        self._start(self._writer if gesture else self._readers, call)
        return job

    @contextmanager
    def _gesture(self, label: str) -> Iterator[Session]:
        """One gesture, signed before anything else of it is done."""
        with self.book.writing(label, (author := self._author()) or None) as session:
            self._sign(session, author)
            yield session

    def undo(self) -> None:
        """Take back the last gesture; tells `changed` and `undone(label)`."""
        self._travel(back=True)

    def redo(self) -> None:
        """Do again what was taken back; tells `changed` and `redone(label)`."""
        self._travel(back=False)

    def set_rest(self, after_ms: int) -> None:
        """How long after the last answer the book rests; usually five seconds."""
        self._rest_timer.setInterval(after_ms)

    def idle(self) -> bool:
        """Whether nothing is running and every answer was delivered."""
        return not self._running

    def close(self) -> None:
        """Let running gestures end, stop long jobs, drop everything else; call before the book is closed.

        A job that looks at `cancelled()` ends within a moment and leaves nothing behind; one that does
        not, such as a backup, is waited for.
        """
        self._closed = True
        for job in self._jobs.values():
            job.cancel()
        self._busy_timer.stop()
        self._rest_timer.stop()
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self._writer.shutdown(wait=True)
            self._readers.shutdown(wait=True, cancel_futures=True)
        finally:
            QGuiApplication.restoreOverrideCursor()
        self._running.clear()
        self._jobs.clear()

    def _travel(self, *, back: bool) -> None:
        def work() -> tuple[Any, set[str]]:
            from app.services import journal

            step = journal.undo(self.book) if back else journal.redo(self.book)
            return step, set(step.tables) if step else set()

        def done(step: Any) -> None:
            if step is not None:
                (self.undone if back else self.redone).emit(step.label)

        self._start(self._writer, _Call(work, done, None, None, None))

    def _start(self, pool: ThreadPoolExecutor, call: _Call) -> None:
        if self._closed:
            return
        self._running.add(call)
        self._rest_timer.stop()
        if not self._busy_timer.isActive() and not self._busy_shown:
            self._busy_timer.start()

        def finished(future: Future[tuple[Any, set[str]]]) -> None:
            if self._closed or future.cancelled():
                return
            call.error = future.exception()
            if call.error is None:
                call.result, call.kinds = future.result()
            self._arrived.emit(call)

        pool.submit(call.work).add_done_callback(finished)

    def _deliver(self, call: _Call) -> None:
        self._running.discard(call)
        self._jobs.pop(call, None)
        if not self._running:
            self._busy_timer.stop()
            self._show_idle()
            self._rest_timer.start()
            self.settled.emit()
        superseded = call.key is not None and self._newest.get(call.key) is not call
        if call.key is not None and not superseded:
            del self._newest[call.key]
        if call.cancelled is not None:
            call.cancelled()
        if call.kinds:
            self.changed.emit(call.kinds)
        if superseded:
            return
        if call.error is not None:
            self._tell_error(call, call.error)
        elif call.done is not None and call.wanted():
            call.done(call.result)

    def _rest(self) -> None:
        self.book.rest()
        give_back()

    def _tell_error(self, call: _Call, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, UserError):
            self.crashed.emit(error)
            error = UserError(
                _("This did not work because of an error in Condica."), _("Nothing was changed.")
            )
            if call.failed is None:
                return
        if call.failed is not None and call.wanted():
            call.failed(error)
        else:
            self.failed.emit(error)

    def _show_busy(self) -> None:
        if self._running:
            self._busy_shown = True
            self.busy.emit(True)

    def _show_idle(self) -> None:
        if self._busy_shown:
            self._busy_shown = False
            self.busy.emit(False)
