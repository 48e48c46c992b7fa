"""The book of complaints over all clients: columns, clocks in working days, the year's figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.errors import NotFound
from app.models.book import Book
from app.views.complaints.page import ComplaintRow, complaints_view
from app.views.complaints.sheet import sheet_view
from tests import factories as make

# A Friday; 16 November was a Monday, and no public holiday of Romania lies between.
TODAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 16)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    opened = make.new_book(tmp_path)
    yield opened
    opened.close()


def one(book: Book, **values: object) -> ComplaintRow:
    """The row of a single complaint."""
    with book.writing("set up") as session:
        make.complaint(session, make.client(session), **values)
    with book.reading() as session:
        return complaints_view(session, TODAY).rows[0]


def test_a_sheet_stands_in_the_column_of_its_furthest_step(book: Book) -> None:
    day = MONDAY
    steps = [
        ({}, "received"),
        ({"responded_on": day}, "answered"),
        ({"resolved_on": day}, "resolved"),
        ({"responded_on": day, "resolved_on": day, "told_on": day, "thanked_on": day}, "told"),
    ]
    for values, column in steps:
        with book.writing("set up") as session:
            client = make.client(session, name=column)
            make.complaint(session, client, received_on=day, **values)
    with book.reading() as session:
        rows = {row.client: row.column for row in complaints_view(session, TODAY).rows}
    assert rows == {column: column for _values, column in steps}


def test_an_answer_is_late_from_the_second_working_day(book: Book) -> None:
    clock = one(book, received_on=date(2026, 11, 18)).clock
    assert clock is not None
    assert (clock.kind, clock.due, clock.late, clock.days, clock.role) == (
        "answer",
        date(2026, 11, 19),
        True,
        1,
        "danger",
    )


def test_a_weekend_uses_none_of_the_time(book: Book) -> None:
    clock = one(book, received_on=TODAY).clock
    assert clock is not None
    assert (clock.due, clock.late, clock.elapsed, clock.used) == (date(2026, 11, 23), False, 0, 0.0)
    assert (clock.days, clock.role) == (1, "warn")


def test_the_telling_has_ten_working_days_of_which_the_bar_shows_the_share(book: Book) -> None:
    clock = one(book, received_on=MONDAY, responded_on=MONDAY).clock
    assert clock is not None
    # 30 November, St Andrew, is a public holiday in Romania, 1 December the national day.
    assert (clock.kind, clock.due, clock.elapsed, clock.total) == ("tell", date(2026, 12, 2), 4, 10)
    assert (clock.used, clock.role) == (0.4, "neutral")


def test_whoever_was_told_has_no_clock_any_more(book: Book) -> None:
    assert one(book, received_on=MONDAY, told_on=MONDAY).clock is None


def test_the_years_figures_count_what_was_due(book: Book) -> None:
    with book.writing("set up") as session:
        client = make.client(session)
        make.complaint(session, client, received_on=MONDAY, responded_on=MONDAY, told_on=TODAY)  # in time
        make.complaint(session, client, received_on=date(2026, 11, 10), responded_on=MONDAY)  # late
        make.complaint(session, client, received_on=TODAY)  # not due yet
        make.complaint(session, client, received_on=date(2025, 11, 20))  # a year and a day old
    with book.reading() as session:
        view = complaints_view(session, TODAY)
    assert (view.received, view.told_share, view.in_time_share) == (3, pytest.approx(1 / 3), 0.5)
    assert len(view.rows) == 4


def test_an_empty_book_has_no_shares(book: Book) -> None:
    with book.reading() as session:
        view = complaints_view(session, TODAY)
    assert (view.rows, view.received, view.told_share, view.in_time_share) == ((), 0, None, None)


def test_words_are_found_without_case_and_accents_in_any_order(book: Book) -> None:
    row = one(book, remark="Factura e greșită din nou", category="Facturare")
    assert row.matches(["gresita", "factura"])
    assert not row.matches(["gresita", "august"])


def test_a_sheet_names_its_other_complaints_and_what_it_repeats(book: Book) -> None:
    with book.writing("set up") as session:
        client = make.client(session)
        make.contact(session, client, name="Mirela Popa", role="finance", influence="pays")
        first = make.complaint(
            session, client, ref="C-1", category="invoicing", received_on=date(2026, 9, 1), resolved_on=MONDAY
        )
        second = make.complaint(
            session, client, ref="C-2", category="Invoicing ", received_on=TODAY, raised_by="Mirela Popa"
        )
        first_id, second_id = first.id, second.id
    with book.reading() as session:
        view = sheet_view(session, second_id, TODAY)
    assert [e.ref for e in view.sheet.repeats] == ["C-1"]
    assert [(o.id, o.ref) for o in view.others] == [(first_id, "C-1")]
    assert (view.raised_by_role, view.step) == ("finance", "received")


def test_a_sheet_in_the_trash_is_not_found(book: Book) -> None:
    with book.reading() as session, pytest.raises(NotFound):
        sheet_view(session, 4711, TODAY)
