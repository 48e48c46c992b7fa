"""The Complaints tab: this client's sheets as cards, and whether they would speak at all."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.words import word
from app.i18n import _, format_percent, ngettext
from app.ui.forms.new_complaint import new_complaint
from app.ui.kit import discreet
from app.ui.kit.locked import lock
from app.ui.kit.look import theme
from app.ui.kit.page_context import PageContext, Place
from app.ui.kit.rows import Rows
from app.ui.kit.widgets.cards import Banner, EmptyState, clear
from app.ui.kit.widgets.labels import SectionHeader
from app.ui.record.cards.complaint import ComplaintCard
from app.ui.record.tab import ScrollTab
from app.views.complaints.page import ComplaintRow, client_rows
from app.views.record.page import RecordView

# In px of the normal text size.
_TWO_FROM = 460


class ComplaintsTab(ScrollTab):
    """Open sheets first; a card opens the sheet of the book, Ctrl+→ takes its next step."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.voice = Banner("", "warn", action=_("Ask them"), on_action=self._ask, icon_name="ear")
        discreet.internal(self.voice)
        self.heading = SectionHeader(_("Complaints"), link_text=_("Write one down…"))
        self.heading.link.clicked.connect(self._new)
        lock(self.heading.link, context.read_only)
        self.empty = EmptyState(
            "book-open",
            _("No complaint yet"),
            _("Silence is the risk: ask what could be better, and write it down in their words."),
            action="" if context.read_only else _("Write one down"),
            on_action=self._new,
        )
        self.grid, holder = QGridLayout(), QWidget()
        holder.setLayout(self.grid)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setSpacing(12)
        self.cards: dict[int, ComplaintCard] = {}
        for each in (self.voice, self.heading, holder):
            self.column.addWidget(each)
        self.column.addWidget(self.empty, 1)
        self.column.addStretch(1)

    def read(self, session: Any, view: RecordView) -> tuple[ComplaintRow, ...]:
        return client_rows(session, view.history, view.who.owner, view.as_of, view.settings)

    def show_view(self, view: RecordView, answer: tuple[ComplaintRow, ...]) -> None:
        self.view = view
        self._voice(view)
        figures = view.verdicts.complaints
        parts = [ngettext("{n} received", "{n} received", figures.received).format(n=figures.received)]
        if figures.loop_rate is not None:
            parts.append(_("{share} told what changed").format(share=format_percent(figures.loop_rate)))
        if figures.repeated:
            parts.append(ngettext("{n} repeats", "{n} repeat", figures.repeated).format(n=figures.repeated))
        self.heading.set_texts(
            _("Complaints"), " · ".join(parts) if answer else "", link_text=_("Write one down…")
        )
        self.empty.setVisible(not answer)
        self.heading.setVisible(bool(answer))
        clear(self.grid)
        self.cards = {}
        for row in sorted(answer, key=lambda row: row.column == "told"):
            self._card(row, view)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Two cards in a row, one where there is little room."""
        columns = 2 if self.width() >= theme.px(_TWO_FROM) else 1
        for at, card in enumerate(self.cards.values()):
            self.grid.addWidget(card, at // columns, at % columns, Qt.AlignmentFlag.AlignTop)
        self.grid.setColumnStretch(0, 1)
        self.grid.setColumnStretch(1, columns - 1)

    def show_record(self, kind: str, record_id: int) -> bool:
        card = self.cards.get(record_id) if kind == "complaints" else None
        if card is not None:
            self.area.ensureWidgetVisible(card)
            card.setFocus()
        return card is not None

    def _card(self, row: ComplaintRow, view: RecordView) -> ComplaintCard:
        card = ComplaintCard(row, view.as_of, with_client=False)
        card.draggable = False
        rows = Rows(self.context, "complaint", card, self, row=lambda: row)
        card.pressed.connect(lambda: rows.run("open"))
        self.cards[row.id] = card
        return card

    def _voice(self, view: RecordView) -> None:
        """What is known of their voice, and whether to ask."""
        text = _("Voice: {state}").format(state=word(view.verdicts.voice.state))
        if view.verdicts.voice.hunt is not None:
            text = _("They say nothing. Ask whether they would tell us even the smallest thing.")
        self.voice.set_text(text)
        self.voice.setVisible(
            view.verdicts.voice.hunt is not None or view.verdicts.voice.state in ("unwilling", "hesitant")
        )
        self.voice.button.setVisible(view.verdicts.voice.hunt is not None and not self.context.read_only)

    def _new(self) -> None:
        if self.view is not None:
            new_complaint(self.context, self.view.who.id)

    def _ask(self) -> None:
        if self.view is not None:
            self.context.go(Place("complaints", self.view.who.id, tab="hunt"))
