"""DOMAIN.md, Complaints."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain.rules import complaints
from app.domain.rules.complaints import Complaints, Sheet
from tests.domain.rules.build import AS_OF, RULES, ago, ahead, complaint, history, settled_complaint


def judged(*sheets: Any) -> Complaints:
    return complaints.judge(history(complaints=sheets), AS_OF, RULES)


def only(sheet: Any, as_of: date = AS_OF) -> Sheet:
    return complaints.judge(history(complaints=[sheet]), as_of, RULES).sheets[0]


@pytest.mark.parametrize(
    ("values", "step"),
    [
        ({}, "received"),
        ({"assigned_to": "Ana"}, "assigned"),
        ({"responded_on": ago(3)}, "responded"),
        ({"responded_on": ago(3), "resolved_on": ago(2)}, "resolved"),
        ({"responded_on": ago(3), "resolved_on": ago(2), "told_on": ago(1)}, "told"),
        ({"told_on": ago(1), "thanked_on": AS_OF}, "thanked"),
        ({"responded_on": ahead(1), "assigned_to": "Ana"}, "assigned"),  # answered tomorrow
    ],
)
def test_the_step_it_has_reached(values: dict[str, Any], step: str) -> None:
    assert only(complaint(ago(4), **values)).step == step


def test_whether_the_client_was_told_in_time_is_unknown_while_there_is_time() -> None:
    received = date(2026, 1, 8)
    by = only(complaint(received), received).tell_by
    assert only(complaint(received), by).told_in_time(by) is None
    day_after = date.fromordinal(by.toordinal() + 1)
    assert only(complaint(received), day_after).told_in_time(day_after) is False
    told = [only(complaint(received, told_on=day), day_after) for day in (by, day_after)]
    assert [sheet.told_in_time(day_after) for sheet in told] == [True, False]


def test_targets_are_working_days_after_receipt() -> None:
    sheet = only(complaint(date(2025, 12, 31)))
    # 1 and 2 January are holidays in Romania, the 3rd and 4th a weekend, 6 and 7 January holidays.
    assert (sheet.answer_by, sheet.tell_by) == (date(2026, 1, 5), date(2026, 1, 20))
    poland = replace(RULES, country="PL", complaint_response_days=2)
    there = complaints.judge(history(complaints=[sheet.complaint]), AS_OF, poland).sheets[0]
    assert there.answer_by == date(2026, 1, 5)


@pytest.mark.parametrize(
    ("received", "values", "unanswered", "late"),
    [
        (date(2026, 3, 13), {}, False, False),  # Friday: answer by Monday 16, which is today
        (date(2026, 3, 12), {}, True, False),
        (date(2026, 3, 12), {"responded_on": AS_OF}, False, False),
        (date(2026, 3, 12), {"responded_on": ahead(1)}, True, False),
        (date(2026, 3, 2), {"responded_on": date(2026, 3, 2)}, False, False),  # tell by 16 March
        (date(2026, 2, 27), {"responded_on": date(2026, 3, 2)}, False, True),
        (date(2026, 2, 27), {"responded_on": date(2026, 3, 2), "told_on": AS_OF}, False, False),
        (date(2026, 2, 27), {}, True, False),  # not answered goes first
    ],
)
def test_past_a_target_means_the_day_after(
    received: date, values: dict[str, Any], unanswered: bool, late: bool
) -> None:
    sheet = only(complaint(received, **values))
    assert (sheet.unanswered(AS_OF), sheet.late(AS_OF)) == (unanswered, late)


@pytest.mark.parametrize(
    ("resolved_on", "category", "repeats"),
    [
        (ago(100), "delivery", True),
        (ago(464), "delivery", True),
        (ago(465), "delivery", False),  # 365 days up to the receipt, 100 days ago
        (ago(99), "delivery", False),  # resolved after this one came
        (None, "delivery", False),
        (ago(200), " Delivery ", True),
        (ago(200), "price", False),
        (ago(200), None, False),
    ],
)
def test_a_complaint_repeats_one_of_the_same_category_resolved_before(
    resolved_on: date | None, category: str | None, repeats: bool
) -> None:
    first = complaint(ago(500), category=category, resolved_on=resolved_on)
    second = complaint(ago(100), category="delivery")
    verdict = judged(first, second)
    assert [s.complaint.ref for s in verdict.sheets if s.repeats] == ([second.ref] if repeats else [])
    assert verdict.repeated == int(repeats)


def test_a_complaint_resolved_the_day_it_came_does_not_repeat_itself() -> None:
    assert judged(complaint(ago(9), category="delivery", resolved_on=ago(9))).repeated == 0


def test_two_complaints_without_a_category_are_not_the_same() -> None:
    assert judged(complaint(ago(9), resolved_on=ago(8)), complaint(ago(3))).repeated == 0


def test_the_loop_rate_is_told_by_received() -> None:
    verdict = judged(settled_complaint(ago(90), ago(80)), complaint(ago(9)), complaint(ahead(1)))
    assert (verdict.received, verdict.told, verdict.open, verdict.loop_rate) == (2, 1, 1, 0.5)
    assert judged().loop_rate is None


def test_a_period_counts_what_was_received_in_it() -> None:
    sheets = [
        settled_complaint(ago(40), ago(10)),  # told in the period, received before it
        complaint(ago(20), solicited=True, told_on=ago(5)),
        complaint(ago(20), told_on=ahead(1)),
    ]
    found = complaints.received_between([history(complaints=sheets)], ago(30), AS_OF, RULES)
    assert (found.received, found.solicited, found.told) == (2, 1, 1)
