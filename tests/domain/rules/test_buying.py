"""DOMAIN.md, Buying class."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.rules import buying
from tests.domain.rules.build import AS_OF, RULES, ago, ahead, history, purchase, purchases


def kind_of(bought: list[Any]) -> str:
    return buying.judge(history(purchases=bought), AS_OF, RULES).kind


@pytest.mark.parametrize(
    ("ages", "kind"),
    [
        ((), "none"),
        ((89,), "new"),
        ((90,), "occasional"),
        ((0, 1, 2, 3, 89), "new"),  # new goes before loyal
        ((365,), "occasional"),
        ((366,), "lapsed"),
        ((400, 390, 380, 366), "lapsed"),
        ((300, 200, 100, 30), "loyal"),
        ((364, 200, 100, 30), "loyal"),
        ((365, 200, 100, 30), "occasional"),  # only three in the last 365 days
        ((200, 190, 180, 60), "lapsing"),  # usual gap 10, last one 60 days ago
        ((120, 110, 100, 31), "lapsing"),
        ((120, 110, 100, 30), "loyal"),  # 30 days are not more than 30
        ((230, 170, 110, 100), "loyal"),  # gap 60, twice of it is more than 100
        ((200, 150, 100), "occasional"),  # last one exactly two gaps ago
        ((201, 151, 101), "lapsing"),
        ((300, 60), "occasional"),  # two days: the gap is unknown
    ],
)
def test_the_first_class_that_holds(ages: tuple[int, ...], kind: str) -> None:
    assert kind_of(purchases(*ages)) == kind


def test_several_purchases_on_a_day_are_one_purchase_day() -> None:
    assert kind_of(purchases(300, 200, 100, 100)) == "occasional"


def test_days_whose_amounts_do_not_sum_to_more_than_0_do_not_count() -> None:
    given_back = [purchase(ago(30), 50_00), purchase(ago(30), -50_00)]
    assert buying.judge(history(purchases=given_back), AS_OF, RULES).kind == "none"
    assert kind_of(purchases(300, 200, 100) + given_back) == "occasional"


def test_the_gap_is_the_median_within_730_days() -> None:
    ages = (2000, 730, 729, 700, 600, 500)
    verdict = buying.judge(history(purchases=purchases(*ages)), AS_OF, RULES)
    assert verdict.gap == 100  # 29, 100, 100
    assert (verdict.first, verdict.last) == (ago(2000), ago(500))


def test_an_even_number_of_gaps_has_the_mean_of_the_middle_ones() -> None:
    assert buying.judge(history(purchases=purchases(100, 90, 69)), AS_OF, RULES).gap == 15.5


def test_later_purchases_are_not_known() -> None:
    assert kind_of([purchase(ahead(1))]) == "none"
