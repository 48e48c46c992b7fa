"""The head of a client's record: name, status, who and since when, and what one does most."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.words import capital, word
from app.errors import UserError
from app.i18n import _, format_day, format_month
from app.ui.kit import discreet
from app.ui.kit.fields.fields import LineField
from app.ui.kit.fields.forms import InPlaceLine
from app.ui.kit.locked import lock
from app.ui.kit.look import theme
from app.ui.kit.page_context import PageContext
from app.ui.kit.rows import Rows
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.labels import ElidedLabel
from app.ui.kit.widgets.pills import Pill
from app.ui.record.client_actions import register
from app.views.record.page import RecordView

STATUS_ROLES = {
    "active": ("success", "circle-check"),
    "paused": ("warn", "hourglass"),
    "prospect": ("info", "circle-dot"),
    "lost": ("neutral", "circle-minus"),
}


class _NameField(LineField):
    """The name in the size of a page title, as wide as its words."""

    def __init__(self) -> None:
        super().__init__("", required=True, max_length=200)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.updateGeometry)
        theme.signals.theme_changed.connect(self._dress)
        self._dress()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(theme.font("page")).horizontalAdvance(self.text() or "…")
        return QSize(words + 26, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 160), super().minimumSizeHint().height())

    def _dress(self) -> None:
        size = theme.px(theme.SIZES["page"])
        high = theme.px(34)
        self.setStyleSheet(f"QLineEdit {{ font-size: {size}px; font-weight: 600; min-height: {high}px; }}")
        self.updateGeometry()


class RecordHeader(QWidget):
    """Shows who the client is; `renamed(name)` saves a new name, failing through `name.show_error`."""

    renamed = Signal(str)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._wanted = False
        self.name = InPlaceLine(_("Name of the client"), "", self.renamed.emit, control=_NameField())
        self.status = Pill("")
        self.attention = Pill(_("Needs attention"), "warn")
        discreet.internal(self.attention)
        self.line = ElidedLabel("", "body", "text2")
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self._add("client.report", "secondary")
        self._add("client.log", "primary")
        register(context)
        self._view: RecordView | None = None
        self.rows = Rows(
            context, "clients", self, row=lambda: self._view.who if self._view is not None else None
        )
        self.more = self.rows.more(_("More for this client"), side=32, framed=True, keys=False)
        self.buttons.addWidget(self.more)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.name)
        row.addWidget(self.status)
        row.addWidget(self.attention)
        row.addStretch(1)
        row.addLayout(self.buttons)
        self.line.setContentsMargins(12, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.line)

    def show_view(self, view: RecordView) -> None:
        """Show another client, or the same anew."""
        self._view, who = view, view.who
        self.name.set_value(who.name)
        self.name.control.setReadOnly(self._context.read_only)
        role, icon_name = STATUS_ROLES[who.status]
        self.status.set_status(capital(word(who.status)), role, icon_name)
        self._wanted = any(item.severity >= 2 for item in view.items)
        self._fit()
        self.line.setText(" · ".join(_facts(view)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name comes first: without room for both the second pill gives way."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        others = self.status.sizeHint().width() + self.buttons.sizeHint().width() + 40
        needed = self.name.sizeHint().width() + others + self.attention.sizeHint().width()
        self.attention.setVisible(self._wanted and needed <= self.width())

    def show_error(self, error: UserError) -> None:
        """The new name could not be saved."""
        self.name.show_error(error)

    def _add(self, action_id: str, kind: str) -> None:
        action = self._context.actions[action_id]
        words = {"client.report": _("Report"), "client.log": _("Log")}[action_id]
        icon_name = {"client.report": "file-text", "client.log": "plus"}[action_id]
        button = Button(words, lambda: self._context.actions.run(action_id), kind=kind, icon_name=icon_name)
        button.setToolTip(f"{action.label} ({action.keys()})")
        lock(button, self._context.read_only and action_id != "client.report")
        self.buttons.addWidget(button)


def _facts(view: RecordView) -> list[str]:
    # A prospect who was ours stands in the last of those times, which is none to name here.
    who, client = view.who, view.history.client
    begun = client.since if who.since else None
    since = _("client since {month}").format(month=format_month(begun, "after")) if begun else ""
    if client.periods and begun:
        first = client.periods[0].since.year
        since = _("{since}, first in {year}").format(since=since, year=first)
    left = ""
    if who.status == "lost" and client.lost_on:
        left = _("left {day}").format(day=format_day(client.lost_on))
        if client.lost_reason:
            left = f"{left}: {client.lost_reason}"
    owner = who.owner or _("nobody’s client yet")
    return [part for part in (who.industry, since, left, owner) if part]
