"""Small surprises put into the months of a quarter (DOMAIN.md, Is he worth keeping)."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from app.domain.rules.time import is_working_day
from app.errors import InvalidInput
from app.i18n import _, in_language
from app.services.records import surprises
from app.services.records.clients import add_client
from app.services.records.surprises import spread_days

TODAY = date(2026, 11, 22)
OCTOBER, NOVEMBER, DECEMBER = date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)


def test_a_planned_surprise_is_a_task_in_its_month(session: Session, client_id: int) -> None:
    task = surprises.plan_surprise(
        session, client_id=client_id, idea="a book", month=DECEMBER, today=TODAY, who="Ioana"
    )
    assert (task.text, task.kind, task.who, task.client_id) == (
        "Surprise: a book",
        "task",
        "Ioana",
        client_id,
    )
    assert task.due_on is not None and (task.due_on.year, task.due_on.month) == (2026, 12)
    assert is_working_day(task.due_on, "RO")


def test_a_month_that_is_over_takes_none(session: Session, client_id: int) -> None:
    with pytest.raises(InvalidInput):
        surprises.plan_surprise(session, client_id=client_id, idea="a book", month=OCTOBER, today=TODAY)


def test_a_surprise_says_what_it_is(session: Session, client_id: int) -> None:
    with pytest.raises(InvalidInput):
        surprises.plan_surprise(session, client_id=client_id, idea=" ", month=DECEMBER, today=TODAY)


def test_many_are_spread_evenly_over_what_is_left_of_the_quarter(session: Session, client_id: int) -> None:
    others = [add_client(session, name=f"Client {n}", since=date(2025, 1, 1)).id for n in range(4)]
    made = surprises.spread_surprises(
        session,
        client_ids=[client_id, *others],
        ideas=["a note", "a visit"],
        months=[OCTOBER, NOVEMBER, DECEMBER],
        today=TODAY,
    )
    assert len(made) == 5


def test_days_lie_ahead_on_working_days_and_apart() -> None:
    days = spread_days([OCTOBER, NOVEMBER, DECEMBER], 5, TODAY, "RO")
    assert [day.month for day in days] == [11, 12, 12, 12, 12]
    assert all(day > TODAY and is_working_day(day, "RO") for day in days)
    assert days == sorted(set(days))


def test_nothing_left_of_a_quarter_gives_no_days() -> None:
    assert spread_days([OCTOBER], 2, TODAY, "RO") == []
    assert spread_days([DECEMBER], 1, date(2026, 12, 31), "RO") == []


def test_a_rest_without_a_working_day_still_gives_its_day() -> None:
    # 31 October 2026 is a Saturday.
    assert spread_days([OCTOBER], 1, date(2026, 10, 30), "RO") == [date(2026, 10, 31)]


@pytest.mark.parametrize("code", ["en", "ro", "pl", "ru"])
def test_a_planned_surprise_is_known_again_in_every_language(code: str) -> None:
    with in_language(code):
        text = _("Surprise: {idea}").format(idea="a book")
    assert surprises.is_surprise(text)
    assert surprises.without_mark(text) == "a book"


def test_another_task_is_no_surprise() -> None:
    assert not surprises.is_surprise("Surprisingly late invoice: call")
    assert surprises.without_mark("Call: Ioana") == "Call: Ioana"
