"""What an import of a foreign list would do, row by row; and doing it, as one gesture of the caller."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import FileRefused
from app.i18n import _, ngettext
from app.models import Client, name_key
from app.services.exchange.batches import Batch, Row
from app.services.exchange.cells import BadCell, day_of
from app.services.exchange.importing import Import
from app.services.exchange.lists.drafting import Draft, Drafted
from app.services.exchange.lists.likeness import alike
from app.services.exchange.lists.mapping import Mapping
from app.services.exchange.lists.table import Table
from app.services.exchange.reports import Cancel, ImportReport, Progress
from app.services.exchange.sheets import BY_NAME, SHEETS

CREATE, UPDATE, SAME, SKIP, PROBLEM = "create", "update", "same", "skip", "problem"


@dataclass(frozen=True)
class PlannedRow:
    """One row of the list: what becomes of it (`create`, `update`, `same`, `skip`, `problem`), why, and a hint."""

    number: int
    client: str
    action: str
    reason: str = ""
    hint: str = ""

    def document(self) -> dict[str, Any]:
        """The row as JSON."""
        return {
            "row": self.number,
            "client": self.client,
            "action": self.action,
            "reason": self.reason,
            "hint": self.hint,
        }


@dataclass
class Plan:
    """What an import would do: row by row, and in sum as an `ImportReport`; `explained` says what was assumed."""

    table: Table
    mapping: Mapping
    report: ImportReport
    rows: list[PlannedRow] = field(default_factory=list)
    explained: list[str] = field(default_factory=list)


def plan(session: Session, table: Table, mapping: Mapping, *, cancelled: Cancel | None = None) -> Plan:
    """Compare the list with the book; nothing is changed. Raises `InvalidInput` where the mapping does not fit."""
    return _planned(session, table, mapping, None, cancelled)[0]


def apply(
    session: Session,
    planned: Plan,
    *,
    good_rows: bool = False,
    leave_out: frozenset[int] = frozenset(),
    owner: int | None = None,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> Plan:
    """Do what was planned, compared anew with the book as it is now; the rows of `leave_out` stay out.

    `owner` is whose a new client is of whom the list says nothing (the id of one of our people).
    With any problem nothing is imported, unless `good_rows`. The caller's transaction is the gesture.
    """
    table = planned.table
    kept = [at for at, number in enumerate(table.numbers) if number not in leave_out]
    some = replace(
        table,
        rows=[table.rows[at] for at in kept],
        numbers=[table.numbers[at] for at in kept],
        notes=list(table.notes),
    )
    done, work = _planned(session, some, planned.mapping, progress, cancelled, owner)
    if good_rows or not done.report.problem_count:
        work.apply()
        done.report.imported = True
    return done


def _planned(
    session: Session,
    table: Table,
    mapping: Mapping,
    progress: Progress | None,
    cancelled: Cancel | None,
    owner: int | None = None,
) -> tuple[Plan, Import]:
    mapping.check(table.headers)
    _correct_habits(table, mapping)
    report = ImportReport()
    draft = Draft(table, mapping, report)
    if not any(drafted.rows or drafted.bad for drafted in draft.drafted):
        raise FileRefused(
            _("No row of the list can be imported: {reason}.").format(reason=draft.drafted[0].skipped)
        )
    order = [sheet.name for sheet in SHEETS if sheet.name in draft.batches]
    work = _ListImport(session, [draft.batches[name] for name in order], report, progress, cancelled)
    work.mapping, work.owner = mapping, owner
    work.compare()
    made = Plan(table, mapping, report)
    hints = _hints(session, draft)
    reasons = {problem.row: problem.reason for problem in reversed(report.problems)}
    made.rows = [_planned_row(drafted, mapping, hints, reasons) for drafted in draft.drafted]
    # Rows of the list, not the records that each of them would have brought.
    report.skipped = Counter(_("rows") for row in made.rows if row.action in (SKIP, PROBLEM))
    for row in made.rows:
        if row.action == SKIP:
            report.warning(draft.page, row.number, "", _("left out: {reason}").format(reason=row.reason))
        if row.hint:
            report.warning(draft.page, row.number, "", row.hint)
    made.explained = [*table.notes, *_explained(draft, mapping, work)]
    return made, work


def _correct_habits(table: Table, mapping: Mapping) -> None:
    """What a person said of how the list is written goes before what was found."""
    if mapping.day_order is not None:
        table.day_order = mapping.day_order
    if mapping.decimal_comma is not None:
        table.decimal_comma = mapping.decimal_comma


class _ListImport(Import):
    """An import in which empty cells leave what the book has; new clients get the status that was chosen, and an owner."""

    mapping: Mapping
    owner: int | None

    def matched(self, batches: list[Batch]) -> None:
        for batch in batches:
            for row in batch.rows:
                if row.old is not None:
                    self._keep_old(batch, row, row.old)
                elif batch.sheet is BY_NAME["clients"] and not row.bad:
                    self._complete(batch, row)

    def _keep_old(self, batch: Batch, row: Row, old: tuple[Any, ...]) -> None:
        keep_all = batch.sheet is BY_NAME["clients"] and self.mapping.existing == "skip"
        for attribute, at in batch.at.items():
            if keep_all or row.values[at] is None:
                row.values[at] = old[batch.sheet.position[attribute]]
        if batch.sheet is BY_NAME["clients"] and _lacks_since(batch, row):
            row.values[batch.at["status"]] = old[batch.sheet.position["status"]]

    def _complete(self, batch: Batch, row: Row) -> None:
        status, since, owner = (batch.at[name] for name in ("status", "since", "owner_id"))
        if row.values[owner] is None:
            row.values[owner] = self.owner
        if row.values[since] is None and self.mapping.since is not None:
            row.values[since] = _chosen_day(self.mapping.since)
        if row.values[status] is None:
            known = row.values[since] is not None
            row.values[status] = (
                "active" if known and self.mapping.status == "prospect" else self.mapping.status
            )
        elif _lacks_since(batch, row):
            reason = _("a client of whom the list gives no day since when comes in as a prospect")
            self.report.warning(batch.page, row.number, "since", reason)
            row.values[status] = "prospect"


def _lacks_since(batch: Batch, row: Row) -> bool:
    """Whether the list says that a client is one, but not since when."""
    return row.values[batch.at["status"]] in ("active", "paused") and row.values[batch.at["since"]] is None


def _chosen_day(text: str) -> Any:
    try:
        return day_of(text, BY_NAME["clients"].by_name["since"])
    except BadCell as reason:
        raise FileRefused(_("The mapping's day is none: {reason}.").format(reason=reason)) from None


def _planned_row(
    drafted: Drafted, mapping: Mapping, hints: dict[str, str], reasons: dict[int, str]
) -> PlannedRow:
    hint = hints.get(drafted.client, "")
    bad = next((row.number for row in drafted.rows if row.bad), drafted.number if drafted.bad else None)
    if bad is not None:
        return PlannedRow(drafted.number, drafted.client, PROBLEM, reasons.get(bad, ""), hint)
    if drafted.skipped:
        return PlannedRow(drafted.number, drafted.client, SKIP, drafted.skipped)
    # A client that several rows speak of is made, or changed, by the first of them.
    own = [row for row in drafted.rows if row.number == drafted.number]
    if any(row.new or row.restored for row in own):
        return PlannedRow(drafted.number, drafted.client, CREATE, hint=hint)
    if any(row.is_changed() for row in own):
        return PlannedRow(drafted.number, drafted.client, UPDATE)
    reason = _("the book has this client") if mapping.existing == "skip" else _("the book says the same")
    return PlannedRow(drafted.number, drafted.client, SAME, reason)


def _hints(session: Session, draft: Draft) -> dict[str, str]:
    """For new clients whose name looks like another's: a word about it."""
    clients = draft.batches.get("clients")
    if clients is None:
        return {}
    at = clients.at["name"]
    new = [row.values[at] for row in clients.rows if row.new and row.values[at]]
    known = set(session.scalars(select(Client.name).where(Client.deleted_at.is_(None))))
    others = {name_key(name): name for name in (*new, *known)}.values()
    return {name: _("looks like {other}").format(other=other) for name, other in alike(new, others).items()}


def _explained(draft: Draft, mapping: Mapping, work: Import) -> list[str]:
    told = []
    clients = draft.batches.get("clients")
    prospects = 0
    if clients is not None and not mapping.has("client.status"):
        status = clients.at["status"]
        prospects = sum(row.new and not row.bad and row.values[status] == "prospect" for row in clients.rows)
    if prospects:
        text = ngettext(
            "{n} new client comes in as a prospect, as the list says nothing of the status and gives no day since when.",
            "{n} new clients come in as prospects, as the list says nothing of the status and gives no day since when.",
            prospects,
        )
        told.append(text.format(n=prospects))
    people = work.report.created["people"]
    if people:
        text = ngettext(
            "{n} person is added to people as an owner.", "{n} people are added as owners.", people
        )
        told.append(text.format(n=people))
    unused = [header for header in draft.table.headers if header not in mapping.columns]
    if unused:
        told.append(_("Columns that are left out: {columns}.").format(columns=", ".join(unused)))
    return told
