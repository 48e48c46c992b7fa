"""DOMAIN.md, Surveys."""

from __future__ import annotations

from math import sqrt

import pytest

from app.services.facts import Survey
from app.services.rules import surveys
from app.services.rules.surveys import Nps
from tests.services.rules.build import AS_OF, RULES, ago, ahead, history, survey


@pytest.mark.parametrize(
    ("age", "freshness"),
    [(0, "fresh"), (90, "fresh"), (91, "ageing"), (180, "ageing"), (181, "stale"), (3000, "stale")],
)
def test_freshness_by_the_age_of_the_newest_answer(age: int, freshness: str) -> None:
    verdict = surveys.judge(history(surveys=[survey(ago(age)), survey(ago(age + 5))]), AS_OF, RULES)
    assert (verdict.age, verdict.freshness) == (age, freshness)


def test_no_answer_is_none() -> None:
    verdict = surveys.judge(history(surveys=[survey(ahead(1))]), AS_OF, RULES)
    assert (verdict.age, verdict.freshness) == (None, "none")


def nps(scores: list[float], lowest: float = 0, highest: float = 10) -> Nps:
    answers: list[Survey] = [
        survey(ago(n), kind="nps", score=score, lowest=lowest, highest=highest)
        for n, score in enumerate(scores)
    ]
    return surveys.nps([history(surveys=answers)], ago(300), AS_OF, RULES)


def test_nps_needs_ten_answers() -> None:
    few = nps([10] * 9)
    assert (few.score, few.low, few.high) == (None, None, None)
    assert few.values == (10.0,) * 9  # shown as they are


def test_nps_is_promoters_less_detractors_with_its_95_percent_interval() -> None:
    found = nps([9, 10, 9, 10, 9, 7, 8, 6, 0, 3])
    assert (found.promoters, found.passives, found.detractors) == (5, 2, 3)
    assert found.score == pytest.approx(20)
    half = 195.9963984540054 * sqrt((0.8 - 0.04) / 10)
    assert found.low == pytest.approx(20 - half)
    assert found.high == pytest.approx(20 + half)


def test_an_interval_stays_on_the_scale() -> None:
    assert (nps([10] * 12).low, nps([10] * 12).high) == (100, 100)
    assert (nps([0] * 10 + [10]).low or 0) >= -100


def test_another_scale_is_put_on_0_to_10() -> None:
    found = nps([5, 4.6, 4.5, 3.4, 3, 1, 5, 5, 5, 5], 1, 5)
    assert (found.promoters, found.passives, found.detractors) == (6, 1, 3)
    assert nps([9] * 10, 1, 10).promoters == 10  # a scale that ends at 10 is read as it is


def test_other_questions_and_other_days_are_no_nps() -> None:
    answers = [survey(ago(1), kind="csat"), survey(ago(300), kind="nps"), survey(ahead(1), kind="nps")]
    assert surveys.nps([history(surveys=answers)], ago(300), AS_OF, RULES).answers == 0


@pytest.mark.parametrize(("age", "rests"), [(0, True), (89, True), (90, False)])
def test_one_contact_is_asked_every_90_days_at_most(age: int, rests: bool) -> None:
    asked = history(surveys=[survey(ago(age), contact_id=7), survey(ago(1), contact_id=8)])
    until = surveys.rest_until(asked, 7, AS_OF, RULES)
    assert until == (ahead(90 - age) if rests else None)
    assert surveys.rest_until(asked, None, AS_OF, RULES) is None
    assert surveys.rest_until(asked, 9, AS_OF, RULES) is None
