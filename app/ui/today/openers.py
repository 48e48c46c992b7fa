"""Which small form each row of Today opens, filled with what the book knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from app.errors import NotFound, UserError
from app.i18n import _
from app.services.records.tasks import rest_if_raised
from app.ui.forms.complaints import StepForm
from app.ui.forms.decisions import CardForm, DebriefForm, SettleForm
from app.ui.forms.promises import PromiseForm
from app.ui.forms.retention import ConfirmTypeForm, RenewForm, SurpriseForm, ThreatForm
from app.ui.forms.tasks import DoneForm
from app.ui.forms.touches import SurveyForm, TouchForm, VoiceForm
from app.ui.kit.page_context import PageContext, Place
from app.views.complaints.hunt import Questions, questions_for
from app.views.complaints.sheet import SheetView, sheet_view
from app.views.decisions.cards import DecisionCard, decision_cards
from app.views.record.page import RecordView, open_record
from app.views.today.page import TodayRow

REST_DAYS = 7
_Found = TypeVar("_Found")
_STEPS = ("answer", "resolve", "tell")


@dataclass(frozen=True)
class Known:
    """What was read for a form: the client's record, the decision or sheet it is about, what to ask."""

    about: RecordView | None
    decision: DecisionCard | None = None
    complaint: SheetView | None = None
    questions: Questions | None = None

    @property
    def view(self) -> RecordView:
        """The client's record; only our own tasks have none, and their form asks for none."""
        return _there(self.about)

    @property
    def card(self) -> DecisionCard:
        """The decision it is about."""
        return _there(self.decision)

    @property
    def sheet(self) -> SheetView:
        """The complaint it is about."""
        return _there(self.complaint)


def open_for(
    context: PageContext,
    row: TodayRow,
    ready: Callable[[CardForm], Any],
    failed: Callable[[UserError], Any],
    owner: Any,
) -> None:
    """Read what the row's form needs and make it; `ready(form)` on the main thread."""
    today = context.today()

    def read(session: Any) -> Known:
        client_id = row.item.client_id
        view = open_record(session, client_id, today) if client_id is not None else None
        if client_id is not None and view is None:
            raise NotFound(_("This client is no longer in the book."), _("Undo, or look in the trash."))
        card = None
        if view is not None and row.deed in ("settle", "debrief"):
            cards = decision_cards(session, view).cards
            card = next((each for each in cards if each.id == _id(row)), None)
            if card is None:
                raise NotFound(_("This decision is no longer in the book."), _("Look in the trash."))
        sheet = sheet_view(session, _id(row), today) if row.deed in _STEPS else None
        questions = questions_for(session, client_id) if client_id is not None else None
        return Known(view, card, sheet, questions)

    def show(known: Known) -> None:
        try:
            form = _made(context, row, known)
        except NotFound as error:
            failed(error)
        else:
            ready(form)

    context.operations.read(read, show, failed, owner=owner, key="form")


def _made(context: PageContext, row: TodayRow, known: Known) -> CardForm:
    form = _MAKERS[row.deed](context, row, known)
    client_id = row.item.client_id
    if client_id is not None and row.deed not in ("decide", "prepare", *_STEPS):
        form.then = lambda session: _rest(session, row, client_id, context.today())
    return form


def _rest(session: Any, row: TodayRow, client_id: int, today: date) -> None:
    """What was done needs no doing for a while; a birthday until the day after it."""
    until = max(row.item.due, today) + timedelta(days=1)
    if row.item.rule != "birthday":
        until = today + timedelta(days=REST_DAYS)
    rest_if_raised(session, client_id=client_id, item=row.key, until=until, today=today)


def _id(row: TodayRow) -> int:
    return row.record[1] if row.record else 0


def _found(records: Any, row: TodayRow) -> Any:
    return _there(next((each for each in records if each.id == _id(row)), None))


def _there(found: _Found | None) -> _Found:
    """What a row's form needs; the row may be older than the book."""
    if found is None:
        raise NotFound(_("This is no longer in the book."), _("Undo, or look in the trash."))
    return found


def _step(reaches: str) -> Callable[[PageContext, TodayRow, Known], CardForm]:
    return lambda context, _row, known: StepForm(context, known.sheet, reaches)


def _decide(context: PageContext, row: TodayRow, known: Known) -> CardForm:
    verdict = _there(known.view.threat(_id(row)))
    form = ThreatForm(context, known.view, verdict, row.key)
    place = Place("clients", row.item.client_id, record=row.record)
    form.add_aside(_("Reasons and ceiling"), lambda: context.go(place))
    return form


def _done(context: PageContext, row: TodayRow, known: Known) -> CardForm:
    touch = False
    if known.about is not None:
        touch = _found(known.about.history.tasks, row).kind in ("call", "meeting")
    return DoneForm(context, _id(row), row.item.what, touch=touch)


def _settle(context: PageContext, row: TodayRow, known: Known) -> CardForm:
    return SettleForm(context, known.view, known.card, "client_way")


def _debrief(context: PageContext, row: TodayRow, known: Known) -> CardForm:
    return DebriefForm(context, known.card)


_MAKERS: dict[str, Callable[[PageContext, TodayRow, Known], CardForm]] = {
    "fulfil": lambda context, row, _known: PromiseForm(context, _id(row), row.item.what),
    "decide": _decide,
    "answer": _step("answered"),
    "resolve": _step("resolved"),
    "tell": _step("told"),
    "prepare": lambda context, row, known: RenewForm(
        context, known.view, _found(known.view.history.agreements, row)
    ),
    "done": _done,
    "settle": _settle,
    "call": lambda context, row, known: TouchForm(context, known.view, contact=row.contact),
    "ask": lambda context, row, known: VoiceForm(context, known.view, _there(known.questions), row.contact),
    "survey": lambda context, row, known: SurveyForm(context, known.view),
    "debrief": _debrief,
    "surprise": lambda context, row, known: SurpriseForm(context, known.view),
    "confirm": lambda context, row, known: ConfirmTypeForm(
        context, known.view, _found(known.view.history.judgements, row)
    ),
    "wish": lambda context, row, known: TouchForm(
        context, known.view, "message", title=_("Wish them well"), contact=row.contact
    ),
}
