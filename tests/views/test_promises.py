"""Promises of all clients as rows, and how often we talk to them (DOMAIN.md, Promises)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from app.models.book import Book
from app.services.records import promises as use_cases
from app.views.clients.attention import AttentionBoard, gap_words
from app.views.promises import PromiseRow, PromisesView, client_promises, kept_words, promises_view
from app.views.record.page import open_record
from tests import factories as make

TODAY = date(2026, 11, 20)


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


def seen(book: Book) -> PromisesView:
    with book.reading() as session:
        return promises_view(session, TODAY)


def titles(rows: tuple[PromiseRow, ...]) -> list[str]:
    return [row.title for row in rows]


def promise(session: Session, client: object, text: str, due: int | None = None, **values: object) -> int:
    day = None if due is None else in_days(due)
    usual = {"made_on": date(2026, 9, 1), "text": text, "due_on": day, "phase": "partnership"}
    return make.promise(session, client, **(usual | values)).id  # type: ignore[arg-type]


def test_overdue_ones_come_first_then_by_day_and_closed_ones_last(book: Book) -> None:
    with book.writing("set up") as session:
        alfa = make.client(session, name="Alfa")
        promise(session, alfa, "kept", 5, fulfilled_on=in_days(-1))
        promise(session, alfa, "some day")
        promise(session, alfa, "in a month", 30)
        promise(session, alfa, "in a week", 7)
        promise(session, alfa, "today", 0)
        promise(session, alfa, "yesterday", -1)
    rows = seen(book).rows
    assert titles(rows) == ["yesterday", "today", "in a week", "in a month", "some day", "kept"]
    groups = ["overdue", "week", "week", "later", "undated", "closed"]
    assert [row.group for row in rows] == groups


@pytest.mark.parametrize(
    ("values", "since", "role", "words"),
    [
        ({"due": -3}, "3 days late", "danger", "Kept"),
        ({"due": -3, "side": "theirs"}, "3 days late", "warn", "Kept"),
        ({"due": 1}, "tomorrow", "", "Kept"),
        ({}, "", "", "Kept"),
        ({"due": -3, "fulfilled_on": in_days(-4)}, "kept on 16 Nov", "", ""),
        ({"due": -3, "fulfilled_on": in_days(-1)}, "kept late, 19 Nov", "", ""),
        ({"due": -3, "ending": "broken", "ended_on": TODAY}, "not kept, 20 Nov", "danger", ""),
        ({"due": -3, "ending": "released", "ended_on": TODAY}, "let off, 20 Nov", "", ""),
    ],
)
def test_a_row_says_when_it_is_due_or_how_it_ended(
    book: Book, values: dict[str, object], since: str, role: str, words: str
) -> None:
    with book.writing("set up") as session:
        promise(session, make.client(session), "plan", **values)  # type: ignore[arg-type]
    (row,) = seen(book).rows
    assert (row.since, row.since_role, row.words) == (since, role, words)


def test_the_line_tells_whose_it_is_how_it_was_said_and_the_newest_remark(book: Book) -> None:
    with book.writing("set up") as session:
        alfa = make.client(session)
        said = promise(session, alfa, "weekly call", 3, phase="acquisition", note="first\nsecond")
        hoped = promise(session, alfa, "a visit", kind="expectation", side="theirs")
    lines = {row.id: row.line for row in seen(book).rows}
    assert lines[said] == "Ours · promised on 1 Sept · while courting · second"
    assert lines[hoped] == "Theirs · expected since 1 Sept · never said aloud"


def test_what_was_said_while_courting_is_counted_apart(book: Book) -> None:
    with book.writing("set up") as session:
        alfa = make.client(session)
        for number in range(3):
            promise(
                session, alfa, str(number), -5, phase="acquisition", fulfilled_on=in_days(-6 + 3 * number)
            )
        promise(session, alfa, "since", -5, ending="broken", ended_on=TODAY)
        promise(session, alfa, "theirs", -5, side="theirs")
    found = seen(book)
    assert (found.ours.courting.kept_rate, found.ours.since.kept_rate) == (1 / 3, 0)
    assert (found.theirs.whole.kept_rate, found.theirs.whole.overdue) == (0, 1)
    assert kept_words(found.ours.courting) == "1 of 3 kept"
    assert kept_words(found.theirs.courting) == "none due yet"


def test_a_renegotiated_promise_stands_once_among_the_open_ones(book: Book) -> None:
    with book.writing("set up") as session:
        old = promise(session, make.client(session), "plan", -2)
        use_cases.renegotiate(session, promise_id=old, on=TODAY, due_on=in_days(5), reason="data came late")
    rows = seen(book).rows
    assert [(row.group, row.title) for row in rows] == [("week", "plan"), ("closed", "plan")]
    assert rows[0].line.endswith("data came late")


def test_a_clients_own_promises_are_those_of_the_page(book: Book) -> None:
    with book.writing("set up") as session:
        alfa, beta = make.client(session, name="Alfa"), make.client(session, name="Beta")
        for client in (alfa, beta):
            promise(session, client, "plan", 2, note="by e-mail")
        alfa_id = alfa.id
    with book.reading() as session:
        view = open_record(session, alfa_id, TODAY)
        assert view is not None
        rows = client_promises(session, view)
        assert rows == tuple(row for row in promises_view(session, TODAY).rows if row.client == "Alfa")


def test_words_find_a_promise_without_accents(book: Book) -> None:
    with book.writing("set up") as session:
        promise(session, make.client(session, name="Łąkorz"), "Ofertă nouă")
    (row,) = seen(book).rows
    assert row.matches(["lakorz", "oferta"]) and not row.matches(["oferta", "beta"])


def test_the_widest_gap_comes_first_and_lost_clients_are_left_out(book: Book) -> None:
    courted, since = date(2025, 1, 1), date(2025, 3, 2)
    with book.writing("set up") as session:
        for name, now in (("Same", 12), ("Less", 3), ("Gone", 0)):
            lost = {"status": "lost", "lost_on": date(2026, 1, 1)} if name == "Gone" else {}
            client = make.client(session, name=name, since=since, first_contact_on=courted, **lost)
            # 8 touches in 60 days of courting are 4 a month.
            for day in range(8):
                make.note(session, client, happened_at=datetime(2025, 1, 2 + day, 9))
            for day in range(now):
                make.note(session, client, happened_at=datetime(2026, 11, 1 + day, 9))
        make.client(session, name="Unknown")
    with book.reading() as session:
        lines = AttentionBoard().read(session, TODAY)
    assert [(line.client, line.now, line.then, line.gap) for line in lines] == [
        ("Less", 1.0, 4.0, -75.0),
        ("Same", 4.0, 4.0, 0.0),
    ]
    assert lines[0].sentence == "We talk 75% less than when we courted them"
    assert gap_words(20) == "We talk 20% more than when we courted them"
    assert gap_words(0.2) == "We talk as much as when we courted them"
