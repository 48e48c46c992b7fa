"""What one offer may cost and still pay: a bar from nothing to the lifetime value, with its assumptions."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.rules import value as values
from app.domain.rules.value import Ceiling, Chances, Value
from app.domain.settings import Settings
from app.i18n import _, format_money, format_percent
from app.ui.kit.fields.forms import Form, NumberField
from app.ui.kit.look import theme
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.labels import Label

# The lifetime value is told for chances to stay this much lower and higher as well.
_AROUND = 0.05
_SURE = 0.99
_PAIRS = (("without_low", "without_high"), ("with_low", "with_high"))


class CeilingBar(QWidget):
    """Grey: given already; dark: surely pays; light: may pay; the rest would be a loss."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares = (0.0, 0.0, 0.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_amounts(self, clv: int, ceiling: Ceiling, spoken: str) -> None:
        """Show these amounts in cents."""
        whole = max(1, clv, ceiling.before_high, ceiling.given)
        self._shares = (ceiling.given / whole, ceiling.before_low / whole, ceiling.before_high / whole)
        self.setAccessibleName(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0.5, 3.5, self.width() - 1, self.height() - 7)
        painter.setPen(theme.color("border"))
        painter.setBrush(theme.color("surface2"))
        painter.drawRoundedRect(box, 3, 3)
        given, low, high = self._shares
        light = theme.color("success")
        light.setAlphaF(0.35)
        for start, end, colour in (
            (min(given, high), high, light),
            (min(given, low), low, theme.color("success")),
            (0.0, given, theme.color("series_grey")),
        ):
            if end > start:
                left, wide = box.left() + start * box.width(), (end - start) * box.width()
                painter.fillRect(QRectF(left, box.top(), wide, box.height()), colour)
        painter.setPen(QPen(theme.color("text"), 2))
        for share in (low, high):
            if share > 0:
                x = round(box.left() + share * box.width())
                painter.drawLine(x, 1, x, self.height() - 2)


class CeilingPanel(QWidget):
    """What the client is worth, the ceiling as a range, and what both assume, editable on the spot.

    What is edited here is only looked at: nothing of it is kept.
    """

    edited = Signal()

    def __init__(self, value: Value, chances: Chances | None, settings: Settings, currency: str) -> None:
        super().__init__()
        self._kept, self._chances, self._currency, self._settings = value, chances, currency, settings
        self._stay = settings.value_retention
        self.clv = Label("", "page")
        self.worth = Label("", "small", "text2", wrap=True)
        self.bar = CeilingBar()
        self.range = Label("", "strong")
        self.assumptions = Label("", "small", "text2", wrap=True)
        self.edit = Button(_("Edit"), self._toggle, kind="link")
        self.edit.setAccessibleName(_("Edit the assumptions"))
        self.form = self._form()
        self.form.hide()
        self._lay_out()
        self._show()

    def value(self) -> Value:
        """The client's value with the chance to stay as it stands now."""
        return self._value_at(self._stay)

    def ceiling(self) -> Ceiling:
        """The ceiling with the assumptions as they stand now."""
        return values.ceiling(self.value(), self._chances)

    def _value_at(self, stay: float) -> Value:
        settings = replace(self._settings, value_retention=min(_SURE, max(0.0, round(stay, 4))))
        return replace(self._kept, lifetime=values.lifetime_value(self._kept.margin, settings))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        margin = _("margin {money} a year").format(money=self._money(self._kept.margin))
        column.addLayout(_sides(Label(_("What are they worth?"), "strong"), Label(margin, "small", "text2")))
        worth = QHBoxLayout()
        worth.setSpacing(10)
        worth.addWidget(self.clv)
        worth.addWidget(self.worth, 1)
        column.addLayout(worth)
        column.addSpacing(4)
        ceiling = Label(_("Ceiling for one offer"), "small")
        ceiling.setProperty("weight", "semibold")
        column.addLayout(_sides(ceiling, self.range))
        column.addWidget(self.bar)
        legend = QHBoxLayout()
        legend.setSpacing(12)
        for words in (_("surely pays"), _("may pay")):
            legend.addWidget(Label(words, "small", "text2"))
            legend.addStretch(1)
        legend.addWidget(Label(_("a loss"), "small", "text2"))
        column.addLayout(legend)
        given = Label(self._money(self._kept.given_under_threat), "small")
        given.setProperty("weight", "semibold")
        column.addLayout(_sides(Label(_("given under threat in 12 months"), "small", "text2"), given))
        last = QHBoxLayout()
        last.addWidget(self.assumptions, 1)
        last.addWidget(self.edit)
        column.addLayout(last)
        column.addWidget(self.form)
        column.addStretch(1)

    def _form(self) -> Form:
        form = Form(spacing=6)
        c = self._chances
        if c is not None:
            form.add_row(
                ("without_low", _("Without, low %"), _percent(c.without_low)),
                ("without_high", _("Without, high %"), _percent(c.without_high)),
            )
            form.add_row(
                ("with_low", _("With it, low %"), _percent(c.with_low)),
                ("with_high", _("With it, high %"), _percent(c.with_high)),
            )
        stay = NumberField(round(self._stay * 100), low=0, high=99, small=True)
        form.add(
            "stay", _("Such clients stay a year, %"), stay, hint=_("Only to look at: none of it is kept.")
        )
        form.changed.connect(self._changed)
        return form

    def _toggle(self) -> None:
        self.form.setVisible(self.form.isHidden())
        self.edit.setText(_("Edit") if self.form.isHidden() else _("Close"))
        self.edit.setAccessibleName(_("Edit the assumptions"))
        self.edited.emit()

    def _changed(self) -> None:
        """Follow what is typed as far as it makes sense."""
        typed = self.form.values()
        if not all(isinstance(share, int | float) for share in typed.values()):
            return
        if any(field.control.problem() for field in self.form.fields.values()):
            return
        stay = typed.pop("stay")
        for low, high in _PAIRS if typed else ():
            wrong = typed[low] > typed[high]
            self.form.fields[high].show_problem(_("Below the low end.") if wrong else "")
        if any(typed[low] > typed[high] for low, high in _PAIRS if typed):
            return
        self._stay = stay / 100
        if typed:
            self._chances = Chances(**{name: share / 100 for name, share in typed.items()})
        self._show()

    def _show(self) -> None:
        found, value = self.ceiling(), self.value()
        self.clv.setText(self._money(value.clv))
        self.worth.setText(self._worth_words())
        stays = _("{share} stay a year").format(share=format_percent(self._stay))
        if self._chances is None:
            self.range.setText(self._money(0))
            bluff = _("without a reason an offer buys nothing: a bluff is worth nothing")
            self.assumptions.setText(f"{bluff}; {stays}")
        else:
            self.range.setText(self._range(found.low, found.high))
            c = self._chances
            told = _("they stay: {a}–{b} without it, {c}–{d} with it")
            shares = [format_percent(s) for s in (c.without_low, c.without_high, c.with_low, c.with_high)]
            told = told.format(a=shares[0], b=shares[1], c=shares[2], d=shares[3])
            self.assumptions.setText(f"{told}; {stays}")
        spoken = _("Ceiling for one offer: {range}; given already {given}").format(
            range=self.range.text(), given=self._money(found.given)
        )
        self.bar.set_amounts(value.clv, found, spoken)

    def _worth_words(self) -> str:
        if self._kept.costs_more:
            return _("lifetime value: this client costs more than they bring")
        if not self._kept.seen:
            return _("lifetime value: nothing was bought or spent yet")
        low, high = max(0.0, self._stay - _AROUND), min(_SURE, self._stay + _AROUND)
        return _("lifetime value; {range} at {low} to {high} a year").format(
            range=self._range(self._value_at(low).clv, self._value_at(high).clv),
            low=format_percent(low),
            high=format_percent(high),
        )

    def _range(self, low: int, high: int) -> str:
        return _("{low} to {high}").format(low=self._money(low), high=self._money(high))

    def _money(self, cents: int) -> str:
        return format_money(cents, self._currency, decimals=False)


def _percent(share: float) -> NumberField:
    return NumberField(round(share * 100), low=0, high=100, small=True)


def _sides(left: Label, right: Label) -> QHBoxLayout:
    """Both in a row; the left one wraps where a language needs more room."""
    left.setWordWrap(True)
    right.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(left, 1)
    row.addWidget(right)
    return row
