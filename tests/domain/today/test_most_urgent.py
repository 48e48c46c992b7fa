"""The most urgent items are the first of all items, whether or not there are enough urgent ones."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.domain import today
from app.domain.facts import Client, Note, Promise, Task, history_of
from app.domain.settings import Settings
from app.domain.verdicts import Verdicts

DAY = date(2026, 5, 4)


@pytest.mark.parametrize("count", [1, 3, 5, 9, 100])
def test_they_are_the_first_of_all(count: int) -> None:
    histories = [
        history_of(
            Client(number, f"Client {number}", "active", since=DAY - timedelta(days=900)),
            notes=[Note(number, DAY - timedelta(days=400), number, "call")],
            promises=[
                Promise(number, DAY, number, f"P-{number}", "text", "ours", due_on=DAY - timedelta(days=9))
            ]
            if number % 2
            else [],
        )
        for number in range(1, 7)
    ]
    tasks = [Task(None, DAY - timedelta(days=1), 1, "Ours")]
    judged = [Verdicts(history, DAY, Settings()) for history in histories]
    every = today.whole(judged, tasks, DAY)
    assert len({item.severity for item in every}) > 1
    assert today.most_urgent(judged, tasks, DAY, count) == every[:count]
