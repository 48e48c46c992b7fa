"""DOMAIN.md, Surveys."""

from __future__ import annotations

from functools import cache
from math import comb, sqrt
from random import Random

import pytest

from app.domain.facts import Survey
from app.domain.rules import surveys
from app.domain.rules.surveys import Nps
from tests.domain.rules.build import AS_OF, RULES, ago, ahead, history, survey

Intervals = dict[tuple[int, int], tuple[float, float]]


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
    # More promoters and detractors than Agresti and Coull add, and Student's t for 9 degrees of freedom.
    middle = 2 / 13
    half = 2.262157 * sqrt(11 / 13 - middle**2) / sqrt(13)
    assert found.low == pytest.approx(100 * (middle - half), abs=0.02)
    assert found.high == pytest.approx(100 * (middle + half), abs=0.02)


@pytest.mark.parametrize(
    ("freedom", "exact"),
    [(1, 12.706205), (5, 2.570582), (6, 2.446912), (9, 2.262157), (24, 2.063899), (999, 1.962341)],
)
def test_the_point_of_students_t(freedom: int, exact: float) -> None:
    assert surveys.student(freedom) == pytest.approx(exact, rel=1e-3)


@cache
def intervals(n: int) -> Intervals:
    """The interval for every number of promoters and detractors among n answers."""
    found = {}
    for promoters in range(n + 1):
        for detractors in range(n + 1 - promoters):
            verdict = nps([10] * promoters + [0] * detractors + [8] * (n - promoters - detractors))
            assert verdict.low is not None and verdict.high is not None and verdict.score is not None
            assert -100 <= verdict.low <= verdict.score <= verdict.high <= 100
            found[promoters, detractors] = verdict.low, verdict.high
    return found


def coverage(n: int, promote: float, detract: float, of: Intervals) -> float:
    """How often the interval holds the true score, where answers come with these chances: reckoned, not drawn."""
    true, neutral, sure = 100 * (promote - detract), max(1 - promote - detract, 0.0), 0.0
    for (promoters, detractors), (low, high) in of.items():
        if low - 1e-9 <= true <= high + 1e-9:
            ways = comb(n, promoters) * comb(n - promoters, detractors)
            sure += ways * promote**promoters * detract**detractors * neutral ** (n - promoters - detractors)
    return sure


# Chances of promoters and detractors in steps of 5 %, and the nearly unanimous.
CHANCES = [(p / 20, d / 20) for p in range(21) for d in range(21 - p)]
CHANCES += [(0.99, 0.0), (0.98, 0.01), (0.97, 0.0), (0.93, 0.0), (0.01, 0.0), (0.005, 0.005)]


@pytest.mark.parametrize("n", [10, 12, 15, 20, 30])
def test_the_interval_holds_its_95_percent_at_small_numbers_too(n: int) -> None:
    held = [coverage(n, p, d, intervals(n)) for p, d in CHANCES]
    assert min(held) >= 0.94
    assert sum(held) / len(held) >= 0.95


def test_the_plain_interval_would_not() -> None:
    """What stood here before: mean ± 1.96 standard errors."""
    n = 10

    def plain(promoters: int, detractors: int) -> tuple[float, float]:
        mean = (promoters - detractors) / n
        half = surveys.Z * sqrt(max(0.0, (promoters + detractors) / n - mean**2) / n)
        return 100 * max(-1.0, mean - half), 100 * min(1.0, mean + half)

    of = {(p, d): plain(p, d) for p, d in intervals(n)}
    assert min(coverage(n, p, d, of) for p, d in CHANCES) < 0.3


@pytest.mark.parametrize(("n", "promote", "detract"), [(10, 0.5, 0.2), (10, 0.9, 0.05), (14, 0.3, 0.3)])
def test_a_simulation_agrees(n: int, promote: float, detract: float) -> None:
    """Answers drawn at random, asked through the rule itself."""
    chance, held, rounds = Random(20261129), 0, 600
    for _round in range(rounds):
        scores = chance.choices([10, 8, 2], [promote, 1 - promote - detract, detract], k=n)
        found = nps([float(score) for score in scores])
        assert found.low is not None and found.high is not None
        held += found.low <= 100 * (promote - detract) <= found.high
    assert held / rounds >= 0.93


def test_ten_who_agree_still_leave_room_for_doubt() -> None:
    found = nps([10] * 10)
    assert found.score == 100 and found.high == 100
    assert found.low is not None and 30 < found.low < 45


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
