"""How a promise ended: kept, moved to another day, broken, or no longer asked for."""

from __future__ import annotations

from typing import Any

from app.i18n import _, pgettext
from app.services.records import promises
from app.ui.forms.decisions import CardForm
from app.ui.kit.fields.forms import DayField, Segmented, TextField
from app.ui.kit.page_context import PageContext


class PromiseForm(CardForm):
    """One form for every end of a promise; the fields follow what is chosen."""

    def __init__(self, context: PageContext, promise_id: int, text: str, outcome: str = "kept") -> None:
        super().__init__(context, text, _("Keep note of it"), _("Promise: noted"))
        self._promise_id = promise_id
        options = [
            ("kept", pgettext("one promise", "Kept")),
            ("later", _("Another day")),
            ("broken", _("Not kept")),
            ("released", _("Let off")),
        ]
        self.outcome = self.form.add("outcome", _("What came of it"), Segmented(options, outcome))
        self.form.add_row(
            (
                "on",
                _("Day"),
                DayField(context.today, required=True, latest=context.today, today=context.today),
            ),
            ("due_on", _("New day"), DayField(required=True, today=context.today)),
        )
        self.form.add("reason", _("Why, in one line"), TextField(required=True, lines=1))
        self.outcome.value_changed.connect(self._show)
        self._show()

    def write(self, session: Any, values: dict[str, Any]) -> None:
        on, outcome = values["on"], values["outcome"]
        if outcome == "kept":
            promises.keep(session, promise_id=self._promise_id, on=on)
        elif outcome == "later":
            promises.renegotiate(
                session, promise_id=self._promise_id, on=on, due_on=values["due_on"], reason=values["reason"]
            )
        else:
            end = promises.break_promise if outcome == "broken" else promises.release
            end(session, promise_id=self._promise_id, on=on, reason=values["reason"])

    def _show(self) -> None:
        outcome = self.outcome.value()
        self.form.fields["due_on"].setVisible(outcome == "later")
        self.form.fields["reason"].setVisible(outcome != "kept")
        words = {
            "kept": (_("Fulfilled"), _("Promise fulfilled")),
            "later": (_("Agree on the new day"), _("Promise moved to another day")),
            "broken": (_("Not kept"), _("Promise not kept: noted")),
            "released": (_("Let off"), _("Promise let off: noted")),
        }[outcome]
        self.save_button.setText(words[0])
        self._label = words[1]
