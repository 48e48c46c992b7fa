"""Leaving a book while something is at work: stop it, or wait for it; the window never freezes (UX.md, Behaviour 7)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from app.i18n import _
from app.ui.kit.jobs import Job
from app.ui.kit.widgets.dialogs import Dialog
from app.ui.kit.widgets.labels import Label

if TYPE_CHECKING:
    from app.ui.shell.program import Program

# What ends within this time is waited for without a word.
_PATIENCE_MS = 400
_LOOK_MS = 100


class StillAtWork(Dialog):
    """Says what is at work and how far it is; closes itself when that has ended.

    `on_ended()` is called then, if leaving was wished: at once after Stop, else after Wait.
    """

    def __init__(
        self, jobs: Callable[[], list[Job]], on_ended: Callable[[], object], parent: QWidget
    ) -> None:
        super().__init__(_("Still at work"), parent)
        self._jobs, self._on_ended = jobs, on_ended
        self._wished = self._stopping = False
        self.line = Label("", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.said = Label("", "small", "text2", wrap=True)
        for widget in (self.line, self.bar, self.said):
            self.body.addWidget(widget)
        self.stay = self.add_button(_("Stay"), self.reject)
        self.stop = self.add_button(_("Stop it and leave"), self._stop, kind="danger")
        self.wait = self.add_button(_("Leave when it is done"), self._wait, kind="primary")
        self._clock = QTimer(self, interval=_LOOK_MS)
        self._clock.timeout.connect(self.look)
        self._clock.start()
        self.look()

    def look(self) -> None:
        """Show how far the jobs are; when none is left, go."""
        jobs = self._jobs()
        if not jobs:
            self._clock.stop()
            if self._wished:
                self.accept()
                self._on_ended()
            else:
                self.reject()
            return
        if self._stopping:
            self._cancel(jobs)
        self.line.setText(
            "\n".join(": ".join(part for part in (job.label, job.status()) if part) for job in jobs)
        )
        self.stop.setVisible(any(job.stops for job in jobs))
        job = max(jobs, key=lambda each: each.total)
        self.bar.setRange(0, job.total)
        self.bar.setValue(job.done)

    def _stop(self) -> None:
        self._wished = self._stopping = True
        self._cancel(self._jobs())
        self.said.setText(_("Stopping; nothing is left behind…"))
        self.stop.setEnabled(False)
        self.wait.setEnabled(False)

    def _cancel(self, jobs: list[Job]) -> None:
        """Also what one job starts when it ends, such as the import after its backup."""
        for job in jobs:
            if job.stops:
                job.cancel()

    def _wait(self) -> None:
        self._wished = True
        self.said.setText(_("The window closes by itself when this is done."))
        self.wait.setEnabled(False)


class Leaving(QObject):
    """Before the book of an application is left: whether it may be, else when."""

    def __init__(self, application: Program) -> None:
        super().__init__(application)
        self._application = application
        self._waiting = False
        self.asking: StillAtWork | None = None

    def free(self, then: Callable[[], object]) -> bool:
        """Whether nothing is at work. Where something is, the user is asked, and `then` is called in time."""
        if not self._jobs():
            return True
        if not self._waiting:
            self._waiting = True
            QTimer.singleShot(_PATIENCE_MS, self, lambda: self._ask(then))
        return False

    def _jobs(self) -> list[Job]:
        operations = self._application.operations
        return operations.jobs if operations is not None else []

    def _ask(self, then: Callable[[], object]) -> None:
        if not self._jobs():
            self._waiting = False
            then()
            return
        self.asking = StillAtWork(self._jobs, then, self._application.window)
        self.asking.finished.connect(self._asked)
        self.asking.open()

    def _asked(self) -> None:
        self._waiting, self.asking = False, None
