"""The rows of Today: what asks for attention in words, whose it is, since when, and the one thing to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from app.domain.collation import name_order
from app.domain.day_words import ahead, late
from app.domain.facts import Contact, Task
from app.domain.names import shown
from app.domain.rules.today_items import Item, task_item
from app.domain.verdicts import Verdicts
from app.i18n import N_, _, format_day, ngettext
from app.views.today.lines import LINES, TASK_ICONS, task_line, task_of

GROUPS = ((3, N_("Now")), (2, N_("Soon")), (1, N_("Keep in mind")), (0, N_("Ideas")))
SEVERITY_ROLES = {3: "danger", 2: "warn", 1: "info", 0: "success"}
# The one thing to do about each rule's item, and the icon it stands with.
_DEEDS = {
    "promise_overdue": ("fulfil", "handshake"),
    "promise_due": ("fulfil", "handshake"),
    "threat_open": ("decide", "shield-alert"),
    "complaint_unanswered": ("answer", "book-open"),
    "complaint_late": ("tell", "book-open"),
    "notice_day": ("prepare", "calendar-clock"),
    "agreement_ending": ("prepare", "calendar-clock"),
    "task_overdue": ("done", "list-checks"),
    "task_due": ("done", "list-checks"),
    "client_decides": ("settle", "scale"),
    "new_silent": ("call", "ear"),
    "contact_overdue": ("call", "phone"),
    "silent": ("ask", "ear"),
    "survey_stale": ("survey", "message-circle-question-mark"),
    "nothing_written": ("write", "file-text"),
    "goal_overdue": ("update", "target"),
    "debrief_due": ("debrief", "graduation-cap"),
    "surprise": ("surprise", "gift"),
    "type_confirm": ("confirm", "user-check"),
    "birthday": ("wish", "cake"),
}
DEED_WORDS = {
    "fulfil": N_("Fulfil"),
    "decide": N_("Decide"),
    "answer": N_("Answer"),
    "resolve": N_("Resolve"),
    "tell": N_("Tell"),
    "prepare": N_("Prepare"),
    "done": N_("Done"),
    "settle": N_("Settle"),
    "call": N_("Log call"),
    "ask": N_("Ask"),
    "survey": N_("Survey"),
    "write": N_("Write"),
    "show": N_("Show them"),
    "update": N_("Update"),
    "debrief": N_("Debrief"),
    "surprise": N_("Surprise"),
    "confirm": N_("Confirm"),
    "wish": N_("Wish"),
}
# So many clients are named in a row that stands for several.
_NAMED = 3
# Their day is one that has passed quietly; of all others it says since when they wait.
_LATE = frozenset(
    (
        "promise_overdue",
        "complaint_unanswered",
        "complaint_late",
        "task_overdue",
        "new_silent",
        "contact_overdue",
        "survey_stale",
        "goal_overdue",
    )
)


@dataclass(frozen=True)
class TodayRow:
    """One thing to do: title and muted line, the client and the person there, since when.

    `deed` is a key of `DEED_WORDS`, `late` says that its day has passed, `mine_of` whose it is of us. A row
    that stands for several has their items as `members`.
    """

    item: Item
    deed: str
    icon: str
    line: str
    contact: str
    since: str
    late: bool
    mine_of: str | None
    members: tuple[Item, ...] = ()

    @property
    def key(self) -> str:
        """What names it across readings."""
        return self.item.key

    @property
    def keys(self) -> tuple[str, ...]:
        """What is put off with it."""
        return tuple(item.key for item in self.members) or (self.key,)

    @property
    def title(self) -> str:
        """What it is about."""
        n = len(self.members)
        if not n:
            return self.item.text
        return ngettext(
            "{n} client of whom nothing is written yet", "{n} clients of whom nothing is written yet", n
        ).format(n=n)

    @property
    def client(self) -> str:
        """The client's name; empty for our own tasks."""
        return self.item.client or ""

    @property
    def words(self) -> str:
        """What the button says."""
        return _(DEED_WORDS[self.deed])

    @property
    def role(self) -> str:
        """The colour of its icon."""
        return SEVERITY_ROLES[self.item.severity]

    @property
    def since_role(self) -> str:
        """The colour of its days where they press; "" where they do not."""
        return ("danger" if self.item.severity == 3 else "warn") if self.late else ""

    @property
    def since_tip(self) -> str:
        """The exact day."""
        return format_day(self.item.due, "full")

    @property
    def record(self) -> tuple[str, int] | None:
        """The record behind it."""
        found = self.item.record
        return (found.kind, found.id) if found else None


def client_rows(verdicts: Verdicts) -> tuple[TodayRow, ...]:
    """The rows of one client on the day of the verdicts, most urgent first."""
    return tuple(_row(item, verdicts) for item in verdicts.today)


def together(rows: Iterable[TodayRow]) -> tuple[TodayRow, ...]:
    """The rows with all clients of whom nothing is written in one: an imported list is one thing to do."""
    shown = list(rows)
    blank = [row for row in shown if row.item.rule == "nothing_written"]
    if len(blank) < 2:
        return tuple(shown)
    first = blank[0]
    names = ", ".join(row.client for row in blank[:_NAMED])
    more = len(blank) - _NAMED
    line = _("{names} and {n} more").format(names=names, n=more) if more > 0 else names
    item = replace(first.item, client=None, client_id=None)
    group = replace(
        first,
        item=item,
        deed="show",
        line=line,
        contact="",
        mine_of=None,
        members=tuple(r.item for r in blank),
    )
    at = shown.index(first)
    return tuple(group if n == at else row for n, row in enumerate(shown) if n == at or row not in blank)


def own_task_row(task: Task, as_of: date) -> TodayRow | None:
    """The row of a task that belongs to no client, if it is due."""
    item = task_item(task, None, as_of)
    if item is None:
        return None
    icon = TASK_ICONS.get(task.kind or "", "list-checks")
    return TodayRow(
        item, "done", icon, task_line(task), "", since_words(item, as_of), item.due < as_of, task.who
    )


def _row(item: Item, verdicts: Verdicts) -> TodayRow:
    deed, icon = _DEEDS[item.rule]
    if deed == "tell" and not _is_resolved(item, verdicts):
        deed = "resolve"
    task = task_of(item, verdicts)
    if task is not None:
        icon = TASK_ICONS.get(task.kind or "", icon)
    return TodayRow(
        item=item,
        deed=deed,
        icon=icon,
        line=LINES[item.rule](item, verdicts),
        contact=_contact(item, verdicts),
        since=since_words(item, verdicts.as_of),
        late=item.rule in _LATE and item.due < verdicts.as_of,
        mine_of=(task.who if task else None) or verdicts.history.client.owner,
    )


def _is_resolved(item: Item, verdicts: Verdicts) -> bool:
    """Only what was put right can be told."""
    complaints = verdicts.history.complaints
    return any(item.record and c.id == item.record.id and c.resolved_on is not None for c in complaints)


def since_words(item: Item, as_of: date) -> str:
    """`3 days late`, `8 days`, `tomorrow`, `in 10 days`; nothing for an idea without a day."""
    if item.rule in ("silent", "surprise", "nothing_written"):
        return ""
    days = (as_of - item.due).days
    if days <= 0:
        return ahead(item.due, as_of)
    if item.rule in _LATE:
        return late(item.due, as_of)
    return ngettext("{n} day", "{n} days", days).format(n=days)


def main_contact(contacts: tuple[Contact, ...], as_of: date) -> Contact | None:
    """Whom one would call: who decides, else who influences, else the first by name; nobody who has left."""
    here = [c for c in contacts if c.left_on is None or c.left_on > as_of]
    order = {"decides": 0, "influences": 1}
    return min(here, key=lambda c: (order.get(c.influence or "", 2), name_order(c.name), c.id), default=None)


def _contact(item: Item, verdicts: Verdicts) -> str:
    record = item.record
    if item.rule == "birthday":
        return item.what
    if record is not None and record.kind == "complaints":
        raised = next((c.raised_by for c in verdicts.history.complaints if c.id == record.id), None)
        if raised:
            return shown(raised)
    found = main_contact(verdicts.history.contacts, verdicts.as_of)
    return found.name if found else ""
