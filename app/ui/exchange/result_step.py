"""The wizard's last step: progress with Cancel, then what was taken in, with Undo."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.services.exchange.reports import ImportReport
from app.ui.kit.jobs import Job
from app.ui.kit.look.scaled import fix_width
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.cards import Card
from app.ui.kit.widgets.labels import IconLabel, Label


class ResultStep(QWidget):
    """`undo_wanted`, `clients_wanted` and `again_wanted` are the three ways on."""

    undo_wanted = Signal()
    clients_wanted = Signal()
    again_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._job: Job | None = None
        self._told = "", "", False
        self.icon = IconLabel("import", "accent", 28, ground=64)
        self.title, self.line = Label("", "title"), Label("", "body", "text2", wrap=True)
        self.line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.cancel = Button(_("Cancel"), self._cancel, icon_name="x")
        self.clients = Button(_("Look at the clients"), self.clients_wanted.emit, kind="primary")
        self.undo = Button(_("Undo the import"), self.undo_wanted.emit, icon_name="undo-2")
        self.again = Button(_("Import another file"), self.again_wanted.emit)
        card = Card(padding=32, spacing=12)
        fix_width(card, 600)
        middle = Qt.AlignmentFlag.AlignHCenter
        for widget in (self.icon, self.title):
            card.body.addWidget(widget, 0, middle)
        card.body.addWidget(self.line)
        card.body.addWidget(self.bar)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for button in (self.cancel, self.again, self.undo, self.clients):
            row.addWidget(button)
        row.addStretch(1)
        card.body.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(1)
        column.addWidget(card, 0, middle)
        column.addStretch(2)

    def watch(self, job: Job, name: str) -> None:
        """Show how far the import is."""
        self._job = job
        self.icon.set_icon("import", "accent")
        self.title.setText(_("Importing {name}").format(name=name))
        self.line.setText("")
        self.bar.setRange(0, 0)
        job.progress.connect(self._step)
        self._show(self.cancel, bar=True)

    def done(self, report: ImportReport, name: str) -> None:
        """What was taken in."""
        self._job = None
        self._told = name, _counted(report), report.changes > 0
        self.done_again()
        self.clients.setFocus()

    def done_again(self) -> None:
        """The import is in the book, also after it was done again."""
        name, line, changed = self._told
        self.icon.set_icon("circle-check", "success")
        self.title.setText(_("{name} is in the book").format(name=name))
        self.line.setText(line)
        self._show(self.again, *((self.undo,) if changed else ()), self.clients)

    def undone(self) -> None:
        """The import was taken back."""
        self.icon.set_icon("undo-2", "accent")
        self.title.setText(_("The import is undone"))
        self.line.setText(_("The book is as it was before."))
        self._show(self.again, self.clients)

    def _show(self, *buttons: Button, bar: bool = False) -> None:
        for button in (self.cancel, self.again, self.undo, self.clients):
            button.setVisible(button in buttons)
        self.bar.setVisible(bar)

    def _step(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)
        if self._job is not None:
            self.line.setText(self._job.status())

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.line.setText(_("Stopping; nothing is left behind…"))


def _counted(report: ImportReport) -> str:
    new, changed, left = (sum(c.values()) for c in (report.created, report.updated, report.skipped))
    parts = [ngettext("{n} record is new", "{n} records are new", new).format(n=new)]
    if changed:
        parts.append(ngettext("{n} changed", "{n} changed", changed).format(n=changed))
    if left:
        parts.append(ngettext("{n} row left out", "{n} rows left out", left).format(n=left))
    return ", ".join(parts) + "."
