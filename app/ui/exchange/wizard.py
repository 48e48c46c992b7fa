"""Import: file → columns → preview → import → undo (UX.md, Behaviour 7 and 9)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget

from app.errors import UserError
from app.i18n import _
from app.services.exchange.lists.mapping import Mapping
from app.services.exchange.lists.planning import Plan
from app.services.exchange.reports import ImportReport, Progress
from app.services.journal import Mark, Step
from app.ui.exchange.columns_step import ColumnsStep
from app.ui.exchange.file_step import FileStep
from app.ui.exchange.preview_step import PreviewStep
from app.ui.exchange.result_step import ResultStep
from app.ui.exchange.steps import StepLine
from app.ui.kit.jobs import Job
from app.ui.kit.page import Page
from app.ui.kit.page_context import PageContext, Place
from app.ui.kit.undoing import undo_gesture
from app.views.incoming import Incoming, Reading


class ImportPage(Page):
    """The wizard. What was read of a file stays until another one is chosen."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, _("Import"), _("Nothing is taken in before you have seen it"))
        self.incoming: Incoming | None = None
        self.plan: Plan | None = None
        self._made: Mark | None = None
        self._rows = 0
        self.steps = StepLine((_("File"), _("Columns"), _("Preview"), _("Result")))
        self.file, self.columns = FileStep(), ColumnsStep()
        self.preview, self.result = PreviewStep(), ResultStep()
        self.stack = QStackedWidget()
        for step in (self.file, self.columns, self.preview, self.result):
            self.stack.addWidget(step)
        self.body.addWidget(self.steps)
        self.body.addWidget(self.stack, 1)
        self._connect()
        self._show(self.file)

    def arrive(self, place: Place) -> None:
        """A place with a tab brings a file, dragged onto the window; else one is asked for."""
        if self.stack.currentWidget() is self.file:
            self.file.goes_on_at().setFocus()
        if place.tab and (self.incoming is None or str(self.incoming.path) != place.tab):
            self.take(Path(place.tab))

    def take(self, path: Path, reading: Reading | None = None) -> None:
        """Look at a file."""
        from app.views.incoming import look

        if reading is None:
            self._show(self.file)
            self.file.wait(path.name)
        self._run(
            _("Reading"),
            lambda _progress, _cancelled: look(path, reading or Reading()),
            self._looked,
            self.file.refuse if reading is None else self.columns.refuse,
        )

    def _connect(self) -> None:
        self.file.chosen.connect(self.take)
        self.file.template_wanted.connect(self._write_template)
        self.columns.reread.connect(self._reread)
        self.columns.go_back.connect(lambda: self._show(self.file))
        self.columns.go_on.connect(self._plan)
        self.preview.go_back.connect(self._back_from_preview)
        self.preview.go_on.connect(self._import)
        self.result.undo_wanted.connect(self._undo)
        self.result.clients_wanted.connect(lambda: self.context.go("clients"))
        self.result.again_wanted.connect(self._start_again)
        self.context.operations.undone.connect(self._undone)
        self.context.operations.redone.connect(self._redone)

    def _run(
        self,
        label: str,
        work: Callable[..., Any],
        done: Callable[[Any], None],
        failed: Callable[[UserError], None],
        *,
        gesture: bool = False,
    ) -> Job:
        return self.context.operations.run(label, work, done, failed, owner=self, gesture=gesture)

    def _show(self, step: Any) -> None:
        is_new = self.stack.currentWidget() is not step
        self.stack.setCurrentWidget(step)
        self.steps.show_step(self.stack.currentIndex())
        if is_new and step is not self.result and not self._types_elsewhere():
            step.goes_on_at().setFocus()

    def _types_elsewhere(self) -> bool:
        """Whether somebody types outside this page meanwhile, in the palette or in another window."""
        here = QApplication.focusWidget()
        if here is None or self.isAncestorOf(here):
            return not self.isVisible()
        return here.window() is not self.window() or isinstance(here, QLineEdit)

    def _looked(self, incoming: Incoming) -> None:
        self.file.ready()
        self.incoming = incoming
        if incoming.is_workbook:
            self._plan_workbook(incoming.path)
            return
        self.columns.show_incoming(incoming)
        self.columns.on.setEnabled(True)
        self._show(self.columns)

    def _reread(self, reading: Reading) -> None:
        if self.incoming is not None:
            self.take(self.incoming.path, reading)

    def _plan(self, mapping: Mapping) -> None:
        from app.services.exchange.lists.planning import plan

        table = self.incoming.table if self.incoming else None
        if table is None:
            return
        book = self.context.operations.book

        def work(_progress: object, cancelled: Callable[[], bool]) -> Plan:
            with book.reading() as session:
                return plan(session, table, mapping, cancelled=cancelled)

        self._run(_("Preview"), work, self._planned, self.columns.refuse)

    def _planned(self, plan: Plan) -> None:
        self.columns.on.setEnabled(True)
        self.plan = plan
        self.preview.show_plan(plan)
        self._show(self.preview)

    def _plan_workbook(self, path: Path) -> None:
        from app.services.exchange.workbook import import_workbook

        book: Any = self.context.operations.book
        self.file.wait(path.name)

        def work(_progress: object, cancelled: Callable[[], bool]) -> ImportReport:
            return import_workbook(book, path, dry_run=True, cancelled=cancelled)

        self._run(_("Preview"), work, self._workbook_planned, self.file.refuse)

    def _workbook_planned(self, report: ImportReport) -> None:
        self.file.ready()
        if self.incoming is not None:
            self._rows = _rows_of(report)
            self.preview.show_report(report, self.incoming.path.name)
            self._show(self.preview)

    def _back_from_preview(self) -> None:
        listed = self.incoming is not None and not self.incoming.is_workbook
        self._show(self.columns if listed else self.file)

    def _import(self, good_rows: bool, left_out: frozenset[int]) -> None:
        """A backup first; then one gesture, which one Undo takes back."""
        from app.services.backups.making import make_backup

        book: Any = self.context.operations.book
        self._show(self.result)
        job = self._run(
            _("Backup"),
            lambda _progress, _cancelled: make_backup(book, "import"),
            # Cancelled meanwhile: the backup is made, but nothing follows it.
            lambda _backup: None if job.is_cancelled() else self._take_in(good_rows, left_out),
            self._refused,
        )
        self._watch(job)

    def _take_in(self, good_rows: bool, left_out: frozenset[int]) -> None:
        if self.incoming is None:
            return
        self.context.backed_up.emit()
        label = _("Import {name}").format(name=self.incoming.path.name)
        work = self._list_work(good_rows, left_out) if self.incoming.table else self._book_work(good_rows)
        gesture = self.incoming.table is not None
        self._watch(self._run(label, work, self._imported, self._refused, gesture=gesture))

    def _list_work(self, good_rows: bool, left_out: frozenset[int]) -> Callable[..., ImportReport]:
        from app.services.exchange.lists.planning import apply
        from app.services.records.people import sign_in

        planned, author = self.plan, self.context.author
        rows = len(planned.table.rows) - len(left_out) if planned is not None else 0

        def work(session: Any, progress: Any, cancelled: Any) -> ImportReport:
            if planned is None:
                return ImportReport()
            return apply(
                session,
                planned,
                good_rows=good_rows,
                leave_out=left_out,
                owner=sign_in(session, author),
                progress=_in_rows(progress, rows),
                cancelled=cancelled,
            ).report

        return work

    def _book_work(self, good_rows: bool) -> Callable[..., ImportReport]:
        from app.services.exchange.workbook import import_workbook

        book: Any = self.context.operations.book
        path, author, rows = (
            self.incoming.path if self.incoming else Path(),
            self.context.author or None,
            self._rows,
        )

        def work(progress: Any, cancelled: Any) -> ImportReport:
            return import_workbook(
                book,
                path,
                good_rows=good_rows,
                author=author,
                progress=_in_rows(progress, rows),
                cancelled=cancelled,
            )

        return work

    def _watch(self, job: Job) -> None:
        name = self.incoming.path.name if self.incoming else ""
        self.result.watch(job, name)
        job.finished.connect(lambda: self._cancelled() if job.is_cancelled() else None)

    def _imported(self, report: ImportReport) -> None:
        if self.incoming is None:
            return
        if self.incoming.is_workbook:
            # The workbook's import is its own gesture; the pages hear of it here.
            self.context.operations.changed.emit({*report.created, *report.updated})
        # An imported workbook makes its own gesture, a list that of the job.
        self._made = report.gesture or self.context.operations.made
        self.result.done(report, self.incoming.path.name)
        self._show(self.result)

    def _cancelled(self) -> None:
        self._back_to_preview()
        self.context.toast(_("Cancelled; the book is as it was"))

    def _refused(self, error: UserError) -> None:
        self._back_to_preview()
        self.preview.error.tell(str(error))

    def _back_to_preview(self) -> None:
        self.preview.on.setEnabled(True)
        self._show(self.preview)

    def _undo(self) -> None:
        if self._made is not None:
            undo_gesture(self.context, self._made, self)

    def _undone(self, step: Step) -> None:
        if self._made == (step.id, step.made_at):
            self.result.undone()

    def _redone(self, step: Step) -> None:
        if self._made == (step.id, step.made_at):
            self.result.done_again()

    def _start_again(self) -> None:
        self.incoming = self.plan = self._made = None
        self._show(self.file)

    def _write_template(self, path: Path) -> None:
        from app.services.exchange.workbook import write_template

        self._run(
            _("Empty workbook"),
            lambda _progress, _cancelled: write_template(path),
            lambda _done: self.context.toast(_("Saved as {name}").format(name=path.name)),
            self.file.refuse,
        )


def _in_rows(progress: Progress, rows: int) -> Progress:
    """Tells how many of so many rows are done, where an import tells its share."""
    return lambda done, total: progress(done * rows // max(1, total), rows)


def _rows_of(report: ImportReport) -> int:
    return sum(sum(c.values()) for c in (report.created, report.updated, report.unchanged, report.skipped))
