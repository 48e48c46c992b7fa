"""Queries run on the driver answer as SQLAlchemy does, and whoever counts statements hears of them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Date, bindparam, create_engine, event, func, insert, select, text

from app.models import Base, Note, Promise
from app.models.book import Book
from app.models.tables.unreadable import NEVER
from app.services.queries import Query
from tests import factories as make


@pytest.fixture
def book(tmp_path: Path) -> Book:
    book = make.new_book(tmp_path)
    with book.writing("set up") as session:
        client = make.client(session)
        make.note(session, client, happened_at=datetime(2026, 5, 1, 9, 30), pinned=True, mood=None)
        make.note(session, client, happened_at=datetime(2026, 5, 2, 0, 0), pinned=False, mood=2)
        make.promise(session, client, made_on=date(2026, 4, 1), due_on=None)
        make.promise(session, client, made_on=date(2026, 5, 1), due_on=date(2026, 6, 1))
    return book


def test_days_moments_and_flags_come_as_pythons_own(book: Book) -> None:
    n = Note
    statement = select(n.happened_at, func.date(n.happened_at, type_=Date), n.pinned, n.mood).order_by(n.id)
    with book.reading() as session:
        found = list(Query(statement).tuples(session.connection(), {}))
        assert found == [tuple(row) for row in session.execute(statement)]
    assert found[0] == (datetime(2026, 5, 1, 9, 30), date(2026, 5, 1), True, None)


def test_many_rows_come_as_few_do_and_days_that_recur_are_one_object(book: Book) -> None:
    with book.writing("many") as session:
        client = make.client(session, name="Busy")
        for number in range(200):
            due = date(2026, 7, 1 + number % 3) if number % 4 else None
            make.promise(session, client, made_on=date(2026, 6, 1 + number % 5), due_on=due)
    statement = select(Promise.id, Promise.made_on, Promise.due_on).order_by(Promise.id)
    with book.reading() as session:
        found = list(Query(statement).tuples(session.connection(), {}))
        assert found == [tuple(row) for row in session.execute(statement)]
    assert len({id(made_on) for _id, made_on, _due in found}) == len(
        {made_on for _id, made_on, _due in found}
    )


def test_named_values_and_constants_are_bound_each_in_its_place(book: Book) -> None:
    p = Promise.__table__.c
    before = bindparam("before", type_=Date())
    query = Query(
        select(p.id, p.due_on).where(p.made_on < before, func.coalesce(p.due_on, before) == before).limit(1)
    )
    with book.reading() as session:
        (row,) = query.rows(session.connection(), {"before": date(2026, 4, 2)})
        assert (row.id, row.due_on) == (1, None)
        assert query.rows(session.connection(), {"before": date(2026, 4, 1)}) == []
        with pytest.raises(KeyError):
            query.rows(session.connection(), {})


def test_whoever_counts_the_statements_hears_of_them(book: Book) -> None:
    sent: list[str] = []
    event.listen(book.engine, "before_cursor_execute", lambda *args: sent.append(args[2]))
    with book.reading() as session:
        list(Query(select(Note.id)).tuples(session.connection(), {}))
    assert [each.split() for each in sent] == [["BEGIN"], ["SELECT", "notes.id", "FROM", "notes"]]


def test_thousands_of_rows_come_in_parts_each_row_once_and_each_word_kept_once(book: Book) -> None:
    with book.writing("many") as session:
        client = make.client(session, name="Talkative")
        session.flush()
        session.connection().execute(
            insert(Note),
            [
                {
                    "client_id": client.id,
                    "happened_at": datetime(2026, 1, 1),
                    "kind": ("call", "visit")[at % 2],
                }
                for at in range(4500)
            ],
        )
    statement = select(Note.id, Note.kind, func.date(Note.happened_at, type_=Date)).order_by(Note.id)
    with book.reading() as session:
        found = list(Query(statement).tuples(session.connection(), {}))
        assert found == [tuple(row) for row in session.execute(statement)]
    assert len(found) > 4500
    assert len({id(kind) for _id, kind, _day in found}) == len({kind for _id, kind, _day in found})


def test_a_damaged_day_is_read_past_whoever_asked_the_same_before(book: Book) -> None:
    """An engine of another kind compiled the question first, and reads strictly."""
    days = Query(select(Promise.due_on).where(Promise.due_on.is_not(None)))
    strict = create_engine("sqlite://")
    Base.metadata.create_all(strict)
    with strict.connect() as connection:
        assert list(days.tuples(connection, {})) == []
    strict.dispose()
    with book.writing("damage") as session:
        session.execute(text("UPDATE promises SET due_on = 'never' WHERE due_on IS NOT NULL"))
    with book.reading() as session:
        assert list(days.tuples(session.connection(), {})) == [(NEVER,)]
