"""Tasks, planned calls and meetings, and what rests on Today."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import InvalidInput, NotAllowed
from app.models import Note, Snooze, Task
from app.services.records import tasks
from tests import factories as make

TODAY = date(2026, 3, 16)
TOMORROW = TODAY + timedelta(days=1)


def test_a_done_meeting_with_a_client_becomes_a_touch(session: Session, client_id: int) -> None:
    values = {"kind": "meeting", "due_on": TODAY, "at": "14:00", "who": "Ioana"}
    task = tasks.add_task(session, text="The plan", client_id=client_id, **values)
    note = tasks.finish_task(session, task_id=task.id, on=TODAY, words="They liked it")
    assert isinstance(note, Note)
    assert (note.kind, note.happened_at, note.subject, note.body, note.author) == (
        "meeting", datetime(2026, 3, 16, 14), "The plan", "They liked it", "Ioana",
    )  # fmt: skip


def test_a_plain_task_leaves_no_touch_and_is_done_once(session: Session, client_id: int) -> None:
    task = tasks.add_task(session, text="Send it", client_id=client_id, due_on=TODAY)
    assert tasks.finish_task(session, task_id=task.id, on=TODAY) is None
    with pytest.raises(NotAllowed):
        tasks.finish_task(session, task_id=task.id, on=TODAY)


def test_a_call_of_our_own_leaves_no_touch(session: Session) -> None:
    task = tasks.add_task(session, text="Call the bank", kind="call", due_on=TODAY)
    assert tasks.finish_task(session, task_id=task.id, on=TODAY) is None


@pytest.mark.parametrize("hour", ["25:00", "9", "14:60", "noon"])
def test_an_hour_that_is_none_is_refused(session: Session, hour: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        tasks.add_task(session, text="Meet", kind="meeting", at=hour)
    assert refused.value.field == "at"


def test_putting_off_again_moves_the_day(session: Session) -> None:
    tasks.put_off(session, item="silent/1/", until=TOMORROW, today=TODAY)
    tasks.put_off(session, item="silent/1/", until=TODAY + timedelta(days=9), today=TODAY)
    assert [s.until for s in session.scalars(select(Snooze))] == [TODAY + timedelta(days=9)]


def test_nothing_is_put_off_until_today(session: Session) -> None:
    with pytest.raises(InvalidInput) as refused:
        tasks.put_off(session, item="silent/1/", until=TODAY, today=TODAY)
    assert refused.value.field == "until"


def test_what_was_put_off_comes_back(session: Session) -> None:
    for item in ("a/1/", "b/1/", "c/1/"):
        tasks.put_off(session, item=item, until=TOMORROW, today=TODAY)
    assert tasks.bring_back(session, items=["a/1/"]) == 1
    assert tasks.bring_back(session) == 2
    assert session.scalars(select(Snooze)).all() == []


def test_an_item_rests_only_while_the_rules_raise_it(session: Session) -> None:
    """A call we made does not make a silent client speak: asking again at once helps nobody."""
    silent = make.client(session, since=date(2020, 1, 1))
    item = f"silent/{silent.id}/"
    make.note(session, silent, happened_at=datetime(2026, 3, 16, 9))
    assert tasks.rest_if_raised(session, client_id=silent.id, item=item, until=TOMORROW, today=TODAY)
    make.voice_check(session, silent, asked_on=TODAY)
    tasks.bring_back(session)
    assert not tasks.rest_if_raised(session, client_id=silent.id, item=item, until=TOMORROW, today=TODAY)
    assert session.scalars(select(Snooze)).all() == []


def test_a_client_who_is_gone_raises_nothing(session: Session) -> None:
    assert not tasks.rest_if_raised(session, client_id=999, item="silent/999/", until=TOMORROW, today=TODAY)


@pytest.mark.parametrize(
    ("every", "due", "done", "following"),
    [
        ("1w", date(2026, 3, 16), date(2026, 3, 16), date(2026, 3, 23)),
        ("2w", date(2026, 3, 16), date(2026, 3, 10), date(2026, 3, 30)),  # done early
        ("1w", date(2026, 3, 2), date(2026, 3, 16), date(2026, 3, 23)),  # done late: none is made up
        ("1m", date(2026, 1, 31), date(2026, 1, 31), date(2026, 2, 28)),
        ("1m", date(2026, 1, 31), date(2026, 3, 1), date(2026, 3, 31)),  # the day is taken up again
        ("3m", date(2026, 3, 16), date(2026, 3, 16), date(2026, 6, 16)),
        ("6m", date(2026, 8, 31), date(2026, 8, 31), date(2027, 2, 28)),
        ("1y", date(2024, 2, 29), date(2024, 2, 29), date(2025, 2, 28)),
    ],
)
def test_the_next_of_a_task_that_comes_again(every: str, due: date, done: date, following: date) -> None:
    assert tasks.next_due(due, every, done) == following


def test_a_task_that_comes_again_is_there_again_once_it_is_done(session: Session, client_id: int) -> None:
    values = {"kind": "call", "due_on": TODAY, "at": "09:30", "minutes": 15, "who": "Ioana", "every": "1m"}
    task = tasks.add_task(session, text="How is it going?", client_id=client_id, **values)
    assert tasks.finish_task(session, task_id=task.id, on=TODAY) is not None
    (again,) = session.scalars(select(Task).where(Task.done_on.is_(None)))
    assert (again.due_on, again.at, again.minutes, again.who, again.every, again.kind) == (
        date(2026, 4, 16), "09:30", 15, "Ioana", "1m", "call",
    )  # fmt: skip


def test_several_items_are_put_off_at_once(session: Session) -> None:
    tasks.put_off(session, item="b", until=TOMORROW, today=TODAY)
    tasks.put_all_off(session, items=("a", "b", "c"), until=TODAY + timedelta(days=9), today=TODAY)
    assert {s.item: s.until for s in session.scalars(select(Snooze))} == dict.fromkeys(
        "abc", TODAY + timedelta(days=9)
    )
