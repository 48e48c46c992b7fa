"""Where each client stands today: what the list and the table of clients say beside the name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.domain.currencies import comparable, currency_of
from app.domain.day_words import ahead
from app.domain.facts import History
from app.domain.rules.today_items import Item
from app.domain.verdicts import Verdicts
from app.i18n import N_, _, format_day, ngettext

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


def standing(verdicts: Verdicts) -> Standing:
    """Where a client stands on the day of the verdicts."""
    client, items = verdicts.history.client, verdicts.today
    first = items[0] if items else None
    unwritten = any(item.rule == "nothing_written" for item in items)
    return Standing(
        client_id=client.id,
        severity=first.severity if first else None,
        line=brief(first, verdicts.as_of) if first else _calm(verdicts.history),
        internal=first is not None and first.rule in _INTERNAL_RULES,
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


# What these items say is no word for the client's eyes (DOMAIN.md, Two audiences).
_INTERNAL_RULES = frozenset({"threat_open", "surprise", "type_confirm", "debrief_due", "client_decides"})
_BRIEF = {
    "threat_open": N_("Says they may leave"),
    "task_due": N_("To do today"),
    "client_decides": N_("The client decides"),
    "new_silent": N_("New and silent"),
    "silent": N_("Silent: ask what could be better"),
    "nothing_written": N_("Nothing is written yet"),
    "surprise": N_("All well · surprise idea"),
}


def brief(item: Item, as_of: date) -> str:
    """An item of Today in a few words, for a line beneath the client's name."""
    if item.rule in _BRIEF:
        return _(_BRIEF[item.rule])
    gone, left = (as_of - item.due).days, (item.due - as_of).days
    if item.rule == "promise_overdue":
        return ngettext("Promise {n} day late", "Promise {n} days late", gone).format(n=gone)
    if item.rule == "task_overdue":
        return ngettext("Task {n} day late", "Task {n} days late", gone).format(n=gone)
    if item.rule == "complaint_unanswered":
        return _("Complaint without an answer")
    if item.rule == "complaint_late":
        return _("Complaint not closed")
    if item.rule == "promise_due":
        return _("Promise due {when}").format(when=ahead(item.due, as_of))
    if item.rule == "notice_day":
        return ngettext("Notice day in {n} day", "Notice day in {n} days", left).format(n=left)
    if item.rule == "agreement_ending":
        return _("Agreement ends {when}").format(when=ahead(item.due, as_of))
    if item.rule == "debrief_due":
        return ngettext("Debrief waits for {n} day", "Debrief waits for {n} days", gone).format(n=gone)
    if item.rule in ("survey_stale", "contact_overdue") and item.n >= 60:
        return _long_ago(item)
    if item.rule == "birthday":
        return _("Birthday {when}: {who}").format(when=ahead(item.due, as_of), who=item.what)
    return item.text


def _long_ago(item: Item) -> str:
    """Days beyond two months say less than months and years."""
    if item.n < 730:
        months = item.n // 30
        survey = ngettext("No survey answer for {n} month", "No survey answer for {n} months", months)
        touch = ngettext("No contact for {n} month", "No contact for {n} months", months)
        return (survey if item.rule == "survey_stale" else touch).format(n=months)
    years = item.n // 365
    survey = ngettext("No survey answer for {n} year", "No survey answer for {n} years", years)
    touch = ngettext("No contact for {n} year", "No contact for {n} years", years)
    return (survey if item.rule == "survey_stale" else touch).format(n=years)


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
