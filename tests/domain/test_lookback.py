"""Looking back: does what we watch foretell who leaves?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.domain import lookback
from app.domain.facts import History
from app.domain.lookback import Lookback, Share, wilson
from app.services import lookback_answer
from tests import factories
from tests.domain.rules.build import (
    AS_OF,
    RULES,
    ago,
    ahead,
    bargaining,
    client,
    complaint,
    history,
    promise,
    survey,
)

LOST_ON = ago(40)


def lost(**records: Any) -> History:
    return history(client(status="lost", lost_on=LOST_ON, since=ago(900)), **records)


def judged(*histories: History) -> Lookback:
    return lookback.judge(histories, AS_OF, RULES)


def test_a_lost_client_is_seen_as_it_was_180_90_and_30_days_before() -> None:
    days = {180: ago(220), 90: ago(130), 30: ago(70)}
    (one,) = judged(
        lost(
            surveys=[survey(ago(225), 90), survey(ago(75), 20)],
            threats=[bargaining(ago(100))],
            promises=[promise(ago(200), due_on=ago(131))],
            complaints=[complaint(ago(60))],  # too late to be seen even 30 days before
        )
    ).lost
    assert {s.days_before: s.day for s in one.before} == days
    assert [s.satisfaction and round(s.satisfaction) for s in one.before] == [90, None, 37]
    assert [s.level for s in one.before] == ["none", "none", "none"]  # the missed promise founds the threat
    assert [s.overdue_promises for s in one.before] == [0, 1, 1]
    assert [s.open_complaints for s in one.before] == [0, 0, 0]


def test_days_before_they_were_a_client_are_left_out() -> None:
    (one,) = judged(history(client(status="lost", since=ago(100), lost_on=LOST_ON))).lost
    assert [s.days_before for s in one.before] == [30]


def test_who_counts_as_lost_and_who_stayed() -> None:
    found = judged(
        lost(),
        history(client(status="lost", lost_on=ahead(1))),  # still here
        history(client(status="paused")),
        history(client(status="prospect", since=None)),
        history(client()),
    )
    assert (len(found.lost), found.stayed) == (1, 3)


def test_signals_are_counted_on_both_sides() -> None:
    left = [lost(complaints=[complaint(ago(71))]), lost()]
    stayed = [history(complaints=[complaint(ago(31))]), history(), history(), history(client(since=ago(10)))]
    found = judged(*left, *stayed)
    (signal,) = [s for s in found.signals if (s.signal, s.days_before) == ("open_complaint", 30)]
    assert (signal.lost.count, signal.lost.of) == (1, 2)
    assert (signal.stayed.count, signal.stayed.of) == (1, 3)  # the new client was none 30 days ago
    assert not signal.tells_apart


def test_what_is_unknown_is_in_no_share() -> None:
    found = judged(lost(), lost(surveys=[survey(ago(71), 10)]))
    (signal,) = [s for s in found.signals if (s.signal, s.days_before) == ("low_satisfaction", 30)]
    assert (signal.lost.count, signal.lost.of) == (1, 1)
    assert (signal.stayed.share, signal.stayed.interval) == (None, None)


def test_many_clients_can_tell_apart() -> None:
    left = [lost(complaints=[complaint(ago(71))])] * 30
    found = judged(*left, *[history()] * 30)
    assert any(s.tells_apart for s in found.signals if s.signal == "open_complaint")
    assert not any("so few" in warning for warning in found.warnings)


def test_few_clients_prove_little_and_it_says_so() -> None:
    assert judged(lost()).warnings[0] == "Only 1 client was lost: so few prove little."
    assert judged().warnings[0] == "Only 0 clients were lost: so few prove little."


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (1, 1, 0.2065, 1.0)],
)
def test_wilsons_interval(count: int, of: int, low: float, high: float) -> None:
    assert wilson(count, of) == pytest.approx((low, high), abs=5e-5)
    assert Share(count, of).interval == wilson(count, of)


def test_the_answer_of_a_book(tmp_path: Path) -> None:
    book = factories.new_book(tmp_path)
    with book.writing("set up") as session:
        factories.client(session, name="Alfa", status="lost", lost_on=LOST_ON)
        factories.client(session, name="Beta")
    with book.reading() as session:
        found = lookback_answer.answer(session, AS_OF)
    assert [one["client"] for one in found["lost"]] == ["Alfa"]
    assert found["stayed"] == 1


def test_the_answer_is_json() -> None:
    found = lookback_answer.as_answer(judged(lost(surveys=[survey(ago(75), 20)]), history()))
    assert json.loads(json.dumps(found)) == found
    assert len(found["signals"]) == len(lookback.SIGNALS) * len(lookback.DAYS_BEFORE)
