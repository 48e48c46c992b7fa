"""Which small form each row of Today opens, filled with what the book knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from app.domain.today import deeds, rule_of
from app.domain.today.deeds import Deed
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
from app.ui.kit.rows import Rows
from app.views.complaints.hunt import Questions, questions_for
from app.views.complaints.sheet import SheetView, sheet_view
from app.views.decisions.cards import DecisionCard, decision_cards
from app.views.record.page import RecordView, open_record
from app.views.today.page import TodayRow

REST_DAYS = 7
_Found = TypeVar("_Found")


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
        reads, card = FORMS[row.deed].reads, None
        if view is not None and reads == "decision":
            cards = decision_cards(session, view).cards
            card = next((each for each in cards if each.id == _id(row)), None)
            if card is None:
                raise NotFound(_("This decision is no longer in the book."), _("Look in the trash."))
        sheet = sheet_view(session, _id(row), today) if reads == "complaint" else None
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
    deed, client_id = FORMS[row.deed], row.item.client_id
    form = deed.make(context, row, known)
    if client_id is not None and deed.rests:
        form.then = lambda session: _rest(session, row, client_id, context.today())
    return form


def _rest(session: Any, row: TodayRow, client_id: int, today: date) -> None:
    """What was done needs no doing for a while; what is over with its day, until the day after it."""
    over = rule_of(row.item).over_with_its_day
    until = max(row.item.due, today) + timedelta(days=1) if over else today + timedelta(days=REST_DAYS)
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


@dataclass(frozen=True)
class DeedForm:
    """The form of a deed: what makes it, what is read for it beside the client's record ("decision" or
    "complaint"), and whether the item rests a while once it is saved, where the rules still ask for it.
    """

    make: Callable[[PageContext, TodayRow, Known], CardForm]
    reads: str = ""
    rests: bool = True


def _step(reaches: str) -> DeedForm:
    return DeedForm(
        lambda context, _row, known: StepForm(context, known.sheet, reaches), "complaint", rests=False
    )


def _wish(context: PageContext, row: TodayRow, known: Known) -> CardForm:
    return TouchForm(context, known.view, "message", title=_("Wish them well"), contact=row.contact)


# Every deed has its form here, or leads elsewhere (`WITHOUT_FORM`).
FORMS: dict[Deed, DeedForm] = {
    deeds.FULFIL: DeedForm(lambda context, row, _known: PromiseForm(context, _id(row), row.item.what)),
    deeds.DECIDE: DeedForm(_decide, rests=False),
    deeds.ANSWER: _step("answered"),
    deeds.RESOLVE: _step("resolved"),
    deeds.TELL: _step("told"),
    deeds.PREPARE: DeedForm(
        lambda context, row, known: RenewForm(
            context, known.view, _found(known.view.history.agreements, row)
        ),
        rests=False,
    ),
    deeds.DONE: DeedForm(_done),
    deeds.SETTLE: DeedForm(
        lambda context, _row, known: SettleForm(context, known.view, known.card, "client_way"), "decision"
    ),
    deeds.CALL: DeedForm(lambda context, row, known: TouchForm(context, known.view, contact=row.contact)),
    deeds.ASK: DeedForm(
        lambda context, row, known: VoiceForm(context, known.view, _there(known.questions), row.contact)
    ),
    deeds.SURVEY: DeedForm(lambda context, _row, known: SurveyForm(context, known.view)),
    deeds.DEBRIEF: DeedForm(lambda context, _row, known: DebriefForm(context, known.card), "decision"),
    deeds.SURPRISE: DeedForm(lambda context, _row, known: SurpriseForm(context, known.view)),
    deeds.CONFIRM: DeedForm(
        lambda context, row, known: ConfirmTypeForm(
            context, known.view, _found(known.view.history.judgements, row)
        )
    ),
    deeds.WISH: DeedForm(_wish),
}
# The deeds that lead to where their records are.
WITHOUT_FORM: dict[Deed, Callable[[Rows, TodayRow], object]] = {
    deeds.SHOW: lambda rows, _row: rows.context.actions.run("view.unwritten"),
    deeds.WRITE: lambda rows, row: rows.context.go(Place("clients", row.item.client_id, tab="log")),
    deeds.UPDATE: lambda rows, row: rows.edit(*_there(row.record)),
}
