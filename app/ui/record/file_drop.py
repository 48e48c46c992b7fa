"""Where files are dropped, and how far taking them in has come."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.i18n import _
from app.ui.kit.jobs import Job
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.cards import Card
from app.ui.kit.widgets.labels import ElidedLabel

# No look of its own until something is dragged over it.
_CALM = "none"


class DropArea(Card):
    """Takes files that are dragged in from outside: `dropped([paths])`. `body` holds what it is drawn around."""

    dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(kind=_CALM, padding=0, parent=parent)
        self.setAcceptDrops(True)
        self.body.setContentsMargins(1, 1, 1, 1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()):
            self.set_kind("chosen")
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.set_kind(_CALM)

    def dropEvent(self, event: QDropEvent) -> None:
        self.set_kind(_CALM)
        paths = files_in(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)


def files_in(data: QMimeData) -> list[Path]:
    """The files that are being dragged; what lies on the network is none."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class TakingIn(QWidget):
    """A line with a bar while files are read; hidden otherwise."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self.line = ElidedLabel("", "small", "text2")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.cancel = Button(_("Cancel"), self._cancel, icon_name="x", small=True)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.line)
        words.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.cancel)
        self.hide()

    def watch(self, job: Job) -> None:
        """Show how far a job is, until it ends."""
        self._job = job
        self.line.setText(job.label)
        self.bar.setRange(0, 0)
        job.progress.connect(self._step)
        job.finished.connect(self.hide)
        self.show()

    def _step(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)
        if self._job is not None:
            self.line.setText(f"{self._job.label} · {self._job.status()}")

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.line.setText(_("Stopping…"))
