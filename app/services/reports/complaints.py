"""The complaints of the period, as a sheet (DOMAIN.md, Complaints)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.rules.complaints import Sheet
from app.domain.words import word
from app.i18n import _
from app.services.reports.cell_style import BAD, GOOD, WARN
from app.services.reports.report_data import ComplaintText, ReportData
from app.services.reports.tables import Column, Emphasis, Table


@dataclass(frozen=True)
class ComplaintRow:
    """One complaint as it stood on the as-of day; `reward` in cents of the book's currency."""

    client: str
    sheet: Sheet
    reward: int | None
    texts: ComplaintText
    as_of: date


def complaint_rows(data: ReportData) -> list[ComplaintRow]:
    """The complaints received or told in the period, and all that are open at its end."""
    period, rows = data.period, []
    for judged in data.judged:
        money = data.purse(judged.history)
        for sheet in judged.complaints.sheets:
            c = sheet.complaint
            if sheet.is_open or period.holds(c.received_on) or period.holds(c.told_on):
                reward = None if c.reward_cost is None else money(c.reward_cost)
                texts = data.texts.complaints[c.id]
                rows.append(ComplaintRow(judged.history.client.name, sheet, reward, texts, period.last))
    return rows


def complaints_table(rows: Sequence[ComplaintRow], note: str) -> Table[ComplaintRow]:
    """The sheet *Complaints*."""
    return Table(
        sheet=_("Complaints"),
        name="Complaints",
        title=_("Complaints: said, answered, told"),
        note=note + "  ·  " + _("received or told in the period, and all that are open"),
        columns=_columns(),
        rows=rows,
        nothing=_("Nobody complained in this period: ask, silence is the risk."),
        emphases=(
            Emphasis(_("On time"), BAD, word=word("late"), bold=True),
            Emphasis(_("Satisfied"), GOOD, word=word("yes")),
            Emphasis(_("Satisfied"), BAD, word=word("no"), bold=True),
            Emphasis(_("Severity"), WARN, operator=">=", than="3", bold=True),
        ),
        repeats=True,
    )


def _columns() -> list[Column[ComplaintRow]]:
    return [
        Column(_("Client"), lambda r: r.client, "name", 25),
        Column(_("Ref"), lambda r: r.sheet.complaint.ref, "text", 9),
        Column(_("Received"), lambda r: r.sheet.complaint.received_on, "day", 12),
        Column(_("Severity"), lambda r: r.sheet.complaint.severity, "count", 9),
        Column(_("Category"), lambda r: r.sheet.complaint.category, "long", 14),
        Column(_("We asked"), lambda r: bool(r.sheet.complaint.solicited), "flag", 10),
        Column(_("The client’s words"), lambda r: r.texts.remark, "long", 40),
        Column(_("Answered"), lambda r: r.sheet.complaint.responded_on, "day", 12),
        Column(_("Resolved"), lambda r: r.sheet.complaint.resolved_on, "day", 12),
        Column(_("What changed"), _change, "long", 34),
        Column(_("Told"), lambda r: r.sheet.complaint.told_on, "day", 12),
        Column(_("Tell by"), lambda r: r.sheet.tell_by, "day", 12),
        Column(_("On time"), _on_time, "text", 10),
        Column(_("Satisfied"), lambda r: word(r.sheet.complaint.satisfied), "text", 10),
        Column(_("Repeats"), lambda r: ", ".join(e.ref or "" for e in r.sheet.repeats), "long", 12),
        Column(_("Reward cost"), lambda r: r.reward, "amount", 14, "sum"),
    ]


def _change(row: ComplaintRow) -> str | None:
    """What changed, once it was resolved; a change written later was not known that day."""
    done = row.sheet.complaint.resolved_on or row.sheet.complaint.told_on
    return row.texts.change_made if done else None


def _on_time(row: ComplaintRow) -> str | None:
    """Whether the client was told by the target day; blank while there is time."""
    in_time = row.sheet.told_in_time(row.as_of)
    if in_time is None:
        return None
    return _("in time") if in_time else word("late")
