"""All rules of Today, in the order of DOMAIN.md."""

from __future__ import annotations

from app.domain.today.agreements import AGREEMENT_ENDING, NOTICE_DAY
from app.domain.today.complaints import COMPLAINT_LATE, COMPLAINT_UNANSWERED
from app.domain.today.decisions import CLIENT_DECIDES, DEBRIEF_DUE
from app.domain.today.goals import GOAL_OVERDUE
from app.domain.today.item import Item
from app.domain.today.loyalty import SURPRISE_IDEA, TYPE_CONFIRM
from app.domain.today.people import BIRTHDAY
from app.domain.today.promises import PROMISE_DUE, PROMISE_OVERDUE
from app.domain.today.rule import TodayRule
from app.domain.today.silence import CONTACT_OVERDUE, NEW_SILENT, NOTHING_WRITTEN, SILENT, SURVEY_STALE
from app.domain.today.tasks import TASK_DUE, TASK_OVERDUE
from app.domain.today.threats import THREAT_OPEN

RULES: tuple[TodayRule, ...] = (
    PROMISE_OVERDUE,
    THREAT_OPEN,
    COMPLAINT_UNANSWERED,
    NOTICE_DAY,
    TASK_OVERDUE,
    TASK_DUE,
    PROMISE_DUE,
    COMPLAINT_LATE,
    CLIENT_DECIDES,
    AGREEMENT_ENDING,
    NEW_SILENT,
    CONTACT_OVERDUE,
    SILENT,
    SURVEY_STALE,
    NOTHING_WRITTEN,
    GOAL_OVERDUE,
    DEBRIEF_DUE,
    SURPRISE_IDEA,
    TYPE_CONFIRM,
    BIRTHDAY,
)
_BY_NAME = {rule.name: rule for rule in RULES}


def rule_of(item: Item) -> TodayRule:
    """The rule that asks for it."""
    return _BY_NAME[item.rule]


def text_of(item: Item) -> str:
    """The item in the language in force."""
    return rule_of(item).sentence(item)
