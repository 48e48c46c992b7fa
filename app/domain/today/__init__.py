"""What needs attention on a day: the rules, each an object of its own, and what they ask for (DOMAIN.md, Today)."""

from app.domain.today.item import Item
from app.domain.today.judging import judge, most_urgent, whole
from app.domain.today.rule import Finding, TodayRule, Together
from app.domain.today.rules import RULES, rule_of, text_of

__all__ = [
    "RULES",
    "Finding",
    "Item",
    "TodayRule",
    "Together",
    "judge",
    "most_urgent",
    "rule_of",
    "text_of",
    "whole",
]
