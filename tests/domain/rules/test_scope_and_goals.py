"""DOMAIN.md, Beyond scope; Goals."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.domain import facts, today
from app.domain.facts import known_on
from app.domain.rules import goals, scope
from app.domain.settings import Settings
from tests.domain.rules.build import (
    AS_OF,
    RULES,
    ago,
    agreement,
    ahead,
    client,
    goal,
    history,
    purchase,
    todays,
    touch,
)


def cost(day: date, amount: int, hours: float | None = None, beyond: bool | None = True) -> facts.Cost:
    return facts.Cost(1, day, amount, amount, hours, beyond)


def test_hours_and_cost_of_what_was_done_beyond_the_scope_in_the_year() -> None:
    found = scope.judge(
        history(
            costs=[
                cost(ago(365), 900, 9),  # a year ago: no more
                cost(ago(364), 100, 1.5),
                cost(AS_OF, 250),
                cost(ago(1), 700, 3, beyond=False),
                cost(ago(2), 800, 3, beyond=None),
                cost(ahead(1), 999, 1),  # not yet
            ],
            purchases=[purchase(ago(10), 1000), purchase(ago(400), 5000)],
        ),
        AS_OF,
        RULES,
    )
    assert (found.hours, found.cost, found.share) == (1.5, 350, 0.35)
    assert [e.value for e in found.evidence] == [100, 250]


def test_without_revenue_the_share_is_unknown() -> None:
    assert scope.judge(history(costs=[cost(AS_OF, 100)]), AS_OF, RULES).share is None
    assert scope.judge(history(), AS_OF, RULES) == scope.Scope()


@pytest.mark.parametrize(
    ("beyond", "ends", "notice", "rule", "said"),
    [
        (100, 40, None, "agreement_ending", True),
        (99, 40, None, "agreement_ending", False),
        (100, 180, None, "agreement_ending", True),
        (100, 40, 30, "notice_day", True),
        (100, 300, 290, "notice_day", False),  # its end is too far
    ],
)
def test_a_renewal_speaks_of_it_from_a_tenth_of_the_revenue_on(
    beyond: int, ends: int, notice: int | None, rule: str, said: bool
) -> None:
    whole = history(
        notes=[touch(AS_OF)],
        purchases=[purchase(ago(10), 1000)],
        costs=[cost(ago(3), beyond)],
        agreements=[agreement(ago(300), ends_on=ahead(ends), notice_days=notice, title="Frame")],
    )
    (item,) = [i for i in todays(whole) if i.rule in ("agreement_ending", "notice_day")]
    assert item.rule == rule
    assert ("10%" in today.text_of(item)) is said
    assert (item.scope_share is not None) is said
    assert Settings.from_pairs({"scope.share": "0.05"}).scope_share == 0.05


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({}, "open"),
        ({"due_on": AS_OF}, "open"),
        ({"due_on": ago(1)}, "overdue"),
        ({"due_on": ago(1), "reached_on": AS_OF}, "reached"),
        ({"due_on": ago(1), "reached_on": ahead(1)}, "overdue"),  # reached later
        ({"dropped_on": ago(1)}, "dropped"),
        ({"dropped_on": ago(2), "reached_on": ago(1)}, "reached"),
        ({"due_on": ahead(9), "dropped_on": ahead(1)}, "open"),
    ],
)
def test_the_state_of_a_goal_on_the_day(values: dict[str, Any], state: str) -> None:
    whole = history(goals=[goal(ago(100), **values)])
    assert [v.state for v in goals.judge(whole, AS_OF).verdicts] == [state]
    assert goals.judge(whole, AS_OF).counts[state] == 1
    cut = known_on(whole, AS_OF)
    assert [goals.state(g, AS_OF) for g in cut.goals] == [state]


def test_a_goal_set_later_is_not_known() -> None:
    assert goals.judge(history(goals=[goal(ahead(1))]), AS_OF).verdicts == ()


def test_an_overdue_goal_of_an_active_client_is_kept_in_mind() -> None:
    aims = {"goals": [goal(ago(100), ref="G-1", due_on=ago(1))], "notes": [touch(AS_OF)]}
    (item,) = [i for i in todays(history(**aims)) if i.rule == "goal_overdue"]
    assert (item.severity, item.due, item.ref) == (1, ago(1), "G-1")
    paused = history(client(status="paused"), **aims)
    assert todays(paused) == ()
