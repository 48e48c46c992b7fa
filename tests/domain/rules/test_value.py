"""DOMAIN.md, Is he worth keeping, and for how much."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.domain.rules import value
from app.domain.rules.value import Ceiling, Value
from tests.domain.rules.build import AS_OF, RULES, ago, ahead, complaint, cost, history, offer, purchase


def judged(**records: Any) -> Value:
    return value.judge(history(**records), AS_OF, RULES)


def ceiling(worth: Value, kind: str) -> Ceiling:
    return value.ceiling(worth, value.chances_of(kind, RULES))


def test_margin_is_what_remains_of_the_last_365_days() -> None:
    verdict = judged(
        purchases=[
            purchase(ago(1), 1000_00, cost=400_00),
            purchase(ago(364), 500_00),  # no cost on record
            purchase(ago(365), 900_00),  # the day 365 days ago is out
            purchase(ahead(1), 900_00),
        ],
        costs=[cost(ago(10), 50_00), cost(ago(365), 70_00)],
        offers=[
            offer(ago(20), 30_00, outcome="accepted"),
            offer(ago(20), 30_00, outcome="open"),
            offer(ago(20), 30_00, outcome="declined"),
            offer(ago(400), 5_00, outcome="accepted", decided_on=ago(20)),  # counts when it was accepted
            offer(ago(20), 5_00, outcome="accepted", decided_on=ahead(1)),
        ],
        complaints=[complaint(ago(400), thanked_on=ago(5), reward_cost=20_00)],
    )
    assert (verdict.revenue, verdict.margin) == (1500_00, 1500_00 - 400_00 - 50_00 - 35_00 - 20_00)


@pytest.mark.parametrize(
    ("days", "counted"),
    [
        ({"thanked_on": ago(1)}, True),
        ({"told_on": ago(1)}, True),
        ({}, False),  # counts on the day of receipt, 400 days ago
        ({"told_on": ago(390), "thanked_on": ago(1)}, True),  # the day of thanks goes first
        ({"told_on": ago(1), "thanked_on": ahead(1)}, False),  # the reward comes tomorrow
    ],
)
def test_a_reward_counts_on_the_day_of_thanks_else_of_telling_else_of_receipt(
    days: dict[str, Any], counted: bool
) -> None:
    rewarded = complaint(ago(400), reward_cost=20_00, **days)
    assert judged(complaints=[rewarded]).margin == (-20_00 if counted else 0)


@pytest.mark.parametrize(
    ("margin", "clv"),
    [
        (300_00, 800_00),  # 300 · 0.8 / 0.3
        (100_00, 266_67),
        (1, 3),  # 2.67 cents
        (0, 0),
        (-500_00, 0),
    ],
)
def test_the_lifetime_value_is_exact_to_the_cent(margin: int, clv: int) -> None:
    verdict = judged(purchases=[purchase(ago(1), margin)])
    assert verdict.clv == clv
    assert verdict.costs_more is (margin < 0)


def test_a_client_costs_more_than_they_bring_only_where_something_is_on_record() -> None:
    assert not judged().costs_more and not judged().seen
    even = judged(purchases=[purchase(ago(1), 100_00)], costs=[cost(ago(1), 100_00)])
    assert even.costs_more and even.seen


def test_the_chance_to_stay_and_the_interest_are_the_books() -> None:
    rules = replace(RULES, value_retention=0.9, value_interest=0.0)
    assert value.lifetime_value(100_00, rules) == 900_00


@pytest.mark.parametrize(
    ("kind", "low", "high"),
    [
        ("founded", 150_00, 562_50),  # 900 · (1 − 0.5/0.6), 900 · (1 − 0.3/0.8)
        ("doubtful", 0, 370_59),  # 0.7/0.65 is more than 1; 900 · (1 − 0.5/0.85)
        ("unfounded", 0, 0),
    ],
)
def test_the_ceiling_is_a_range_and_a_bluff_is_worth_nothing(kind: str, low: int, high: int) -> None:
    worth = judged(purchases=[purchase(ago(1), 337_50)])
    assert worth.clv == 900_00
    found = ceiling(worth, kind)
    assert (found.low, found.high) == (low, high)


def test_what_was_given_under_threat_is_taken_off_both_ends() -> None:
    given = {"trigger": "threat", "outcome": "accepted"}
    offers = [
        offer(ago(364), 100_00, **given),
        offer(ago(365), 999_00, **given),  # a year ago: no longer counted
        offer(ago(9), 999_00, trigger="threat", outcome="declined"),
        offer(ago(9), 100_00, trigger="proactive", outcome="accepted"),
    ]
    # 337.50 of margin remain after both accepted offers of the year.
    worth = judged(purchases=[purchase(ago(1), 537_50)], offers=offers)
    found = ceiling(worth, "founded")
    assert worth.given_under_threat == found.given == 100_00
    assert (found.low, found.high) == (50_00, 462_50)
    assert (found.before_low, found.before_high) == (150_00, 562_50)


def test_the_ceiling_is_never_below_zero() -> None:
    offers = [offer(ago(9), 700_00, trigger="threat", outcome="accepted")]
    worth = judged(purchases=[purchase(ago(1), 1037_50)], offers=offers)
    assert (ceiling(worth, "founded").low, ceiling(worth, "founded").high) == (0, 0)


def test_assumptions_can_be_changed_on_the_spot() -> None:
    worth = judged(purchases=[purchase(ago(1), 337_50)])
    sure = value.ceiling(worth, value.Chances(0.0, 0.0, 1.0, 1.0))
    assert (sure.low, sure.high) == (900_00, 900_00)
    assert value.ceiling(worth, value.Chances(0.5, 0.5, 0.0, 0.0)).high == 0


def test_a_reward_of_the_day_counts_whatever_comes_tomorrow() -> None:
    rewarded = complaint(ago(9), thanked_on=AS_OF, reward_cost=20_00)
    verdict = judged(complaints=[rewarded], purchases=[purchase(ahead(1))])
    assert verdict.margin == -20_00


def test_a_period_leaves_out_its_first_day() -> None:
    made = history(purchases=[purchase(ago(30), 1_00), purchase(ago(29), 2_00), purchase(AS_OF, 4_00)])
    assert value.money_between(made, ago(30), AS_OF).revenue == 6_00
    assert value.revenue_between(made, ago(31), ago(29)) == 3_00
