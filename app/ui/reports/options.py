"""The options of a report: its time, its language, its sheets, and the button that makes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.portfolio import year_before
from app.i18n import LANGUAGES, _, format_day, language, ngettext
from app.ui.kit.fields.forms import ChoiceField, DayField, ErrorLine, Field
from app.ui.kit.page import scrolled
from app.ui.kit.page_context import PageContext
from app.ui.kit.view_state import ViewState
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.cards import Card, clear
from app.ui.kit.widgets.labels import ElidedLabel, IconLabel, Label, Line
from app.ui.reports.kinds import ReportKind


class Options(Card):
    """`changed` when the time or the language is another one, `wanted` when the report shall be made."""

    changed = Signal()
    wanted = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__(spacing=8)
        self.context = context
        self.heading, self.about = Label("", "title", wrap=True), Label("", "small", "text2", wrap=True)
        self._left = ViewState(context, "reports")
        periods = self._periods()
        known = [each for each, _shown in periods if each != "own"]
        chosen = self._left.one_of("period", known, "year")
        self.period = ChoiceField(periods, chosen, icon_name="calendar")
        self.start, self.until = (DayField(required=True, today=context.today) for _each in range(2))
        self.language = ChoiceField(LANGUAGES.items(), language())
        self.against, self.clients = Label("", "body", "text2", wrap=True), ElidedLabel("", role="text2")
        self.error = ErrorLine().goes_with(self.start, self.until, self.period)
        self.note = Label("", "small", "text2", wrap=True)
        self.make = Button("", self.wanted.emit, kind="primary", icon_name="file-spreadsheet")
        self._lay_out()
        self._set_days()
        self.period.activated.connect(lambda _at: self._choose_period())
        for field in (self.start, self.until):
            field.left.connect(self._told)
        self.language.activated.connect(lambda _at: self.changed.emit())

    def show_kind(self, kind: ReportKind) -> None:
        """The options of another report."""
        self.heading.setText(_(kind.title))
        self.about.setText(_(kind.about))
        self.note.setText(_(kind.note))
        self.make.setText(_("Make the workbook"))
        self.timed.setVisible(kind.id == "management")
        self.error.show_text("")

    def new_day(self) -> None:
        """The periods that end today end on the new day; days of one's own stay."""
        self.period.set_options(self._periods(), self.period.value())
        if self.period.value() != "own":
            self._set_days()

    def show_facts(self, clients: int, currency: str) -> None:
        """How much there is to report on."""
        words = ngettext("{n} client", "{n} clients", clients).format(n=clients)
        self.clients.setText(_("{clients}, amounts in {currency}").format(clients=words, currency=currency))

    def show_sheets(self, sheets: Sequence[tuple[str, int | None]]) -> None:
        """Which sheets will be in it, with their numbers of rows."""
        clear(self.sheets)
        for name, count in sheets:
            row_widget = QWidget()
            row = QHBoxLayout(row_widget)
            row.setContentsMargins(0, 0, 8, 0)
            row.setSpacing(8)
            row.addWidget(IconLabel("check", "success", 14))
            row.addWidget(ElidedLabel(name))
            row.addWidget(Label("" if count is None else str(count), "small", "text2"))
            self.sheets.addWidget(row_widget)
        self.sheets.addStretch(1)

    def days(self) -> tuple[date, date] | None:
        """The day before the first one, and the last one; None where they cannot be used."""
        start, until = self.start.value(), self.until.value()
        if start is None or until is None:
            self.error.show_text(_("Write the first and the last day."))
            return None
        if start >= until:
            self.error.show_text(_("The period ends before it begins."))
            return None
        self.error.show_text("")
        return start, until

    def _lay_out(self) -> None:
        self.timed = QWidget()
        timed = QVBoxLayout(self.timed)
        timed.setContentsMargins(0, 0, 0, 0)
        timed.setSpacing(10)
        timed.addWidget(Field(_("Period"), self.period))
        self.own_days = QWidget()
        own = QHBoxLayout(self.own_days)
        own.setContentsMargins(0, 0, 0, 0)
        own.setSpacing(8)
        own.addWidget(Field(_("After"), self.start), 1, Qt.AlignmentFlag.AlignTop)
        own.addWidget(Field(_("Up to"), self.until), 1, Qt.AlignmentFlag.AlignTop)
        self.own_days.hide()
        timed.addWidget(self.own_days)
        timed.addWidget(self.against)
        timed.addWidget(Field(_("Language"), self.language))
        holder = QWidget()
        self.sheets = QVBoxLayout(holder)
        self.sheets.setContentsMargins(0, 0, 0, 0)
        self.sheets.setSpacing(6)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (
            self.about,
            self.timed,
            Label(_("Clients"), "small", "text2"),
            self.clients,
            Label(_("Sheets"), "small", "text2"),
            holder,
        ):
            column.addWidget(widget)
        column.addStretch(1)
        self.body.addWidget(self.heading)
        self.body.addWidget(scrolled(inside, _("Options")), 1)
        self.body.addWidget(Line())
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(IconLabel("lock"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.note, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.error)
        self.body.addWidget(self.make)

    def _periods(self) -> list[tuple[str, str]]:
        today = self.context.today()
        return [
            ("year", _("12 months to {day}").format(day=format_day(today, "d MMM y"))),
            ("this", _("This year so far")),
            ("last", _("The year {year}").format(year=today.year - 1)),
            ("quarter", _("The last 3 months")),
            ("own", _("Days of your own…")),
        ]

    def _choose_period(self) -> None:
        self.own_days.setVisible(self.period.value() == "own")
        if self.period.value() == "own":
            self.start.setFocus()
            return
        self._left.keep(period=self.period.value())
        self._set_days()
        self.changed.emit()

    def _set_days(self) -> None:
        today = self.context.today()
        new_year = date(today.year - 1, 12, 31)
        starts = {
            "year": (year_before(today), today),
            "this": (new_year, today),
            "last": (date(today.year - 2, 12, 31), new_year),
            "quarter": (_months_before(today, 3), today),
        }
        start, until = starts[self.period.value()]
        self.start.set_value(start)
        self.until.set_value(until)
        self._say_against()

    def _say_against(self) -> None:
        start, until = self.start.value(), self.until.value()
        if start is not None and until is not None and start == year_before(until):
            self.against.setText(_("Compared with the year before"))
        else:
            self.against.setText(_("Compared with as many days before"))

    def _told(self) -> None:
        if self.days() is not None:
            self._say_against()
            self.changed.emit()


def _months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last one of that month."""
    number = day.year * 12 + day.month - 1 - months
    for last in (day.day, 30, 29, 28):
        try:
            return date(number // 12, number % 12 + 1, last)
        except ValueError:
            continue
    return day
