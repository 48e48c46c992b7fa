"""The wizard's third step: what will become of each row, before anything is taken in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import N_, NC_, _, ngettext, pgettext
from app.services.exchange.lists.planning import CREATE, PROBLEM, SAME, SKIP, UPDATE, Plan, PlannedRow
from app.services.exchange.reports import ImportReport
from app.ui.kit.fields.forms import CheckField, ErrorLine
from app.ui.kit.lists.rows_model import Column
from app.ui.kit.lists.table import TableView
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.cards import Banner
from app.ui.kit.widgets.labels import Label
from app.ui.kit.widgets.pills import Chip, ChipRow
from app.views.incoming import counts

# What becomes of a row: the word, its icon, its colour role.
FATES = {
    CREATE: (NC_("row", "new"), "circle-check", "success"),
    UPDATE: (N_("changed"), "pencil", "accent"),
    SAME: (N_("as it is"), "circle-minus", "text2"),
    SKIP: (N_("left out"), "circle-minus", "text2"),
    PROBLEM: (N_("problem"), "triangle-alert", "danger"),
}


class PreviewStep(QWidget):
    """`go_on(good_rows, left_out)` when it shall be taken in, `go_back` to change something first."""

    go_on = Signal(bool, object)
    go_back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._left_out: set[int] = set()
        self._report = ImportReport()
        self._rows: list[PlannedRow] = []
        self.summary = Label("", "strong", wrap=True)
        self.told = Label("", "small", "text2", wrap=True)
        self.warning = Banner("", "warn")
        self.chips = ChipRow()
        self.table = TableView(_row_columns(self._left_out), _("Rows of the file"))
        self.problems = TableView(_problem_columns(), _("Problems"))
        self.toggle = Button(_("Leave out or take in"), self._toggle, icon_name="circle-minus")
        self.good_rows = CheckField("")
        self.error = ErrorLine()
        self.back = Button(_("Back"), self.go_back.emit, icon_name="arrow-left")
        self.on = Button("", self._go_on, kind="primary", icon_name="import")
        self.good_rows.value_changed.connect(self._enable)
        self._lay_out()

    def show_plan(self, plan: Plan) -> None:
        """The rows of a list."""
        self._begin(plan.report)
        self._rows = plan.rows
        self.told.setText("\n".join(plan.explained))
        self.table.show()
        self.problems.hide()
        self.chips.show()
        self.toggle.show()
        self._show_chips()
        self._filter("")
        self._sum_up()

    def goes_on_at(self) -> QWidget:
        """What is pressed to go on; with problems, what must be said before."""
        return self.on if self.on.isEnabled() else self.good_rows

    def show_report(self, report: ImportReport, name: str) -> None:
        """The sheets of an exchange workbook, and every problem by sheet, row and column."""
        self._begin(report)
        self._rows = []
        self.told.setText("\n".join(_sheet_lines(report)))
        self.problems.set_rows([*report.problems, *report.warnings])
        self.problems.setVisible(bool(report.problems or report.warnings))
        self.table.hide()
        self.chips.hide()
        self.toggle.hide()
        self._sum_up()

    def _begin(self, report: ImportReport) -> None:
        self._report = report
        self._left_out.clear()
        self.error.show_text("")
        self.good_rows.set_value(False)
        self.told.setText("")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.chips, 1)
        top.addWidget(self.toggle)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.back)
        foot.addWidget(self.good_rows)
        foot.addWidget(self.error, 1)
        foot.addStretch(1)
        foot.addWidget(self.on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (self.summary, self.told, self.warning):
            column.addWidget(widget)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self.problems, 1)
        column.addStretch(0)
        column.addLayout(foot)

    def _show_chips(self) -> None:
        number = counts(self._rows)
        self.chips.clear()
        self.chips.chips.clear()
        self.chips.add_chip("", Chip(pgettext("rows", "All"), len(self._rows), checked=True))
        for fate, (word, icon, _role) in FATES.items():
            if number[fate]:
                self.chips.add_chip(fate, Chip(_(word).capitalize(), number[fate], icon_name=icon))
        if not self.chips.property("wired"):
            self.chips.setProperty("wired", "true")
            self.chips.chosen.connect(self._filter)

    def _filter(self, fate: str) -> None:
        self.table.set_rows([row for row in self._rows if not fate or row.action == fate])

    def _toggle(self) -> None:
        for row in self.table.selected_rows():
            if row.action in (CREATE, UPDATE):
                self._left_out.symmetric_difference_update({row.number})
        self.table.viewport().update()
        self._sum_up()

    def _taken(self) -> int:
        """How many records or rows will be new or changed."""
        if not self._rows:
            return self._report.changes
        return sum(row.action in (CREATE, UPDATE) and row.number not in self._left_out for row in self._rows)

    def _sum_up(self) -> None:
        problems, taken = self._report.problem_count, self._taken()
        what = (
            ngettext("{n} row would change the book.", "{n} rows would change the book.", taken)
            if self._rows
            else ngettext(
                "{n} record would be new or changed.", "{n} records would be new or changed.", taken
            )
        )
        self.summary.setText(what.format(n=taken))
        said = ngettext("{n} problem stands in the way.", "{n} problems stand in the way.", problems)
        rest = _("Correct the file, or take in the good rows and leave these out.")
        self.warning.set_text(f"{said.format(n=problems)} {rest}")
        self.warning.setVisible(bool(problems))
        self.good_rows.setVisible(bool(problems))
        self.good_rows.setText(_("Take in the good rows"))
        self.good_rows.setAccessibleName(_("Take in the good rows"))
        self.on.setText(ngettext("Import {n} row", "Import {n} rows", taken).format(n=taken))
        self._enable()

    def _enable(self) -> None:
        free = not self._report.problem_count or self.good_rows.value()
        self.on.setEnabled(bool(free and self._taken()))

    def _go_on(self) -> None:
        self.on.setEnabled(False)
        self.go_on.emit(self.good_rows.value(), frozenset(self._left_out))


def _row_columns(left_out: set[int]) -> list[Column]:
    def fate(row: PlannedRow) -> tuple[str, str, str]:
        return FATES[SKIP if row.number in left_out else row.action]

    return [
        Column("row", _("Row"), lambda row: row.number, align="right", width=70, tabular=True),
        Column("client", _("Client"), lambda row: row.client, bold=True, width=320),
        Column(
            "fate",
            _("What happens"),
            lambda row: _(fate(row)[0]),
            icon=lambda row: fate(row)[1],
            role=lambda row: fate(row)[2],
            width=150,
        ),
        Column("why", _("Why"), lambda row: row.reason or row.hint, width=440),
    ]


def _problem_columns() -> list[Column]:
    return [
        Column("sheet", _("Sheet"), lambda problem: problem.sheet, width=150),
        Column("row", _("Row"), lambda problem: problem.row, align="right", width=70, tabular=True),
        Column("column", _("Column"), lambda problem: problem.column, width=170),
        Column("reason", _("Reason"), lambda problem: problem.reason, width=560),
    ]


def _sheet_lines(report: ImportReport) -> list[str]:
    """One line a sheet: what it brings."""
    named: tuple[tuple[Callable[[int], str], Mapping[str, int]], ...] = (
        (lambda n: ngettext("{n} new", "{n} new", n), report.created),
        (lambda n: ngettext("{n} changed", "{n} changed", n), report.updated),
        (lambda n: ngettext("{n} as it is", "{n} as they are", n), report.unchanged),
        (lambda n: ngettext("{n} left out", "{n} left out", n), report.skipped),
    )
    sheets = dict.fromkeys(sheet for _words, counted in named for sheet in counted)
    lines = []
    for sheet in sheets:
        counts = [(words, counted[sheet]) for words, counted in named]
        parts = [words(n).format(n=n) for words, n in counts if n]
        if parts:
            lines.append(f"{sheet}: {', '.join(parts)}")
    return lines
