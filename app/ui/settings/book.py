"""Settings of the book: its name, currency and country, and the rates of other currencies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.settings import rate_key
from app.errors import UserError
from app.i18n import _, format_day
from app.ui.kit.fields.codes import countries, currencies
from app.ui.kit.fields.form_keys import FormKeys
from app.ui.kit.fields.forms import ChoiceField, DayField, ErrorLine, LineField
from app.ui.kit.locked import lock
from app.ui.kit.look import theme
from app.ui.kit.look.scaled import fix_width
from app.ui.kit.page_context import PageContext
from app.ui.kit.widgets.buttons import Button, IconButton
from app.ui.kit.widgets.cards import Banner, Card, clear
from app.ui.kit.widgets.labels import Label, Line
from app.ui.settings.section import Section, saving, setting_row

if TYPE_CHECKING:
    from app.views.settings import SettingsView


class BookSection(Section):
    """What the book is called and where it lives, and what other currencies are worth."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, _("Book"))
        writable = not context.read_only
        self.name = saving(
            _("Name of the book"), LineField(max_length=80), self._set("name"), enabled=writable
        )
        self.currency = ChoiceField(currencies(context.card.currency), context.card.currency)
        self.country = ChoiceField(countries(context.card.country), context.card.country)
        for field, key, title in (
            (self.currency, "currency", _("Currency of the book")),
            (self.country, "country", _("Country")),
        ):
            field.setAccessibleName(title)
            field.setEnabled(writable)
            field.activated.connect(lambda _at, key=key, field=field: self._set(key)(field.value()))
        self.error = ErrorLine()
        self.column.addWidget(self._book_card())
        self.column.addWidget(self._rates_card())

    def show_view(self, view: SettingsView) -> None:
        """Show the book's settings."""
        found = view.settings
        self.name.set_value(found.name or self.context.operations.book.name)
        self.currency.set_value(found.currency)
        self.country.set_value(found.country)
        self._show_rates(view)
        card = self.context.card
        self.context.set_card(
            card._replace(name=self.name.value(), currency=found.currency, country=found.country)
        )

    def _book_card(self) -> Card:
        card = Card(_("This book"))
        place = Label(str(self.context.card.path), "small", "text2", wrap=True, selectable=True)
        place.setAccessibleName(_("File"))
        rows = (
            (_("Name"), _("Shown in the window and on reports."), self.name),
            (_("Currency"), _("Reports convert every amount to it."), self.currency),
            (_("Country"), _("Its public holidays are no working days."), self.country),
            (_("File"), _("The one file with everything in it."), place),
        )
        for at, (title, explanation, field) in enumerate(rows):
            if at:
                card.body.addWidget(Line())
            card.body.addWidget(setting_row(title, explanation, field, width=320))
        card.body.addWidget(self.error)
        return card

    def _rates_card(self) -> Card:
        card = Card(_("Rates"))
        card.body.addWidget(
            Label(_("What one unit of another currency is worth in the book's."), "small", "text2", wrap=True)
        )
        self.missing = Banner("", "warn")
        self.missing.hide()
        card.body.addWidget(self.missing)
        holder = QWidget()
        self.rates = QVBoxLayout(holder)
        self.rates.setContentsMargins(0, 0, 0, 0)
        self.rates.setSpacing(8)
        card.body.addWidget(holder)
        self.new_currency = ChoiceField(currencies(), placeholder=_("Currency"))
        self.new_currency.setAccessibleName(_("Currency of the new rate"))
        self.new_rate = LineField(placeholder=_("Rate"), max_length=20)
        self.new_rate.setAccessibleName(_("New rate"))
        fix_width(self.new_rate, 120)
        self.new_day = DayField(today=self.context.today, placeholder=_("from a day on"))
        self.new_day.setAccessibleName(_("The day from which the new rate counts, if not always"))
        self.add = Button(_("Add the rate"), self._add_rate, icon_name="plus")
        self.rate_error = ErrorLine().goes_with(self.new_currency, self.new_rate, self.new_day)
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.new_currency, self.new_rate, self.new_day, self.add):
            lock(widget, self.context.read_only)
            row.addWidget(widget)
        row.addStretch(1)
        card.body.addLayout(row)
        card.body.addWidget(self.rate_error)
        FormKeys(card, self._add_rate)
        return card

    def _show_rates(self, view: SettingsView) -> None:
        clear(self.rates)
        for code, day, rate in view.settings.every_rate():
            self.rates.addWidget(self._rate_row(code, day, f"{rate.normalize():f}", view.settings.currency))
        names = ", ".join(view.unrated)
        self.missing.set_text(
            _("Clients are kept in {currencies}, which have no rate yet.").format(currencies=names)
        )
        self.missing.setVisible(bool(names))
        if view.unrated and self.new_currency.value() is None:
            self.new_currency.set_value(view.unrated[0])

    def _rate_row(self, code: str, day: date | None, rate: str, base: str) -> QWidget:
        key, named = rate_key(code, day), _from_day(code, day)
        field = saving(_("Rate of {currency}").format(currency=named), LineField(rate), lambda _value: None)
        field._save = lambda value: self.change(key, value, field.show_error)
        fix_width(field, 120)
        row_widget = QWidget()
        row = QHBoxLayout(row_widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        one = Label(f"1 {code} =")
        one.setMinimumWidth(theme.px(64))
        row.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(field)
        row.addWidget(Label(f"{base}, {_from_words(day)}" if day else base))
        forget = IconButton(
            "x",
            _("Forget the rate of {currency}").format(currency=named),
            lambda: self.change(key, None, lambda error: self.rate_error.tell(str(error))),
        )
        row.addWidget(forget)
        row.addStretch(1)
        for widget in (field, forget):
            lock(widget, self.context.read_only)
        return row_widget

    def _add_rate(self) -> None:
        code, rate, day = self.new_currency.value(), self.new_rate.value(), self.new_day.value()
        if not code or not rate:
            self.rate_error.tell(_("Choose a currency and write its rate."))
            return
        if problem := self.new_day.problem():
            self.rate_error.tell(problem)
            return
        self.new_rate.set_value("")
        self.new_day.set_value(None)

        def refused(error: UserError) -> None:
            self.new_rate.set_value(rate)
            self.new_day.set_value(day)
            self.rate_error.tell(str(error))

        self.change(rate_key(code, day), rate, refused)

    def _set(self, key: str) -> Callable[[str], None]:
        def save(value: str) -> None:
            self.error.show_text("")
            self.change(key, value, self._refused)

        return save

    def _refused(self, error: UserError) -> None:
        self.error.tell(str(error))


def _from_words(day: date) -> str:
    """From which day a rate counts."""
    return _("from {day}").format(day=format_day(day))


def _from_day(code: str, day: date | None) -> str:
    """A currency, told from another rate of the same one by its day."""
    return f"{code}, {_from_words(day)}" if day else code
