"""The step of a complaint's sheet that comes next, as a form in place."""

from __future__ import annotations

from typing import Any

from app.i18n import _, in_quotes
from app.ui.forms.complaint_steps import step_to
from app.ui.forms.decisions import CardForm
from app.ui.kit.page_context import PageContext
from app.ui.kit.widgets.labels import Label
from app.views.complaints.sheet import SheetView


class StepForm(CardForm):
    """Answer the client, put right, or tell what changed; `reaches` is the column of the board."""

    def __init__(self, context: PageContext, view: SheetView, reaches: str) -> None:
        step = step_to(reaches)
        title = _("{what}: {ref}").format(what=_(step.title), ref=view.sheet.complaint.ref)
        super().__init__(context, title, _(step.words), _(step.label))
        self._step, self._complaint_id = step, view.id
        remark = " ".join(view.text("remark").split())
        self.form.add_widget(Label(in_quotes(remark), "small", "text2", wrap=True))
        step.build(self.form, context, view, True)

    def write(self, session: Any, values: dict[str, Any]) -> None:
        self._step.save(session, self._complaint_id, values)
