"""DOMAIN.md, Loyalty: why does he stay?"""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.rules import types
from app.domain.rules.types import Types
from tests.domain.rules.build import (
    AS_OF,
    RULES,
    ago,
    agreement,
    ahead,
    bargaining,
    client,
    history,
    judgement,
    offer,
    purchases,
    referral,
    settled_complaint,
    survey,
    threat,
    touches,
    voice_check,
)


def judged(who: Any = None, **records: Any) -> Types:
    return types.judge(history(who, **records), AS_OF, RULES)


def points(kind: str, who: Any = None, **records: Any) -> int:
    return judged(who, **records).points[kind]


@pytest.mark.parametrize(
    ("cost", "values", "expected"),
    [
        (30_00, {}, 2),  # exactly 3 % of 1,000
        (29_99, {}, 0),
        (30_00, {"outcome": "declined"}, 0),
        (30_00, {"made_on": ago(365)}, 0),
        (30_00, {"made_on": ago(400), "decided_on": ago(364)}, 2),
        (0, {}, 0),
    ],
)
def test_bonus_by_what_was_accepted(cost: int, values: dict[str, Any], expected: int) -> None:
    given = {"outcome": "accepted", **values}
    offers = [offer(given.pop("made_on", ago(9)), cost, **given)]
    assert points("bonus", purchases=purchases(9, amount=1000_00), offers=offers) == expected


def test_an_offer_to_a_client_without_revenue_is_a_bonus() -> None:
    assert points("bonus", offers=[offer(ago(9), 1, outcome="accepted")]) == 2
    assert points("bonus") == 0


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"exit_fee": 1}, 2),
        ({"exit_fee": 0}, 0),
        ({"notice_days": 60}, 2),
        ({"notice_days": 59}, 0),
        ({"exit_fee": 1, "ends_on": AS_OF}, 2),  # the last day
        ({"exit_fee": 1, "ends_on": ago(1)}, 0),
        ({"exit_fee": 1, "starts_on": ahead(1)}, 0),
    ],
)
def test_inertia_by_an_agreement_in_force(values: dict[str, Any], expected: int) -> None:
    term = agreement(values.pop("starts_on", ago(100)), **values)
    assert points("inertia", agreements=[term]) == expected


@pytest.mark.parametrize(
    ("values", "kind", "expected"),
    [
        ({"switching_cost": "high"}, "inertia", 1),
        ({"switching_cost": "medium"}, "inertia", 0),
        ({"came_for": "bonus"}, "bonus", 1),
        ({"came_for": "price"}, "price", 1),
        ({"came_for": "trend"}, "trend", 2),
        ({"came_for": "need"}, "trend", 0),
        ({"sole_supplier": True}, "monopoly", 3),
        ({"sole_supplier": False}, "monopoly", 0),
    ],
)
def test_points_from_the_client_themselves(values: dict[str, Any], kind: str, expected: int) -> None:
    assert points(kind, client(**values)) == expected


def distant(**values: Any) -> Any:
    return client(**{"since": ago(730), **values})


@pytest.mark.parametrize(
    ("who", "records", "expected"),
    [
        (distant(), {}, 3),
        (distant(since=ago(729)), {}, 1),
        (distant(status="lost", lost_on=ago(1)), {}, 1),
        (distant(), {"threats": [threat(ago(729))]}, 1),
        (distant(), {"threats": [threat(ago(730))]}, 3),
        (distant(), {"voice_checks": [voice_check(ago(9), "willing")]}, 3),  # (0 + 0 + 100) / 3
        # A second part that is high lifts involvement to 40 and more.
        (distant(contact_every_days=90), {"notes": touches(1, started_by="us")}, 0),
    ],
)
def test_convenience_is_long_quiet_and_uninvolved(who: Any, records: dict[str, Any], expected: int) -> None:
    # One touch of ours long ago: contact 0, initiative 0.
    records = {"notes": touches(170, started_by="us"), **records}
    assert points("convenience", who, **records) == expected


def test_convenience_needs_known_involvement() -> None:
    assert points("convenience", distant()) == 0


@pytest.mark.parametrize(("count", "expected"), [(1, 1), (2, 0)])
def test_convenience_by_little_contact(count: int, expected: int) -> None:
    # A rhythm of 30 days asks for three touches in 90: one is a third, two are two thirds.
    notes = touches(*range(count), started_by="client")
    assert points("convenience", client(since=ago(10)), notes=notes) == expected
    # With a rhythm of 45 days one touch is exactly half, which is not below it.
    assert points("convenience", client(since=ago(10), contact_every_days=45), notes=notes) == 0


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (threat(ago(729), asked_for="discount"), 2),
        (threat(ago(730), asked_for="discount"), 0),
        (threat(ago(9), asked_for="bonus"), 0),
        (threat(ago(9), asked_for="discount", offer_evidence="seen"), 2),  # founded or not
    ],
)
def test_price_by_asking_for_a_discount_in_a_threat(made: Any, expected: int) -> None:
    assert points("price", threats=[made]) == expected


@pytest.mark.parametrize(("with_discount", "without", "expected"), [(2, 2, 1), (1, 2, 0), (2, 0, 0)])
def test_price_by_buying_at_a_discount(with_discount: int, without: int, expected: int) -> None:
    bought = purchases(*range(with_discount), discount=1) + purchases(*range(without))
    assert points("price", purchases=bought) == expected
    long_ago = purchases(365, 366, 367, discount=1)
    assert points("price", purchases=[*bought, *long_ago]) == expected


@pytest.mark.parametrize(
    ("who", "sheet", "expected"),
    [
        (client(), settled_complaint(ago(100), ago(90)), 1),
        (client(), settled_complaint(ago(100), ago(89)), 0),
        (client(status="lost", lost_on=ago(9)), settled_complaint(ago(200), ago(99)), 0),  # lost that day
        (client(status="lost", lost_on=ago(8)), settled_complaint(ago(200), ago(99)), 1),
    ],
)
def test_life_by_staying_after_a_complaint(who: Any, sheet: Any, expected: int) -> None:
    assert points("life", who, complaints=[sheet]) == expected


def test_life_by_components_and_referral() -> None:
    all_high = {
        "notes": touches(1, 20, 40, started_by="client", mood=2),
        "surveys": [survey(AS_OF, 90)],
        "purchases": purchases(300, 200, 100, 30),
    }
    assert points("life", **all_high) == 2
    assert points("life", **all_high, referrals=[referral(ago(729))]) == 3
    assert points("life", referrals=[referral(ago(730))]) == 0


def test_the_highest_with_two_points_is_suggested_and_ties_are_all_of_them() -> None:
    assert judged(client(came_for="price")).suggested == ()  # one point says too little
    assert judged(client(came_for="trend")).suggested == ("trend",)
    tied = judged(client(came_for="trend"), threats=[bargaining(ago(9))])
    assert tied.suggested == ("price", "trend")
    assert judged(client(sole_supplier=True, came_for="trend")).suggested == ("monopoly",)


def test_the_evidence_adds_up_to_the_points_and_names_its_records() -> None:
    made = threat(ago(9), asked_for="discount")
    verdict = judged(client(came_for="price"), threats=[made])
    assert sum(line.points for line in verdict.evidence["price"]) == verdict.points["price"] == 3
    assert verdict.evidence["price"][0].records[0].id == made.id
    assert set(verdict.points) == set(types.TYPES) == set(types.TEXTS)


@pytest.mark.parametrize(("age", "to_confirm"), [(180, False), (181, True)])
def test_a_judgement_asks_to_be_confirmed_after_180_days(age: int, to_confirm: bool) -> None:
    verdict = judged(client(came_for="trend"), judgements=[judgement(ago(age), "loyalty_type", "life")])
    assert (verdict.judged, verdict.suggested) == ("life", ("trend",))
    assert verdict.to_confirm(AS_OF) is to_confirm


def test_without_a_judgement_nothing_is_to_confirm() -> None:
    assert not judged(judgements=[judgement(ago(9), "deal_hunter", "none")]).to_confirm(AS_OF)
