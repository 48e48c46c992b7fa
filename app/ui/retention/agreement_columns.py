"""The table of agreements, and the legend of their time line."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.i18n import _, format_day, format_money, format_number
from app.ui.kit.lists.rows_model import Column
from app.ui.kit.look import theme
from app.ui.kit.page_context import PageContext
from app.ui.kit.widgets.flow import FlowRow
from app.ui.kit.widgets.labels import Label
from app.ui.retention.timeline_paint import diamond
from app.views.retention.rows import AgreementRow

_STATES = {"in_force": "success", "ahead": "info", "ended": "text2"}


def columns(context: PageContext) -> list[Column]:
    """The columns of the table of agreements."""
    states = {"in_force": _("in force"), "ahead": _("ahead"), "ended": _("ended")}

    def state(row: AgreementRow) -> str:
        return row.state(context.today())

    def shown(row: AgreementRow) -> str:
        return f"{states[state(row)]} · {_('renewed')}" if row.followed else states[state(row)]

    def value(row: AgreementRow) -> str:
        return format_money(row.fact.yearly_value, row.currency)

    def notice(row: AgreementRow) -> str:
        return format_number(row.fact.notice_days) if row.fact.notice_days is not None else ""

    return [
        Column("client", _("Client"), lambda r: r.client, bold=True, width=180),
        Column("title", _("Agreement"), lambda r: r.fact.title, width=190),
        Column("state", _("State"), state, display=shown, role=lambda r: _STATES[state(r)], width=110),
        Column(
            "starts", _("From"), lambda r: r.fact.starts_on, lambda r: format_day(r.fact.starts_on), width=110
        ),
        Column("ends", _("Until"), lambda r: r.fact.ends_on, lambda r: format_day(r.fact.ends_on), width=110),
        Column(
            "notice",
            _("Last day for notice"),
            lambda r: r.notice_on,
            lambda r: format_day(r.notice_on),
            width=140,
        ),
        Column("days", _("Notice, days"), lambda r: r.fact.notice_days, notice, align="right", width=100),
        Column(
            "value",
            _("A year"),
            lambda r: r.fact.yearly_value,
            value,
            sort_key=lambda r: r.in_book,
            align="right",
            width=120,
        ),
        Column("ours", _("We gain"), lambda r: r.our_gain, width=180),
        Column("theirs", _("They gain"), lambda r: r.client_gain, width=180),
    ]


class _Key(QWidget):
    """A sample of what the time line paints, before its word."""

    def __init__(self, what: str) -> None:
        super().__init__()
        self._what = what
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(theme.px(14), theme.px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(1, 4, -1, -4)
        if self._what == "notice":
            diamond(painter, QPointF(self.width() / 2, self.height() / 2), self.width() / 2)
            return
        painter.setPen(QPen(theme.color("accent"), 1))
        painter.setBrush(theme.color("accent" if self._what == "force" else "accent_soft"))
        painter.drawRoundedRect(box, 3, 3)


def legend() -> FlowRow:
    """What the marks of the time line mean."""
    flow = FlowRow(gap=16)
    for what, words in (
        ("force", _("in force")),
        ("after", _("after notice day")),
        ("notice", _("last day for notice")),
    ):
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(_Key(what))
        row.addWidget(Label(words, "small", "text2"))
        flow.add(holder)
    return flow
