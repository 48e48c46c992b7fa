"""DOMAIN.md, Retention, the headline."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from app.domain.facts import History
from app.domain.rules import retention
from app.domain.rules.retention import Retention
from tests.domain.rules.build import AS_OF, RULES, ago, ahead, client, history, purchase

START = ago(365)


def cents(_history: History, amount: int) -> Fraction:
    return Fraction(amount)


def judged(*histories: History) -> Retention:
    return retention.judge(histories, START, AS_OF, RULES, cents)


def test_clients_active_at_both_ends() -> None:
    found = judged(
        history(client(since=ago(500))),
        history(client(since=START)),
        history(client(since=ago(364))),  # came in the period
        history(client(since=ago(500), status="lost", lost_on=ago(9))),
        history(client(since=ago(500), status="lost", lost_on=START)),  # lost before the period
        history(client(since=ago(500), status="lost", lost_on=ahead(1))),  # not lost yet
        history(client(since=ago(500), status="paused")),
        history(client(since=None, status="prospect")),
    )
    assert (found.active_from, found.active_to, found.kept) == (5, 5, 4)
    assert found.logo_retention == 0.8


def test_without_clients_nothing_is_known() -> None:
    found = judged()
    assert (found.logo_retention, found.grr, found.nrr) == (None, None, None)


def money(before: int, now: int, **values: Any) -> History:
    bought = [purchase(ago(400), before), purchase(ago(5), now)]
    return history(client(**values), purchases=[p for p in bought if p.amount])


def test_gross_and_net_revenue_retention() -> None:
    found = judged(
        money(100, 150),  # grew: gross counts it as 100
        money(100, 40),
        money(100, 0),
        money(100, -20),  # gave back: gross counts it as 0
        money(0, 900),  # had no revenue before
    )
    assert found.grr == pytest.approx(140 / 400)
    assert found.nrr == pytest.approx(170 / 400)


def test_before_is_the_365_days_up_to_the_start() -> None:
    bought = [purchase(ago(730), 7), purchase(ago(729), 100), purchase(START, 100), purchase(ago(364), 50)]
    found = judged(history(purchases=bought))
    assert (found.before, found.now) == (200, 50)


def test_cohorts_by_the_year_of_since() -> None:
    found = retention.cohorts(
        [
            history(client(since=date(2023, 5, 1))),
            history(client(since=date(2023, 6, 1), status="lost", lost_on=date(2024, 12, 31))),
            history(client(since=date(2025, 1, 1))),
            history(client(since=None, status="prospect")),
            history(client(since=ahead(1))),
        ],
        AS_OF,
    )
    assert [(c.year, c.clients, c.active) for c in found] == [
        (2023, 2, {2023: 2, 2024: 1, 2025: 1, 2026: 1}),
        (2025, 1, {2025: 1, 2026: 1}),
    ]
