"""Open threats one card at a time, with next and previous."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.i18n import _
from app.ui.kit.locked import lock
from app.ui.kit.page_context import PageContext, Place
from app.ui.kit.rows import tool_tip
from app.ui.kit.widgets.buttons import IconButton
from app.ui.kit.widgets.cards import Card, EmptyState
from app.ui.kit.widgets.labels import Label
from app.ui.record.cards.retention_actions import THREATS
from app.ui.record.cards.threat import ThreatCardWidget
from app.ui.retention.part import Part
from app.views.record.page import RecordView, open_record
from app.views.retention.client import RetentionView, retention
from app.views.retention.rows import RetentionPage, ThreatRow


class TriagePanel(Part):
    """The triage card of one open threat; the newest first."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._rows: Sequence[ThreatRow] = ()
        self._at = 0
        self.card: ThreatCardWidget | None = None
        self.place = Label("", "small", "text2")
        self.before = IconButton(
            "chevron-left", tool_tip(THREATS["before"]), lambda: self._step(-1), framed=True
        )
        self.next = IconButton("chevron-right", tool_tip(THREATS["next"]), lambda: self._step(1), framed=True)
        self.steps = QWidget(self)
        row = QHBoxLayout(self.steps)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.place)
        row.addWidget(self.before)
        row.addWidget(self.next)
        self._none = Card(padding=24)
        self.empty = EmptyState(
            "shield-check",
            _("No open threat"),
            _("When a client says they may leave, log it: the record says whether there is a reason."),
            action=_("Log threat"),
            on_action=lambda: context.actions.run("retention.threat"),
        )
        self.empty.button.set_kind("secondary")
        self._none.body.addWidget(self.empty)
        self.column.addWidget(self._none)
        self.column.addStretch(1)
        self.steps.hide()
        self._none.hide()
        self.record_wanted.connect(self._open_behind)

    def show_page(self, page: RetentionPage) -> None:
        super().show_page(page)
        shown = self.current()
        self._rows = page.open_threats
        kept = next((n for n, row in enumerate(self._rows) if shown and row.id == shown.id), None)
        self._at = min(self._at, max(0, len(self._rows) - 1)) if kept is None else kept
        lock(self.empty.button, self.context.read_only)
        self._none.setVisible(not self._rows)
        if not self._rows:
            self._drop()
        self._read()

    def current(self) -> ThreatRow | None:
        """The threat shown."""
        return self._rows[self._at] if self._at < len(self._rows) else None

    def show_record(self, kind: str, record_id: int) -> bool:
        at = next((n for n, row in enumerate(self._rows) if row.id == record_id), -1)
        if kind != "threats" or at < 0:
            return False
        self._at = at
        self._read()
        return True

    def _step(self, by: int) -> None:
        if self._rows:
            self._at = (self._at + by) % len(self._rows)
            self._read()

    def _read(self) -> None:
        row, today = self.current(), self.context.today()
        self.place.setText(_("{n} of {all}").format(n=self._at + 1, all=len(self._rows)))
        if row is None:
            return
        client_id = row.client_id

        def read(session: Any) -> tuple[RecordView, RetentionView] | None:
            view = open_record(session, client_id, today)
            return None if view is None else (view, retention(session, view))

        self.context.operations.read(read, lambda found: self._take(row.id, found), owner=self, key="triage")

    def _take(self, threat_id: int, found: tuple[RecordView, RetentionView] | None) -> None:
        card = next((c for c in found[1].threats if c.id == threat_id), None) if found else None
        if found is None or card is None:
            return
        if self.card is not None and self.card.form is not None and self.card.card.id == threat_id:
            # Somebody is typing there.
            return
        focused = self.window().focusWidget()
        had_focus = self.card is not None and focused is not None and self.card.isAncestorOf(focused)
        self._drop()
        self.card = ThreatCardWidget(self, found[0], card, steps=self.steps, go=self._step)
        self.steps.setVisible(len(self._rows) > 1)
        self.column.insertWidget(0, self.card)
        # A layout shows its widgets a moment later; only what is shown can take the focus back.
        self.card.show()
        if had_focus:
            target = focused if focused in (self.before, self.next) else self.card
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self) -> None:
        if self.card is not None:
            # The way to the other cards outlives each of them.
            self.steps.hide()
            self.steps.setParent(self)
            self.column.removeWidget(self.card)
            self.card.hide()
            self.card.deleteLater()
            self.card = None

    def _open_behind(self, record: tuple[str, int]) -> None:
        row = self.current()
        if row is not None:
            self.context.go(Place("clients", row.client_id, record=record))
