"""Agreements on their time line or as a table, with Renew… and a new one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from app.domain.kinds import KINDS
from app.i18n import _, pgettext
from app.ui.forms.retention import RenewForm
from app.ui.kit.lists.table import TableView
from app.ui.kit.locked import lock
from app.ui.kit.look import theme
from app.ui.kit.page_context import PageContext
from app.ui.kit.rows import Rows
from app.ui.kit.view_state import ViewState
from app.ui.kit.widgets.buttons import Button, IconButton
from app.ui.kit.widgets.cards import Card, EmptyState
from app.ui.kit.widgets.labels import Label
from app.ui.kit.widgets.pills import Chip, ChipRow
from app.ui.record.cards.retention_actions import register
from app.ui.retention.agreement_columns import columns, legend
from app.ui.retention.part import Part
from app.ui.retention.timeline import AgreementTimeLine
from app.views.record.page import RecordView, open_record
from app.views.retention.rows import AgreementRow, RetentionPage
from app.views.retention.words import agreements_sentence

_FEW = 5


class AgreementsBlock(Part):
    """Time line and table of some agreements; with `few` the next to end and a link to all of them."""

    all_wanted = Signal()

    def __init__(self, context: PageContext, *, few: bool = False) -> None:
        super().__init__(context)
        self._few = few
        self.card = Card(padding=16, spacing=8)
        self.sentence = Label("", "small", "text2", wrap=True)
        self.line = AgreementTimeLine()
        self.table = TableView(columns(context), _("Agreements"), settings_key="agreements", compact=True)
        self.renew = Button(_("Renew…"), self._renew, icon_name="refresh-cw", small=True)
        self.as_table = IconButton("table-2", _("Show as table"), self._switch, checkable=True)
        self.all = Button("", self.all_wanted.emit, kind="link")
        self.all.hide()
        self.empty = EmptyState(
            KINDS["agreements"].icon,
            _("No agreement on record"),
            _("A partnership is two-sided, for an agreed term: note what both sides gain and when it ends."),
            action=_("New agreement…"),
            on_action=lambda: context.actions.run("agreement.new"),
        )
        self.stack = QStackedWidget()
        for each in (self.line, self.table, self.empty):
            self.stack.addWidget(each)
        self._legend = legend()
        self._forms = QVBoxLayout()
        self.form: RenewForm | None = None
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label(_("Agreements"), "strong"))
        head.addWidget(self.sentence, 1)
        head.addWidget(self.all)
        new = Button(
            _("New agreement…"),
            lambda: self.context.actions.run("agreement.new"),
            icon_name="plus",
            small=True,
        )
        lock(new, self.context.read_only)
        head.addWidget(self.renew)
        head.addWidget(new)
        head.addWidget(self.as_table)
        self.card.body.addLayout(head)
        self.card.body.addWidget(self._legend)
        self.card.body.addLayout(self._forms)
        self.card.body.addWidget(self.stack, 1)
        self.column.addWidget(self.card, 1)

    def _connect(self) -> None:
        self.line.picked.connect(self._follow)
        self.table.picked.connect(self._follow)
        register(self.context)
        self.at = [Rows(self.context, "agreement", each, self) for each in (self.line, self.table)]
        for rows in self.at:
            rows.widget.opened.connect(lambda _row, at=rows: at.run("edit"))
        self._follow()

    def show_page(self, page: RetentionPage) -> None:
        super().show_page(page)
        rows = page.current_agreements
        self.show_rows(rows[:_FEW] if self._few else rows)
        self.all.setText(_("All {n}").format(n=len(rows)))
        self.all.setVisible(self._few and len(rows) > _FEW)

    def show_rows(self, rows: Sequence[AgreementRow]) -> None:
        """Show these rows of the page."""
        page = self.answer
        assert page is not None  # noqa: S101 - rows come with their page
        self.line.set_rows(rows, page.as_of, whole=self._few)
        self.table.set_rows(rows)
        self.sentence.setText(agreements_sentence(page))
        self._show_one(bool(rows))
        self._follow()

    def show_record(self, kind: str, record_id: int) -> bool:
        line = self.table.rows_model.line_of(lambda row: row.id == record_id) if kind == "agreements" else -1
        if line >= 0:
            self.table.selectRow(line)
            self.line.choose(record_id)
        return line >= 0

    def current_row(self) -> AgreementRow | None:
        """The chosen agreement."""
        shown = self.stack.currentWidget()
        if shown is self.line:
            return self.line.current_row()
        return self.table.current_row() if shown is self.table else None

    def _show_one(self, filled: bool) -> None:
        table = self.as_table.isChecked()
        self.stack.setCurrentWidget((self.table if table else self.line) if filled else self.empty)
        self._legend.setVisible(filled and not table)
        if self._few:
            height = self.line.sizeHint().height() if filled else theme.px(200)
            self.stack.setFixedHeight(max(height, theme.px(160)) if table else height)

    def _switch(self) -> None:
        chosen = self.line.current_row() if self.as_table.isChecked() else self.table.current_row()
        self._show_one(bool(self.table.rows_model.total()))
        if chosen is not None:
            self.show_record("agreements", chosen.id)
        self._follow()

    def _follow(self, _row: AgreementRow | None = None) -> None:
        row = self.current_row()
        can = row is not None and row.fact.ends_on is not None and not row.followed
        self.renew.setEnabled(can and not self.context.read_only)
        self.renew.setToolTip("" if can else _("Choose an agreement that ends and is not renewed yet."))

    def renew_row(self, row: AgreementRow) -> None:
        """Open the form of the next term in place."""
        today = self.context.today()
        self.context.operations.read(
            lambda session: open_record(session, row.client_id, today),
            lambda view: self._show_form(row, view),
            self.failed,
            owner=self,
            key="renew",
        )

    def _renew(self) -> None:
        row = self.current_row()
        if row is not None:
            self.renew_row(row)

    def _show_form(self, row: AgreementRow, view: RecordView | None) -> None:
        self._close_form()
        if view is None:
            return
        self.form = RenewForm(self.context, view, row.fact)
        self.form.setAccessibleName(_("Renew {title}").format(title=f"{row.client}, {row.fact.title}"))
        self.form.closed.connect(self._close_form)
        self._forms.addWidget(self.form)
        self.form.form.fields["ends_on"].control.setFocus()

    def _close_form(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None


class AgreementsTab(Part):
    """All agreements, those in force first."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.chips = ChipRow(
            [
                ("current", Chip(_("In force and ahead"))),
                ("ending", Chip(_("End within 90 days"))),
                ("ended", Chip(_("Ended"))),
                ("all", Chip(pgettext("agreements", "All"))),
            ]
        )
        self._left = ViewState(context, "retention/agreements")
        self.chips.choose(self._left.one_of("chip", self.chips.chips, "current"))
        self.block = AgreementsBlock(context)
        self.chips.chosen.connect(self._chosen)
        self.column.addWidget(self.chips)
        self.column.addWidget(self.block, 1)

    def _chosen(self, chip: str) -> None:
        self._left.keep(chip=chip)
        self._filter()

    def show_page(self, page: RetentionPage) -> None:
        super().show_page(page)
        self.block.answer = page
        for value, chip in self.chips.chips.items():
            chip.set_count(len(_filtered(page, value)))
        self._filter()

    def show_record(self, kind: str, record_id: int) -> bool:
        if not self.block.show_record(kind, record_id) and kind == "agreements":
            self.chips.choose("all")
            self._filter()
        return self.block.show_record(kind, record_id)

    def _filter(self) -> None:
        if self.answer is not None:
            rows = _filtered(self.answer, self.chips.value())
            yet = not self.answer.agreements
            title = _("No agreement on record") if yet else _("No agreement matches")
            text = _(
                "A partnership is two-sided, for an agreed term: note what both sides gain and when it ends."
            )
            self.block.empty.set_texts(
                KINDS["agreements"].icon, title, text if yet else "", _("New agreement…") if yet else ""
            )
            self.block.show_rows(rows)


def _filtered(page: RetentionPage, chip: str) -> Sequence[AgreementRow]:
    day = page.as_of
    if chip == "current":
        return page.current_agreements
    if chip == "ended":
        return [row for row in reversed(page.agreements) if row.state(day) == "ended"]
    if chip == "ending":
        return [r for r in page.current_agreements if r.fact.ends_on and (r.fact.ends_on - day).days <= 90]
    return page.agreements
