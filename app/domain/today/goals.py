"""Goals that were not reached in time (DOMAIN.md, Goals)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.domain.today.deeds import UPDATE
from app.domain.today.item import Item
from app.domain.today.rule import Finding, TodayRule, says
from app.domain.verdicts import Verdicts
from app.i18n import N_, _, format_day


def _overdue(verdicts: Verdicts) -> Iterator[Finding]:
    for verdict in verdicts.goals.verdicts if verdicts.history.goals else ():
        if verdict.state == "overdue" and verdict.goal.due_on is not None:
            yield Finding(verdict.goal.due_on, verdict.record, verdict.goal.goal)


def _line(item: Item, verdicts: Verdicts) -> str:
    return _("To be reached by {day}").format(day=format_day(item.due))


_sentence = says(N_("Goal overdue: {what}"))


def _brief(item: Item, as_of: date) -> str:
    return _sentence(item)


GOAL_OVERDUE = TodayRule(
    name="goal_overdue",
    severities=(1,),
    find=_overdue,
    sentence=_sentence,
    line=_line,
    brief=_brief,
    deed=UPDATE,
    icon="target",
    active_only=True,
    late=True,
)
