"""What one offer may cost and still pay: a bar from nothing to the lifetime value, with its assumptions."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import _, format_money, format_percent
from app.services.rules import value as values
from app.services.rules.value import Ceiling, Chances, Value
from app.services.settings import Settings
from app.ui import theme
from app.ui.core.buttons import Button
from app.ui.core.forms import Form, NumberField
from app.ui.core.labels import Label


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
                painter.fillRect(
                    QRectF(
                        box.left() + start * box.width(), box.top(), (end - start) * box.width(), box.height()
                    ),
                    colour,
                )
        painter.setPen(QPen(theme.color("text"), 2))
        for share in (low, high):
            if share > 0:
                x = round(box.left() + share * box.width())
                painter.drawLine(x, 1, x, self.height() - 2)


class CeilingPanel(QWidget):
    """What the client is worth, the ceiling as a range, and the chances behind it, editable on the spot."""

    edited = Signal()

    def __init__(self, value: Value, chances: Chances | None, settings: Settings, currency: str) -> None:
        super().__init__()
        self._value, self._chances, self._currency, self._settings = value, chances, currency, settings
        self.bar = CeilingBar()
        self.range = Label("", "strong")
        self.assumptions = Label("", "small", "text2", wrap=True)
        self.edit = Button(_("Edit"), self._toggle, kind="link")
        self.edit.setAccessibleName(_("Edit the assumptions"))
        self.form = self._form()
        self.form.hide()
        self._lay_out()
        self._show()

    def ceiling(self) -> Ceiling:
        """The ceiling with the chances as they stand now."""
        return values.ceiling(self._value, self._chances)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        margin = _("margin {money} a year").format(money=self._money(self._value.margin))
        column.addLayout(_sides(Label(_("What are they worth?"), "strong"), Label(margin, "small", "text2")))
        worth = QHBoxLayout()
        worth.setSpacing(10)
        worth.addWidget(Label(self._money(self._value.clv), "page"))
        worth.addWidget(Label(self._worth_words(), "small", "text2", wrap=True), 1)
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
        given = Label(self._money(self._value.given_under_threat), "small")
        given.setProperty("weight", "semibold")
        column.addLayout(_sides(Label(_("given under threat in 12 months"), "small", "text2"), given))
        last = QHBoxLayout()
        last.addWidget(self.assumptions, 1)
        last.addWidget(self.edit)
        column.addLayout(last)
        column.addWidget(self.form)
        column.addStretch(1)

    def _worth_words(self) -> str:
        if self._value.costs_more:
            return _("lifetime value: this client costs more than they bring")
        return _("lifetime value, if {share} of such clients stay each year").format(
            share=format_percent(self._settings.value_retention)
        )

    def _form(self) -> Form:
        form = Form(spacing=6)
        c = self._chances or Chances(0, 0, 0, 0)

        def field(share: float) -> NumberField:
            return NumberField(round(share * 100), low=0, high=100, small=True)

        form.add_row(
            ("without_low", _("Without, low %"), field(c.without_low)),
            ("without_high", _("Without, high %"), field(c.without_high)),
        )
        form.add_row(
            ("with_low", _("With it, low %"), field(c.with_low)),
            ("with_high", _("With it, high %"), field(c.with_high)),
        )
        form.changed.connect(self._changed)
        return form

    def _toggle(self) -> None:
        self.form.setVisible(self.form.isHidden())
        self.edited.emit()

    def _changed(self) -> None:
        typed = self.form.values()
        if all(isinstance(share, int | float) and 0 <= share <= 100 for share in typed.values()):
            self._chances = Chances(**{name: share / 100 for name, share in typed.items()})
            self._show()

    def _show(self) -> None:
        found = self.ceiling()
        if self._chances is None:
            self.range.setText(self._money(0))
            self.assumptions.setText(_("without a reason an offer buys nothing: a bluff is worth nothing"))
            self.edit.hide()
        else:
            low, high = self._money(found.low), self._money(found.high)
            self.range.setText(_("{low} to {high}").format(low=low, high=high))
            c = self._chances
            told = _("they stay: {a}–{b} without it, {c}–{d} with it")
            shares = [format_percent(s) for s in (c.without_low, c.without_high, c.with_low, c.with_high)]
            self.assumptions.setText(told.format(a=shares[0], b=shares[1], c=shares[2], d=shares[3]))
        spoken = _("Ceiling for one offer: {range}; given already {given}").format(
            range=self.range.text(), given=self._money(found.given)
        )
        self.bar.set_amounts(self._value.clv, found, spoken)

    def _money(self, cents: int) -> str:
        return format_money(cents, self._currency, decimals=False)


def _sides(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(left)
    row.addStretch(1)
    row.addWidget(right)
    return row
