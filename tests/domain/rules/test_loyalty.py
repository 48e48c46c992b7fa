"""DOMAIN.md, Loyalty: three components, never one opaque score."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.rules import loyalty
from app.domain.rules.loyalty import Loyalty
from tests.domain.rules.build import (
    AS_OF,
    RULES,
    ago,
    ahead,
    bargaining,
    client,
    complaint,
    founded,
    history,
    purchases,
    referral,
    settled_complaint,
    survey,
    threat,
    touch,
    touches,
    voice_check,
)


def judged(who: Any = None, **records: Any) -> Loyalty:
    return loyalty.judge(history(who, **records), AS_OF, RULES)


def test_nothing_on_record_is_unknown_not_zero() -> None:
    verdict = judged()
    assert [c.score for c in verdict.components] == [None, None, None]
    assert verdict.unknown == ("satisfaction", "affinity", "involvement")
    assert (verdict.weakest, verdict.attitude, verdict.quadrant) == (None, None, "unknown")
    assert not verdict.for_life
    assert not verdict.satisfied_not_loyal


@pytest.mark.parametrize(("age", "known"), [(0, True), (90, True), (91, False)])
def test_a_single_answer_goes_stale_after_90_days(age: int, known: bool) -> None:
    verdict = judged(surveys=[survey(ago(age), 70)])
    assert verdict.satisfaction.score == (70 if known else None)
    assert len(verdict.satisfaction.evidence) == 1  # listed all the same


def test_old_answers_count_less() -> None:
    # Weights 1, 0.5 and 0.25.
    answers = [survey(AS_OF, 100), survey(ago(90), 0), survey(ago(180), 60)]
    assert judged(surveys=answers).satisfaction.score == pytest.approx((100 + 15) / 1.75)


def test_answers_of_any_scale_are_put_on_0_to_100() -> None:
    assert judged(surveys=[survey(AS_OF, score=4, lowest=1, highest=5)]).satisfaction.score == 75


@pytest.mark.parametrize(("satisfied", "value"), [("yes", 100), ("partly", 50), ("no", 0)])
def test_a_complaints_outcome_counts_on_the_day_of_telling(satisfied: str, value: float) -> None:
    verdict = judged(complaints=[settled_complaint(ago(300), ago(90), satisfied)])
    assert verdict.satisfaction.score == value
    assert verdict.satisfaction.weight == 0.5


def test_a_complaint_never_told_has_no_outcome_yet() -> None:
    sheets = [complaint(ago(3), satisfied="no"), settled_complaint(ago(9), ahead(1), "no")]
    assert judged(complaints=sheets).satisfaction.score is None


@pytest.mark.parametrize(("mood", "value"), [(-2, 0), (-1, 25), (0, 50), (1, 75), (2, 100)])
def test_the_mood_of_a_touch(mood: int, value: float) -> None:
    assert judged(notes=[touch(AS_OF, mood=mood)]).affinity.score == value


def test_an_internal_note_is_no_touch() -> None:
    verdict = judged(notes=[touch(AS_OF, "internal", mood=2)])
    assert verdict.affinity.score is None
    assert verdict.parts.contact is None


def test_affinity_is_known_from_a_weight_of_1() -> None:
    assert judged(notes=[touch(ago(180), mood=2), touch(ago(180), mood=0)]).affinity.score == 75
    assert judged(notes=[touch(ago(180), mood=2), touch(ago(181), mood=0)]).affinity.score is None


@pytest.mark.parametrize(
    ("records", "value"),
    [
        ({"referrals": [referral(AS_OF)]}, 100),
        ({"threats": [founded(AS_OF)]}, 25),
        ({"threats": [bargaining(AS_OF)]}, 0),
        ({"threats": [threat(AS_OF)]}, None),  # unfounded, but asks for nothing
        ({"threats": [threat(AS_OF, offer_evidence="claimed", competitor="B", asked_for="terms")]}, None),
    ],
)
def test_what_else_speaks_for_affinity(records: dict[str, Any], value: float | None) -> None:
    assert judged(**records).affinity.score == value


@pytest.mark.parametrize(
    ("ages", "every", "contact"),
    [
        ((1, 30, 60), None, 100),  # three in 90 days at a rhythm of 30
        ((1,), None, pytest.approx(100 / 3)),
        ((90, 200), None, 0),  # touches exist, but none of late
        ((1, 2, 3, 4), None, 100),
        ((1,), 90, 100),
        ((1, 5, 9), 7, pytest.approx(100 * 3 * 7 / 90)),
        ((), None, None),
    ],
)
def test_contact_is_measured_against_the_clients_rhythm(
    ages: tuple[int, ...], every: int | None, contact: float | None
) -> None:
    assert judged(client(contact_every_days=every), notes=touches(*ages)).parts.contact == contact


@pytest.mark.parametrize(
    ("theirs", "ours", "initiative"),
    [(0, 0, None), (0, 4, 0), (1, 3, 50), (1, 1, 100), (3, 1, 100), (1, 9, 20)],
)
def test_initiative_is_full_when_half_of_the_touches_are_theirs(
    theirs: int, ours: int, initiative: float | None
) -> None:
    notes = touches(*range(theirs), started_by="client") + touches(*range(100, 100 + ours), started_by="us")
    assert judged(notes=notes).parts.initiative == initiative


def test_initiative_looks_at_the_last_180_days() -> None:
    notes = touches(180, 181, started_by="client") + touches(179, started_by="us")
    assert judged(notes=notes).parts.initiative == 0


@pytest.mark.parametrize(
    ("records", "voice"),
    [
        ({"complaints": [complaint(ago(364))]}, 100),
        ({"complaints": [complaint(ago(365))]}, None),
        ({"voice_checks": [voice_check(ago(9), "willing")]}, 100),
        ({"voice_checks": [voice_check(ago(9), "hesitant")]}, 50),
        ({"voice_checks": [voice_check(ago(9), "unwilling")]}, 0),
        ({"voice_checks": [voice_check(ago(9), "willing"), voice_check(ago(8), "unwilling")]}, 0),
        ({"complaints": [complaint(ago(9))], "voice_checks": [voice_check(ago(8), "unwilling")]}, 100),
        ({"voice_checks": [voice_check(ago(365), "willing")]}, None),
    ],
)
def test_the_part_of_voice(records: dict[str, Any], voice: float | None) -> None:
    assert judged(**records).parts.voice == voice


@pytest.mark.parametrize(
    ("ages", "value"),
    [
        ((300, 200, 100, 30), 100),  # loyal
        ((30,), 50),  # new
        ((300, 60), 40),  # occasional
        ((120, 110, 100, 31), 20),  # lapsing
        ((400,), 0),  # lapsed
        ((), None),
    ],
)
def test_the_part_of_buying(ages: tuple[int, ...], value: float | None) -> None:
    assert judged(purchases=purchases(*ages)).parts.buying == value


def test_involvement_is_known_from_two_parts_on() -> None:
    assert judged(purchases=purchases(30)).involvement.score is None
    both = judged(purchases=purchases(30), voice_checks=[voice_check(ago(9), "unwilling")])
    assert both.involvement.score == 25


def loved(mood: int = 1, answer: float = 75) -> dict[str, Any]:
    """Attitude known on both sides, buying loyal, all parts of involvement seen and full."""
    return {
        "notes": touches(1, 20, 40, started_by="client", mood=mood),
        "surveys": [survey(AS_OF, answer)],
        "purchases": purchases(300, 200, 100, 30),
        "voice_checks": [voice_check(ago(9), "willing")],
    }


@pytest.mark.parametrize(("answer", "for_life"), [(70, True), (69.9, False)])
def test_for_life_is_all_three_known_and_at_least_70(answer: float, for_life: bool) -> None:
    assert judged(**loved(answer=answer)).for_life is for_life


def test_for_life_needs_all_three_known() -> None:
    records = loved()
    del records["surveys"]
    verdict = judged(**records)
    assert (verdict.for_life, verdict.unknown) == (False, ("satisfaction",))


def test_the_weakest_is_the_lowest_known() -> None:
    theirs = touch(AS_OF, mood=-1, started_by="client")
    assert judged(surveys=[survey(AS_OF, 60)], notes=[theirs]).weakest == "affinity"
    assert judged(surveys=[survey(AS_OF, 60)]).weakest == "satisfaction"
    assert set(loyalty.TO_DO) == set(loyalty.TO_FILL) == {"satisfaction", "affinity", "involvement"}


@pytest.mark.parametrize(
    ("answer", "buys", "quadrant"),
    [
        (60, True, "true"),
        (60, False, "latent"),
        (59.9, True, "spurious"),
        (59.9, False, "none"),
        (None, True, "unknown"),
    ],
)
def test_the_map_of_attitude_and_patronage(answer: float | None, buys: bool, quadrant: str) -> None:
    answers = [] if answer is None else [survey(AS_OF, answer)]
    bought = purchases(300, 200, 100, 30) if buys else purchases(30)
    assert judged(surveys=answers, purchases=bought).quadrant == quadrant


def test_attitude_is_the_mean_of_affinity_and_satisfaction() -> None:
    assert judged(surveys=[survey(AS_OF, 80)], notes=[touch(AS_OF, mood=-1)]).attitude == 52.5


@pytest.mark.parametrize(
    ("answer", "mood", "expected"),
    [(70, -1, True), (69, -1, False), (70, 0, False), (70, None, False)],
)
def test_satisfied_but_not_loyal(answer: float, mood: int | None, expected: bool) -> None:
    # One touch with its rhythm kept, started by the client: involvement is high.
    notes = [touch(AS_OF, mood=mood, started_by="client")] if mood is not None else []
    verdict = judged(client(contact_every_days=90), surveys=[survey(AS_OF, answer)], notes=notes)
    assert verdict.satisfied_not_loyal is expected


def test_satisfied_but_hardly_involved_is_not_loyal() -> None:
    verdict = judged(surveys=[survey(AS_OF, 100)], notes=touches(100, started_by="us"))
    assert (verdict.involvement.score, verdict.affinity.score) == (0, None)
    assert verdict.satisfied_not_loyal


def test_every_piece_of_evidence_is_listed_with_value_and_weight() -> None:
    answer, mood = survey(ago(90), 40), touch(ago(180), mood=2)
    verdict = judged(surveys=[answer], notes=[mood])
    (a,), (m,) = verdict.satisfaction.evidence, verdict.affinity.evidence
    assert (a.kind, a.id, a.day, a.value, a.weight) == ("surveys", answer.id, ago(90), 40, 0.5)
    assert (m.kind, m.id, m.day, m.value, m.weight) == ("notes", mood.id, ago(180), 100, 0.5)


def test_equal_answers_give_exactly_their_value() -> None:
    # Weighed plainly in floats these two give 69.99999999999999, and the client would fall short of 70.
    assert judged(surveys=[survey(ago(1), 70), survey(ago(8), 70)]).satisfaction.score == 70
