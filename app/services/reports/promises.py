"""The promises of both sides, as a sheet (DOMAIN.md, Promises)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.rules.promises import PromiseVerdict
from app.domain.words import word
from app.i18n import _
from app.services.reports.cell_style import BAD, GOOD, WARN
from app.services.reports.report_data import ReportData
from app.services.reports.tables import Column, Emphasis, Table


@dataclass(frozen=True)
class PromiseRow:
    """One promise with its state on the as-of day."""

    client: str
    verdict: PromiseVerdict
    as_of: date

    @property
    def days_late(self) -> int | None:
        """Days from the due day to the fulfilment, or to the as-of day while overdue."""
        promise = self.verdict.promise
        if promise.due_on is None or self.verdict.state not in ("late", "overdue"):
            return None
        return ((promise.fulfilled_on or self.as_of) - promise.due_on).days


def promise_rows(data: ReportData) -> list[PromiseRow]:
    """The promises made, due or ended in the period, and all that are open or overdue at its end."""
    period, rows = data.period, []
    for judged in data.judged:
        for verdict in judged.promises.verdicts:
            promise = verdict.promise
            days = (promise.made_on, promise.counts_on, promise.fulfilled_on, promise.ended_on)
            if verdict.state in ("open", "overdue") or any(period.holds(day) for day in days):
                rows.append(PromiseRow(judged.history.client.name, verdict, period.last))
    return rows


def promises_table(rows: Sequence[PromiseRow], note: str) -> Table[PromiseRow]:
    """The sheet *Promises*."""
    columns: list[Column[PromiseRow]] = [
        Column(_("Client"), lambda r: r.client, "name", 25),
        Column(_("Ref"), lambda r: r.verdict.promise.ref, "text", 9),
        Column(_("Promise"), lambda r: r.verdict.promise.text, "long", 48),
        Column(_("Side"), lambda r: word(r.verdict.promise.side), "text", 9),
        Column(_("Kind"), lambda r: word(r.verdict.promise.kind), "text", 12),
        Column(_("Phase"), lambda r: word(r.verdict.promise.phase), "text", 12),
        Column(_("Made on"), lambda r: r.verdict.promise.made_on, "day", 12),
        Column(_("By"), lambda r: r.verdict.promise.made_by, "text", 18),
        Column(_("Due"), lambda r: r.verdict.promise.due_on, "day", 12),
        Column(_("State"), lambda r: word(r.verdict.state), "text", 11),
        Column(_("Fulfilled on"), lambda r: r.verdict.promise.fulfilled_on, "day", 12),
        Column(_("Days late"), lambda r: r.days_late, "count", 9, "average"),
    ]
    return Table(
        sheet=_("Promises"),
        name="Promises",
        title=_("Promises of both sides"),
        note=note + "  ·  " + _("made, due or ended in the period, and all that are open"),
        columns=columns,
        rows=rows,
        nothing=_("Nothing was promised in this period."),
        emphases=(
            Emphasis(_("State"), BAD, word=word("overdue"), bold=True),
            Emphasis(_("State"), BAD, word=word("broken"), bold=True),
            Emphasis(_("State"), WARN, word=word("late")),
            Emphasis(_("State"), GOOD, word=word("kept")),
        ),
        repeats=True,
    )
