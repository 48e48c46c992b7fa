"""The Decisions tab: a card for each decision we advised against."""

from __future__ import annotations

from typing import Any

from app.i18n import N_, _
from app.services.records.clients import change_client
from app.ui.kit import discreet
from app.ui.kit.locked import lock
from app.ui.kit.page_context import PageContext
from app.ui.kit.widgets.cards import Banner, EmptyState
from app.ui.kit.widgets.labels import SectionHeader
from app.ui.record.cards.decision import DecisionCardWidget
from app.ui.record.tab import ScrollTab
from app.views.decisions.cards import DecisionsView, decision_cards
from app.views.record.page import RecordView

_EMPTY = N_(
    "When the client wants something that you advise against, raise it here and count how often you argue it."
)


class DecisionsTab(ScrollTab):
    """Open decisions first; each with wish, advice, attempts and the next step."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.banner = Banner("", "info", action="…", on_action=self._use_limit)
        discreet.internal(self.banner)
        self.heading = SectionHeader(_("Disputed decisions"), link_text=_("Raise a decision…"))
        self.heading.link.clicked.connect(lambda: context.actions.run("client.decision"))
        lock(self.heading.link, context.read_only)
        self.empty = EmptyState(
            "scale",
            _("No disputed decision"),
            _(_EMPTY),
            action=_("Raise a decision…"),
            on_action=lambda: context.actions.run("client.decision"),
        )
        self.cards: dict[int, DecisionCardWidget] = {}
        self._suggested: int | None = None
        self.column.addWidget(self.banner)
        self.column.addWidget(self.heading)
        self.column.addWidget(self.empty, 1)
        self._fixed = self.column.count()

    def read(self, session: Any, view: RecordView) -> DecisionsView:
        return decision_cards(session, view)

    def show_view(self, view: RecordView, answer: DecisionsView) -> None:
        self.view = view
        self._suggested = answer.suggested_limit
        self.banner.setVisible(bool(answer.suggestion))
        self.banner.set_text(answer.suggestion)
        self.banner.button.setText(_("Use {n}").format(n=answer.suggested_limit))
        lock(self.banner.button, self.context.read_only)
        self.empty.setVisible(not answer.cards)
        self.heading.setVisible(bool(answer.cards))
        self._show_cards(view, answer)

    def show_record(self, kind: str, record_id: int) -> bool:
        if kind == "attempts":
            decision_id = next(
                (d for d, card in self.cards.items() if any(a.id == record_id for a in card.card.attempts)), 0
            )
        else:
            decision_id = record_id
        card = self.cards.get(decision_id)
        if card is not None:
            card.unfold()
            self.area.ensureWidgetVisible(card)
            card.setFocus()
        return card is not None

    def _show_cards(self, view: RecordView, answer: DecisionsView) -> None:
        unfolded = {each for each, card in self.cards.items() if card.is_unfolded()}
        # A form that somebody is typing into stays, whatever else was read anew.
        typing = {each: card for each, card in self.cards.items() if card.form_is_open()}
        while self.column.count() > self._fixed:
            item = self.column.takeAt(self._fixed)
            old = item.widget() if item is not None else None
            if old is not None and old not in typing.values():
                old.hide()
                old.deleteLater()
        self.cards = {}
        for card in answer.cards:
            widget = typing.get(card.id)
            if widget is not None and widget.view.who.id == view.who.id:
                widget.refresh(view, card)
            else:
                widget = DecisionCardWidget(self, view, card)
            self.cards[card.id] = widget
            self.column.addWidget(widget)
            if card.id in unfolded:
                widget.unfold()
        self.column.addStretch(1)

    def _use_limit(self) -> None:
        view, limit = self.view, self._suggested
        if view is None or limit is None:
            return
        client_id = view.who.id
        told = _("Advice limit of this client is now {n}").format(n=limit)
        self.context.operations.write(
            told,
            lambda session: change_client(session, client_id=client_id, advice_limit=limit) and None,
            lambda _r: self.context.toast(told, undo=True),
            owner=self,
        )
