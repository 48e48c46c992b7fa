"""The timeline: everything newest first, in windows that join without a gap (views/timeline.py)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.services.search.questions import rebuild
from app.views.record import timeline
from app.views.record.page import RecordView
from app.views.record.timeline_rows import TimelineRow
from tests import factories as make
from tests.factories import TODAY

View = Callable[[], RecordView]


def read_all(session: Session, view: RecordView, size: int, **how: object) -> list[TimelineRow]:
    """The whole stream, window after window."""
    rows: list[TimelineRow] = []
    while True:
        before = rows[-1].key if rows else None
        found = timeline.window(session, view, before=before, limit=size, **how)  # type: ignore[arg-type]
        rows += found
        if len(found) < size:
            return rows


def fill(session: Session, client_id: int, days: list[int]) -> None:
    """Records of many kinds, several a day."""
    for at, back in enumerate(days):
        day = TODAY - timedelta(days=back)
        kind = at % 6
        if kind < 2:
            make.note(session, client_id, happened_at=datetime(day.year, day.month, day.day, 9 + at % 3, 0))
        elif kind == 2:
            make.attempt(session, make.decision(session, client_id, raised_on=day), made_on=day)
        elif kind == 3:
            make.complaint(session, client_id, received_on=day)
        elif kind == 4:
            make.purchase(session, client_id, bought_on=day)
        else:
            make.promise(session, client_id, made_on=day)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=st.lists(st.integers(0, 6), min_size=1, max_size=30), size=st.integers(1, 7))
def test_windows_of_any_size_join_to_the_same_stream(session: Session, days: list[int], size: int) -> None:
    client_id = make.client(session).id
    fill(session, client_id, days)
    from app.views.record.page import open_record

    view = open_record(session, client_id, TODAY)
    assert view is not None
    whole = timeline.window(session, view, limit=1000)
    joined = read_all(session, view, size)
    assert [(row.kind, row.id) for row in joined] == [(row.kind, row.id) for row in whole]
    assert [row.key for row in whole] == sorted((row.key for row in whole), reverse=True)
    assert len({(row.kind, row.id) for row in whole}) == len(whole) == timeline.counts(view)["all"]


@pytest.mark.parametrize("group", [*timeline.GROUPS, "all"])
def test_each_chip_shows_as_many_rows_as_it_counts(
    session: Session, client_id: int, look: View, group: str
) -> None:
    fill(session, client_id, list(range(12)))
    make.note(session, client_id, kind="internal", started_by=None, subject="Careful")
    make.threat(session, client_id)
    make.offer(session, client_id)
    make.cost(session, client_id)
    make.judgement(session, client_id)
    make.task(session, client_id, due_on=TODAY)
    make.task(session, client_id)
    view = look()
    assert len(read_all(session, view, 5, group=group)) == timeline.counts(view)[group] > 0


def test_what_is_shareable_holds_nothing_internal(session: Session, client_id: int, look: View) -> None:
    make.note(session, client_id, subject="A call")
    make.note(session, client_id, kind="internal", started_by=None, subject="SECRET thought")
    make.threat(session, client_id, wording="SECRET threat")
    make.offer(session, client_id, note="SECRET offer")
    make.cost(session, client_id, what="SECRET cost")
    make.judgement(session, client_id, reason="SECRET verdict")
    view = look()
    rows = timeline.window(session, view, shareable=True)
    assert [row.title for row in rows] == ["A call"]
    assert timeline.counts(view, shareable=True)["all"] == 1


def test_a_record_stands_where_something_last_happened(session: Session, client_id: int, look: View) -> None:
    late = make.promise(session, client_id, made_on=date(2026, 1, 1), due_on=date(2026, 3, 10))
    told = make.complaint(
        session,
        client_id,
        received_on=date(2026, 1, 5),
        resolved_on=date(2026, 2, 1),
        told_on=date(2026, 3, 12),
    )
    make.note(session, client_id, happened_at=datetime(2026, 3, 11, 12, 0))
    rows = timeline.window(session, look())
    assert [(row.kind, row.day) for row in rows] == [
        ("complaints", date(2026, 3, 12)),
        ("notes", date(2026, 3, 11)),
        ("promises", date(2026, 3, 10)),
    ]
    assert rows[0].title == f"Complaint {told.ref} closed"
    assert rows[2].mark is not None and rows[2].mark.text == "6 days late"
    assert rows[2].id == late.id


def test_attempts_are_numbered_against_their_limit(session: Session, client_id: int, look: View) -> None:
    decision = make.decision(session, client_id, title="TV split", advice_limit=1)
    make.attempt(session, decision, made_on=date(2026, 3, 1))
    make.attempt(
        session, decision, made_on=date(2026, 3, 2), override_reason="New figures", response="refused"
    )
    titles = [row.title for row in timeline.window(session, look()) if row.kind == "attempts"]
    assert titles == ["Attempt 2: TV split", "Attempt 1 of 1: TV split"]


def test_records_in_the_trash_are_not_shown(session: Session, client_id: int, look: View) -> None:
    from app.services.records import editing

    note = make.note(session, client_id)
    decision = make.decision(session, client_id)
    make.attempt(session, decision)
    editing.remove(session, kind="notes", record_id=note.id)
    editing.remove(session, kind="decisions", record_id=decision.id)
    assert timeline.window(session, look()) == ()


def test_a_window_is_at_most_one_query_a_table(session: Session, client_id: int, look: View) -> None:
    fill(session, client_id, list(range(40)))
    view, statements = look(), []
    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    timeline.window(session, view, limit=20)
    assert 0 < len(statements) <= 15


def test_pinned_notes_stand_apart_and_once(session: Session, client_id: int, look: View) -> None:
    fill(session, client_id, list(range(12)))
    old = make.note(
        session, client_id, happened_at=datetime(2020, 1, 1, 9, 0), pinned=True, subject="Rule one"
    )
    new = make.note(
        session, client_id, happened_at=datetime(2021, 1, 1, 9, 0), pinned=True, subject="Rule two"
    )
    make.note(session, client_id, happened_at=datetime(2022, 1, 1, 9, 0), pinned=False, subject="Not pinned")
    view = look()
    top, below = timeline.pinned(session, view), read_all(session, view, 5)
    assert [row.id for row in top] == [new.id, old.id]
    assert all(row.pinned for row in top) and not any(row.pinned for row in below)
    assert len(top) + len(below) == timeline.counts(view)["all"]


def test_only_what_a_chip_lets_through_is_pinned_under_it(
    session: Session, client_id: int, look: View
) -> None:
    call = make.note(session, client_id, pinned=True)
    thought = make.note(session, client_id, kind="internal", started_by=None, pinned=True, subject="SECRET")
    view = look()
    ids = lambda **how: [row.id for row in timeline.pinned(session, view, **how)]  # noqa: E731
    assert set(ids()) == {call.id, thought.id}
    assert ids(group="touches") == [call.id] == ids(shareable=True)
    assert ids(group="internal") == [thought.id]
    assert ids(group="complaints") == []


def test_words_find_what_holds_them_of_any_kind_pinned_or_not(
    session: Session, client_id: int, look: View
) -> None:
    other = make.client(session, name="Beta")
    make.note(session, other.id, body="the radio plan")
    decision = make.decision(session, client_id, title="Radio", raised_on=date(2026, 1, 3))
    make.attempt(session, decision, made_on=date(2026, 1, 4), argument="reach of radio")
    make.note(session, client_id, happened_at=datetime(2026, 1, 5, 9, 0), body="a rádio plan", pinned=True)
    make.note(session, client_id, kind="internal", started_by=None, body="radio SECRET")
    make.note(session, client_id, body="television")
    view = look()
    rebuild(session)
    found = timeline.matching(session, view, "RADIO")
    assert sorted(row.kind for row in found) == ["attempts", "decisions", "notes", "notes"]
    assert [row.key for row in found] == sorted((row.key for row in found), reverse=True)
    assert {row.kind for row in timeline.matching(session, view, "radio", group="disputes")} == {
        "attempts",
        "decisions",
    }
    quiet = timeline.matching(session, view, "radio", shareable=True)
    assert [row.kind for row in quiet if row.internal] == [] and len(quiet) == 2
    assert timeline.matching(session, view, "radio television") == ()


def test_an_earlier_time_as_our_client_stands_at_the_day_they_left(
    session: Session, client_id: int, look: View
) -> None:
    make.period(session, client_id, since=date(2015, 2, 1), lost_on=date(2018, 3, 1), lost_reason="Price")
    (row,) = timeline.window(session, look())
    assert (row.kind, row.title, row.text) == ("periods", "Left us, client since 1 Feb 2015", "Price")
    assert row.key.moment.date() == date(2018, 3, 1)
    assert timeline.counts(look())["all"] == 1


@pytest.mark.parametrize(
    ("values", "title", "day"),
    [
        ({}, "Goal: More visitors", date(2026, 1, 5)),
        ({"due_on": date(2026, 3, 1)}, "Goal overdue: More visitors", date(2026, 3, 1)),
        ({"due_on": date(2026, 4, 1)}, "Goal: More visitors", date(2026, 1, 5)),
        ({"reached_on": date(2026, 2, 1), "result": "Done"}, "Goal reached: More visitors", date(2026, 2, 1)),
        ({"dropped_on": date(2026, 2, 1)}, "Goal dropped: More visitors", date(2026, 2, 1)),
    ],
)
def test_a_goal_stands_where_it_last_moved(
    values: dict[str, object], title: str, day: date, session: Session, client_id: int, look: View
) -> None:
    make.goal(session, client_id, **values)
    (row,) = timeline.window(session, look(), group="promises")
    assert (row.kind, row.title, row.key.moment.date()) == ("goals", title, day)
    assert timeline.counts(look())["promises"] == 1


def test_a_cost_says_its_hours_and_that_it_was_beyond_the_scope(
    session: Session, client_id: int, look: View
) -> None:
    make.cost(session, client_id, amount=120_00, hours=2.5, beyond_scope=True, what="A third draft")
    (row,) = timeline.window(session, look())
    assert row.sub.endswith("2.5 h") and row.mark is not None and row.mark.text == "Beyond scope"
    assert row.internal
