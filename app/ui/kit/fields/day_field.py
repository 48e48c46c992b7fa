"""Fields for days and for money."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu, QToolButton, QWidget, QWidgetAction

from app.domain.amounts import cents_of, read_amount
from app.domain.days import parse_day
from app.i18n import _, format_day, language
from app.ui.kit.days import signals
from app.ui.kit.fields.fields import LineField
from app.ui.kit.look import theme
from app.ui.kit.look.icons import icon

Proposed = date | Callable[[], date]
"""A day, or what it is whenever one asks: today, a week from today."""


class DayField(LineField):
    """A day, typed as `21.11`, `tomorrow`, `+2w` … or chosen in a calendar (Alt+Down).

    `earliest` and `latest` bound it; `today` is a callable, so that tests can fix the day. A day given as a
    callable is a proposal such as today's: it stays what it is now, also past midnight, until somebody
    names a day.
    """

    def __init__(
        self,
        value: Proposed | None = None,
        *,
        required: bool = False,
        earliest: Proposed | None = None,
        latest: Proposed | None = None,
        small: bool = False,
        placeholder: str | None = None,
        today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
    ) -> None:
        self._earliest, self._latest, self._today = earliest, latest, today
        self._proposal: Callable[[], date] | None = None
        shown = _("day, e.g. 21.11 or +2w") if placeholder is None else placeholder
        super().__init__(placeholder=shown, required=required, small=small, max_length=40, parent=parent)
        choose = self.addAction(icon("calendar"), QLineEdit.ActionPosition.TrailingPosition)
        choose.setToolTip(_("Choose a day (Alt+Down)"))
        choose.triggered.connect(self.choose)
        self.left.connect(self._tidy)
        self.returnPressed.connect(self._tidy)
        self.textEdited.connect(self._decided)
        signals.new_day.connect(self._follow)
        self.set_value(value)

    def minimumSizeHint(self) -> QSize:
        """A day that may stay empty has room for the example in it."""
        hint = super().minimumSizeHint()
        example = 0 if self.required else self.fontMetrics().horizontalAdvance(self.placeholderText()) + 52
        return QSize(max(hint.width(), example), hint.height())

    def value(self) -> date | None:  # type: ignore[override]  # looks like a line of text, holds more
        """The day typed, or the one proposed as it is now; None when empty or no day."""
        if self._proposal is not None:
            return self._proposal()
        try:
            return parse_day(self.text(), self._today(), language())
        except (ValueError, OverflowError):
            return None

    def set_value(self, value: Proposed | str | None) -> None:
        """Show a day the way people write it here; a callable proposes one until somebody names another."""
        self._proposal = value if callable(value) else None
        day = value() if callable(value) else value
        super().set_value(format_day(day) if isinstance(day, date) else day)

    def is_proposed(self) -> bool:
        """Whether nobody named a day yet."""
        return self._proposal is not None

    def problem(self) -> str:
        if not self.text().strip():
            return _("Needed.") if self.required else ""
        day = self.value()
        if day is None:
            return _("This is no day. Try 21.11, tomorrow or +2w.")
        earliest, latest = _now(self._earliest), _now(self._latest)
        if earliest and day < earliest:
            return _("Not before {day}.").format(day=format_day(earliest))
        if latest and day > latest:
            return _("Not after {day}.").format(day=format_day(latest))
        return ""

    def choose(self) -> None:
        """Open the calendar beneath the field."""
        menu = QMenu(self)
        calendar = self._calendar(menu)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)

        def take(chosen: QDate) -> None:
            self.set_value(date(chosen.year(), chosen.month(), chosen.day()))
            menu.close()

        calendar.clicked.connect(take)
        calendar.activated.connect(take)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        calendar.setFocus()

    def _calendar(self, parent: QWidget) -> QCalendarWidget:
        calendar = QCalendarWidget(parent)
        calendar.setAccessibleName(_("Choose a day (Alt+Down)"))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setLocale(QLocale(language()))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        weekend = QTextCharFormat()
        weekend.setForeground(theme.color("text2"))
        for day_of_week in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day_of_week, weekend)
        for which, name in (("prev", "chevron-left"), ("next", "chevron-right")):
            button = calendar.findChild(QToolButton, f"qt_calendar_{which}month")
            if isinstance(button, QToolButton):
                button.setIcon(icon(name))
        calendar.setSelectedDate(_qdate(self.value() or self._today()))
        earliest, latest = _now(self._earliest), _now(self._latest)
        if earliest:
            calendar.setMinimumDate(_qdate(earliest))
        if latest:
            calendar.setMaximumDate(_qdate(latest))
        return calendar

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Down and alt:
            self.choose()
            return
        super().keyPressEvent(event)

    def _decided(self, _text: str) -> None:
        self._proposal = None

    def _follow(self) -> None:
        """It is another day: what is proposed is shown as it is now."""
        if self._proposal is not None:
            self.set_value(self._proposal)

    def _tidy(self) -> None:
        day = self.value()
        if self._proposal is None and day is not None and self.text().strip() != format_day(day):
            self.set_value(day)


class MoneyField(LineField):
    """An amount in cents; comma or point, spaces allowed; the currency stands behind it."""

    def __init__(
        self,
        value: int | None = None,
        currency: str = "",
        *,
        required: bool = False,
        negative: bool = False,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._negative = negative
        super().__init__(required=required, small=small, max_length=30, parent=parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setPlaceholderText(currency)
        self.currency = currency
        self.left.connect(self._tidy)
        self.returnPressed.connect(self._tidy)
        self.set_value(value)

    def value(self) -> int | None:  # type: ignore[override]  # looks like a line of text, holds more
        """The amount in cents; None when empty, no amount, or one in another currency."""
        try:
            amount = read_amount(self.text())
            return None if self._is_foreign(amount.currency) else cents_of(amount.value)
        except ValueError:
            return None

    def _is_foreign(self, said: str | None) -> bool:
        return bool(said and self.currency) and said != self.currency

    def set_value(self, value: int | str | None) -> None:
        """Show an amount in cents, with separators."""
        super().set_value(_amount(value) if isinstance(value, int) else value)

    def problem(self) -> str:
        if not self.text().strip():
            return _("Needed.") if self.required else ""
        cents = self.value()
        if cents is None:
            return self._reason()
        return _("Not below zero.") if cents < 0 and not self._negative else ""

    def _reason(self) -> str:
        try:
            said = read_amount(self.text()).currency
        except ValueError:
            said = None
        if self._is_foreign(said):
            return _("Amounts here are in {currency}.").format(currency=self.currency)
        return _("This is no amount. Write it like 1234,56.")

    def _tidy(self) -> None:
        cents = self.value()
        if cents is not None and self.text() != _amount(cents):
            self.set_value(cents)


def _now(day: Proposed | None) -> date | None:
    return day() if callable(day) else day


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _amount(cents: int) -> str:
    from decimal import Decimal

    from app.i18n import format_number

    return format_number(Decimal(cents) / 100, 2)
