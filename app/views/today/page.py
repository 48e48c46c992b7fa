"""The rows of Today: what asks for attention in words, whose it is, since when, and the one thing to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from app.domain.collation import name_order
from app.domain.day_words import ahead, late
from app.domain.facts import Contact, Task
from app.domain.names import shown
from app.domain.today import RULES, Item, Together, rule_of, text_of
from app.domain.today.deeds import Deed
from app.domain.today.tasks import TASK_ICONS, own_items, task_line, task_of
from app.domain.verdicts import Verdicts
from app.i18n import N_, _, format_day, ngettext

GROUPS = ((3, N_("Now")), (2, N_("Soon")), (1, N_("Keep in mind")), (0, N_("Ideas")))
SEVERITY_ROLES = {3: "danger", 2: "warn", 1: "info", 0: "success"}
# So many clients are named in a row that stands for several.
_NAMED = 3


@dataclass(frozen=True)
class TodayRow:
    """One thing to do: title and muted line, the client and the person there, since when.

    `deed` is the one thing to do, `late` says that its day has passed, `mine_of` whose it is of us. A row
    that stands for several has their items as `members`.
    """

    item: Item
    deed: Deed
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
        together = rule_of(self.item).together
        return together.title(len(self.members)) if together and self.members else text_of(self.item)

    @property
    def client(self) -> str:
        """The client's name; empty for our own tasks."""
        return self.item.client or ""

    @property
    def words(self) -> str:
        """What the button says."""
        return _(self.deed.words)

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


def client_rows(items: Iterable[Item], verdicts: Verdicts) -> tuple[TodayRow, ...]:
    """The rows of one client for what the rules ask for on the day of the verdicts, in the same order."""
    return tuple(_row(item, verdicts) for item in items)


def together(rows: Iterable[TodayRow]) -> tuple[TodayRow, ...]:
    """The rows with one for all clients of whom a rule says so: an imported list is one thing to do."""
    shown = tuple(rows)
    for rule in RULES:
        if rule.together is not None:
            shown = _grouped(shown, rule.name, rule.together)
    return shown


def _grouped(rows: tuple[TodayRow, ...], rule: str, together: Together) -> tuple[TodayRow, ...]:
    alike = [row for row in rows if row.item.rule == rule]
    if len(alike) < 2:
        return rows
    first = alike[0]
    names = ", ".join(row.client for row in alike[:_NAMED])
    more = len(alike) - _NAMED
    group = replace(
        first,
        item=replace(first.item, client=None, client_id=None),
        deed=together.deed,
        line=_("{names} and {n} more").format(names=names, n=more) if more > 0 else names,
        contact="",
        mine_of=None,
        members=tuple(row.item for row in alike),
    )
    return tuple(group if row is first else row for row in rows if row is first or row.item.rule != rule)


def own_task_row(task: Task, as_of: date) -> TodayRow | None:
    """The row of a task that belongs to no client, if it is due."""
    for item in own_items((task,), as_of):
        rule = rule_of(item)
        return TodayRow(
            item=item,
            deed=rule.deed,
            icon=TASK_ICONS.get(task.kind or "", rule.icon),
            line=task_line(task),
            contact="",
            since=since_words(item, as_of),
            late=_is_late(item, as_of),
            mine_of=task.who,
        )
    return None


def _row(item: Item, verdicts: Verdicts) -> TodayRow:
    rule, task = rule_of(item), task_of(item, verdicts)
    return TodayRow(
        item=item,
        deed=rule.deed_of(item, verdicts),
        icon=TASK_ICONS.get((task.kind if task else None) or "", rule.icon),
        line=rule.line(item, verdicts),
        contact=_contact(item, verdicts),
        since=since_words(item, verdicts.as_of),
        late=_is_late(item, verdicts.as_of),
        mine_of=(task.who if task else None) or verdicts.history.client.owner,
    )


def _is_late(item: Item, as_of: date) -> bool:
    return rule_of(item).late and item.due < as_of


def since_words(item: Item, as_of: date) -> str:
    """`3 days late`, `8 days`, `tomorrow`, `in 10 days`; nothing for an idea without a day."""
    rule = rule_of(item)
    if not rule.dated:
        return ""
    days = (as_of - item.due).days
    if days <= 0:
        return ahead(item.due, as_of)
    if rule.late:
        return late(item.due, as_of)
    return ngettext("{n} day", "{n} days", days).format(n=days)


def main_contact(contacts: tuple[Contact, ...], as_of: date) -> Contact | None:
    """Whom one would call: who decides, else who influences, else the first by name; nobody who has left."""
    here = [c for c in contacts if c.left_on is None or c.left_on > as_of]
    order = {"decides": 0, "influences": 1}
    return min(here, key=lambda c: (order.get(c.influence or "", 2), name_order(c.name), c.id), default=None)


def _contact(item: Item, verdicts: Verdicts) -> str:
    record = item.record
    if record is not None and record.kind == "contacts":
        return item.what
    if record is not None and record.kind == "complaints":
        raised = next((c.raised_by for c in verdicts.history.complaints if c.id == record.id), None)
        if raised:
            return shown(raised)
    found = main_contact(verdicts.history.contacts, verdicts.as_of)
    return found.name if found else ""
