"""A report on its way: progress with Cancel, then Open and Show in folder; or why it was not made."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QProgressBar

from app.errors import UserError
from app.i18n import _
from app.ui.kit.jobs import Job
from app.ui.kit.page_context import PageContext
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.cards import Card
from app.ui.kit.widgets.labels import ElidedLabel


class Making(Card):
    """The strip under the preview. `again(path)` asks to write to another, free name."""

    again = Signal(object)

    def __init__(self, context: PageContext) -> None:
        super().__init__(spacing=8)
        self.context = context
        self.title, self.line = ElidedLabel("", "strong"), ElidedLabel("", "small", "text2")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.cancel = Button(_("Cancel"), self._cancel, icon_name="x")
        self.open = Button(_("Open"), self._open, kind="primary", icon_name="external-link")
        self.show_folder = Button(_("Show in folder"), self._show_folder, icon_name="folder-open")
        self.other = Button("", self._other)
        self._job: Job | None = None
        self._path: Path | None = None
        self.body.addWidget(self.title)
        self.body.addWidget(self.line)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.bar, 1)
        for button in (self.other, self.show_folder, self.open, self.cancel):
            row.addWidget(button)
        self.body.addLayout(row)
        self.hide()

    def watch(self, job: Job, title: str, path: Path) -> None:
        """Show how far a job is."""
        self._job, self._path = job, path
        self.title.setText(_("Making {report}").format(report=title))
        self._say("", "text2")
        self.bar.setRange(0, 0)
        job.progress.connect(self._step)
        job.finished.connect(self._ended)
        self._show(self.cancel, bar=True)

    def made(self, title: str, path: Path) -> None:
        """The file is there."""
        self._path = path
        self.title.setText(_("{report} is ready").format(report=title))
        self._say(path.name, "success")
        self._show(self.show_folder, self.open)
        self.open.setFocus()

    def refuse(self, title: str, error: UserError) -> None:
        """Why it was not made; a free name is offered where the file is open elsewhere."""
        self.title.setText(_("{report} was not made").format(report=title))
        self._say(str(error), "danger")
        offered = getattr(error, "offered", None)
        if isinstance(offered, Path):
            self._path = offered
            self.other.setText(_("Save as {name}").format(name=_short(offered.name)))
            self._show(self.other)
            self.other.setFocus()
        else:
            self._show()

    def is_busy(self) -> bool:
        """Whether a report is being made now."""
        return self._job is not None and self._job.running

    def _show(self, *buttons: Button, bar: bool = False) -> None:
        for button in (self.cancel, self.open, self.show_folder, self.other):
            button.setVisible(button in buttons)
        self.bar.setVisible(bar)
        self.show()

    def _say(self, text: str, role: str) -> None:
        self.line.setText(text)
        self.line.set_role(role)

    def _step(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)
        if self._job is not None:
            self.line.setText(self._job.status())

    def _ended(self) -> None:
        if self._job is not None and self._job.is_cancelled():
            self.hide()
            self.context.toast(_("Cancelled; no file was left behind"))
        self._job = None

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.line.setText(_("Stopping…"))

    def _other(self) -> None:
        self.again.emit(self._path)

    def _open(self) -> None:
        if self._path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))

    def _show_folder(self) -> None:
        if self._path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))


def _short(name: str) -> str:
    return name if len(name) <= 34 else f"…{name[-33:]}"
