"""Deal hunters with their evidence, record by record, as a sheet (DOMAIN.md, Deal hunters)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.kinds import KINDS
from app.domain.rules.hunters import KINDS as EVIDENCE
from app.domain.rules.hunters import Hunter, HunterEvidence
from app.domain.words import word
from app.i18n import _, format_day, ngettext
from app.services.reports.cell_style import BAD, BAD_SOFT, GOOD, WARN, WARN_SOFT
from app.services.reports.report_data import ReportData
from app.services.reports.tables import Column, Emphasis, Table


@dataclass(frozen=True)
class HunterRow:
    """One piece of evidence for or against; none where a judgement stands without any.

    The `first` one of a client carries the reason of the level.
    """

    client: str
    hunter: Hunter
    evidence: HunterEvidence | None
    first: bool = True


def hunter_rows(data: ReportData) -> list[HunterRow]:
    """All evidence on every client whose level is not `none`, shown or computed, or was judged."""
    rows = []
    for judged in data.judged:
        hunter = judged.hunter
        if hunter.judgement is None and hunter.computed == "none":
            continue
        for number, evidence in enumerate(hunter.evidence or (None,)):
            rows.append(HunterRow(judged.history.client.name, hunter, evidence, number == 0))
    return rows


def hunters_table(rows: Sequence[HunterRow], note: str) -> Table[HunterRow]:
    """The sheet *Deal hunters*."""
    columns: list[Column[HunterRow]] = [
        Column(_("Client"), lambda r: r.client, "name", 25),
        Column(_("Shown"), lambda r: word(r.hunter.level), "text", 10),
        Column(_("Computed"), lambda r: word(r.hunter.computed), "text", 11),
        Column(_("Overruled"), lambda r: r.hunter.judgement is not None, "flag", 11),
        Column(_("Reason"), lambda r: reason(r.hunter) if r.first else None, "long", 38),
        Column(_("Speaks"), _side, "text", 10),
        Column(_("Evidence"), lambda r: _(EVIDENCE[r.evidence.kind]) if r.evidence else None, "long", 34),
        Column(_("Record"), _record, "text", 16),
        Column(_("Day"), lambda r: r.evidence.record.day if r.evidence else None, "day", 12),
        Column(_("Words"), lambda r: r.evidence.wording if r.evidence else None, "long", 40),
        Column(_("Asked for"), lambda r: word(r.evidence.asked_for) if r.evidence else None, "text", 12),
    ]
    return Table(
        sheet=_("Deal hunters"),
        name="DealHunters",
        title=_("Deal hunters: evidence, record by record"),
        note=note
        + "  ·  "
        + _("a level is a matter of record, can be overruled, and never leaves the house"),
        columns=columns,
        rows=rows,
        nothing=_("No client bargains with threats."),
        emphases=(
            Emphasis(_("Shown"), BAD, BAD_SOFT, word=word("hunter"), bold=True),
            Emphasis(_("Shown"), WARN, WARN_SOFT, word=word("watch"), bold=True),
            Emphasis(_("Overruled"), WARN, word=_("yes"), bold=True),
            Emphasis(_("Speaks"), GOOD, word=_("against")),
        ),
        repeats=True,
    )


def reason(hunter: Hunter) -> str:
    """Why this level stands: who overruled it and why, what stands in the way, or the count."""
    judged = hunter.judgement
    if judged is not None:
        said = _("{who}, {day}: {reason}") if judged.judged_by else _("{day}: {reason}")
        text = said.format(who=judged.judged_by, day=_day(judged.judged_on), reason=judged.reason)
        if judged.valid_until is not None:
            text += " " + _("(until {day})").format(day=_day(judged.valid_until))
        return text
    count = ngettext("{b} of {n} threat bargained.", "{b} of {n} threats bargained.", hunter.threats)
    text = count.format(b=hunter.bargaining, n=hunter.threats)
    if hunter.blocked_by_complaint:
        text += " " + _("An open complaint stands in the way: answer it first.")
    return text


def _day(day: date) -> str:
    return format_day(day, "d MMM y")


def _side(row: HunterRow) -> str | None:
    if row.evidence is None:
        return None
    return _("against") if row.evidence.against else _("for")


def _record(row: HunterRow) -> str | None:
    if row.evidence is None:
        return None
    record = row.evidence.record
    return " ".join(part for part in (KINDS[record.kind].words, record.ref) if part)
