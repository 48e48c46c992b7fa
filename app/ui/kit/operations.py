"""Reading and changing the book in the background, with the answer on the main thread.

A question is a short session on a worker thread; a gesture is one transaction on the one
writing thread, so gestures happen in the order they were made (DESIGN.md "How data flows").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QGuiApplication
from sqlalchemy.orm import Session

from app.errors import Cancelled, UserError
from app.i18n import _
from app.models.tables.unreadable import past_broken_text
from app.services import journal
from app.services.giving_up import reading
from app.services.memory import give_back
from app.ui.kit.calls import Answer, Call, answer_of
from app.ui.kit.errands import Errand, Errands
from app.ui.kit.jobs import Job

if TYPE_CHECKING:
    from app.models.book import Book
    from app.services.journal import Mark, Step

_BUSY_AFTER_MS = 500
_READERS = 2
# So long after the last answer, what only a next question would need is given back to the system.
_REST_MS = 5000


class Operations(QObject):
    """The one way from the window to the book; `author()` says who signs its gestures, by `sign(session, author)`.

    `changed(kinds)` names the tables a gesture or an undo touched. `failed(error)` tells of a
    `UserError` nobody else takes; `crashed(exception)` of a bug. `busy(on)` comes when something
    runs longer than half a second, `settled` when nothing runs any more. `undone(step)` and
    `redone(step)` follow undo and redo. From when `done` of a gesture is called, `made` marks it in the
    journal, until that of the next one; it is None where nothing was changed.
    """

    changed = Signal(object)
    failed = Signal(object)
    crashed = Signal(object)
    busy = Signal(bool)
    settled = Signal()
    undone = Signal(object)
    redone = Signal(object)

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
        self.made: Mark | None = None
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="read")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="write")
        self._errands = Errands(self)
        self._running: set[Call] = set()
        self._jobs: dict[Call, Job] = {}
        self._newest: dict[str, Call] = {}
        self._busy_shown = False
        self._closed = False
        self._busy_timer = QTimer(self, singleShot=True, interval=_BUSY_AFTER_MS)
        self._busy_timer.timeout.connect(self._show_busy)
        self._rest_timer = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest_timer.timeout.connect(lambda: self._readers.submit(self._rest))

    def read(
        self,
        fn: Callable[[Session], Any],
        done: Callable[[Any], None],
        failed: Callable[[UserError], None] | None = None,
        owner: QObject | None = None,
        key: str | None = None,
    ) -> None:
        """Ask `fn(session)`, which returns frozen rows, in the background and give its answer to `done`.

        It is dropped when `owner` was deleted, given up when it has a newer read of the same `key`.
        """

        def work() -> Answer:
            with reading(self.book, call.given_up) as session:
                return Answer(fn(session))

        call = Call(work, done, failed, owner, name := None if key is None else f"{id(owner)}:{key}")
        if name is not None:
            if (older := self._newest.get(name)) is not None:
                older.given_up.give_up()
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

        def work() -> Answer:
            with self._gesture(label) as session:
                result = fn(session)
            return answer_of(result, session)

        self._start(self._writer, Call(work, done, failed, owner, None, is_gesture=True))

    def run(
        self,
        label: str,
        fn: Callable[..., Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
        owner: QObject | None = None,
        *,
        gesture: bool = False,
        stops: bool = True,
    ) -> Job:
        """A long job `fn(progress, cancelled)`; with `gesture`, `fn(session, progress, cancelled)`.

        `progress(done, total)` may be called as often as wished; `cancelled()` tells whether to stop,
        by raising `Cancelled`. A gesture is one transaction, so cancelling leaves nothing behind. A job that
        does not `stop`, such as a backup, is waited for when the book is left.
        """
        job = Job(label, stops=stops, gesture=gesture)

        def work() -> Answer:
            job.check()
            if not gesture:
                return Answer(fn(job.report, job.is_cancelled))
            with self._gesture(label) as session:
                result = fn(session, job.report, job.is_cancelled)
                job.check()
            return answer_of(result, session)

        call = Call(work, done, failed, owner, None, is_gesture=gesture)
        call.ended = job.end
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

    @property
    def jobs(self) -> list[Job]:
        """The long jobs that run now."""
        return list(self._jobs.values())

    def undo(self) -> None:
        """Take back the last gesture; tells `changed` and `undone(step)`."""
        self._travel(lambda: [step] if (step := journal.undo(self.book)) else [], self.undone)

    def undo_back_to(self, mark: Mark, last: int) -> None:
        """Take back the gestures from the last one, `last`, to the marked one; tells `changed` and `undone(step)`."""
        self._travel(lambda: journal.undo_back_to(self.book, mark, last), self.undone)

    def redo(self) -> None:
        """Do again what was taken back; tells `changed` and `redone(step)`."""
        self._travel(lambda: [step] if (step := journal.redo(self.book)) else [], self.redone)

    def set_rest(self, after_ms: int) -> None:
        """How long after the last answer the book rests; usually five seconds."""
        self._rest_timer.setInterval(after_ms)

    def idle(self) -> bool:
        """Whether nothing is running and every answer was delivered."""
        return not self._running

    def close(self) -> None:
        """Let running gestures end, stop readings and long jobs; call before the book is closed.

        A job that does not stop, such as a backup, is waited for. The user was asked before (`ui.leaving`).
        """
        self._closed = True
        for call in self._running:
            call.given_up.give_up()
        for job in self._jobs.values():
            if job.stops and not job.gesture:
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

    def _travel(self, steps: Callable[[], list[Step]], told: SignalInstance) -> None:
        def work() -> Answer:
            found = steps()
            return Answer(found, frozenset().union(*(step.tables for step in found)))

        def done(found: list[Step]) -> None:
            for step in found:
                told.emit(step)

        self._start(self._writer, Call(work, done, None, None, None))

    def _start(self, pool: ThreadPoolExecutor, call: Call) -> None:
        if self._closed:
            return
        self._running.add(call)
        self._rest_timer.stop()
        if not self._busy_timer.isActive() and not self._busy_shown:
            self._busy_timer.start()

        def take(errand: Errand) -> None:
            call.error = errand.error
            if call.error is None:
                call.answer = errand.result
            self._deliver(call)

        self._errands.send(pool.submit, partial(past_broken_text, call.work), take)

    def _deliver(self, call: Call) -> None:
        if self._closed:
            return
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
        if call.ended is not None:
            call.ended()
        if call.answer.kinds:
            self.changed.emit(set(call.answer.kinds))
        if superseded:
            return
        if call.error is not None:
            self._tell_error(call, call.error)
        elif call.done is not None and call.wanted():
            if call.is_gesture:
                self.made = call.answer.mark
            call.done(call.answer.result)

    def _rest(self) -> None:
        self.book.rest()
        give_back()

    def _tell_error(self, call: Call, error: BaseException) -> None:
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
