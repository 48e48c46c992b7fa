"""One thing that needs attention, and its words (DOMAIN.md, Today)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from app.domain.facts import Evidence, History, Task
from app.i18n import N_, _, format_percent, ngettext

TEXT_LENGTH = 120
# What each rule says; {what} is the record's own text, {n} a number of days.
TEXTS: dict[str, str] = {
    "promise_overdue": N_("Promise overdue: {what}"),
    "threat_open": N_("They may leave: {what}"),
    "complaint_unanswered": N_("Complaint not answered: {what}"),
    "notice_day": N_("Last day to give notice: {what}"),
    "task_overdue": N_("Overdue: {what}"),
    "task_due": N_("To do today: {what}"),
    "promise_due": N_("Promise due soon: {what}"),
    "complaint_late": N_("Complaint not closed: {what}"),
    "client_decides": N_("The client decides: {what}"),
    "agreement_ending": N_("Agreement ends: {what}"),
    "new_silent": N_("New and silent: ask how it goes"),
    "silent": N_("Silent: ask what could be better"),
    "nothing_written": N_("Nothing is written yet: who are they, what was agreed?"),
    "goal_overdue": N_("Goal overdue: {what}"),
    "debrief_due": N_("Debrief due: {what}"),
    "surprise": N_("A small surprise would be welcome"),
    "type_confirm": N_("Still so? {what}"),
    "birthday": N_("Birthday: {what}"),
}
# … and those that count days, in the plural forms of the language in force.
COUNTED: dict[str, Callable[[int], str]] = {
    "contact_overdue": lambda n: ngettext("No contact for {n} day", "No contact for {n} days", n),
    "survey_stale": lambda n: ngettext("No survey answer for {n} day", "No survey answer for {n} days", n),
}


@dataclass(frozen=True)
class Item:
    """One thing that needs attention: its rule, severity (3 … 0), due day, whose, and what.

    `ref` is none where the record has none; `record` names the record behind it, if there is one.
    `scope_share` is the part of the revenue that was done beyond the scope, where a renewal should say so.
    """

    rule: str
    severity: int
    due: date
    client: str | None
    client_id: int | None
    ref: str | None = None
    record: Evidence | None = None
    what: str = ""
    n: int = 0
    scope_share: float | None = None
    translated: bool = field(default=False, compare=False)

    @property
    def text(self) -> str:
        """The item in the language in force."""
        counted = COUNTED.get(self.rule)
        template = counted(self.n) if counted else _(TEXTS[self.rule])
        said = template.format(what=_(self.what) if self.translated else self.what, n=self.n)
        return f"{said} ({beyond_words(self.scope_share)})" if self.scope_share is not None else said

    @property
    def key(self) -> str:
        """What names the item when it is put off: rule, client and record, for as long as they exist."""
        record = self.ref or (f"{self.record.kind}:{self.record.id}" if self.record else "")
        return f"{self.rule}/{self.client_id or ''}/{record}"

    @property
    def order(self) -> tuple[object, ...]:
        """Most urgent first: by severity, due day, client; the rest keeps the order steady."""
        client = self.client or ""
        return (
            -self.severity,
            self.due,
            client.strip().casefold(),
            client,
            self.rule,
            self.ref or "",
            self.key,
        )


def beyond_words(share: float) -> str:
    """How much was done beyond the scope, to be said at a renewal."""
    return _("beyond the agreed scope: {share} of revenue").format(share=format_percent(share))


def shortened(text: str | None) -> str:
    """The text on one line, at most `TEXT_LENGTH` characters."""
    line = " ".join((text or "").split())
    return line if len(line) <= TEXT_LENGTH else line[: TEXT_LENGTH - 1].rstrip() + "…"


def task_item(task: Task, history: History | None, as_of: date) -> Item | None:
    """The item of a task that is due, or overdue, and not done by `as_of`."""
    done = task.done_on is not None and task.done_on <= as_of
    if task.due_on is None or task.due_on > as_of or done:
        return None
    overdue = task.due_on < as_of
    client = history.client if history else None
    return Item(
        rule="task_overdue" if overdue else "task_due",
        severity=3 if overdue else 2,
        due=task.due_on,
        client=client.name if client else None,
        client_id=client.id if client else None,
        record=Evidence("tasks", task.id, None, task.due_on),
        what=shortened(task.text),
    )
