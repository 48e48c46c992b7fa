"""The forms that open within a decision's card: log an attempt, settle, look back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.rules.advice import CLIENTS_WAY
from app.domain.words import capital, word
from app.errors import UserError
from app.i18n import _, format_day
from app.services.records import decisions
from app.ui.kit.fields.form_keys import FormKeys
from app.ui.kit.fields.forms import ChoiceField, DayField, Form, LineField, Segmented, TextField
from app.ui.kit.fields.record_fields import NameChoice
from app.ui.kit.page_context import PageContext
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.cards import Card
from app.ui.kit.widgets.labels import Label
from app.views.decisions.cards import DecisionCard
from app.views.forms import fields_of
from app.views.record.page import RecordView

_SETTLED = ("convinced", "compromise", "client_way", "withdrawn", "declined")


class CardForm(Card):
    """A small form in place. `closed` when it was left or saved; what was typed stays until then.

    `saved` comes before `closed` once the gesture is in the book. `then(session)` is done in the same
    gesture, after what the form itself writes.
    """

    closed = Signal()
    saved = Signal()

    def __init__(
        self, context: PageContext, title: str, words: str, label: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(kind="flat", padding=14, spacing=10, parent=parent)
        self.context, self._label = context, label
        self.form = Form(spacing=10)
        self.then: Callable[[Any], Any] | None = None
        self._saving = False
        self.save_button = Button(words, self.submit, kind="primary", small=True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.save_button)
        buttons.addWidget(Button(_("Cancel"), self.closed.emit, kind="quiet", small=True))
        buttons.addStretch(1)
        self._buttons = buttons
        self.body.addWidget(Label(title, "strong", wrap=True))
        self.body.addWidget(self.form)
        self.body.addLayout(buttons)
        FormKeys(self, self.submit, self.closed.emit)

    def add_aside(self, words: str, do: Callable[[], Any]) -> None:
        """A quiet button at the right of the foot, to where there is more."""
        self._buttons.addWidget(Button(words, do, kind="link"))

    def submit(self) -> None:
        """Save as one gesture; an error stands at its field."""
        if self._saving or not self.form.valid():
            return
        self._saving = True
        values = self.form.values()
        self.context.operations.write(
            self._label, lambda session: self._write(session, values), self._saved, self._failed, owner=self
        )

    def write(self, session: Any, values: dict[str, Any]) -> None:
        """Do it; on the writing thread."""
        raise NotImplementedError

    def _write(self, session: Any, values: dict[str, Any]) -> None:
        self.write(session, values)
        if self.then is not None:
            self.then(session)

    def _saved(self, _result: Any) -> None:
        self._saving = False
        self.context.toast(self._label, undo=True)
        self.saved.emit()
        self.closed.emit()

    def _failed(self, error: UserError) -> None:
        self._saving = False
        self.form.show_error(error)


class AttemptForm(CardForm):
    """Argue once; beyond the limit only with a reason."""

    def __init__(self, context: PageContext, view: RecordView, card: DecisionCard, *, beyond: bool) -> None:
        title = _("Argue once more") if beyond else _("Attempt {n}").format(n=card.verdict.attempts + 1)
        super().__init__(context, title, _("Log attempt"), _("Attempt logged"))
        self._decision_id, self._author = card.id, context.author or None
        if beyond:
            hint = _("It counts as over the limit.")
            reason = self.form.add(
                "override_reason", _("Why it must be argued once more"), LineField(required=True)
            )
            self.form.fields["override_reason"].hint.setText(hint)
            self.form.fields["override_reason"].hint.show()
            reason.setFocus()
        self.form.add("argument", _("Our argument"), TextField(required=True, lines=2))
        people = [(None, "–"), *((contact.id, contact.name) for contact in view.contacts)]
        channels = [
            (None, "–"),
            *((c, capital(word(c))) for c in ("call", "meeting", "email", "visit", "message")),
        ]
        responses = [(None, "–"), *fields_of("attempts", ["response"])[0].options]
        self.form.add_row(
            ("contact_id", _("With whom"), ChoiceField(people, people[1][0] if len(people) > 1 else None)),
            ("channel", _("How"), ChoiceField(channels, "call")),
            ("response", _("Their answer"), ChoiceField(responses)),
            ("made_on", _("Day"), DayField(context.today, required=True, today=context.today)),
        )

    def write(self, session: Any, values: dict[str, Any]) -> None:
        decisions.log_attempt(session, decision_id=self._decision_id, made_by=self._author, **values)


class SettleForm(CardForm):
    """What was decided, when and by whom."""

    def __init__(self, context: PageContext, view: RecordView, card: DecisionCard, outcome: str) -> None:
        super().__init__(context, _("Settle the decision"), _("Settle"), _("Decision settled"))
        self._decision_id = card.id
        days = view.settings.advice_debrief_days
        options = [(each, capital(word(each))) for each in _SETTLED]
        chosen = self.form.add("outcome", _("What was decided"), ChoiceField(options, outcome, required=True))
        people = [(None, "–"), *((contact.name, contact.name) for contact in view.contacts)]
        self._decided = DayField(context.today, required=True, today=context.today)
        self.form.add_row(
            ("decided_on", _("Decided on"), self._decided),
            ("decided_by", _("Decided by"), NameChoice(people, people[1][0] if len(people) > 1 else None)),
            ("debrief_on", _("Look back on"), DayField(today=context.today)),
        )
        self._hint = self.form.fields["debrief_on"].hint
        self._days = days
        chosen.value_changed.connect(self._show_hint)
        self._decided.value_changed.connect(self._show_hint)
        self._show_hint()

    def write(self, session: Any, values: dict[str, Any]) -> None:
        if values["outcome"] not in CLIENTS_WAY:
            values["debrief_on"] = None
        decisions.settle(session, decision_id=self._decision_id, **values)

    def _show_hint(self) -> None:
        """Where the client's way is implemented, a debrief falls due by itself."""
        implemented = self.form.values()["outcome"] in CLIENTS_WAY
        self.form.fields["debrief_on"].setVisible(implemented)
        day = self._decided.value()
        if implemented and day is not None:
            due = decisions.debrief_day(day, self._days)
            self._hint.setText(_("Empty: {day}").format(day=format_day(due)))
            self._hint.show()


class DebriefForm(CardForm):
    """Look back calmly: whose advice held, and the lesson."""

    def __init__(self, context: PageContext, card: DecisionCard) -> None:
        super().__init__(context, _("Look back on it"), _("Keep the lesson"), _("Debrief noted"))
        self._decision_id = card.id
        verdicts = [
            ("our_advice", _("Our advice held")),
            ("client_right", _("The client was right")),
            ("mixed", _("Mixed")),
            ("too_early", _("Too early")),
        ]
        self.form.add("verdict", _("What came of it"), Segmented(verdicts, required=True))
        hint = _("Where it went wrong, what can be better, or that the client was right.")
        self.form.add("lesson", _("The lesson"), TextField(lines=2), hint=hint)
        self.form.add("debriefed_on", _("Day"), DayField(context.today, required=True, today=context.today))

    def write(self, session: Any, values: dict[str, Any]) -> None:
        decisions.debrief(session, decision_id=self._decision_id, **values)
