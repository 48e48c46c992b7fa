"""The decision that is chosen: its card, as on the client's record, and beneath it what arguing taught."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.i18n import _
from app.ui.decisions.learning import LearningCard
from app.ui.kit.page_context import PageContext, Place
from app.ui.kit.widgets.buttons import NameButton
from app.ui.kit.widgets.labels import ElidedLabel, Label
from app.ui.record.cards.decision import DecisionCardWidget
from app.ui.record.tab import ScrollTab
from app.views.decisions.cards import DecisionCard, decision_cards
from app.views.record.page import RecordView, open_record

Found = tuple[RecordView, DecisionCard]


class DecisionDetail(ScrollTab):
    """Shows one decision at a time; a card that somebody is typing into is kept until they come back to it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        # In large text a card may be wider than its room: then it can be scrolled to, not cut off.
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.decision_id: int | None = None
        self._client_id: int | None = None
        self._step = ""
        self._cards: dict[int, DecisionCardWidget] = {}
        self.client = NameButton("", self.open_client, icon_name="external-link")
        self.owner = ElidedLabel("", "small", "text2")
        self.gone = Label(_("This decision is no longer in the book."), "body", "text2", wrap=True)
        self.learning = LearningCard()
        self._place = QVBoxLayout()
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.client)
        head.addWidget(self.owner, 1)
        self.column.addLayout(head)
        self.column.addWidget(self.gone)
        self.column.addLayout(self._place)
        self.column.addWidget(self.learning)
        self.column.addStretch(1)
        self.gone.hide()
        self.client.hide()

    @property
    def card(self) -> DecisionCardWidget | None:
        """The card on screen."""
        return self._cards.get(self.decision_id or 0)

    def open(self, client_id: int, decision_id: int) -> None:
        """Show a decision of a client."""
        if decision_id != self.decision_id:
            self._step = ""
        self._client_id, self.decision_id = client_id, decision_id
        today = self.context.today()

        def read(session: Any) -> Found | None:
            view = open_record(session, client_id, today)
            if view is None:
                return None
            cards = decision_cards(session, view).cards
            card = next((each for each in cards if each.id == decision_id), None)
            return (view, card) if card is not None else None

        self.context.operations.read(read, self._take, self._failed, owner=self, key="decision")

    def take(self, step: str) -> None:
        """Take a step on the card of the decision wanted: now, or as soon as it was read."""
        if self.card is not None:
            self.card.take(step)
        else:
            self._step = step

    def reload(self) -> None:
        """Read the decision shown again."""
        if self._client_id is not None and self.decision_id is not None:
            self.open(self._client_id, self.decision_id)

    def show_nothing(self) -> None:
        """No decision is chosen."""
        self.decision_id = self._client_id = None
        self._hide_cards()
        self.client.hide()
        self.owner.setText("")
        self.gone.hide()

    def _take(self, found: Found | None) -> None:
        self._hide_cards()
        self.gone.setVisible(found is None)
        self.client.setVisible(found is not None)
        if found is None:
            return
        self.view, card = found
        self.client.setText(self.view.who.name)
        self.client.setAccessibleName(_("Open {what}").format(what=self.view.who.name))
        self.owner.setText(self.view.who.owner or "")
        widget = self._cards.get(card.id)
        if widget is None:
            widget = self._cards[card.id] = DecisionCardWidget(self, self.view, card)
            widget.unfold()
            self._place.addWidget(widget)
        else:
            widget.refresh(self.view, card)
        widget.show()
        step, self._step = self._step, ""
        if step and widget.rows.can(step):
            widget.take(step)

    def _failed(self, error: Any) -> None:
        self.context.toast(str(error))

    def _hide_cards(self) -> None:
        """Take the cards off the screen; those without an open form go."""
        for decision_id, widget in list(self._cards.items()):
            widget.hide()
            if decision_id != self.decision_id and not widget.form_is_open():
                del self._cards[decision_id]
                widget.deleteLater()

    def open_client(self) -> None:
        """Go to the decision on the client's record."""
        if self._client_id is not None and self.decision_id is not None:
            self.context.go(Place("clients", self._client_id, record=("decisions", self.decision_id)))
