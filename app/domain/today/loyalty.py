"""Ideas that keep clients: a small surprise, and asking whether they still stay for the same reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from app.domain.day_words import short_day
from app.domain.facts import Evidence
from app.domain.rules import types
from app.domain.today.deeds import CONFIRM, SURPRISE
from app.domain.today.item import Item
from app.domain.today.rule import Finding, TodayRule, in_brief, says
from app.domain.verdicts import Verdicts
from app.i18n import N_, _, ngettext


def _candidate(verdicts: Verdicts) -> Iterator[Finding]:
    # The cheap question first: most clients end here.
    if verdicts.buying.is_loyal and verdicts.surprise.candidate:
        yield Finding(verdicts.as_of)


def _surprise_line(item: Item, verdicts: Verdicts) -> str:
    year = verdicts.as_of - timedelta(days=365)
    bought = len({p.bought_on for p in verdicts.history.purchases if p.bought_on > year and p.amount > 0})
    unasked = [o.made_on for o in verdicts.history.offers if o.trigger == "proactive"]
    loyal = ngettext(
        "Loyal, bought on {n} day this year", "Loyal, bought on {n} days this year", bought
    ).format(n=bought)
    if not unasked:
        return f"{loyal} · {_('nothing unasked so far')}"
    day = short_day(unasked[-1], verdicts.as_of)
    return f"{loyal} · {_('nothing unasked since {day}').format(day=day)}"


def _type(verdicts: Verdicts) -> Iterator[Finding]:
    judgement, confirm_from = types.confirmed(verdicts.history, verdicts.as_of, verdicts.settings)
    if judgement is not None and confirm_from is not None and confirm_from < verdicts.as_of:
        record = Evidence("judgements", judgement.id, None, judgement.judged_on)
        yield Finding(confirm_from, record, judgement.value)


def _still_so(item: Item) -> str:
    known = types.TEXTS.get(item.what)
    return _("Still so? {what}").format(what=_(known.name) if known else item.what)


def _still_so_briefly(item: Item, as_of: date) -> str:
    return _still_so(item)


def _type_line(item: Item, verdicts: Verdicts) -> str:
    found = next(j for j in verdicts.history.judgements if item.record and j.id == item.record.id)
    return _("Judged on {day}: {reason}").format(
        day=short_day(found.judged_on, verdicts.as_of), reason=found.reason
    )


SURPRISE_IDEA = TodayRule(
    name="surprise",
    severities=(0,),
    find=_candidate,
    sentence=says(N_("A small surprise would be welcome")),
    line=_surprise_line,
    brief=in_brief(N_("All well · surprise idea")),
    deed=SURPRISE,
    icon="gift",
    active_only=True,
    internal=True,
    dated=False,
)
TYPE_CONFIRM = TodayRule(
    name="type_confirm",
    severities=(0,),
    find=_type,
    sentence=_still_so,
    line=_type_line,
    brief=_still_so_briefly,
    deed=CONFIRM,
    icon="user-check",
    active_only=True,
    internal=True,
)
