"""The Files tab: documents kept in the book. They are opened on a click only, and never run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHeaderView, QStackedWidget, QVBoxLayout

from app.domain.kinds import KINDS
from app.errors import FileRefused, UserError
from app.i18n import _, format_day, ngettext
from app.services.records import attachments
from app.ui.kit.fields.forms import ErrorLine
from app.ui.kit.lists.rows_model import Column
from app.ui.kit.lists.table import TableView
from app.ui.kit.locked import lock
from app.ui.kit.page_context import PageContext
from app.ui.kit.rows import Rows
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.cards import EmptyState
from app.ui.kit.widgets.flow import FlowRow
from app.ui.kit.widgets.fold import FoldRow
from app.ui.kit.widgets.labels import SectionHeader
from app.ui.kit.widgets.save_as import ask_where
from app.ui.record.file_drop import DropArea, TakingIn
from app.ui.record.file_name import RenameForm
from app.ui.record.tab import RecordTab
from app.views.record.files import FileRow, file_rows, size_words
from app.views.record.page import RecordView


def _columns() -> list[Column]:
    return [
        Column(
            "name", _("Name"), lambda f: f.name, icon=lambda f: f.sign, tooltip=lambda f: f.name, width=240
        ),
        Column("size", _("Size"), lambda f: f.size, lambda f: f.size_words, align="right", width=96),
        Column("day", _("Day"), lambda f: f.added_on, lambda f: format_day(f.added_on), width=120),
        Column("by", _("By whom"), lambda f: f.added_by, width=170),
    ]


class FilesTable(TableView):
    """The name takes the room there is."""

    def __init__(self) -> None:
        super().__init__(_columns(), _("Files"))
        # The name takes the room there is; the others have what they need.
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)


class FilesTab(RecordTab):
    """A table of files; dragged in or chosen, they are read behind the window."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.form: RenameForm | None = None
        self._wanted: int | None = None
        self.heading = SectionHeader(_("Files"))
        self.add = Button(_("Add…"), self._choose, kind="primary", icon_name="plus", small=True)
        self.open = Button(_("Open"), lambda: self.rows.run("open"), icon_name="external-link", small=True)
        self.save = Button(_("Save as…"), lambda: self.rows.run("save"), icon_name="download", small=True)
        self.name = Button(_("Rename…"), lambda: self.rows.run("rename"), icon_name="pencil", small=True)
        self.remove = Button(_("Delete"), lambda: self.rows.run("delete"), icon_name="trash-2", small=True)
        self.error = ErrorLine()
        self.taking = TakingIn()
        self.table = FilesTable()
        self.rows = Rows(context, "file", self.table, self)
        self.empty = EmptyState(
            KINDS["attachments"].icon,
            _("No file yet"),
            _("Drag documents and pictures in here, up to 25 MB each: they travel with the book."),
            action="" if context.read_only else _("Add a file…"),
            on_action=self._choose,
        )
        self.area = DropArea()
        self._lay_out()
        self.area.setAcceptDrops(not context.read_only)
        self.area.dropped.connect(self.take_in)
        self.table.opened.connect(lambda _row: self.rows.run("open"))
        self.table.selectionModel().selectionChanged.connect(lambda *_now: self._enable())

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.area.body.addWidget(self.stack)
        each = (self.open, self.save, self.name, self.remove, self.add)
        buttons = FoldRow(spacing=8)
        buttons.add(self.heading, 1)
        buttons.add(FlowRow(*each, gap=8, one_line=True))
        self.place = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 16)
        column.setSpacing(10)
        column.addWidget(buttons)
        column.addWidget(self.error)
        column.addWidget(self.taking)
        column.addLayout(self.place)
        column.addWidget(self.area, 1)

    def read(self, session: Any, view: RecordView) -> tuple[FileRow, ...]:
        return file_rows(session, view.who.id)

    def show_view(self, view: RecordView, answer: tuple[FileRow, ...]) -> None:
        if self.view is None or self.view.who.id != view.who.id:
            self.error.show_text("")
            self._close_form()
        self.view = view
        chosen = self.table.current_row()
        self.table.set_rows(answer)
        self.stack.setCurrentWidget(self.table if answer else self.empty)
        total = size_words(sum(row.size for row in answer))
        self.heading.set_texts(_("Files"), f"{len(answer)} · {total}" if answer else "")
        wanted, self._wanted = self._wanted, None
        if wanted is not None or chosen is not None:
            self.show_record("attachments", wanted if wanted is not None else chosen.id)
        self._enable()

    def show_record(self, kind: str, record_id: int) -> bool:
        line = self.table.rows_model.line_of(lambda row: row.id == record_id) if kind == "attachments" else -1
        if line >= 0:
            self.table.selectRow(line)
            self.table.scrollTo(self.table.rows_model.index(line, 0))
        return line >= 0

    def take_in(self, paths: Sequence[Path]) -> None:
        """Keep copies of files in the book, behind the window; what is refused is told here."""
        if self.view is None or self.context.read_only or not paths:
            return
        client_id, today, by = self.view.who.id, self.context.today(), self.context.author or None
        self.error.show_text("")

        def take(session: Any, progress: Any, _cancelled: Any) -> tuple[list[int], list[FileRefused]]:
            return attachments.attach_all(
                session, client_id=client_id, paths=paths, added_on=today, added_by=by, progress=progress
            )

        label = ngettext("{n} file added", "{n} files added", len(paths)).format(n=len(paths))
        job = self.context.operations.run(label, take, self._taken, self._failed, owner=self, gesture=True)
        job.label = ngettext("Reading {n} file", "Reading {n} files", len(paths)).format(n=len(paths))
        self.taking.watch(job)

    def open_file(self) -> None:
        """Open a read-only copy of the chosen file with the program that this computer has for it."""
        row = self.table.current_row()
        if row is not None:
            self.context.operations.read(
                lambda session: attachments.copy_to_open(session, row.id), _open, self._failed, owner=self
            )

    def save_as(self, path: Path) -> None:
        """Write a copy of the chosen file to `path`."""
        row = self.table.current_row()
        if row is not None:
            self.context.operations.read(
                lambda session: attachments.save_as(session, row.id, path),
                self._saved,
                self._failed,
                owner=self,
            )

    def rename(self) -> None:
        """A small form above the table for the chosen file's name."""
        row = self.table.current_row()
        if row is None or self.context.read_only:
            return
        self._close_form()
        self.form = RenameForm(self.context, row)
        self.form.closed.connect(self._close_form)
        self.place.addWidget(self.form)
        self.form.start()

    def _choose(self) -> None:
        asking = QFileDialog(self, _("Files to keep in the book"), _home())
        asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asking.setFileMode(QFileDialog.FileMode.ExistingFiles)
        asking.filesSelected.connect(lambda names: self.take_in([Path(name) for name in names]))
        asking.open()

    def ask_where(self) -> None:
        """Ask where to write a copy of the chosen file."""
        row = self.table.current_row()
        if row is None:
            return
        ask_where(self, _("Save a copy"), Path(_home()) / row.name, self.save_as, self._failed)

    def _taken(self, answer: tuple[list[int], list[FileRefused]]) -> None:
        taken, refused = answer
        if taken:
            self._wanted = taken[-1]
            told = ngettext("{n} file added", "{n} files added", len(taken)).format(n=len(taken))
            self.context.toast(told, undo=True)
            self.reload_wanted.emit()
        self.error.tell("\n".join(str(each) for each in refused))

    def _saved(self, path: Path) -> None:
        folder = QUrl.fromLocalFile(str(path.parent))
        action = (_("Show in folder"), lambda: QDesktopServices.openUrl(folder))
        self.context.toast(_("{name} saved").format(name=path.name), action=action)

    def _failed(self, error: UserError) -> None:
        self.error.tell(str(error))

    def _close_form(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
            self.table.setFocus()

    def _enable(self) -> None:
        chosen = bool(self.table.selectionModel().selectedRows())
        for button in (self.open, self.save):
            button.setEnabled(chosen)
        for button in (self.name, self.remove):
            button.setEnabled(chosen and not self.context.read_only)
        lock(self.add, self.context.read_only)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _home() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
