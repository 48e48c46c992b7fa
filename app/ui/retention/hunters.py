"""The tab Deal hunters: who is one or on watch, with the evidence and a person's own verdict above it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.day_words import short_day
from app.i18n import _, ngettext
from app.ui.kit.lists.row_delegate import TwoLineList, TwoLines
from app.ui.kit.look import theme
from app.ui.kit.page import scrolled
from app.ui.kit.page_context import PageContext, Place
from app.ui.kit.rows import Rows
from app.ui.kit.widgets.buttons import NameButton
from app.ui.kit.widgets.cards import EmptyState
from app.ui.kit.widgets.labels import Label
from app.ui.record.cards.hunter import LEVELS, HunterCard, level_word
from app.ui.record.cards.retention_actions import register
from app.ui.retention.part import Part
from app.views.record.page import RecordView, open_record
from app.views.retention.rows import HunterRow, RetentionPage

_SETTLE_MS = 80


class HuntersTab(Part):
    """The list at the left, the evidence of the chosen client at the right."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._client_id: int | None = None
        self.list = TwoLineList(self._lines, _("Deal hunters"))
        self.card = HunterCard(context, full=True)
        self.name = NameButton("", self._go, icon_name="users")
        self.empty = EmptyState(
            "shield-check",
            _("Nobody hunts deals"),
            _(
                "Who threatens twice in two years and asks for something, without a reason on record, shows up here."
            ),
        )
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._read)
        self._lay_out()
        self.list.picked.connect(self._picked)
        register(context)
        self.rows = Rows(context, "hunter", self.list, self)
        self.list.opened.connect(lambda _row: self.rows.run("open"))
        self.card.record_wanted.connect(self._open_evidence)

    def _lay_out(self) -> None:
        self.list.setFixedWidth(theme.px(320))
        inside = QWidget()
        right = QVBoxLayout(inside)
        right.setContentsMargins(0, 0, 8, 0)
        right.setSpacing(12)
        note = _("Only what is on record counts, and none of it leaves the house.")
        right.addWidget(self.name, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self.card)
        right.addWidget(Label(note, "small", "text2", wrap=True))
        right.addStretch(1)
        self._evidence = scrolled(inside, _("Evidence"))
        self._evidence.hide()
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.list)
        row.addWidget(self._evidence, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(both)
        self.stack.addWidget(self.empty)
        self.column.addWidget(self.stack, 1)

    def show_page(self, page: RetentionPage) -> None:
        super().show_page(page)
        self.list.set_rows(page.hunters, keep=lambda row: row.client_id)
        self.stack.setCurrentIndex(0 if page.hunters else 1)
        ids = [row.client_id for row in page.hunters]
        if self._client_id not in ids:
            self._client_id = ids[0] if ids else None
        if self._client_id is not None:
            self.choose(self._client_id)

    def choose(self, client_id: int) -> None:
        """Show the evidence of a client."""
        self._client_id = client_id
        self.list.select(lambda row: row.client_id == client_id)
        self._read()

    def _picked(self, row: HunterRow | None) -> None:
        if row is not None and row.client_id != self._client_id:
            self._client_id = row.client_id
            self._settle.start()

    def _read(self) -> None:
        client_id, today = self._client_id, self.context.today()
        if client_id is not None:
            self.context.operations.read(
                lambda session: open_record(session, client_id, today), self._take, owner=self, key="hunter"
            )

    def _take(self, view: RecordView | None) -> None:
        self._evidence.setVisible(view is not None)
        if view is not None:
            self.name.setText(view.who.name)
            self.card.show_view(view)

    def _go(self) -> None:
        if self._client_id is not None:
            self.context.go(Place("clients", self._client_id, tab="retention"))

    def _open_evidence(self, record: tuple[str, int]) -> None:
        self.context.go(Place("clients", self._client_id, record=record))

    def _lines(self, row: HunterRow) -> TwoLines:
        hunter = row.hunter
        role, icon_name = LEVELS[hunter.level]
        counted = ngettext(
            "{b} of {n} threat was bargaining", "{b} of {n} threats were bargaining", hunter.threats
        ).format(b=hunter.bargaining, n=hunter.threats)
        day: Any = short_day(row.last_threat, self.context.today()) if row.last_threat else ""
        judged = _("overruled") if hunter.judgement is not None else ""
        return TwoLines(
            row.client,
            counted,
            mark=icon_name,
            mark_role=role,
            mark_name=level_word(hunter.level),
            note=judged or day,
        )
