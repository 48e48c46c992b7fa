"""Agreements: the last day to give notice, and the end; at either, what was done beyond the scope."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from app.domain.day_words import ahead
from app.domain.facts import Agreement, Evidence
from app.domain.rules.scope import is_worth_saying
from app.domain.rules.time import age, shift
from app.domain.today.deeds import PREPARE
from app.domain.today.item import Item, key_of
from app.domain.today.rule import Finding, TodayRule, says
from app.domain.verdicts import Verdicts
from app.domain.words import capital
from app.i18n import N_, _, format_day, format_percent, ngettext


def _notice(verdicts: Verdicts) -> Iterator[Finding]:
    for agreement in verdicts.history.agreements:
        day = _notice_day(agreement, verdicts)
        if day is not None:
            yield _found(agreement, day, verdicts)


def _ending(verdicts: Verdicts) -> Iterator[Finding]:
    settings = verdicts.settings
    for agreement in verdicts.history.agreements:
        ends = agreement.ends_on
        if ends is None or not _ends_soon(ends, verdicts) or _notice_day(agreement, verdicts) is not None:
            continue
        near = age(verdicts.as_of, ends) <= settings.today_ending_days
        yield _found(agreement, ends, verdicts)._replace(severity=2 if near else 1)


def _notice_day(agreement: Agreement, verdicts: Verdicts) -> date | None:
    """The last day to give notice, where it lies near."""
    if agreement.ends_on is None or agreement.notice_days is None:
        return None
    day = shift(agreement.ends_on, -agreement.notice_days)
    return day if 0 <= age(verdicts.as_of, day) <= verdicts.settings.today_notice_days else None


def _record(agreement: Agreement) -> Evidence:
    return Evidence("agreements", agreement.id, agreement.ref, agreement.starts_on)


def _ends_soon(ends: date, verdicts: Verdicts) -> bool:
    return 0 <= age(verdicts.as_of, ends) <= verdicts.settings.today_ending_later_days


def _found(agreement: Agreement, due: date, verdicts: Verdicts) -> Finding:
    """With the share of what was done beyond the scope, where the agreement ends soon and it is large."""
    found = Finding(due, _record(agreement), agreement.title)
    if agreement.ends_on is None or not _ends_soon(agreement.ends_on, verdicts):
        return found
    share = verdicts.scope.share
    return found._replace(scope_share=share) if is_worth_saying(share, verdicts.settings) else found


def _beyond(share: float) -> str:
    """How much was done beyond the scope, to be said at a renewal."""
    return _("beyond the agreed scope: {share} of revenue").format(share=format_percent(share))


def _at_renewal(sentence: Callable[[Item], str]) -> Callable[[Item], str]:
    def said(item: Item) -> str:
        share = item.scope_share
        return sentence(item) if share is None else f"{sentence(item)} ({_beyond(share)})"

    return said


def _notice_line(item: Item, verdicts: Verdicts) -> str:
    day = format_day(item.due, "EEE d MMM")
    return _with_scope(_("Last day to give or receive notice: {day}").format(day=day), item)


def _ending_line(item: Item, verdicts: Verdicts) -> str:
    return _with_scope(_("Agreed until {day}").format(day=format_day(item.due, "EEE d MMM y")), item)


def _with_scope(line: str, item: Item) -> str:
    # First, as a long line is cut.
    return line if item.scope_share is None else f"{capital(_beyond(item.scope_share))} · {line}"


def _days_left(item: Item, as_of: date) -> str:
    days = (item.due - as_of).days
    return ngettext("Notice day in {n} day", "Notice day in {n} days", days).format(n=days)


def _ends_when(item: Item, as_of: date) -> str:
    return _("Agreement ends {when}").format(when=ahead(item.due, as_of))


NOTICE_DAY = TodayRule(
    name="notice_day",
    severities=(3,),
    find=_notice,
    sentence=_at_renewal(says(N_("Last day to give notice: {what}"))),
    line=_notice_line,
    brief=_days_left,
    deed=PREPARE,
    icon="calendar-clock",
)
AGREEMENT_ENDING = TodayRule(
    name="agreement_ending",
    severities=(2, 1),
    find=_ending,
    sentence=_at_renewal(says(N_("Agreement ends: {what}"))),
    line=_ending_line,
    brief=_ends_when,
    deed=PREPARE,
    icon="calendar-clock",
)


def keys_of(agreement: Agreement, client_id: int) -> tuple[str, ...]:
    """The keys of the items that ask for what comes after an agreement, whether they are raised yet or not."""
    rules = (NOTICE_DAY, AGREEMENT_ENDING)
    return tuple(key_of(rule.name, client_id, _record(agreement)) for rule in rules)
