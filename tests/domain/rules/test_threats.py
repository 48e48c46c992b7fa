"""DOMAIN.md, Threats: judged on what was on record the day the threat was made."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from app.domain.rules import threats
from app.domain.rules.threats import ThreatVerdict
from tests.domain.rules.build import (
    AS_OF,
    RULES,
    ago,
    complaint,
    history,
    promise,
    settled_complaint,
    survey,
    threat,
)

DAY = ago(100)  # the day of the threat
ONE = timedelta(days=1)


def judged(values: dict[str, Any] | None = None, **records: Any) -> ThreatVerdict:
    made = history(threats=[threat(DAY, **(values or {}))], **records)
    return threats.judge(made, AS_OF, RULES)[0]


def before(days: int) -> Any:
    return DAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({"offer_evidence": "seen"}, "founded"),
        ({"offer_evidence": "claimed", "competitor": "Beta"}, "doubtful"),
        ({"offer_evidence": "claimed"}, "unfounded"),  # no competitor is named
        ({"offer_evidence": "claimed", "competitor": "  "}, "unfounded"),
        ({"offer_evidence": "none", "competitor": "Beta"}, "unfounded"),
        ({}, "unfounded"),
    ],
)
def test_the_class_without_anything_else_on_record(values: dict[str, Any], kind: str) -> None:
    assert judged(values).kind == kind


@pytest.mark.parametrize(
    ("sheet", "found"),
    [
        (complaint(before(89)), True),
        (complaint(before(90)), False),  # the 90 days up to the threat leave this one out
        (complaint(DAY), True),
        (complaint(DAY + ONE), False),  # came later
        (settled_complaint(before(20), before(1)), False),
        (settled_complaint(before(20), DAY), False),
        (settled_complaint(before(20), DAY + ONE), True),  # not told by then
        (settled_complaint(before(20), before(1), "partly"), True),
        (settled_complaint(before(20), before(1), "no"), True),
        (complaint(before(20), told_on=before(1)), True),  # told, but nobody knows whether it helped
        (complaint(before(20), satisfied="yes"), True),  # never told
    ],
)
def test_a_complaint_not_settled_to_their_satisfaction_founds_it(sheet: Any, found: bool) -> None:
    verdict = judged(complaints=[sheet])
    assert verdict.reasons == (("complaint",) if found else ())
    assert [e.id for e in verdict.evidence] == ([sheet.id] if found else [])


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"due_on": before(1)}, True),
        ({"due_on": DAY}, False),  # due that day is not missed yet
        ({"due_on": before(89)}, True),
        ({"due_on": before(90)}, False),
        ({"due_on": before(5), "fulfilled_on": DAY}, False),
        ({"due_on": before(5), "fulfilled_on": DAY + ONE}, True),
        ({"due_on": before(5), "ending": "released", "ended_on": DAY}, False),
        ({"due_on": before(5), "ending": "released", "ended_on": DAY + ONE}, True),
        ({"due_on": before(5), "ending": "released"}, False),  # counts from the first day
        ({"due_on": before(5), "ending": "broken", "ended_on": before(1)}, True),
        ({"due_on": before(5), "side": "theirs"}, False),
        ({"due_on": before(5), "kind": "expectation"}, True),
        ({"due_on": None}, False),
    ],
)
def test_a_missed_promise_of_ours_founds_it(values: dict[str, Any], found: bool) -> None:
    verdict = judged(promises=[promise(before(200), **values)])
    assert verdict.reasons == (("promise",) if found else ())


def test_a_promise_made_after_the_threat_was_not_on_record() -> None:
    assert judged(promises=[promise(DAY + ONE, due_on=before(1))]).reasons == ()
    assert judged(promises=[promise(DAY, due_on=before(1))]).reasons == ("promise",)


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ([survey(before(1), 40)], True),
        ([survey(before(1), 40.5)], False),
        ([survey(before(1), score=2.6, lowest=1, highest=5)], True),  # exactly 40 on 0–100
        ([survey(before(89), 10)], True),
        ([survey(before(90), 10)], False),
        ([survey(before(9), 10), survey(before(1), 80)], False),  # the latest counts
        ([survey(before(1), 80), survey(before(1), 10)], True),  # of several that day the lowest
        ([survey(DAY + ONE, 10)], False),
    ],
)
def test_a_poor_latest_answer_founds_it(answers: list[Any], found: bool) -> None:
    assert judged(surveys=answers).reasons == (("survey",) if found else ())


def test_all_reasons_are_named_in_the_documents_order() -> None:
    verdict = judged(
        {"offer_evidence": "seen"},
        complaints=[complaint(before(1))],
        promises=[promise(before(9), due_on=before(2))],
        surveys=[survey(before(3), 0)],
    )
    assert verdict.reasons == ("offer_seen", "complaint", "promise", "survey")
    assert {e.kind for e in verdict.evidence} == {"threats", "complaints", "promises", "surveys"}
    assert set(verdict.reasons) == set(threats.REASONS)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"asked_for": "discount"}, True),
        ({"asked_for": "terms"}, True),
        ({"asked_for": "nothing"}, False),
        ({"asked_for": None}, False),
        ({"asked_for": "discount", "offer_evidence": "seen"}, False),
        ({"asked_for": "discount", "offer_evidence": "claimed", "competitor": "Beta"}, False),
    ],
)
def test_a_bargaining_threat_is_unfounded_and_asks_for_something(
    values: dict[str, Any], expected: bool
) -> None:
    assert judged(values).bargaining is expected


def test_an_outcome_dated_later_is_open() -> None:
    made = history(threats=[threat(ago(9), outcome="stayed", outcome_on=ago(3))])
    assert [threats.judge(made, day, RULES)[0].outcome for day in (ago(4), ago(3))] == ["open", "stayed"]


def test_an_outcome_without_a_day_counts_from_the_threats_day() -> None:
    made = history(threats=[threat(ago(9), outcome="left")])
    assert threats.judge(made, ago(9), RULES)[0].outcome == "left"


def test_threats_are_listed_oldest_first_and_none_of_later_days() -> None:
    made = history(threats=[threat(AS_OF, ref="b"), threat(ago(2000), ref="a"), threat(AS_OF + ONE, ref="c")])
    assert [v.threat.ref for v in threats.judge(made, AS_OF, RULES)] == ["a", "b"]


def test_the_class_does_not_change_when_more_becomes_known() -> None:
    made = history(threats=[threat(DAY)], complaints=[settled_complaint(before(20), DAY + ONE)])
    assert threats.judge(made, DAY, RULES)[0].kind == threats.judge(made, AS_OF, RULES)[0].kind == "founded"
