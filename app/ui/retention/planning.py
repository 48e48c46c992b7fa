"""Putting a surprise into a month: the form, and the months of a quarter."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.domain.rules.time import shift
from app.domain.words import capital
from app.i18n import _, format_day
from app.services.records import surprises as use_cases
from app.ui.kit.fields.capture import FormDialog
from app.ui.kit.fields.forms import ChoiceField, Form, LineField, Segmented
from app.ui.kit.page_context import PageContext
from app.views.retention.surprises import IDEAS, Candidate


class PlanDialog(FormDialog):
    """What, and in which month."""

    def __init__(self, context: PageContext, candidate: Candidate, months: list[date]) -> None:
        form = Form()
        ideas = [(_(words), _(words)) for _icon, words in IDEAS]
        self.ideas = form.add(
            "choice", _("An idea; what costs no money comes first"), ChoiceField(ideas, ideas[0][0])
        )
        self.idea = form.add("idea", _("In your words"), LineField(required=True))
        shown = [(month, capital(format_day(month, "LLLL"))) for month in months]
        form.add("month", _("In which month"), Segmented(shown, months[0], required=True))
        super().__init__(
            context,
            _("Plan a surprise for {client}").format(client=candidate.client),
            form,
            candidate.occasion,
        )
        self.idea.set_value(self.ideas.value())
        self.ideas.value_changed.connect(lambda: self.idea.set_value(self.ideas.value()))
        client_id, who = candidate.client_id, context.author

        def save(session: Any, *, idea: str, month: date, **_rest: Any) -> Any:
            return use_cases.plan_surprise(
                session, client_id=client_id, idea=idea, month=month, today=context.today(), who=who
            )

        told = _("Surprise planned")
        self.set_save(_("Plan it"), told, save, lambda _id: context.toast(told, undo=True))


def quarter(day: date) -> date:
    """The first day of the quarter of a day."""
    return date(day.year, day.month - (day.month - 1) % 3, 1)


def month_after(day: date) -> date:
    """The first day of the next month."""
    return shift(day.replace(day=1), 31).replace(day=1)


def next_quarter(start: date) -> date:
    """The first day of the quarter after the one that begins at `start`."""
    return month_after(month_after(month_after(start)))
