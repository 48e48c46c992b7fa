"""Tasks, planned calls and meetings, and what rests on Today."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import InvalidInput, NotAllowed
from app.models import Note, Snooze
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
