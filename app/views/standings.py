"""Where each client stands today: what the list and the table of clients say beside the name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.domain.currencies import comparable, currency_of
from app.domain.facts import History
from app.domain.today import Item, rule_of
from app.domain.today.silence import NOTHING_WRITTEN
from app.domain.verdicts import Verdicts
from app.i18n import _, format_day

ATTENTION = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rules say of one client on one day.

    `severity` is that of the first item of Today (3 to 0, None without one) and `line` why it matters now;
    `internal` says that the line tells something the client must not read. `revenue` is the last year's
    in cents of `currency`, `in_book` the same in the book's; None without a rate.
    """

    client_id: int
    severity: int | None
    line: str
    internal: bool
    buying: str
    deal_hunter: str
    voice: str
    silent: bool
    unwritten: bool
    open_complaints: int
    overdue_promises: int
    last_touch: date | None
    revenue: int
    currency: str
    in_book: Fraction | None

    @property
    def needs_attention(self) -> bool:
        """Something of today is urgent or soon."""
        return self.severity is not None and self.severity >= ATTENTION


def standing(items: Sequence[Item], verdicts: Verdicts) -> Standing:
    """Where a client stands on the day of the verdicts, of whom Today asks for these items."""
    client = verdicts.history.client
    first = items[0] if items else None
    rule = rule_of(first) if first else None
    unwritten = NOTHING_WRITTEN.among(items)
    return Standing(
        client_id=client.id,
        severity=first.severity if first else None,
        line=rule.brief(first, verdicts.as_of) if first and rule else _calm(verdicts.history),
        internal=rule is not None and rule.internal,
        buying=verdicts.buying.kind,
        deal_hunter=verdicts.hunter.level,
        voice=verdicts.voice.state,
        silent=verdicts.voice.hunt is not None and not unwritten,
        unwritten=unwritten,
        open_complaints=verdicts.complaints.open,
        overdue_promises=verdicts.promises.ours.overdue,
        last_touch=verdicts.last_touch,
        revenue=verdicts.value.revenue,
        currency=currency_of(client, verdicts.settings),
        in_book=comparable(verdicts.value.revenue, client, verdicts.settings, verdicts.as_of),
    )


def _calm(history: History) -> str:
    """What to say of a client of whom nothing is wanted today."""
    client = history.client
    if client.lost_on is not None and client.status != "prospect":
        return _("Left on {day}").format(day=format_day(client.lost_on))
    if client.status == "paused":
        return _("Paused")
    if client.status == "prospect":
        return _("Not a client yet")
    return _("All well")
