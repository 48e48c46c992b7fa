"""Disputed decisions and the attempts at arguing them, as sheets (DOMAIN.md, Advice on disputed decisions)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.facts import Attempt
from app.domain.rules.advice import DecisionVerdict
from app.domain.words import word
from app.i18n import _
from app.services.reports.cell_style import ACCENT, BAD, GOOD, WARN
from app.services.reports.report_data import AttemptText, DecisionText, ReportData
from app.services.reports.report_workbook import quote
from app.services.reports.tables import Column, Emphasis, Table


@dataclass(frozen=True)
class DecisionRow:
    """One disputed decision with its verdict and texts."""

    client: str
    verdict: DecisionVerdict
    texts: DecisionText


@dataclass(frozen=True)
class AttemptRow:
    """One attempt, the `number`-th of its decision."""

    of: DecisionRow
    number: int
    attempt: Attempt
    texts: AttemptText


def decision_rows(data: ReportData) -> list[DecisionRow]:
    """The decisions raised, settled or debriefed in the period, and all that are open at its end."""
    period, rows = data.period, []
    for judged in data.judged:
        for verdict in judged.advice.decisions:
            d = verdict.decision
            days = (d.raised_on, d.settled_on, d.debriefed)
            if verdict.state != "settled" or any(period.holds(day) for day in days):
                rows.append(DecisionRow(judged.history.client.name, verdict, data.texts.decisions[d.id]))
    return rows


def attempt_rows(data: ReportData, decisions: Iterable[DecisionRow]) -> list[AttemptRow]:
    """The attempts of these decisions, in the order in which they were made."""
    texts = data.texts.attempts
    return [
        AttemptRow(row, number, attempt, texts[attempt.id])
        for row in decisions
        for number, attempt in enumerate(row.verdict.decision.attempts, 1)
    ]


def decisions_table(rows: Sequence[DecisionRow], note: str) -> Table[DecisionRow]:
    """The sheet *Decisions*."""
    columns: list[Column[DecisionRow]] = [
        Column(_("Client"), lambda r: r.client, "name", 24),
        Column(_("Ref"), lambda r: r.verdict.decision.ref, "text", 10),
        Column(_("Decision"), lambda r: r.verdict.decision.title, "long", 24),
        Column(_("What the client wants"), lambda r: r.texts.client_wish, "long", 30),
        Column(_("Our advice"), lambda r: r.texts.our_advice, "long", 30),
        Column(_("What is at stake"), lambda r: r.texts.stake, "long", 20),
        Column(_("Raised on"), lambda r: r.verdict.decision.raised_on, "day", 12),
        Column(_("Attempts"), lambda r: r.verdict.attempts, "count", 9, "sum", code=_of_limit),
        Column(_("Over the limit"), lambda r: r.verdict.over_limit or None, "count", 8, "sum"),
        Column(_("State"), _state, "long", 14),
        Column(_("Settled on"), lambda r: r.verdict.decision.settled_on, "day", 12),
        Column(_("Debrief due"), lambda r: r.verdict.debrief_waits_since, "day", 12),
        Column(_("Verdict"), lambda r: word(r.verdict.decision.verdict), "long", 13),
        Column(_("Lesson"), _lesson, "long", 28),
    ]
    return Table(
        sheet=_("Decisions"),
        name="Decisions",
        title=_("Disputed decisions"),
        note=note + "  ·  " + _("raised, settled or debriefed in the period, and all that are open"),
        columns=columns,
        rows=rows,
        nothing=_("No decision was disputed in this period."),
        emphases=(
            Emphasis(_("State"), ACCENT, word=word("client_decides"), bold=True),
            Emphasis(_("Over the limit"), BAD, operator=">", bold=True),
            Emphasis(_("State"), GOOD, word=word("convinced")),
            Emphasis(_("Verdict"), WARN, word=word("client_right")),
        ),
        repeats=True,
    )


def _state(row: DecisionRow) -> str:
    """How it was settled, or where it stands while it is open."""
    return word(row.verdict.outcome if row.verdict.state == "settled" else row.verdict.state)


def _of_limit(row: DecisionRow) -> str:
    """The code that shows the number of attempts as `2 of 3`."""
    return "0" + quote(" " + _("of {total}").format(total=row.verdict.limit))


def _lesson(row: DecisionRow) -> str | None:
    """The lesson once the debrief was held; one written later was not known that day."""
    return row.texts.lesson if row.verdict.debriefed else None


def attempts_table(rows: Sequence[AttemptRow], note: str) -> Table[AttemptRow]:
    """The sheet *Attempts*: how each of these decisions was argued."""
    columns: list[Column[AttemptRow]] = [
        Column(_("Client"), lambda r: r.of.client, "name", 25),
        Column(_("Decision"), lambda r: r.of.verdict.decision.ref, "text", 11),
        Column(_("Title"), lambda r: r.of.verdict.decision.title, "long", 30),
        Column(_("Attempt"), lambda r: r.number, "count", 10, code=lambda r: _of_limit(r.of)),
        Column(_("Day"), lambda r: r.attempt.made_on, "day", 12),
        Column(_("By"), lambda r: r.attempt.made_by, "long", 18),
        Column(_("With whom"), lambda r: r.texts.contact, "long", 20),
        Column(_("Channel"), lambda r: word(r.texts.channel), "long", 11),
        Column(_("Argument"), lambda r: r.texts.argument, "long", 56),
        Column(_("Answer"), lambda r: word(r.attempt.response), "long", 12),
        Column(_("Why beyond the limit"), lambda r: r.attempt.override_reason, "long", 28),
    ]
    return Table(
        sheet=_("Attempts"),
        name="Attempts",
        title=_("Attempts at arguing our advice"),
        note=note + "  ·  " + _("of the decisions on the sheet before"),
        columns=columns,
        rows=rows,
        nothing=_("Nothing was argued."),
        emphases=(
            Emphasis(_("Answer"), GOOD, word=word("accepted")),
            Emphasis(_("Answer"), BAD, word=word("refused")),
        ),
        repeats=True,
    )
