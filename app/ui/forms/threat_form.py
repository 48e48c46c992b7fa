"""Writing a threat down: its class and reasons, and what an offer may cost, appear while one types."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import _
from app.ui.forms.capture_dialog import CaptureDialog
from app.ui.forms.ceiling import CeilingPanel
from app.ui.forms.reasons import ReasonsList, class_pill
from app.ui.kit import discreet
from app.ui.kit.look import theme
from app.ui.kit.page_context import Place
from app.ui.kit.widgets.cards import clear
from app.ui.kit.widgets.labels import Label, Line
from app.ui.kit.widgets.pills import Tag
from app.views.retention.threat_ground import ThreatGround, threat_ground, triage

_SETTLE_MS = 150
_PANEL = 340


class ThreatDialog(CaptureDialog):
    """The form at the left, what the record says to it at the right."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._ground: ThreatGround | None = None
        self._shown: Any = None
        self.panel = _Panel()
        self.body.removeWidget(self._scroll)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(self._scroll, 1)
        both.addWidget(self.panel)
        self.body.addLayout(both, 1)
        self.setMinimumWidth(theme.px(600) + theme.px(_PANEL))
        discreet.internal(self.panel)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self.judge)
        self.form.changed.connect(self._settle.start)
        if self.client is not None:
            self.client.value_changed.connect(self._read_ground)
        self.panel.say(_("Choose the client, and the record says whether there is a reason."))
        self._read_ground()

    def judge(self) -> None:
        """Show what the rules say of what is typed so far."""
        if self._ground is None:
            return
        found = triage(self._ground, self.form.values())
        verdict = found.verdict
        # Their words change with every key; what is shown does not, and assumptions typed there stay.
        shown = (verdict.threat.client_id, verdict.kind, verdict.bargaining, found.reasons)
        if shown != self._shown:
            self._shown = shown
            self.panel.show_triage(self._ground, found)

    def _read_ground(self) -> None:
        client_id, today = self.client_id(), self._context.today()
        if client_id is None:
            self._ground, self._shown = None, None
            return
        self._context.operations.read(
            lambda session: threat_ground(session, client_id, today),
            self._take_ground,
            owner=self,
            key="ground",
        )

    def _take_ground(self, ground: ThreatGround | None) -> None:
        if ground is not None and ground.view.who.id == self.client_id():
            self._ground, self._shown = ground, None
            self.judge()

    def _kept(self, record_id: int) -> None:
        here = self._context.here
        if here is not None and here.page == "retention":
            self._context.go(Place("retention", self.client_id(), record=("threats", record_id)))
            self._context.toast(_(self.what.label), undo=True)
        else:
            super()._kept(record_id)


class _Panel(QScrollArea):
    """The triage beside the form; as wide as it is, and scrolling where it is higher than its room."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("What the record says"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFixedWidth(theme.px(_PANEL))
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 2, 10, 2)
        self._column.setSpacing(12)
        self.setWidget(inside)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_PANEL), theme.px(420))

    def say(self, text: str) -> None:
        """A text instead of a triage."""
        clear(self._column)
        self._column.addWidget(Label(text, "body", "text2", wrap=True))
        self._column.addStretch(1)

    def show_triage(self, ground: ThreatGround, found: Any) -> None:
        """Class, reasons and ceiling."""
        clear(self._column)
        view = ground.view
        head = QHBoxLayout()
        head.setSpacing(8)
        self.pill = class_pill(found.verdict.kind)
        head.addWidget(self.pill)
        if found.verdict.bargaining:
            head.addWidget(Tag(_("bargaining"), "warn"))
        head.addStretch(1)
        self.reasons = ReasonsList(found.reasons)
        self.ceiling = CeilingPanel(view.verdicts.value, found.chances, view.settings, view.currency)
        self._column.addLayout(head)
        self._column.addWidget(self.reasons)
        self._column.addWidget(Line())
        self._column.addWidget(self.ceiling)
        self._column.addStretch(1)
