"""The book's backups: make one now, look where they are, restore one."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout

from app.errors import UserError
from app.i18n import N_, NC_, _, format_moment, format_number, ngettext
from app.ui.kit.fields.forms import ErrorLine
from app.ui.kit.lists.rows_model import Column
from app.ui.kit.lists.table import TableView
from app.ui.kit.locked import lock
from app.ui.kit.page_context import PageContext
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.cards import Card
from app.ui.kit.widgets.labels import Label
from app.ui.settings.section import Section

if TYPE_CHECKING:
    from app.services.backups.making import Backup

REASONS = {
    "start": N_("at start"),
    "timed": N_("every half hour"),
    "upgrade": N_("before an upgrade"),
    "import": N_("before an import"),
    "repair": N_("before a repair"),
    "restore": N_("before a restore"),
    "damaged": N_("what a restore replaced, damaged"),
    "password": N_("with the password"),
    "erase": N_("after erasing"),
    "asked": NC_("backup", "asked for"),
}


class BackupSection(Section):
    """A list of verified copies, newest first."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, _("Backup"))
        card = Card(_("Backups of this book"))
        said = _(
            "Made at start, every half hour while you work, and before an import or a restore. Each is "
            "checked by opening it. Older ones are thinned out; those you asked for, and what a restore replaced, "
            "stay for 30 days."
        )
        card.body.addWidget(Label(said, "body", "text2", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        self.now = Button(_("Back up now"), self._back_up, kind="primary", icon_name="archive")
        self.restore = Button(_("Restore…"), self._restore, icon_name="archive-restore")
        self.folder = Button(_("Show the folder"), self._show_folder, icon_name="folder-open")
        for button in (self.now, self.restore, self.folder):
            row.addWidget(button)
        row.addStretch(1)
        card.body.addLayout(row)
        self.error = ErrorLine()
        card.body.addWidget(self.error)
        self.count = Label("", "small", "text2")
        card.body.addWidget(self.count)
        self.table = TableView(_columns(), _("Backups"), settings_key="backups")
        self.table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.table.setMinimumHeight(320)
        self.table.opened.connect(lambda _row: self._restore())
        card.body.addWidget(self.table)
        self.column.addWidget(card)
        lock(self.now, context.read_only)
        context.backed_up.connect(self.visited)

    def visited(self) -> None:
        """Look which backups there are."""
        from app.services.backups.making import list_backups

        found = list_backups(self.context.card.path)
        self.table.set_rows(found)
        if found and self.table.current_row() is None:
            self.table.selectRow(0)
        self.restore.setEnabled(bool(found) and not self.context.read_only)
        self.table.setVisible(bool(found))
        self.count.setText(ngettext("{n} backup", "{n} backups", len(found)).format(n=len(found)))

    def _back_up(self) -> None:
        from app.services.backups.making import make_backup

        book = self.context.operations.book
        self.error.show_text("")
        self.now.setEnabled(False)
        self.context.operations.run(
            _("Backup"),
            lambda _progress, _cancelled: make_backup(book, "asked"),
            self._made,
            self._failed,
            owner=self,
            stops=False,
        )

    def _made(self, backup: Backup) -> None:
        self.now.setEnabled(True)
        self.context.backed_up.emit()
        self.context.toast(_("Backed up as {name}").format(name=backup.path.name))

    def _failed(self, error: UserError) -> None:
        self.now.setEnabled(True)
        self.error.tell(str(error))

    def _restore(self) -> None:
        backup = self.table.current_row()
        if backup is not None:
            self.context.restore_wanted.emit(backup.path)

    def _show_folder(self) -> None:
        from app.services.backups.making import folder_of

        folder = folder_of(self.context.card.path)
        target = folder if folder.is_dir() else folder.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))


def local(moment: datetime) -> datetime:
    """A UTC moment as the clock on the wall showed it."""
    return moment.astimezone().replace(tzinfo=None)


def _columns() -> list[Column]:
    return [
        Column(
            "made",
            _("Made"),
            lambda backup: backup.made_at,
            display=lambda backup: format_moment(local(backup.made_at)),
            width=180,
            bold=True,
        ),
        Column("reason", _("Why"), lambda backup: _(REASONS.get(backup.reason, backup.reason)), width=150),
        Column(
            "size",
            _("Size"),
            lambda backup: backup.path.stat().st_size,
            display=lambda backup: _size(backup.path.stat().st_size),
            align="right",
            width=90,
        ),
        Column("file", _("File"), lambda backup: backup.path.name, width=240),
    ]


def _size(size: int) -> str:
    return _("{n} kB").format(n=format_number(max(1, round(size / 1000))))
