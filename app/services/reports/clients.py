"""The sheet of clients: one row each, with every verdict that a manager sorts and filters by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.facts import Client
from app.domain.rules.loyalty import Loyalty
from app.domain.rules.value import Period
from app.domain.settings import Settings
from app.domain.verdicts import Verdicts
from app.domain.words import word
from app.i18n import _
from app.services.reports.cell_style import BAD, BAD_SOFT, GOOD, MUTED, WARN, WARN_SOFT
from app.services.reports.report_data import ReportData
from app.services.reports.tables import Column, Emphasis, Table


@dataclass(frozen=True)
class ClientRow:
    """One client on the as-of day; money in cents of the book's currency."""

    client: Client
    buying: str
    revenue: int
    margin: int
    clv: int
    given: int
    loyalty: Loyalty
    voice: str
    open_complaints: int
    overdue: int
    open_decisions: int
    open_threats: int
    level: str
    last_touch: date | None


def client_row(data: ReportData, judged: Verdicts, period: Period) -> ClientRow:
    """The row of one client; `period` is what they brought in the report's."""
    history, money = judged.history, data.purse(judged.history)
    return ClientRow(
        client=history.client,
        buying=judged.buying.kind,
        revenue=money(period.revenue),
        margin=money(period.margin),
        clv=money(judged.value.clv),
        given=money(judged.value.given_under_threat),
        loyalty=judged.loyalty,
        voice=judged.voice.state,
        open_complaints=judged.complaints.open,
        overdue=judged.promises.ours.overdue,
        open_decisions=sum(d.outcome == "open" for d in history.decisions),
        open_threats=sum(t.is_open for t in history.threats),
        level=judged.hunter.level,
        last_touch=judged.last_touch,
    )


def clients_table(rows: Sequence[ClientRow], settings: Settings, note: str) -> Table[ClientRow]:
    """The sheet *Clients*."""
    return Table(
        sheet=_("Clients"),
        name="Clients",
        title=_("Clients"),
        note=note + "  ·  " + _("blank satisfaction, affinity or involvement means unknown, not zero"),
        columns=_columns(),
        rows=rows,
        nothing=_("The book has no clients yet."),
        emphases=_emphases(settings),
    )


def _columns() -> list[Column[ClientRow]]:
    return [
        Column(_("Client"), lambda r: r.client.name, "name", 26),
        Column(_("Status"), lambda r: word(r.client.status_then), "text", 9),
        Column(_("Owner"), lambda r: r.client.owner, "text", 16),
        Column(_("Client since"), lambda r: r.client.since, "day", 12),
        Column(_("Buying class"), lambda r: word(r.buying), "text", 11.5),
        Column(_("Revenue"), lambda r: r.revenue or None, "money", 10.5, "sum"),
        Column(_("Margin"), lambda r: r.margin or None, "money", 10.5, "sum"),
        Column(_("Lifetime value"), lambda r: r.clv or None, "money", 10.5, "sum"),
        Column(_("Given under threat"), lambda r: r.given or None, "money", 9.5, "sum"),
        Column(_("Satisfaction"), lambda r: r.loyalty.satisfaction.score, "score", 10.5, "average"),
        Column(_("Affinity"), lambda r: r.loyalty.affinity.score, "score", 8, "average"),
        Column(_("Involvement"), lambda r: r.loyalty.involvement.score, "score", 10.5, "average"),
        Column(_("Loyalty"), lambda r: word(r.loyalty.quadrant), "text", 12),
        Column(_("Voice"), lambda r: word(r.voice), "text", 11),
        Column(_("Open complaints"), lambda r: r.open_complaints or None, "count", 10.5, "sum"),
        Column(_("Overdue promises"), lambda r: r.overdue or None, "count", 9, "sum"),
        Column(_("Open disputes"), lambda r: r.open_decisions or None, "count", 8.5, "sum"),
        Column(_("Open threats"), lambda r: r.open_threats or None, "count", 7.5, "sum"),
        Column(_("Deal hunter"), _level, "text", 9.5),
        Column(_("Last touch"), lambda r: r.last_touch, "day", 12),
    ]


def _level(row: ClientRow) -> str | None:
    return None if row.level == "none" else word(row.level)


def _emphases(settings: Settings) -> tuple[Emphasis, ...]:
    scores = (_("Satisfaction"), _("Affinity"), _("Involvement"))
    low, high = repr(settings.loyalty_not_loyal), repr(settings.loyalty_for_life)
    return (
        Emphasis(_("Deal hunter"), BAD, BAD_SOFT, word=word("hunter"), bold=True),
        Emphasis(_("Deal hunter"), WARN, WARN_SOFT, word=word("watch"), bold=True),
        Emphasis(_("Margin"), BAD, operator="<", than="0", bold=True),
        *(Emphasis(score, WARN, operator="<", than=low) for score in scores),
        *(Emphasis(score, GOOD, operator=">=", than=high) for score in scores),
        Emphasis(_("Open complaints"), WARN, operator=">", bold=True),
        Emphasis(_("Overdue promises"), BAD, operator=">", bold=True),
        Emphasis(_("Open threats"), BAD, operator=">", bold=True),
        Emphasis(_("Voice"), WARN, word=word("silent")),
        Emphasis(_("Buying class"), WARN, word=word("lapsing")),
        Emphasis(_("Buying class"), BAD, word=word("lapsed")),
        Emphasis(_("Status"), MUTED, word=word("lost")),
    )
