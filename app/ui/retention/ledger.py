"""The ledger of offers: number and cost by what set them off, and the latest ones."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.currencies import to_cents
from app.domain.day_words import short_day
from app.domain.words import capital, word
from app.i18n import _, format_money, format_number, format_percent
from app.ui.forms.offer_words import OFFER_ICONS, TRIGGERS
from app.ui.kit.look import theme
from app.ui.kit.page_context import PageContext
from app.ui.kit.rows import Rows
from app.ui.kit.widgets.buttons import Button, IconButton
from app.ui.kit.widgets.cards import Card, PressCard, clear
from app.ui.kit.widgets.flow import FlowRow
from app.ui.kit.widgets.labels import ElidedLabel, IconLabel, Label, Line, SectionHeader
from app.ui.kit.widgets.pills import Tag
from app.ui.kit.widgets.spoken import spoken
from app.ui.record.cards.retention_actions import register
from app.views.retention import words as sentences
from app.views.retention.rows import Ledger, OfferRow, RetentionPage

_SHOWN = 5
# The colours of the three occasions; the words stand in the legend, so colour is never alone.
_COLOURS = {"proactive": "success", "requested": "series_grey"}


class ShareBar(QWidget):
    """A whole in up to three parts, with gaps of 2 px; spoken in percent."""

    def __init__(self, name: str, parts: dict[str, float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parts = parts
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        whole = sum(parts.values())
        told = ", ".join(
            f"{_(sentences.TRIGGER_WORDS[trigger])} {format_percent(part / whole)}"
            for trigger, part in parts.items()
            if whole
        )
        self.setAccessibleName(f"{name}: {told or _('nothing')}")

    def sizeHint(self) -> QSize:
        return QSize(120, theme.px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = sum(self.parts.values())
        shown = [(trigger, part) for trigger, part in self.parts.items() if part > 0]
        if not whole:
            painter.setBrush(theme.color("track"))
            painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
            return
        room = self.width() - 2 * (len(shown) - 1)
        x = 0.0
        for trigger, part in shown:
            width = room * part / whole
            painter.setBrush(_paint(trigger))
            painter.drawRoundedRect(QRectF(x, 0, width, self.height()), min(4, width / 2), 4)
            x += width + 2


class Swatch(QWidget):
    """The colour of one occasion in the legend."""

    def __init__(self, trigger: str) -> None:
        super().__init__()
        self._trigger = trigger
        self.setFixedSize(theme.px(10), theme.px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_paint(self._trigger))
        painter.drawRoundedRect(self.rect(), 2, 2)


class LedgerCard(Card):
    """Offers of the last 12 months. `table_wanted(filter)` asks for the list behind them."""

    table_wanted = Signal(str)

    def __init__(self, context: PageContext) -> None:
        super().__init__(padding=16, spacing=8)
        register(context)
        self._context = context
        self.title = SectionHeader(_("Offers, last 12 months"))
        table = IconButton("table-2", _("Offers as a table"), lambda: self.table_wanted.emit("all"))
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(table)
        self.sentence = Label("", "small", "text2", wrap=True)
        self._bars = QVBoxLayout()
        self._bars.setSpacing(8)
        self.program = Label("", "small", "text2", wrap=True)
        self.loose = Button("", lambda: self.table_wanted.emit("loose"), kind="link")
        self.missing = Label("", "small", "warn", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(head)
        self.body.addWidget(self.sentence)
        self.body.addLayout(self._bars)
        self.body.addWidget(self.program)
        self.body.addWidget(self.loose, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.missing)
        self.body.addLayout(self._rows)
        self.body.addStretch(1)

    def show_page(self, page: RetentionPage) -> None:
        """Show the figures of a reading."""
        ledger = page.ledger
        self.sentence.setText(sentences.ledger_sentence(ledger))
        for label, text in (
            (self.program, sentences.program_sentence(ledger)),
            (self.loose, sentences.loose_sentence(ledger)),
            (self.missing, sentences.missing_sentence(ledger)),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        clear(self._bars)
        clear(self._rows)
        if ledger.offers.made:
            self._show_bars(ledger)
        for row in page.offers[:_SHOWN]:
            self._rows.addWidget(Line())
            self._rows.addWidget(self._row(row, page))

    def _show_bars(self, ledger: Ledger) -> None:
        numbers = {trigger: float(n) for trigger, n in ledger.offers.counts.items()}
        costs = {trigger: float(cents) for trigger, cents in ledger.offers.costs.items()}
        spent = format_money(to_cents(ledger.cost), ledger.currency, decimals=False)
        both = (
            (_("Number"), numbers, format_number(ledger.offers.made)),
            (_("Cost"), costs, spent),
        )
        captions = [Label(name, "small", "text2") for name, _parts, _total in both]
        totals = [Label(total, "small", weight="semibold") for _name, _parts, total in both]
        left = max(label.sizeHint().width() for label in captions)
        right = max(label.sizeHint().width() for label in totals)
        for caption, total, (name, parts, _total) in zip(captions, totals, both, strict=True):
            caption.setMinimumWidth(left)
            total.setMinimumWidth(right + 4)
            total.setAlignment(Qt.AlignmentFlag.AlignRight)
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(caption)
            row.addWidget(ShareBar(name, parts), 1)
            row.addWidget(total)
            self._bars.addLayout(row)
        self._bars.addWidget(_legend())

    def _row(self, row: OfferRow, page: RetentionPage) -> QWidget:
        line = row.line
        what = line.note or capital(word(line.kind))
        money = format_money(line.cost, row.currency, decimals=False)
        occasion = _(sentences.TRIGGER_WORDS[line.trigger])
        day = short_day(line.made_on, page.as_of)
        card = PressCard(spoken(row.client, what, day, occasion, money), padding=0)
        card.set_kind("plain")
        card.body.setContentsMargins(0, 4, 0, 4)
        at = Rows(self._context, "offer", card, self, row=lambda: row)
        card.pressed.connect(lambda: at.run("edit"))
        inside = QHBoxLayout()
        inside.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(row.client, "body", weight="medium"))
        words.addWidget(ElidedLabel(f"{what} · {day}", "small", "text2"))
        inside.addWidget(IconLabel(OFFER_ICONS[line.kind]), 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(words, 1)
        inside.addWidget(Tag(occasion, TRIGGERS[line.trigger]))
        cost = Label(money, "body")
        cost.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        cost.setMinimumWidth(theme.px(64))
        inside.addWidget(cost)
        card.body.addLayout(inside)
        return card


def _legend() -> FlowRow:
    flow = FlowRow(gap=14)
    for trigger, words in sentences.TRIGGER_WORDS.items():
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Swatch(trigger))
        row.addWidget(Label(_(words), "small", "text2"))
        flow.add(holder)
    return flow


def _paint(trigger: str) -> QColor:
    return theme.color(_COLOURS[trigger]) if trigger in _COLOURS else QColor(theme.tokens().series[1])
