"""The chips of the composer: which few fields each asks for, and what saves them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.domain.kinds import KINDS as RECORD_KINDS
from app.domain.words import capital, word
from app.i18n import N_, _
from app.models import Attempt, Complaint, Decision, Offer, Promise, Record, Threat
from app.services.records import complaints, decisions, notes, offers, promises, threats
from app.ui.kit.fields.day_field import Proposed
from app.ui.kit.fields.forms import (
    CheckField,
    ChoiceField,
    DayField,
    LineField,
    MoneyField,
    MoodPicker,
    Segmented,
)
from app.ui.kit.fields.record_fields import MomentField, SeveralField
from app.ui.kit.look import theme
from app.ui.kit.look.scaled import fix_width
from app.views.forms import fields_of
from app.views.record.page import RecordView
from app.views.record.timeline_rows import NOTE_ICONS

Part = tuple[str, str, Any]
Values = dict[str, Any]


@dataclass(frozen=True)
class Writing:
    """For whom something is written, by whom, and on which day."""

    view: RecordView
    author: str
    today: Callable[[], date]

    @property
    def client_id(self) -> int:
        """The client's id."""
        return self.view.who.id


@dataclass(frozen=True)
class Kind:
    """One chip: `parts` makes its fields (name, label, control), `save(session, writing, text, values)`.

    What is `internal` the client at the table must not see being written.
    """

    icon: str
    title: str
    placeholder: str
    told: str
    parts: Callable[[Writing], list[Part]]
    save: Callable[[Any, Writing, str, Values], Any]
    internal: bool = False


def _names(writing: Writing) -> list[str]:
    return [contact.name for contact in writing.view.contacts]


def choice(label: str, options: Iterable[tuple[Any, str]], value: Any = None) -> ChoiceField:
    """A small list whose first line says what it is for."""
    return ChoiceField([(None, label), *options], value, small=True)


def _words(kind: str, name: str) -> tuple[tuple[Any, str], ...]:
    return fields_of(kind, [name])[0].options


def _line(label: str, width: int = 200, *, required: bool = False) -> LineField:
    field = LineField(placeholder=label, small=True, required=required)
    fix_width(field, width)
    return field


def _day(writing: Writing, label: str, value: Proposed | None = None) -> DayField:
    field = DayField(value, placeholder=label, today=writing.today, small=True)
    fix_width(field, 136)
    return field


def _moment(writing: Writing) -> Part:
    field = MomentField(today=writing.today, small=True)
    fix_width(field, 116)
    field.set_value(_("now"))
    return "happened_at", _("When"), field


def _touch(writing: Writing) -> list[Part]:
    who = SeveralField(_names(writing), small=True)
    side = Segmented([("client", _("They")), ("us", _("We"))], "us", small=True)
    return [
        ("contacts", _("With whom"), who),
        _moment(writing),
        ("started_by", _("Who started it"), side),
        ("mood", _("Mood"), MoodPicker()),
    ]


def _note(writing: Writing) -> list[Part]:
    return [_moment(writing), ("mood", _("Mood"), MoodPicker())]


def _save_note(kind: str) -> Callable[[Any, Writing, str, Values], Any]:
    def save(session: Any, writing: Writing, text: str, values: Values) -> Any:
        head, _newline, rest = text.partition("\n")
        words = (
            {"subject": head, "body": rest.strip() or None}
            if rest.strip() or len(head) <= 120
            else {"body": text}
        )
        given = {"author": writing.author or None, "started_by": "us"} | {
            k: v for k, v in values.items() if v != ""
        }
        moment = given.pop("happened_at", None) or datetime.combine(writing.today(), datetime.now().time())
        return notes.log_note(
            session, client_id=writing.client_id, kind=kind, happened_at=moment, **(given | words)
        )

    return save


def _decision(writing: Writing) -> list[Part]:
    return [
        ("title", _("Title"), _line(_("Title"))),
        ("our_advice", _("Our advice"), _line(_("Our advice"), 260, required=True)),
        ("stake", _("What is at stake"), _line(_("What is at stake"))),
        ("raised_on", _("Raised on"), _day(writing, _("Raised on"), writing.today)),
    ]


def _save_decision(session: Any, writing: Writing, text: str, values: Values) -> Any:
    values["title"] = values["title"] or " ".join(text.split()[:8])
    values["raised_on"] = values["raised_on"] or writing.today()
    return decisions.raise_decision(session, client_id=writing.client_id, client_wish=text, **values)


def _attempt(writing: Writing) -> list[Part]:
    found = writing.view.open_decisions
    options = [(v.decision.id, v.decision.title) for v in reversed(found)]
    chosen = ChoiceField(
        options, options[0][0] if options else None, placeholder=_("No open decision"), small=True
    )
    channels = [(each, capital(word(each))) for each in ("call", "meeting", "email", "visit", "message")]
    people = [(contact.id, contact.name) for contact in writing.view.contacts]
    return [
        ("decision_id", _("Which decision"), chosen),
        ("contact_id", _("With whom"), choice(_("With whom"), people)),
        ("channel", _("How"), choice(_("How"), channels)),
        ("response", _("Answer"), choice(_("Answer"), _words("attempts", "response"))),
        ("made_on", _("Day"), _day(writing, _("Day"), writing.today)),
        ("override_reason", _("Why once more"), _line(_("Why argue once more"), 260)),
    ]


def _save_attempt(session: Any, writing: Writing, text: str, values: Values) -> Any:
    values["made_on"] = values["made_on"] or writing.today()
    return decisions.log_attempt(session, argument=text, made_by=writing.author or None, **values)


def _complaint(writing: Writing) -> list[Part]:
    people = [(name, name) for name in _names(writing)]
    asked = CheckField(_("We asked for it"))
    asked.setFixedHeight(theme.px(28))
    severity = choice(_("How grave"), [(1, _("small")), (2, _("serious")), (3, _("grave"))])
    return [
        ("raised_by", _("Who said it"), choice(_("Who said it"), people)),
        ("category", _("Category"), _line(_("Category"), 140)),
        ("severity", _("How grave"), severity),
        ("received_on", _("Received on"), _day(writing, _("Received on"), writing.today)),
        ("solicited", _("We asked for it"), asked),
    ]


def _save_complaint(session: Any, writing: Writing, text: str, values: Values) -> Any:
    values["received_on"] = values["received_on"] or writing.today()
    return complaints.receive(session, client_id=writing.client_id, remark=text, **values)


def _promise(writing: Writing) -> list[Part]:
    side = Segmented([("ours", _("We promise")), ("theirs", _("They promise"))], "ours", small=True)
    return [
        ("side", _("Whose promise"), side),
        ("due_on", _("Due"), _day(writing, _("Due, e.g. +1w"))),
        ("made_on", _("Made on"), _day(writing, _("Made on"), writing.today)),
    ]


def _save_promise(session: Any, writing: Writing, text: str, values: Values) -> Any:
    values["made_on"] = values["made_on"] or writing.today()
    made_by = writing.author or None if values["side"] == "ours" else None
    return promises.promise(session, client_id=writing.client_id, text=text, made_by=made_by, **values)


def _threat(writing: Writing) -> list[Part]:
    people = [(name, name) for name in _names(writing)]
    return [
        ("made_by", _("Who said it"), choice(_("Who said it"), people)),
        ("asked_for", _("Asked for"), choice(_("Asked for"), _words("threats", "asked_for"))),
        ("competitor", _("Competitor"), _line(_("Competitor"), 140)),
        ("offer_evidence", _("Their offer"), choice(_("Their offer"), _words("threats", "offer_evidence"))),
        ("made_on", _("Day"), _day(writing, _("Day"), writing.today)),
    ]


def _save_threat(session: Any, writing: Writing, text: str, values: Values) -> Any:
    values["made_on"] = values["made_on"] or writing.today()
    return threats.record_threat(session, client_id=writing.client_id, wording=text, **values)


def _offer(writing: Writing) -> list[Part]:
    cost = MoneyField(None, writing.view.currency, required=True, small=True)
    fix_width(cost, 110)
    open_threats = [(t.threat.id, t.threat.ref) for t in writing.view.verdicts.threats if t.is_open]
    return [
        ("kind", _("What"), ChoiceField(_words("offers", "kind"), "gift", small=True)),
        ("trigger", _("Occasion"), ChoiceField(_words("offers", "trigger"), "proactive", small=True)),
        ("cost", _("What it costs us"), cost),
        ("threat_id", _("Threat"), choice(_("Threat"), open_threats)),
        ("made_on", _("Day"), _day(writing, _("Day"), writing.today)),
    ]


def _save_offer(session: Any, writing: Writing, text: str, values: Values) -> Any:
    values["made_on"] = values["made_on"] or writing.today()
    values["cost"] = values["cost"] or 0
    return offers.offer(session, client_id=writing.client_id, note=text, **values)


_SAID = N_("What was said? The first line becomes the title.")


def _of(
    model: type[Record],
    placeholder: str,
    told: str,
    parts: Callable[[Writing], list[Part]],
    save: Callable[[Any, Writing, str, Values], Any],
    *,
    internal: bool = False,
) -> Kind:
    """The chip of a kind of record, with its icon and title."""
    kind = RECORD_KINDS[model.__tablename__]
    return Kind(kind.icon, kind.title, placeholder, told, parts, save, internal or model.wholly_internal)


KINDS: dict[str, Kind] = {
    "note": Kind(
        NOTE_ICONS["internal"],
        RECORD_KINDS["notes"].title,
        N_("A thought for ourselves"),
        N_("Note kept"),
        _note,
        _save_note("internal"),
        internal=True,
    ),
    "call": Kind(NOTE_ICONS["call"], N_("Call"), _SAID, N_("Call logged"), _touch, _save_note("call")),
    "meeting": Kind(
        NOTE_ICONS["meeting"], N_("Meeting"), _SAID, N_("Meeting logged"), _touch, _save_note("meeting")
    ),
    "email": Kind(NOTE_ICONS["email"], N_("Email"), _SAID, N_("Email logged"), _touch, _save_note("email")),
    "decision": _of(Decision, N_("What the client wants"), N_("Decision raised"), _decision, _save_decision),
    "attempt": _of(Attempt, N_("Our argument"), N_("Attempt logged"), _attempt, _save_attempt),
    "complaint": _of(
        Complaint, N_("In the client’s own words"), N_("Complaint taken"), _complaint, _save_complaint
    ),
    "promise": _of(Promise, N_("What was promised"), N_("Promise noted"), _promise, _save_promise),
    "threat": _of(Threat, N_("Their words"), N_("Threat logged"), _threat, _save_threat),
    "offer": _of(
        Offer, N_("What we give or propose"), N_("Offer logged"), _offer, _save_offer, internal=True
    ),
}
