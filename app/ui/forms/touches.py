"""Touches in passing: a call logged, a voice asked for, one answer of a survey."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.domain.rules.surveys import rest_until
from app.domain.words import capital, word
from app.i18n import _, format_day, in_quotes
from app.services.records import complaints, notes, surveys
from app.ui.forms.composer_kinds import KINDS, Writing
from app.ui.forms.decisions import CardForm
from app.ui.kit.fields.forms import ChoiceField, DayField, Field, NumberField, Segmented, TextField
from app.ui.kit.page_context import PageContext
from app.ui.kit.widgets.flow import FlowRow
from app.ui.kit.widgets.labels import Label
from app.views.complaints.hunt import Questions
from app.views.record.page import RecordView
from app.views.today.page import main_contact

_TOUCHES = ("call", "meeting", "email", "visit", "message")


class TouchForm(CardForm):
    """What the composer's call asks for, with the kind of touch to choose."""

    def __init__(
        self,
        context: PageContext,
        view: RecordView,
        kind: str = "call",
        *,
        title: str = "",
        contact: str = "",
    ) -> None:
        shown = title or _("What was said?")
        super().__init__(context, shown, _("Log"), _("Logged: {kind}").format(kind=word(kind)))
        self._view = view
        self.form.add("text", _("What was said"), TextField(required=True, lines=2))
        row = FlowRow()
        kinds = [(each, capital(word(each))) for each in _TOUCHES]
        parts = [("kind", _("What it was"), ChoiceField(kinds, kind, required=True, small=True))]
        parts += KINDS["call"].parts(Writing(view, context.author, context.today))
        for name, label, control in parts:
            # One row that folds; the form knows each field all the same.
            field = Field(label, control)
            self.form.fields[name] = field
            control.value_changed.connect(self.form.changed)
            row.add(field)
        self.form.add_widget(row)
        if contact:
            self.form.fields["contacts"].control.set_value(contact)
        self.form.fields["kind"].control.value_changed.connect(self._name_it)

    def write(self, session: Any, values: dict[str, Any]) -> None:
        given = {name: value for name, value in values.items() if value not in ("", None)}
        head, _newline, rest = given.pop("text").strip().partition("\n")
        moment = given.pop("happened_at", None)
        if moment is None:
            moment = datetime.combine(self.context.today(), datetime.now().time())
        notes.log_note(
            session,
            client_id=self._view.who.id,
            happened_at=moment,
            subject=head,
            body=rest.strip() or None,
            author=self.context.author or None,
            **given,
        )

    def _name_it(self) -> None:
        kind = self.form.fields["kind"].control.value() or "call"
        self._label = _("Logged: {kind}").format(kind=word(kind))


class VoiceForm(CardForm):
    """We asked whether they would tell us even the smallest thing, in the language of who was asked.

    `contact` is the name of whom to ask.
    """

    def __init__(
        self, context: PageContext, view: RecordView, questions: Questions, contact: str = ""
    ) -> None:
        super().__init__(
            context, _("Ask them to speak"), _("Note the answer"), _("Asked: the answer is noted")
        )
        self._client_id = view.who.id
        self._questions = questions
        self.question = Label("", "body", "text2", wrap=True, selectable=True)
        self.form.add_widget(self.question)
        answers = [
            ("willing", _("Yes, gladly")),
            ("hesitant", _("Perhaps")),
            ("unwilling", _("Rather not")),
        ]
        self.form.add("answer", _("Their answer"), Segmented(answers, required=True))
        self.form.add("words", _("In their words"), TextField(lines=1))
        self.contact = contact_choice(view)
        self.form.add_row(
            ("contact_id", _("Who was asked"), self.contact),
            ("asked_on", _("Day"), _day(context)),
        )
        asked = next((each.id for each in view.contacts if contact and each.name == contact), None)
        if asked is not None:
            self.contact.set_value(asked)
        self.contact.value_changed.connect(self._show_question)
        self._show_question()

    def write(self, session: Any, values: dict[str, Any]) -> None:
        complaints.ask_voice(session, client_id=self._client_id, **values)

    def _show_question(self) -> None:
        self.question.setText(in_quotes(self._questions.to(self.contact.value())))


class SurveyForm(CardForm):
    """One question of a survey and its answer; warns where that person was asked lately."""

    def __init__(self, context: PageContext, view: RecordView, kind: str = "nps") -> None:
        super().__init__(
            context, _("One question, one answer"), _("Note the answer"), _("Survey answer noted")
        )
        self._view = view
        kinds = [(each, word(each).upper() if word(each) == each else word(each)) for each in surveys.SCALES]
        self.kind = self.form.add("kind", _("Which question"), Segmented(kinds, kind, required=True))
        self.contact = contact_choice(view)
        self.form.add_row(
            ("score", _("Score"), NumberField(low=0, high=100, decimals=1, required=True)),
            ("contact_id", _("Who answered"), self.contact),
            ("answered_on", _("Day"), _day(context)),
        )
        self.form.add("comment", _("In their words"), TextField(lines=1))
        self.kind.value_changed.connect(self._show)
        self.contact.value_changed.connect(self._show)
        self._show()

    def write(self, session: Any, values: dict[str, Any]) -> None:
        surveys.log_survey(session, client_id=self._view.who.id, **values)

    def _show(self) -> None:
        low, high = surveys.SCALES[self.kind.value()]
        scale = _("from {low:g} to {high:g}, the higher the better").format(low=low, high=high)
        _hint(self.form.fields["score"], scale)
        view = self._view
        again = rest_until(view.history, self.contact.value(), view.as_of, view.settings)
        _hint(
            self.form.fields["contact_id"],
            _("Asked lately; let them rest until {day}.").format(day=format_day(again)) if again else "",
        )


def contact_choice(view: RecordView) -> ChoiceField:
    """One of the people at the client, the one who decides first."""
    main = main_contact(view.contacts, view.as_of)
    people = [(None, "–"), *((contact.id, contact.name) for contact in view.contacts)]
    return ChoiceField(people, main.id if main else None)


def _hint(field: Field, text: str) -> None:
    field.hint.setText(text)
    field.hint.setVisible(bool(text))


def _day(context: PageContext) -> DayField:
    return DayField(context.today, required=True, latest=context.today, today=context.today)
