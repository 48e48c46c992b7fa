"""The Loyalty tab: three components with their evidence, why they stay, and where they stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.facts import Judgement
from app.i18n import _
from app.ui.forms.decisions import CardForm
from app.ui.kit.page_context import PageContext
from app.ui.kit.widgets.cards import EmptyState
from app.ui.kit.widgets.fold import FoldRow
from app.ui.record.loyalty_cards import ComponentCard, ReasonsCard
from app.ui.record.loyalty_map import StandingCard
from app.ui.record.tab import ScrollTab
from app.views.complaints.hunt import Questions, questions_for
from app.views.record.loyalty import LoyaltyView, loyalty_view
from app.views.record.page import RecordView


class LoyaltyTab(ScrollTab):
    """Everything here is internal; the record hides the tab in discreet mode."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.answer: LoyaltyView | None = None
        self._questions: Questions | None = None
        self.form: CardForm | None = None
        self._form_key = ("", 0)
        self.components = {name: ComponentCard() for name in ("satisfaction", "affinity", "involvement")}
        self.reasons, self.standing = ReasonsCard(), StandingCard()
        self.empty = EmptyState(
            "heart",
            _("Nothing is known of how they feel"),
            _("Note a touch with its mood, or ask one question of a survey: from then on it shows here."),
            action=_("Ask now"),
            on_action=lambda: self.ask("satisfaction"),
        )
        self._slot = QVBoxLayout()
        self._lay_out()
        for name, card in self.components.items():
            card.record_wanted.connect(self._open)
            card.ask.clicked.connect(lambda _on=False, each=name: self.ask(each))
        self.reasons.record_wanted.connect(self._open)
        self.reasons.judge.clicked.connect(lambda: self.judge())
        self.reasons.confirm.clicked.connect(lambda: self.judge())
        self.reasons.withdraw.clicked.connect(lambda: self._withdraw())

    def read(self, session: Any, view: RecordView) -> tuple[LoyaltyView, Questions]:
        return loyalty_view(view), questions_for(session, view.who.id)

    def show_view(self, view: RecordView, found: tuple[LoyaltyView, Questions]) -> None:
        answer, self._questions = found
        if self._form_key[1] != view.who.id:
            self._close_form()
        self.view, self.answer = view, answer
        self.empty.setVisible(answer.empty)
        for component in answer.components:
            card = self.components[component.name]
            card.show_component(component, read_only=self.context.read_only)
        self.reasons.show_view(answer, read_only=self.context.read_only)
        self.standing.show_view(view, answer)
        for widget in self._cards():
            widget.setVisible(not answer.empty)

    def ask(self, name: str) -> None:
        """The form that fills this component's gap, in place."""
        from app.ui.forms.touches import SurveyForm, TouchForm, VoiceForm

        view, questions = self.view, self._questions
        if view is None or questions is None:
            return
        makers: dict[str, Callable[[], CardForm]] = {
            "satisfaction": lambda: SurveyForm(self.context, view),
            "affinity": lambda: TouchForm(self.context, view),
            "involvement": lambda: VoiceForm(self.context, view, questions),
        }
        self._open_form(name, makers[name])

    def judge(self) -> None:
        """A person's own verdict on why they stay; also confirms the one there is."""
        from app.ui.forms.retention import ConfirmTypeForm

        view, answer = self.view, self.answer
        if view is None or answer is None:
            return
        suggested = answer.shown[0] if answer.shown else None
        judgement = answer.types.judgement or Judgement(
            view.who.id, self.context.today(), 0, "loyalty_type", suggested or ""
        )

        def made() -> CardForm:
            form = ConfirmTypeForm(self.context, view, judgement)
            if answer.types.judgement is None:
                form.save_button.setText(_("Keep my verdict"))
            return form

        self._open_form("type", made)

    def leave(self) -> None:
        """Another tab or client comes; what was typed stays with this client until it is left."""

    def _open_form(self, name: str, make: Callable[[], CardForm]) -> None:
        """One form at a time; asking for the one that is open only leads to it."""
        if self.view is None or self.context.read_only:
            return
        key = (name, self.view.who.id)
        if self.form is None or key != self._form_key:
            self._close_form()
            self.form, self._form_key = make(), key
            self.form.closed.connect(self._close_form)
            self._slot.addWidget(self.form)
        self.form.show()
        self.area.ensureWidgetVisible(self.form)
        first = next((f.control for f in self.form.form.fields.values() if f.isVisibleTo(self.form)), None)
        if first is not None:
            first.setFocus()

    def _close_form(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
        self.form, self._form_key = None, ("", 0)

    def _withdraw(self) -> None:
        from app.services.records import judgements

        view, today = self.view, self.context.today()
        if view is None:
            return
        client_id, told = view.who.id, _("Verdict withdrawn")
        self.context.operations.write(
            told,
            lambda session: (
                judgements.withdraw(session, client_id=client_id, about="loyalty_type", on=today) and None
            ),
            lambda _result: self.context.toast(told, undo=True),
            lambda error: self.context.toast(str(error)),
            owner=self,
        )

    def _open(self, record: tuple[str, int]) -> None:
        """Where the record is at home; the client's own details open over the window."""
        if record[0] == "clients":
            self.open_record(*record)
        else:
            self.record_wanted.emit(record)

    def _cards(self) -> tuple[QWidget, ...]:
        return (*self.components.values(), self.reasons, self.standing)

    def _lay_out(self) -> None:
        # Where there is little room the cards stand beneath one another.
        above, below = FoldRow(), FoldRow()
        for card in self.components.values():
            above.add(card, 1, likes=212)
        below.add(self.reasons, 5, likes=360)
        below.add(self.standing, 4, likes=288)
        self.column.addWidget(self.empty)
        self.column.addLayout(self._slot)
        self.column.addWidget(above)
        self.column.addWidget(below)
        self.column.addStretch(1)
