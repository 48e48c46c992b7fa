"""What binds a client: the answer to a threat, an agreement renewed, a surprise given, a type confirmed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from app.domain.facts import Agreement, Judgement
from app.domain.rules.threats import ThreatVerdict
from app.domain.rules.types import TEXTS
from app.domain.rules.value import ceiling, chances_of
from app.domain.today.agreements import keys_of
from app.domain.words import capital, word
from app.i18n import _, format_day, format_money
from app.services.records import agreements, judgements, offers, tasks, threats
from app.ui.forms.decisions import CardForm
from app.ui.kit.fields.forms import (
    CheckField,
    ChoiceField,
    DayField,
    LineField,
    MoneyField,
    NumberField,
    Segmented,
    TextField,
)
from app.ui.kit.page_context import PageContext
from app.ui.kit.widgets.labels import Label
from app.views.record.page import RecordView

LOOK_AGAIN_DAYS = 7


class ThreatForm(CardForm):
    """What we do about a threat, how it ended, and when to look at it again while it is open.

    `item` is the key under which Today lists the threat; it rests until the day chosen.
    """

    def __init__(self, context: PageContext, view: RecordView, verdict: ThreatVerdict, item: str) -> None:
        threat = verdict.threat
        super().__init__(context, threat.wording or _("They may leave"), _("Decide"), _("Threat: decided"))
        self._threat_id, self._item, self._before = threat.id, item, threat.response
        self._can_be_lost = view.who.status in ("active", "paused")
        self.form.add_widget(Label(_worth(view, verdict), "small", "text2", wrap=True))
        answers = [("retain", _("Retain")), ("hold", _("Hold")), ("let_go", _("Let go"))]
        ends = [("open", _("Not known yet")), ("stayed", _("They stayed")), ("left", _("They left"))]
        self.form.add_row(
            ("response", _("What we do"), Segmented(answers, threat.response)),
            ("outcome", _("How it ended"), Segmented(ends, "open")),
        )
        again = DayField(
            lambda: context.today() + timedelta(days=LOOK_AGAIN_DAYS), required=True, today=context.today
        )
        self.form.add("again", _("Look at it again on"), again)
        words = _("Mark {client} as lost").format(client=view.who.name)
        self.form.add("lost", "", CheckField(words, self._can_be_lost))
        self.form.add("reason", _("Reason for leaving"), LineField())
        self.form.fields["outcome"].control.value_changed.connect(self._show)
        self.form.fields["lost"].control.value_changed.connect(self._show)
        self._show()

    def submit(self) -> None:
        """Something has to be decided."""
        values = self.form.values()
        if values["response"] is None and values["outcome"] == "open":
            self.form.fields["response"].show_problem(_("Choose one."))
            self.form.fields["response"].go()
            return
        super().submit()

    def write(self, session: Any, values: dict[str, Any]) -> None:
        today = self.context.today()
        if values["response"] not in (None, self._before):
            threats.answer_threat(session, threat_id=self._threat_id, response=values["response"])
        if values["outcome"] == "left":
            lost = self._can_be_lost and values["lost"]
            threats.they_left(
                session, threat_id=self._threat_id, on=today, lost=lost, reason=values["reason"] or None
            )
        elif values["outcome"] == "stayed":
            threats.close_threat(session, threat_id=self._threat_id, outcome="stayed", on=today)
        else:
            tasks.put_off(session, item=self._item, until=values["again"], today=today)

    def _show(self) -> None:
        values, fields = self.form.values(), self.form.fields
        left = values["outcome"] == "left" and self._can_be_lost
        fields["again"].setVisible(values["outcome"] == "open")
        fields["lost"].setVisible(left)
        fields["reason"].setVisible(left and bool(values["lost"]))


def _worth(view: RecordView, verdict: ThreatVerdict) -> str:
    """Its class, and what one offer may cost at most."""
    found = ceiling(view.verdicts.value, chances_of(verdict.kind, view.settings))
    low, high = (format_money(cents, view.currency, decimals=False) for cents in (found.low, found.high))
    room = _("one offer may cost {low} to {high}").format(low=low, high=high)
    if found.high == 0:
        room = _("no offer would pay")
    return _("{kind}; {room}. First what costs no money: settle, keep, listen.").format(
        kind=capital(word(verdict.kind)), room=room
    )


class RenewForm(CardForm):
    """A following agreement. Today's items of the old one rest until it has run out."""

    def __init__(self, context: PageContext, view: RecordView, agreement: Agreement) -> None:
        super().__init__(context, agreement.title, _("Renew"), _("Agreement renewed"))
        self._agreement, self._client_id = agreement, view.who.id
        self._ends = agreement.ends_on or context.today()
        length = self._ends - agreement.starts_on
        begins = _("It follows on the day after {day}; what stays empty stays as it was.").format(
            day=format_day(self._ends)
        )
        self.form.add_widget(Label(begins, "small", "text2", wrap=True))
        earliest = self._ends + timedelta(days=1)
        until = DayField(_later(earliest, length), required=True, earliest=earliest, today=context.today)
        self.form.add_row(
            ("ends_on", _("Until"), until),
            ("yearly_value", _("Yearly value"), MoneyField(agreement.yearly_value, view.currency)),
            ("notice_days", _("Notice, days"), NumberField(agreement.notice_days, low=0, high=3650)),
        )
        self.form.add("our_gain", _("What we gain"), TextField(lines=1))
        self.form.add("client_gain", _("What the client gains"), TextField(lines=1))

    def write(self, session: Any, values: dict[str, Any]) -> None:
        said = {name: value for name, value in values.items() if value not in (None, "")}
        agreements.renew(session, agreement_id=self._agreement.id, **said)
        today = self.context.today()
        until = max(self._ends, today) + timedelta(days=1)
        resting = keys_of(self._agreement, self._client_id)
        tasks.put_all_off(session, items=resting, until=until, today=today)


def _later(day: date, length: timedelta) -> date:
    try:
        return day + length
    except OverflowError:
        return date.max


class SurpriseForm(CardForm):
    """Something small, given unasked; it counts as accepted."""

    def __init__(self, context: PageContext, view: RecordView) -> None:
        super().__init__(context, _("A small surprise, unasked"), _("Given"), _("Surprise given"))
        self._client_id = view.who.id
        what = self.form.add("note", _("What it is"), LineField(required=True))
        what.setPlaceholderText(_("Something that is not money, and for them alone"))
        kinds = [(each, capital(word(each))) for each in ("gift", "service", "bonus", "terms", "discount")]
        self.form.add_row(
            ("kind", _("Kind"), ChoiceField(kinds, "gift", required=True)),
            ("cost", _("What it costs us"), MoneyField(None, view.currency, required=True)),
            ("made_on", _("Given on"), DayField(context.today, required=True, today=context.today)),
        )

    def write(self, session: Any, values: dict[str, Any]) -> None:
        offers.offer(
            session,
            client_id=self._client_id,
            trigger="proactive",
            outcome="accepted",
            decided_on=values["made_on"],
            **values,
        )


class ConfirmTypeForm(CardForm):
    """Why the client stays, judged anew: the same as before, or another reason."""

    def __init__(self, context: PageContext, view: RecordView, judgement: Judgement) -> None:
        super().__init__(context, _("Why do they stay?"), _("Confirm"), _("Judgement confirmed"))
        self._client_id = view.who.id
        values = [(each, _(TEXTS[each].name)) for each in TEXTS]
        self.form.add_row(
            ("value", _("They stay because"), ChoiceField(values, judgement.value, required=True)),
            ("judged_on", _("Judged on"), DayField(context.today, required=True, today=context.today)),
        )
        reason = TextField(judgement.reason, required=True, lines=2)
        self.form.add("reason", _("How we know"), reason)

    def write(self, session: Any, values: dict[str, Any]) -> None:
        judgements.judge(
            session,
            client_id=self._client_id,
            about="loyalty_type",
            judged_by=self.context.author or None,
            **values,
        )
