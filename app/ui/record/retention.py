"""The Retention tab: threats to leave, what was offered, and the evidence of deal hunting."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.day_words import short_day
from app.domain.words import capital, word
from app.i18n import _, format_money
from app.ui.forms.offer_words import OFFER_ICONS, TRIGGERS
from app.ui.kit.locked import lock
from app.ui.kit.page_context import PageContext
from app.ui.kit.rows import Rows
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.cards import Card, EmptyState, clear
from app.ui.kit.widgets.labels import ElidedLabel, IconLabel, Label, Line, SectionHeader
from app.ui.kit.widgets.pills import Tag
from app.ui.record.cards.hunter import HunterCard
from app.ui.record.cards.retention_actions import register
from app.ui.record.cards.threat import ThreatCardWidget
from app.ui.record.tab import ScrollTab
from app.views.record.page import RecordView
from app.views.retention.client import OfferLine, RetentionView, retention
from app.views.retention.rows import OfferRow
from app.views.retention.words import given_sentence


class RetentionTab(ScrollTab):
    """Open threats on top as triage cards; beneath, offers beside the deal-hunter card."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        register(context)
        self.threats: dict[int, ThreatCardWidget] = {}
        self._heading = SectionHeader(_("Threats"))
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._heading, 1)
        log_offer = Button(
            _("Log offer"), lambda: context.actions.run("client.offer"), icon_name="gift", small=True
        )
        log_threat = Button(
            _("Log threat"),
            lambda: context.actions.run("client.threat"),
            icon_name="shield-alert",
            small=True,
        )
        for button in (log_offer, log_threat):
            lock(button, context.read_only)
            row.addWidget(button)
        self.empty = EmptyState(
            "shield-check",
            _("No threat on record"),
            _("If this client ever says they may leave, note their words here."),
        )
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        self._older = QVBoxLayout()
        self._older.setSpacing(8)
        self.offers = Card(padding=16, spacing=6)
        self.hunter = HunterCard(context, full=True)
        self.hunter.record_wanted.connect(self._open_evidence)
        both = QGridLayout()
        both.setHorizontalSpacing(16)
        top = Qt.AlignmentFlag.AlignTop
        both.addWidget(self.hunter, 0, 0, top)
        both.addWidget(self.offers, 0, 1, top)
        both.setColumnStretch(0, 1)
        both.setColumnStretch(1, 1)
        self.column.addWidget(self._buttons)
        self.column.addWidget(self.empty)
        self.column.addLayout(self._cards)
        self.column.addLayout(both)
        self.column.addLayout(self._older)
        self.column.addStretch(1)

    def read(self, session: Any, view: RecordView) -> RetentionView:
        return retention(session, view)

    def show_view(self, view: RecordView, answer: RetentionView) -> None:
        self.view = view
        clear(self._cards)
        clear(self._older)
        self.threats = {}
        for card in answer.threats:
            made = ThreatCardWidget(self, view, card)
            self.threats[card.id] = made
            (self._cards if card.verdict.is_open else self._older).addWidget(made)
        closed = sum(not card.verdict.is_open for card in answer.threats)
        if closed:
            self._older.insertWidget(0, SectionHeader(_("Earlier threats"), closed))
        self._heading.set_texts(_("Threats"), len(answer.threats) - closed)
        self.empty.setVisible(not answer.threats)
        self.hunter.show_view(view)
        self._show_offers(view, answer.offers)

    def show_record(self, kind: str, record_id: int) -> bool:
        card = self.threats.get(record_id) if kind == "threats" else None
        if card is None:
            self.open_record(kind, record_id)
            return True
        self.area.ensureWidgetVisible(card)
        card.setFocus()
        return True

    def _open_evidence(self, record: tuple[str, int]) -> None:
        if record[0] == "threats":
            self.show_record(*record)
        else:
            self.open_record(*record)

    def _show_offers(self, view: RecordView, found: tuple[OfferLine, ...]) -> None:
        clear(self.offers.body)
        self.offers.body.addWidget(SectionHeader(_("Offers"), len(found) or ""))
        if len(found) != 1:
            self.offers.body.addWidget(Label(_ledger(found), "small", "text2", wrap=True))
        for offer in found:
            self.offers.body.addWidget(Line())
            self.offers.body.addWidget(self._offer(view, offer))

    def _offer(self, view: RecordView, offer: OfferLine) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        title = offer.note or capital(word(offer.kind))
        words.addWidget(ElidedLabel(title, "body", weight="medium"))
        parts = (
            capital(word(offer.kind)) if offer.note else "",
            short_day(offer.made_on, view.as_of),
            offer.threat_ref,
            word(offer.outcome),
            _("felt as {how}").format(how=word(offer.perceived_as)) if offer.perceived_as else "",
        )
        under = QHBoxLayout()
        under.setSpacing(8)
        under.addWidget(Tag(word(offer.trigger), TRIGGERS[offer.trigger]))
        under.addWidget(ElidedLabel(" · ".join(part for part in parts if part), "small", "text2"), 1)
        words.addLayout(under)
        row.addWidget(IconLabel(OFFER_ICONS[offer.kind], "text2"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(Label(format_money(offer.cost, view.currency, decimals=False), "body"))
        line = OfferRow(view.who.id, view.who.name, view.currency, offer, loose=False)
        at = Rows(self.context, "offer", holder, self, row=lambda: line)
        row.addWidget(at.more(_("More for {title}").format(title=title), side=24))
        return holder


def _ledger(found: tuple[OfferLine, ...]) -> str:
    """How many were unasked, and what share of the money went out under threat."""
    spent = sum(offer.cost for offer in found)
    under = [offer for offer in found if offer.trigger == "threat"]
    share = sum(offer.cost for offer in under) / spent if spent else None
    unasked = sum(offer.trigger == "proactive" for offer in found)
    return given_sentence(unasked, len(found), len(under), share)
