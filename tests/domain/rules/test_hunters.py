"""DOMAIN.md, Deal hunters."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.rules import hunters
from app.domain.rules.hunters import Hunter
from tests.domain.rules.build import (
    AS_OF,
    RULES,
    ago,
    ahead,
    bargaining,
    complaint,
    founded,
    history,
    judgement,
    offer,
    purchases,
    referral,
    settled_complaint,
    threat,
)


def judged(*threats: Any, **records: Any) -> Hunter:
    return hunters.judge(history(threats=threats, **records), AS_OF, RULES)


@pytest.mark.parametrize(
    ("bargains", "others", "level"),
    [
        (0, 0, "none"),
        (0, 3, "none"),
        (1, 0, "watch"),
        (2, 0, "hunter"),
        (2, 2, "hunter"),  # exactly half
        (2, 3, "watch"),  # less than half
        (3, 3, "hunter"),
        (1, 1, "watch"),
    ],
)
def test_levels_by_the_number_and_share_of_bargaining_threats(bargains: int, others: int, level: str) -> None:
    threats = [bargaining(ago(200 + n)) for n in range(bargains)]
    threats += [founded(ago(100 + n)) for n in range(others)]
    verdict = judged(*threats)
    assert (verdict.computed, verdict.bargaining, verdict.threats) == (level, bargains, bargains + others)


@pytest.mark.parametrize(("age", "level"), [(729, "hunter"), (730, "watch")])
def test_the_window_is_the_last_730_days(age: int, level: str) -> None:
    assert judged(bargaining(ago(age)), bargaining(ago(3))).level == level


def test_asking_for_a_better_price_without_a_threat_never_flags() -> None:
    asked = [offer(ago(n), trigger="requested", outcome="accepted") for n in range(5)]
    verdict = judged(offers=asked, purchases=purchases(1, 2, 3, 4, discount=5_00))
    assert verdict.level == "none"


def test_an_open_complaint_stands_in_the_way_and_the_reason_says_so() -> None:
    # Received long before: it founds none of the threats, and yet it is open.
    waiting = complaint(ago(700), responded_on=ago(699), resolved_on=ago(690))
    verdict = judged(bargaining(ago(20)), bargaining(ago(10)), complaints=[waiting])
    assert (verdict.computed, verdict.blocked_by_complaint) == ("watch", True)


def test_a_complaint_told_stands_in_nobodys_way() -> None:
    told = settled_complaint(ago(700), ago(600), "no")
    verdict = judged(bargaining(ago(20)), bargaining(ago(10)), complaints=[told])
    assert (verdict.computed, verdict.blocked_by_complaint) == ("hunter", False)


def test_a_single_bargaining_threat_is_not_blocked_by_a_complaint() -> None:
    verdict = judged(bargaining(ago(20)), complaints=[complaint(ago(700))])
    assert (verdict.computed, verdict.blocked_by_complaint) == ("watch", False)


@pytest.mark.parametrize(
    ("values", "came_back"),
    [
        ({}, 1),
        ({"decided_on": ago(10)}, 1),  # the day of the second threat itself
        ({"decided_on": ago(9)}, 0),  # accepted only after it
        ({"made_on": ago(400), "decided_on": ago(189)}, 1),
        ({"made_on": ago(400), "decided_on": ago(190)}, 0),  # 180 days up to the threat
        ({"outcome": "declined"}, 0),
        ({"outcome": None}, 0),
        ({"trigger": "proactive"}, 0),
        ({"threat_id": None}, 0),
    ],
)
def test_coming_back_after_a_concession(values: dict[str, Any], came_back: int) -> None:
    first, second = bargaining(ago(150)), bargaining(ago(10))
    given = {"trigger": "threat", "threat_id": first.id, "outcome": "accepted", **values}
    verdict = judged(first, second, offers=[offer(given.pop("made_on", ago(140)), **given)])
    assert verdict.came_back == came_back
    assert [e.record.id for e in verdict.evidence if e.kind == "came_back"] == [second.id] * came_back


def test_an_offer_for_the_same_threat_is_no_coming_back() -> None:
    only = bargaining(ago(10))
    given = offer(ago(10), trigger="threat", threat_id=only.id, outcome="accepted")
    assert judged(only, offers=[given]).came_back == 0


@pytest.mark.parametrize(
    ("outcome", "offer_outcome", "stayed"),
    [("stayed", None, 1), ("stayed", "declined", 1), ("stayed", "accepted", 0), ("left", None, 0)],
)
def test_staying_anyway(outcome: str, offer_outcome: str | None, stayed: int) -> None:
    made = bargaining(ago(50), outcome=outcome)
    given = offer(ago(49), trigger="threat", threat_id=made.id, outcome=offer_outcome)
    assert judged(made, offers=[given]).stayed_anyway == stayed


@pytest.mark.parametrize(
    ("with_discount", "without", "expected"),
    [(2, 2, True), (1, 2, False), (2, 0, False), (3, 0, True), (2, 1, True), (0, 9, False)],
)
def test_buying_at_a_discount(with_discount: int, without: int, expected: bool) -> None:
    bought = purchases(*range(with_discount), discount=1_00) + purchases(*range(without), discount=0)
    assert judged(purchases=bought).buys_at_discount is expected


def test_the_evidence_lists_both_sides_record_by_record() -> None:
    made = bargaining(ago(30), wording="Cheaper or we go", asked_for="bonus")
    real = founded(ago(300))
    verdict = judged(
        made,
        real,
        referrals=[referral(ago(5))],
        complaints=[settled_complaint(ago(200), ago(190))],
    )
    (for_it,) = [each for each in verdict.evidence if not each.against]
    against = [each for each in verdict.evidence if each.against]
    assert (for_it.record.id, for_it.record.day, for_it.wording, for_it.asked_for) == (
        made.id,
        made.made_on,
        "Cheaper or we go",
        "bonus",
    )
    assert [each.kind for each in against] == ["founded", "referral", "complaint"]
    assert against[0].record.id == real.id


@pytest.mark.parametrize(
    ("judged_on", "valid_until", "holds"),
    [
        (AS_OF, None, True),
        (ago(500), AS_OF, True),  # the last day still counts
        (ago(500), ago(1), False),
        (ahead(1), None, False),
    ],
)
def test_a_judgement_in_force_is_the_level_shown(judged_on: Any, valid_until: Any, holds: bool) -> None:
    said = judgement(judged_on, "deal_hunter", "none", valid_until=valid_until)
    verdict = judged(bargaining(ago(20)), bargaining(ago(10)), judgements=[said])
    assert (verdict.level, verdict.computed) == ("none" if holds else "hunter", "hunter")


def test_the_latest_judgement_in_force_wins() -> None:
    said = [
        judgement(ago(10), "deal_hunter", "watch"),
        judgement(ago(20), "deal_hunter", "hunter"),
        judgement(ago(5), "deal_hunter", "none", valid_until=ago(2)),
        judgement(ago(1), "loyalty_type", "price"),
    ]
    assert judged(threat(ago(3)), judgements=said).level == "watch"
