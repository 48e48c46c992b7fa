"""The small form of each step, in the sheet and, from the board or elsewhere, over the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.words import capital, word
from app.errors import UserError
from app.i18n import N_, _
from app.services.records import complaints as use_cases
from app.ui.kit import discreet
from app.ui.kit.fields.capture import FormDialog
from app.ui.kit.fields.forms import DayField, Form, LineField, MoneyField, Segmented, TextField
from app.ui.kit.page_context import PageContext
from app.views.complaints.sheet import SheetView, sheet_view

Values = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """One step forward from `after`: what the form asks for, and what saves it.

    `build(form, context, view, apart)` fills the form; `apart` asks for what the sheet's left page asks.
    """

    after: str
    reaches: str
    title: str
    words: str
    label: str
    icon: str
    main: str
    build: Callable[[Form, PageContext, SheetView, bool], None]
    save: Callable[[Any, int, Values], Any]


def _day(form: Form, context: PageContext, view: SheetView, name: str) -> None:
    day = DayField(
        context.today,
        required=True,
        earliest=view.sheet.complaint.received_on,
        today=context.today,
        small=True,
    )
    form.add(name, _("Day"), day)


def _answer(form: Form, context: PageContext, view: SheetView, apart: bool) -> None:
    hint = _("The first answer need not solve it: say that it was heard, and what was found so far.")
    finding = TextField(view.text("finding"), placeholder=_("What was found so far"), lines=2)
    form.add("finding", _("What we found"), finding, hint=hint)
    _day(form, context, view, "on")


def _resolve(form: Form, context: PageContext, view: SheetView, apart: bool) -> None:
    if apart:
        finding = TextField(view.text("finding"), placeholder=_("What went wrong, and why"), lines=2)
        form.add("finding", _("What we found"), finding)
    changed = TextField(
        view.text("change_made"),
        placeholder=_("What is different from now on"),
        required=True,
        lines=2,
    )
    form.add("change_made", _("What we changed"), changed)
    _day(form, context, view, "on")


def satisfied_field(*, small: bool = True) -> Segmented:
    """Yes, partly or no."""
    return Segmented([(each, capital(word(each))) for each in ("yes", "partly", "no")], small=small)


def _tell(form: Form, context: PageContext, view: SheetView, apart: bool) -> None:
    told = TextField(
        view.text("told_words"), placeholder=_("Write what was said, in plain words"), required=True, lines=2
    )
    form.add("told_words", _("How we told the client"), told)
    if apart:
        form.add("satisfied", _("Is the client satisfied?"), satisfied_field(small=False))
        form.add("said", _("In the client’s words"), LineField(placeholder=_("added to their page")))
    _day(form, context, view, "on")


def _thank(form: Form, context: PageContext, view: SheetView, apart: bool) -> None:
    hint = _("A call, a card, a small thing they did not expect. Not a discount.")
    cost = view.texts.get("reward_cost")
    money = MoneyField(cost if isinstance(cost, int) else None, view.currency, small=True)
    reward = LineField(view.text("reward"), small=True)
    form.add_row(("reward", _("Thanks or reward"), reward), ("reward_cost", _("What it costs us"), money))
    form.fields["reward"].hint.setText(hint)
    form.fields["reward"].hint.show()
    discreet.internal(form.fields["reward_cost"])
    _day(form, context, view, "on")


def _save_answer(session: Any, complaint_id: int, values: Values) -> Any:
    return use_cases.respond(session, complaint_id=complaint_id, **values)


def _save_resolve(session: Any, complaint_id: int, values: Values) -> Any:
    return use_cases.resolve(session, complaint_id=complaint_id, **values)


def _save_tell(session: Any, complaint_id: int, values: Values) -> Any:
    said = str(values.pop("said", "") or "").strip()
    made = use_cases.tell(session, complaint_id=complaint_id, **values)
    if said:
        use_cases.add_words(session, complaint_id=complaint_id, words=said, on=values["on"])
    return made


def _save_thank(session: Any, complaint_id: int, values: Values) -> Any:
    return use_cases.thank(session, complaint_id=complaint_id, **values)


STEPS = (
    Step(
        "received", "answered", N_("The first answer"), N_("Answer the client"), N_("Complaint answered"),
        "reply", "finding", _answer, _save_answer,
    ),
    Step(
        "answered", "resolved", N_("Put right"), N_("Mark as resolved"), N_("Complaint resolved"),
        "wrench", "change_made", _resolve, _save_resolve,
    ),
    Step(
        "resolved", "told", N_("The client hears what changed"), N_("Tell the client"), N_("The client was told"),
        "megaphone", "told_words", _tell, _save_tell,
    ),
    Step(
        "told", "thanked", N_("Thanks for the complaint"), N_("Thank the client"), N_("The client was thanked"),
        "heart", "reward", _thank, _save_thank,
    ),
)  # fmt: skip


def step_after(step: str) -> Step | None:
    """The step that follows; None when the client was thanked."""
    return next((each for each in STEPS if each.after == step), None)


def step_to(column: str) -> Step:
    """The step that reaches a column of the board."""
    return next(each for each in STEPS if each.reaches == column)


def open_step(
    context: PageContext,
    complaint_id: int,
    reaches: str | None = None,
    failed: Callable[[UserError], Any] | None = None,
) -> None:
    """Open the small form of a sheet's next step over the window, or of the step that `reaches` a column."""

    def show(view: SheetView) -> None:
        step = step_to(reaches) if reaches else step_after(view.step)
        if step is None:
            context.toast(_("{ref} is finished: told and thanked.").format(ref=view.sheet.complaint.ref))
        else:
            step_dialog(context, view, step)

    today: date = context.today()
    context.operations.read(
        lambda session: sheet_view(session, complaint_id, today), show, failed, owner=context
    )


def step_dialog(context: PageContext, view: SheetView, step: Step) -> FormDialog:
    """The form of one step over the window."""
    form = Form()
    step.build(form, context, view, True)
    complaint = view.sheet.complaint
    title = _("{what}: {ref}").format(what=_(step.title), ref=complaint.ref)
    words = " ".join(view.text("remark").split())
    quote = _("{client}: “{words}”").format(client=view.client, words=_cut(words))
    dialog = FormDialog(context, title, form, quote)
    label, complaint_id = _(step.label), view.id
    dialog.set_save(
        _(step.words),
        label,
        lambda session, **values: step.save(session, complaint_id, values),
        lambda _id: context.toast(f"{complaint.ref}: {label}", undo=True),
    )
    dialog.open()
    form.fields[step.main].control.setFocus()
    return dialog


def _cut(text: str, most: int = 160) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]}…"
