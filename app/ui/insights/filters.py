"""What the whole page is about: which period, and whose clients."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.portfolio import Period
from app.i18n import _, format_day, ngettext, pgettext
from app.ui.kit.fields.forms import DayField, Form
from app.ui.kit.page_context import PageContext
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.dialogs import Dialog
from app.ui.kit.widgets.menus import entry
from app.views.insights.page import whole_period

_MONTHS = (3, 6, 12, 24, 36)
USUAL = 12


class PeriodButton(Button):
    """Says which period is looked at and offers others; `period_changed` when another was chosen."""

    period_changed = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__("", self._offer, icon_name="calendar", parent=parent)
        self._context = context
        # As of a button with words: it was made without.
        self.setIconSize(QSize(20, 16))
        self.months: int | None = USUAL
        self.period = whole_period(context.today(), USUAL)
        self._say()

    def state(self) -> dict[str, str | int]:
        """What names the period: its months up to today, else its two days."""
        if self.months is not None:
            return {"months": self.months}
        return {"start": self.period.start.isoformat(), "last": self.period.last.isoformat()}

    def restore(self, kept: dict[str, Any]) -> None:
        """Look at the period that `state` named; what cannot be read changes nothing."""
        months = kept.get("months")
        if months in _MONTHS:
            self.months, self.period = months, whole_period(self._context.today(), months)
        elif "start" in kept:
            try:
                start, last = (date.fromisoformat(str(kept.get(each))) for each in ("start", "last"))
            except ValueError:
                return
            if start <= last:
                self.months, self.period = None, Period(start, last)
        self._say()

    def follow_today(self) -> None:
        """A new day moves a period that ends today."""
        if self.months is not None and self.period.last != self._context.today():
            self.period = whole_period(self._context.today(), self.months)
            self._say()

    def choose(self, period: Period, months: int | None = None) -> None:
        """Look at another period; `months` where it is that long and ends today."""
        if period == self.period:
            return
        self.period, self.months = period, months
        self._say()
        self.period_changed.emit()

    def menu_of_periods(self) -> QMenu:
        """Lengths up to today, calendar years, other days."""
        today = self._context.today()
        menu = QMenu(self)
        for months in _MONTHS:
            words = ngettext("Last {n} month", "Last {n} months", months).format(n=months)
            entry(menu, words, partial(self.choose, whole_period(today, months), months))
        menu.addSeparator()
        for year in (today.year, today.year - 1):
            last = min(today, today.replace(year=year, month=12, day=31))
            span = Period(last.replace(year=year - 1, month=12, day=31), last)
            entry(menu, str(year), partial(self.choose, span))
        menu.addSeparator()
        menu.addAction(_("Other days…"), self._ask)
        return menu

    def _offer(self) -> None:
        menu = self.menu_of_periods()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def _ask(self) -> None:
        PeriodDialog(self._context, self).open()

    def _say(self) -> None:
        last = format_day(self.period.last)
        if self.months is not None:
            words = ngettext("{n} month to {day}", "{n} months to {day}", self.months)
            self.setText(words.format(n=self.months, day=last))
        else:
            self.setText(_("{first} – {last}").format(first=format_day(self.period.first), last=last))


class PeriodDialog(Dialog):
    """Any two days."""

    def __init__(self, context: PageContext, button: PeriodButton) -> None:
        super().__init__(_("Which days?"), button.window(), width=420)
        self._button = button
        self.form = Form()
        period = button.period
        self.form.add_row(
            ("first", pgettext("a day", "From"), DayField(period.first, required=True, today=context.today)),
            (
                "last",
                pgettext("a day", "To"),
                DayField(period.last, required=True, latest=context.today, today=context.today),
            ),
        )
        self.body.addWidget(self.form)
        self.add_button(_("Cancel"), self.reject)
        self.add_button(_("Show these days"), self.choose, kind="primary")

    def choose(self) -> None:
        """Take the two days, if the second does not come before the first."""
        if not self.form.valid():
            return
        values = self.form.values()
        if values["last"] < values["first"]:
            self.form.fields["last"].show_problem(_("This day comes before the first one."))
            self.form.fields["last"].go()
            return
        self.accept()
        self._button.choose(Period(values["first"] - timedelta(days=1), values["last"]))
