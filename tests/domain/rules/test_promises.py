"""DOMAIN.md, Promises, and the attention gap."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.domain.rules import promises
from tests.domain.rules.build import AS_OF, RULES, ago, ahead, client, history, promise, touch, touches


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({"due_on": ago(5), "fulfilled_on": ago(5)}, "kept"),
        ({"due_on": ago(5), "fulfilled_on": ago(4)}, "late"),
        ({"fulfilled_on": ago(4)}, "kept"),  # it had no due day
        ({"due_on": ago(5), "fulfilled_on": ago(9), "ending": "broken", "ended_on": ago(1)}, "kept"),
        ({"due_on": ago(5), "ending": "broken", "ended_on": ago(1)}, "broken"),
        ({"due_on": ago(5), "ending": "released", "ended_on": ago(1)}, "released"),
        ({"due_on": ago(5), "ending": "released"}, "released"),
        ({"due_on": ago(5), "ending": "released", "ended_on": ahead(1)}, "overdue"),  # not known yet
        ({"due_on": ago(1)}, "overdue"),
        ({"due_on": ago(1), "fulfilled_on": ahead(1)}, "overdue"),
        ({"due_on": AS_OF}, "open"),
        ({"due_on": ahead(1)}, "open"),
        ({}, "open"),
    ],
)
def test_the_first_state_that_holds(values: dict[str, Any], state: str) -> None:
    verdict = promises.judge(history(promises=[promise(ago(50), **values)]), AS_OF, RULES)
    assert [v.state for v in verdict.verdicts] == [state]


@pytest.mark.parametrize(
    ("values", "counts_on", "closed_on"),
    [
        ({"due_on": ago(5), "fulfilled_on": ago(4)}, ago(5), ago(4)),
        ({"fulfilled_on": ago(4), "ended_on": ago(3)}, ago(4), ago(4)),
        ({"ending": "broken", "ended_on": ago(3)}, ago(3), ago(3)),
        ({"due_on": ago(5)}, ago(5), None),
        ({}, None, None),
    ],
)
def test_a_promise_counts_on_its_due_day_else_on_the_day_it_was_closed(
    values: dict[str, Any], counts_on: date | None, closed_on: date | None
) -> None:
    made = promise(ago(50), **values)
    assert (made.counts_on, made.closed_on) == (counts_on, closed_on)


def kept(**values: Any) -> Any:
    return promise(ago(50), fulfilled_on=ago(40), **values)


def overdue(**values: Any) -> Any:
    return promise(ago(50), due_on=ago(1), **values)


def test_the_kept_rate_leaves_out_open_and_released_promises() -> None:
    made = [
        kept(),
        promise(ago(50), due_on=ago(41), fulfilled_on=ago(40)),
        promise(ago(50), ending="broken"),
        overdue(),
        promise(ago(50), ending="released"),
        promise(ago(50)),
        kept(side="theirs"),
    ]
    verdict = promises.judge(history(promises=made), AS_OF, RULES)
    tally = verdict.ours
    assert (tally.kept, tally.late, tally.broken, tally.released, tally.overdue, tally.open) == (1,) * 6
    assert (tally.kept_rate, verdict.theirs.kept_rate) == (0.25, 1)


def test_nothing_judged_has_no_rate() -> None:
    verdict = promises.judge(history(promises=[promise(ago(5))]), AS_OF, RULES)
    assert (verdict.ours.kept_rate, verdict.theirs.kept_rate) == (None, None)


def test_a_promise_is_named_by_its_due_day_else_by_the_day_it_was_made() -> None:
    due, undated = overdue(), kept()
    verdicts = promises.judge(history(promises=[due, undated]), AS_OF, RULES).verdicts
    assert {v.record.ref: v.record.day for v in verdicts} == {due.ref: ago(1), undated.ref: ago(50)}


def test_promises_are_told_apart_by_phase() -> None:
    made = [kept(phase="acquisition"), overdue(phase="acquisition"), kept(phase="partnership"), kept()]
    verdicts = promises.judge(history(promises=made), AS_OF, RULES).verdicts
    assert promises.tally(verdicts, side="ours", phase="acquisition").kept_rate == 0.5
    assert promises.tally(verdicts, side="ours", phase="partnership").kept_rate == 1
    assert promises.tally(verdicts, side="ours").kept == 3


def gap(first: date | None, since: date | None, notes: list[Any]) -> float | None:
    who = client(first_contact_on=first, since=since, status="active" if since else "prospect")
    return promises.judge(history(who, notes=notes), AS_OF, RULES).attention_gap


def test_we_talk_60_percent_less_than_when_we_courted_them() -> None:
    courting = touches(*range(401, 411))  # ten in 60 days: five a month
    now = touches(1, 30, 89, 2, 3, 4)  # six in 90 days: two a month
    assert gap(ago(460), ago(400), courting + now) == pytest.approx(-60)


def test_courting_counts_as_30_days_at_least() -> None:
    assert gap(ago(405), ago(400), touches(401, 402) + touches(1, 2, 3)) == -50  # 2 a month then, 1 now


def test_courting_begins_with_the_first_contact_and_ends_before_the_first_day() -> None:
    inside = touches(460, 401)
    outside = touches(461, 400)
    # Two touches in 60 days, one a month; three in 90 days now, one a month.
    assert gap(ago(460), ago(400), inside + outside + touches(1, 2, 3)) == 0
    assert gap(ago(460), ago(400), outside) is None


@pytest.mark.parametrize(
    ("first", "since"), [(None, ago(400)), (ago(460), None), (ago(460), ahead(1)), (None, None)]
)
def test_without_both_days_the_gap_is_unknown(first: date | None, since: date | None) -> None:
    assert gap(first, since, touches(1, 410)) is None


def test_internal_notes_are_no_attention() -> None:
    assert gap(ago(460), ago(400), [touch(ago(410), "internal")]) is None
