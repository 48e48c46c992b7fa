"""The Money tab: what the client brings and costs, quarter by quarter and line by line."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.day_words import short_day
from app.domain.kinds import KINDS
from app.domain.words import capital, word
from app.i18n import _, format_day, format_money, format_percent, format_percent_change
from app.ui.kit.lists.rows_model import Column
from app.ui.kit.lists.table import TableView
from app.ui.kit.locked import lock
from app.ui.kit.look import theme
from app.ui.kit.page_context import PageContext
from app.ui.kit.rows import Rows
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.cards import Card, EmptyState, Tile
from app.ui.kit.widgets.labels import Label
from app.ui.record.tab import RecordTab
from app.views.record.money import MoneyLine, MoneyView, Quarter, money
from app.views.record.page import RecordView

# In px of the normal text size.
_CHART_FROM = 400


class QuarterBars(QWidget):
    """Revenue of the last quarters as bars; the present one is hatched, because it is not over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quarters: tuple[Quarter, ...] = ()
        self._currency = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_quarters(self, quarters: tuple[Quarter, ...], currency: str) -> None:
        """Show these."""
        self._quarters, self._currency = quarters, currency
        told = ", ".join(f"{_name(q)}: {format_money(q.revenue, currency, decimals=False)}" for q in quarters)
        self.setAccessibleName(_("Revenue by quarter: {figures}").format(figures=told))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, theme.px(112))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._quarters:
            return
        top, foot = theme.px(18), theme.px(20)
        room = self.height() - top - foot
        largest = max((q.revenue for q in self._quarters), default=0) or 1
        step = self.width() / len(self._quarters)
        painter.setFont(theme.font("small", tabular=True))
        for at, quarter in enumerate(self._quarters):
            height = max(2.0, room * max(0, quarter.revenue) / largest)
            bar = QRectF(at * step + step * 0.2, top + room - height, step * 0.6, height)
            colour = theme.color("accent")
            if quarter.unfinished:
                colour.setAlphaF(0.45)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(bar, 3, 3)
            painter.setPen(theme.color("text2"))
            middle = Qt.AlignmentFlag.AlignCenter
            painter.drawText(QRectF(at * step, self.height() - foot, step, foot), middle, _name(quarter))
            painter.setPen(theme.color("text"))
            amount = format_money(quarter.revenue, self._currency, decimals=False)
            words = painter.fontMetrics().elidedText(amount, Qt.TextElideMode.ElideRight, int(step) - 2)
            painter.drawText(QRectF(at * step, bar.top() - top, step, top), middle, words)
        painter.fillRect(QRectF(0, top + room, self.width(), 1), theme.color("border"))


def _name(quarter: Quarter) -> str:
    return format_day(quarter.start, "QQQ yy")


def _columns(tab: MoneyTab) -> list[Column]:
    def what(line: MoneyLine) -> str:
        return line.what or KINDS[line.kind].words

    def amount(line: MoneyLine) -> str:
        return tab.shown(line.amount if line.kind == "purchases" else -line.amount)

    def percent(line: MoneyLine) -> str:
        full = line.amount + (line.discount or 0)
        return format_percent((line.discount or 0) / full, 0) if line.discount and full > 0 else ""

    def role(line: MoneyLine) -> str:
        return "danger" if line.kind == "costs" else "text"

    def icon(line: MoneyLine) -> str:
        return KINDS[line.kind].icon

    def margin(line: MoneyLine) -> str:
        return tab.shown(line.margin)

    return [
        Column("day", _("Day"), lambda m: m.day, display=lambda m: format_day(m.day), width=118),
        Column("what", _("What"), what, icon=icon, width=182),
        Column(
            "amount", _("Amount"), lambda m: m.margin, display=amount, role=role, align="right", width=118
        ),
        Column("discount", _("Discount"), lambda m: m.discount, display=percent, align="right", width=82),
        Column("margin", _("Margin"), lambda m: m.margin, display=margin, align="right", width=118),
        Column("invoice", _("Invoice"), lambda m: m.invoice, width=76),
    ]


class MoneyTab(RecordTab):
    """Totals with their explanation, the quarters, and every purchase and cost."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.revenue, self.margin = Tile(_("Revenue, 12 months")), Tile(_("Margin, 12 months"))
        self.clv, self.buys = Tile(_("Lifetime value")), Tile(_("Buys"))
        self.bars = QuarterBars()
        self.table = TableView(_columns(self), _("Purchases and costs"))
        self.rows = Rows(context, "entry", self.table, self)
        self.empty = EmptyState(
            "wallet",
            _("No money on record"),
            _("Add purchases and costs, or import them from a workbook."),
            action=_("Add a purchase…"),
            on_action=lambda: context.actions.run("client.purchase"),
        )
        self._lay_out()
        self.table.opened.connect(lambda _row: self.rows.run("edit"))

    def _lay_out(self) -> None:
        tiles = QHBoxLayout()
        tiles.setSpacing(12)
        for tile in (self.revenue, self.margin, self.clv, self.buys):
            tiles.addWidget(tile, 1)
        chart = Card(padding=16, spacing=6)
        chart.body.addWidget(Label(_("Revenue by quarter"), "strong"))
        chart.body.addWidget(self.bars)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(Label(_("Purchases and costs"), "strong"), 1)
        run = self.context.actions.run
        for button in (
            Button(_("Add cost"), lambda: run("client.cost"), icon_name=KINDS["costs"].icon, small=True),
            Button(
                _("Add purchase"),
                lambda: run("client.purchase"),
                icon_name=KINDS["purchases"].icon,
                small=True,
            ),
            self.empty.button,
        ):
            lock(button, self.context.read_only)
            if button is not self.empty.button:
                top.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 24)
        column.setSpacing(12)
        column.addLayout(tiles)
        column.addWidget(chart)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        self._chart, self._has_chart = chart, False

    def shown(self, cents: int) -> str:
        """An amount in the client's currency."""
        return format_money(cents, self.view.currency if self.view else "")

    def read(self, session: Any, view: RecordView) -> MoneyView:
        return money(session, view)

    def show_view(self, view: RecordView, answer: MoneyView) -> None:
        self.view = view
        self._tiles(view)
        self._has_chart = any(quarter.revenue for quarter in answer.quarters)
        self._fit()
        self.bars.set_quarters(answer.quarters, view.currency)
        self.table.set_rows(answer.lines)
        self.table.setVisible(bool(answer.lines))
        self.empty.setVisible(not answer.lines)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a low window the lines of the table need the room of the chart."""
        self._chart.setVisible(self._has_chart and self.height() >= theme.px(_CHART_FROM))

    def show_record(self, kind: str, record_id: int) -> bool:
        line = self.table.rows_model.line_of(lambda row: (row.kind, row.id) == (kind, record_id))
        if line >= 0:
            self.table.selectRow(line)
            self.table.scrollTo(self.table.rows_model.index(line, 0))
        return line >= 0

    def _tiles(self, view: RecordView) -> None:
        def whole(cents: int) -> str:
            return format_money(cents, view.currency, decimals=False)

        worth, period = view.verdicts.value, view.verdicts.value.period
        change = view.revenue_change
        before = _("before: {money}").format(money=whole(view.revenue_before))
        if change is not None:
            before = f"{before} · {format_percent_change(change)}"
        self.revenue.set_figure(whole(worth.revenue), before)
        taken = period.costs + period.offers + period.rewards
        parts = _("{direct} direct, {more} other").format(
            direct=whole(period.direct_costs), more=whole(taken)
        )
        self.margin.set_figure(whole(worth.margin), parts, "danger" if worth.margin < 0 else "text2")
        stay = format_percent(view.settings.value_retention)
        interest = format_percent(view.settings.value_interest)
        told = _("at {stay} staying, {interest} interest").format(stay=stay, interest=interest)
        if worth.costs_more:
            told = _("costs more than they bring")
        elif not worth.seen:
            told = _("nothing bought or spent yet")
        self.clv.set_figure(whole(worth.clv), told, "danger" if worth.costs_more else "text2")
        last = view.verdicts.buying.last
        gap = (
            _("every {n} days").format(n=round(view.verdicts.buying.gap))
            if view.verdicts.buying.gap is not None
            else ""
        )
        when = _("last {day}").format(day=short_day(last, view.as_of)) if last else _("never bought")
        self.buys.set_figure(
            capital(word(view.verdicts.buying.kind)), " · ".join(part for part in (when, gap) if part)
        )
