"""The steps of a complaint's sheet that one takes in passing: the first answer, and telling what changed."""

from __future__ import annotations

from typing import Any

from app.i18n import _
from app.services.records import complaints
from app.ui.clients.decision_forms import CardForm
from app.ui.core.forms import DayField, Segmented, TextField
from app.ui.desk import Desk


class AnswerForm(CardForm):
    """The first answer: heard, and what we found so far."""

    def __init__(self, desk: Desk, complaint_id: int, ref: str) -> None:
        title = _("First answer to {ref}").format(ref=ref)
        super().__init__(desk, title, _("Answered"), _("Complaint answered"))
        self._complaint_id = complaint_id
        hint = _("Empty is fine: that somebody heard them is the answer.")
        finding = self.form.add("finding", _("What we found so far"), TextField(lines=2), hint=hint)
        self.form.add("on", _("Answered on"), _past_day(desk))
        self.watch_submit(finding)

    def write(self, session: Any, values: dict[str, Any]) -> None:
        complaints.respond(
            session, complaint_id=self._complaint_id, on=values["on"], finding=values["finding"] or None
        )


class TellForm(CardForm):
    """The client hears what changed; where it is not resolved yet, that is said along with it."""

    def __init__(self, desk: Desk, complaint_id: int, ref: str, *, resolved: bool) -> None:
        title = _("Tell the client what changed: {ref}").format(ref=ref)
        super().__init__(desk, title, _("Told"), _("Complaint: the client was told"))
        self._complaint_id, self._resolved = complaint_id, resolved
        if not resolved:
            change = self.form.add("change_made", _("What changed"), TextField(required=True, lines=2))
            self.watch_submit(change)
        words = self.form.add("told_words", _("How we told them"), TextField(required=True, lines=2))
        answers = [("yes", _("Satisfied")), ("partly", _("Partly")), ("no", _("Not satisfied"))]
        self.form.add("satisfied", _("And they are"), Segmented(answers))
        self.form.add("on", _("Told on"), _past_day(desk))
        self.watch_submit(words)

    def write(self, session: Any, values: dict[str, Any]) -> None:
        on = values["on"]
        if not self._resolved:
            complaints.resolve(
                session, complaint_id=self._complaint_id, on=on, change_made=values["change_made"]
            )
        complaints.tell(
            session,
            complaint_id=self._complaint_id,
            on=on,
            told_words=values["told_words"],
            satisfied=values["satisfied"],
        )


def _past_day(desk: Desk) -> DayField:
    return DayField(desk.today(), required=True, latest=desk.today(), today=desk.today)
