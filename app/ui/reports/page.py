"""The Reports page: choose a report, its options, see it in small, make it (UX.md, Places)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app import private
from app.domain.kinds import KINDS
from app.errors import MissingRate, UserError
from app.i18n import _
from app.ui.kit import discreet
from app.ui.kit.look.scaled import limit_width
from app.ui.kit.page import Page
from app.ui.kit.page_context import PageContext, Place
from app.ui.kit.rows import Rows
from app.ui.kit.view_state import ViewState
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.menus import entry
from app.ui.reports import kinds
from app.ui.reports.actions import register
from app.ui.reports.cards import KindCard
from app.ui.reports.kinds import REPORTS, ReportKind
from app.ui.reports.making import Making
from app.ui.reports.options import Options
from app.ui.reports.preview import PreviewCard

if TYPE_CHECKING:
    from app.ui.kit.jobs import Job
    from app.views.reports import Preview, ReportFacts


class ReportsPage(Page):
    """Cards at the left, options in the middle, preview and progress at the right."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, _("Reports"))
        register(context)
        self.rows = Rows(context, "report", self, row=lambda: self)
        self._left = ViewState(context, "reports")
        kept = self._left.get("kind", "")
        self.kind: ReportKind = next((kind for kind in REPORTS if kind.id == kept), REPORTS[0])
        self.facts: ReportFacts | None = None
        self._drawing: Job | None = None
        self.before = Button(_("Made before"), self._show_before, icon_name="history")
        self.elsewhere = Button(_("Change the folder…"), self._choose_folder, kind="link", small=False)
        self.corner.addWidget(self.elsewhere)
        self.corner.addWidget(self.before)
        self.cards = {kind.id: KindCard(kind) for kind in REPORTS}
        self.options, self.preview, self.making = Options(context), PreviewCard(), Making(context)
        self._lay_out()
        for kind in REPORTS:
            self.cards[kind.id].pressed.connect(lambda each=kind: self._choose(each))
        self.options.changed.connect(self._draw)
        self.options.wanted.connect(lambda: self.make())
        self.making.again.connect(self.make)
        self.preview.asked.connect(self._asked)
        self.preview.wait(_("Reading the book…"))
        context.discreet_changed.connect(lambda _on: self._draw())
        self._show_folder_name()
        self._choose(self.kind)

    def arrive(self, place: Place) -> None:
        """Show the report of the place's tab, or the one looked at last."""
        wanted = next((kind for kind in REPORTS if kind.id == place.tab), None)
        if wanted is not None and wanted is not self.kind:
            self._choose(wanted)
        self.cards[self.kind.id].setFocus()
        if self.facts is None:
            self.reload(set())

    def reload(self, kinds: set[str]) -> None:
        """Count again, and draw what is shown again."""
        from app.views.reports import report_facts

        self.context.operations.read(report_facts, self._show_facts, self._not_drawn, owner=self, key="facts")

    def new_day(self) -> None:
        """A report to today is to the new day."""
        self.options.new_day()
        self.reload(set())

    def _asked(self) -> None:
        """The button in the preview's place: read anew, or draw what is not drawn by itself."""
        if self.facts is None:
            self.preview.wait(_("Reading the book…"))
            self.reload(set())
        else:
            self._draw(asked=True)

    def make(self, path: Path | None = None) -> None:
        """Write the report, to `path` or where such reports are kept."""
        days = self.options.days()
        if days is None or self.making.is_busy():
            return
        as_of = days[1] if self.kind.id == "management" else self.context.today()
        target = path or kinds.target(self.context, self.kind, as_of)
        title = _(self.kind.title)
        job = self.context.operations.run(
            title,
            self._work(target, days),
            lambda _made: self._made(title, target),
            lambda error: self._failed(title, error),
            owner=self,
        )
        self.options.make.setEnabled(False)
        job.finished.connect(lambda: self.options.make.setEnabled(True))
        self.making.watch(job, title, target)

    def _work(self, target: Path, days: tuple[Any, Any]) -> Callable[..., Any]:
        book: Any = self.context.operations.book
        language = self.options.language.value()
        management = self.kind.id == "management"

        def work(progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> None:
            private.make_folder(target.parent)
            if management:
                from app.services.reports.management import make_management

                make_management(
                    book.reading,
                    target,
                    start=days[0],
                    as_of=days[1],
                    language=language,
                    progress=progress,
                    cancelled=cancelled,
                )
            else:
                from app.services.books import copied
                from app.services.exchange.workbook import export_workbook

                with copied(book) as session:
                    export_workbook(session, target, progress=progress, cancelled=cancelled)

        return work

    def _made(self, title: str, path: Path) -> None:
        self.making.made(title, path)

    def _failed(self, title: str, error: UserError) -> None:
        if isinstance(error, MissingRate):
            self.options.error.tell(str(error))
            self.context.toast(error.message, action=(_("Open the rates"), self._go_to_rates))
        self.making.refuse(title, error)

    def _go_to_rates(self) -> None:
        self.context.go(Place("settings", tab="book"))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(16)
        left = QWidget()
        limit_width(left, least=200, most=296)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for card in self.cards.values():
            column.addWidget(card)
        column.addStretch(1)
        limit_width(self.options, least=220, most=300)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.preview, 1)
        right.addWidget(self.making)
        row.addWidget(left, 3)
        row.addWidget(self.options, 3)
        row.addLayout(right, 4)
        self.body.addLayout(row, 1)

    def _choose(self, kind: ReportKind) -> None:
        self.kind = kind
        self._left.keep(kind=kind.id)
        for each, card in self.cards.items():
            card.choose(each == kind.id)
        self.options.show_kind(kind)
        self._draw()

    def _show_facts(self, facts: ReportFacts) -> None:
        self.facts = facts
        self.options.show_facts(facts.clients, facts.currency)
        self._draw()

    def _draw(self, *, asked: bool = False) -> None:
        """Make the preview; of a large book only when asked."""
        from app.views.reports import QUICK_CLIENTS, record_preview

        if self.facts is None:
            return
        if discreet.state.on:
            self._hide_preview()
            return
        if self.kind.id == "book":
            named = tuple((KINDS[table].plural_words, count) for table, count in self.facts.records)
            self.preview.show_preview(record_preview(named))
            self.options.show_sheets(named)
            return
        days = self.options.days()
        if days is None:
            return
        if self.facts.clients > QUICK_CLIENTS and not asked:
            self.preview.wait(_("A large book"), _("The preview takes some seconds."), _("Draw the preview"))
            return
        self._start_drawing(days)

    def _hide_preview(self) -> None:
        """The workbooks are internal, and a drawing under way is not wanted any more."""
        if self._drawing is not None:
            self._drawing.cancel()
            self._drawing = None
        self.preview.hide_sheets()

    def _start_drawing(self, days: tuple[Any, Any]) -> None:
        from app.views.reports import load_material, management_preview

        if self._drawing is not None:
            self._drawing.cancel()
        book, name, language = (
            self.context.operations.book,
            self.context.card.name,
            self.options.language.value(),
        )

        def work(_progress: object, cancelled: Callable[[], bool]) -> Preview:
            with book.reading() as session:
                loaded = load_material(session, *days)
            return management_preview(loaded, name, language, cancelled)

        if self.preview.tabs is None:
            self.preview.wait(_("Drawing the preview…"))
        self._drawing = job = self.context.operations.run(
            _("Preview"), work, lambda made: self._drawn(job, made), self._not_drawn, owner=self
        )

    def _drawn(self, job: Job, made: Preview) -> None:
        if job is self._drawing and self.kind.id == "management":
            self._show_preview(made)

    def _not_drawn(self, error: UserError) -> None:
        if discreet.state.on:
            return
        if isinstance(error, MissingRate):
            self.preview.wait(error.message, error.next_step)
            return
        text = f"{error} {_('Nothing in the book was changed.')}"
        self.preview.wait(_("This could not be read"), text, _("Try again"))

    def _show_preview(self, made: Preview) -> None:
        self.preview.show_preview(made)
        self.options.show_sheets([(name, getattr(sheet, "count", None)) for name, sheet in made.sheets])

    def _show_folder_name(self) -> None:
        place = kinds.folder(self.context)
        try:
            shown = " / ".join(place.relative_to(Path.home()).parts)
        except ValueError:
            shown = str(place)
        self.note.setText(_("kept in {folder}").format(folder=shown))

    def _choose_folder(self) -> None:
        place = kinds.folder(self.context)
        asking = QFileDialog(self, _("Folder of the reports"), str(place if place.is_dir() else Path.home()))
        asking.setFileMode(QFileDialog.FileMode.Directory)
        asking.setOption(QFileDialog.Option.ShowDirsOnly)
        asking.fileSelected.connect(self._set_folder)
        asking.finished.connect(asking.deleteLater)
        asking.open()

    def _set_folder(self, name: str) -> None:
        self.context.preferences.change(reports_folder=name)
        self._show_folder_name()

    def _show_before(self) -> None:
        menu = QMenu(self)
        found = kinds.made_before(self.context)
        for path in found:
            url = QUrl.fromLocalFile(str(path))
            entry(menu, path.name, partial(QDesktopServices.openUrl, url))
        if not found:
            menu.addAction(_("No report was made yet")).setEnabled(False)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.before.mapToGlobal(QPoint(0, self.before.height() + 4)))
