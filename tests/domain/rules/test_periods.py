"""Past answers stay: who was lost and won back was lost all the same (DOMAIN.md, Time, Retention)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import facts, lookback
from app.domain.facts import History, known_client, known_on, with_periods
from app.domain.rules import retention, voice
from app.domain.rules.time import is_active, is_lost
from tests.domain.rules.build import RULES, client, history, todays, touch

LOST, BACK = date(2024, 6, 1), date(2026, 2, 1)


def back(**values: Any) -> facts.Client:
    """A client since 2020, lost in June 2024, won back in February 2026."""
    earlier = facts.Period(1, date(2020, 1, 1), 1, LOST, "Price")
    return with_periods(client(since=BACK, **values), [earlier])


@pytest.mark.parametrize(
    ("day", "active", "lost", "since", "lost_on"),
    [
        (date(2019, 12, 31), False, False, None, None),
        (date(2020, 1, 1), True, False, date(2020, 1, 1), None),
        (date(2024, 5, 31), True, False, date(2020, 1, 1), None),
        (LOST, False, True, date(2020, 1, 1), LOST),
        (date(2026, 1, 31), False, True, date(2020, 1, 1), LOST),
        (BACK, True, False, BACK, None),
        (date(2026, 3, 16), True, False, BACK, None),
    ],
)
def test_a_day_belongs_to_the_time_that_holds_it_else_to_the_last_one_begun(
    day: date, active: bool, lost: bool, since: date | None, lost_on: date | None
) -> None:
    known = known_client(back(), day)
    assert (known.since, known.lost_on) == (since, lost_on)
    for who in (back(), known):
        assert (is_active(who, day), is_lost(who, day)) == (active, lost)


def test_a_status_of_today_holds_as_far_as_it_held_that_day() -> None:
    lost = client(since=date(2020, 1, 1), lost_on=LOST, status="lost")
    assert known_client(lost, LOST).status_then == "lost"
    assert known_client(lost, date(2024, 5, 31)).status_then == "active"
    assert known_client(back(), date(2025, 1, 1)).status_then == "lost"
    assert [known_client(back(status=each), BACK).status_then for each in ("active", "paused")] == [
        "active",
        "paused",
    ]


def test_the_reason_of_a_loss_travels_with_it() -> None:
    assert known_client(back(), date(2025, 1, 1)).lost_reason == "Price"
    assert known_client(back(), date(2024, 1, 1)).lost_reason is None
    assert known_client(back(), BACK).lost_reason is None


def test_winning_a_client_back_leaves_the_retention_of_2024_as_it_was() -> None:
    stayed = [history(client(id=n, since=date(2020, 1, 1))) for n in range(2, 11)]
    left = history(client(id=1, status="lost", since=date(2020, 1, 1), lost_on=LOST))

    def kept(histories: list[History], first: date, last: date) -> float | None:
        judged = retention.judge(histories, first, last, RULES, lambda _h, cents: Fraction(cents))
        return judged.logo_retention

    year = date(2023, 12, 31), date(2024, 12, 31)
    assert kept([left, *stayed], *year) == 0.9
    assert kept([history(back()), *stayed], *year) == 0.9
    assert kept([history(back()), *stayed], date(2025, 12, 31), date(2026, 12, 31)) == 1.0


def test_looking_back_counts_every_loss_and_who_is_back_among_those_who_stayed() -> None:
    found = lookback.judge([history(back())], date(2026, 12, 31), RULES)
    assert [(one.client, one.lost_on) for one in found.lost] == [("Alfa", LOST)]
    assert found.stayed == 1
    again = with_periods(client(status="lost", since=BACK, lost_on=date(2026, 9, 1)), back().periods)
    found = lookback.judge([history(again)], date(2026, 12, 31), RULES)
    assert [one.lost_on for one in found.lost] == [LOST, date(2026, 9, 1)]
    assert found.stayed == 0


def test_cohorts_go_by_the_first_since() -> None:
    (cohort,) = retention.cohorts([history(back())], date(2026, 3, 16))
    assert cohort.year == 2020
    assert [cohort.active[year] for year in range(2020, 2027)] == [1, 1, 1, 1, 0, 0, 1]


def test_a_client_won_back_is_new_again_and_was_asked_for_nothing_in_between() -> None:
    spoke = history(back(), notes=[touch(date(2024, 1, 1), started_by="client")])
    assert voice.judge(spoke, date(2026, 3, 25), RULES).hunt == "new_silent"
    assert todays(spoke, date(2025, 6, 1)) == ()


def test_who_is_courted_again_asks_for_what_a_prospect_asks_for() -> None:
    again = with_periods(client(status="prospect", since=None), back().periods)
    assert again.losses == (LOST,)
    day = date(2026, 1, 5)
    assert not is_active(again, day) and not is_lost(again, day)
    asked = history(again, tasks=[facts.Task(1, day, 1, "Call")])
    assert [item.rule for item in todays(asked, day)] == ["task_due"]


@st.composite
def many_times(draw: st.DrawFn) -> facts.Client:
    """A client with up to four times, the last of which may have ended."""
    ends = sorted(draw(st.lists(st.integers(0, 3000), min_size=2, max_size=8, unique=True)))
    days = [date(2018, 1, 1) + (date(2018, 1, 2) - date(2018, 1, 1)) * n for n in ends]
    spans = list(zip(days[::2], days[1::2], strict=False))
    earlier = [facts.Period(1, since, n, lost_on) for n, (since, lost_on) in enumerate(spans[:-1])]
    since, lost_on = spans[-1]
    if draw(st.booleans()):
        return with_periods(client(since=since), earlier)
    return with_periods(client(status="lost", since=since, lost_on=lost_on), earlier)


@given(many_times(), st.integers(-10, 3100), st.integers(-10, 3100))
def test_a_later_cut_knows_all_that_an_earlier_one_knows(who: facts.Client, one: int, other: int) -> None:
    early, late = sorted(date(2018, 1, 1).toordinal() + n for n in (one, other))
    day, cut = date.fromordinal(early), date.fromordinal(late)
    assert known_client(known_client(who, cut), day) == known_client(who, day)
    assert is_active(known_client(who, cut), day) == is_active(who, day)
    whole = history(who)
    assert known_on(known_on(whole, cut), day).client == known_on(whole, day).client
