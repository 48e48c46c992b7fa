"""DOMAIN.md, Is he worth keeping: reward or gift, proactive share, surprise candidates."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from app.domain.rules import buying, hunters, offers
from app.domain.rules.offers import Offers
from tests.domain.rules.build import (
    AS_OF,
    RULES,
    ago,
    ahead,
    bargaining,
    client,
    founded,
    history,
    judgement,
    offer,
    purchases,
    threat,
)


def judged(*made: Any) -> Offers:
    return offers.judge([history(offers=made)], ago(90), AS_OF)


def test_the_proactive_share_by_number_and_by_cost() -> None:
    found = judged(
        offer(ago(90), 999, trigger="threat"),  # the period leaves out its first day
        offer(ago(89), 10, trigger="proactive"),
        offer(ago(9), 20, trigger="requested", outcome="declined"),
        offer(AS_OF, 30, trigger="threat"),
        offer(ago(9), 20, trigger="proactive"),
        offer(ahead(1), 999, trigger="threat"),
    )
    assert found.counts == {"proactive": 2, "requested": 1, "threat": 1}
    assert (found.proactive_share, found.proactive_cost_share) == (0.5, 30 / 80)
    assert not found.mostly_under_threat


def test_most_under_threat_is_warned_about() -> None:
    under = [offer(ago(9), trigger="threat"), offer(ago(9), trigger="threat")]
    assert judged(*under, offer(ago(9))).mostly_under_threat
    assert not judged(*under, offer(ago(9)), offer(ago(9))).mostly_under_threat


def test_no_offers_have_no_shares() -> None:
    found = judged()
    assert (found.proactive_share, found.proactive_cost_share, found.program_share) == (None, None, None)
    assert judged(offer(ago(1), 0)).proactive_cost_share is None


def test_costs_are_converted_before_they_are_compared() -> None:
    made = [
        history(offers=[offer(ago(9), 100)]),
        history(client(id=2), offers=[offer(ago(9), 100, trigger="threat")]),
    ]
    found = offers.judge(made, ago(90), AS_OF, lambda h, cents: Fraction(cents * h.client.id))
    assert found.proactive_cost_share == pytest.approx(1 / 3)


def test_a_bonus_binds_as_part_of_a_programme_and_felt_as_a_reward() -> None:
    loose = offer(ago(9), kind="bonus", outcome="accepted", program="  ")
    found = judged(
        loose,
        offer(ago(9), kind="bonus", outcome="accepted", program="Gold", perceived_as="reward"),
        offer(ago(9), kind="gift", outcome="accepted", program="Gold", perceived_as="gift"),
        offer(ago(9), kind="gift", outcome="accepted", program="Gold"),
        offer(ago(9), kind="bonus", outcome="open"),
    )
    assert (found.accepted, found.program_share, found.reward_share) == (4, 0.75, 1 / 3)
    assert [e.id for e in found.loose_bonuses] == [loose.id]


LOYAL = purchases(300, 200, 100, 30)


@pytest.mark.parametrize(
    ("who", "records", "why_not"),
    [
        (client(), {}, ()),
        (client(status="paused"), {}, ("not_active",)),
        (client(), {"purchases": purchases(30)}, ("not_loyal",)),
        (client(), {"threats": [threat(ago(9))]}, ("threat_open",)),
        (client(), {"threats": [threat(ago(9), outcome="stayed")]}, ()),
        (client(), {"threats": [founded(ago(9), outcome="stayed", outcome_on=ahead(1))]}, ("threat_open",)),
        (
            client(),
            {"threats": [bargaining(ago(n), outcome="stayed") for n in (9, 20)]},
            ("hunter",),
        ),
        (client(), {"judgements": [judgement(ago(9), "deal_hunter", "hunter")]}, ("hunter",)),
        (client(), {"offers": [offer(ago(179))]}, ("recent",)),
        (client(), {"offers": [offer(ago(180))]}, ()),
        (client(), {"offers": [offer(ago(9), trigger="requested")]}, ()),
    ],
)
def test_whom_a_surprise_would_please(who: Any, records: dict[str, Any], why_not: tuple[str, ...]) -> None:
    made = history(who, **{"purchases": LOYAL, **records})
    verdict = offers.surprise(
        made,
        AS_OF,
        RULES,
        bought=buying.judge(made, AS_OF, RULES),
        hunter=hunters.judge(made, AS_OF, RULES),
    )
    assert verdict.why_not == why_not
    assert verdict.candidate is (not why_not)
