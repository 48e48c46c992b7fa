"""What Today shows: the rows of the rules in words, whose they are, the figures, and never an old answer."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.domain import today as rules
from app.domain.today.deeds import DEEDS, FULFIL, WRITE
from app.domain.verdicts import Verdicts
from app.models import Client, Note
from app.models.book import Book
from app.services import journal, settings_store
from app.services.books import create_book, open_book
from app.services.history import load_book
from app.services.records import book_settings, editing, people, promises, tasks
from app.services.records import clients as clients_cases
from app.services.sample import fill
from app.views.today.board import TodayBoard, TodayView
from app.views.today.page import GROUPS
from tests import factories as make
from tests.factories import TODAY

DAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("today") / "Sample.condica"
    with closing(create_book(path)) as book, book.transaction() as session:
        fill(session, clients=24, years=3, seed=1, as_of=DAY)
    return path


def read(book: Book, board: TodayBoard | None = None, day: date = TODAY) -> TodayView:
    with book.reading() as session:
        return (board or TodayBoard()).read(session, day)


def titles(view: TodayView, person: str | None = None) -> list[str]:
    return [row.title for row in view.shown(person)]


def calm(session: Session, **values: Any) -> Client:
    """A client of whom only what was agreed can ask for something."""
    return make.client(session, **({"status": "paused"} | values))


def spoke(session: Session, *, days_ago: int) -> int:
    """A client since then who called us that day."""
    day = TODAY - timedelta(days=days_ago)
    acme = make.client(session, since=day)
    make.note(session, acme, happened_at=datetime(day.year, day.month, day.day, 10), started_by="client")
    return acme.id


def test_the_rows_are_the_items_of_the_rules_in_their_order(sample_file: Path) -> None:
    with closing(open_book(sample_file, read_only=True)) as book, book.reading() as session:
        loaded = load_book(session)
        settings = settings_store.load(session)
        judged = [Verdicts(history, DAY, settings) for history in loaded.histories]
        expected = rules.whole(judged, loaded.own_tasks, DAY)
        view = TodayBoard().read(session, DAY)
    assert [row.item for row in view.rows] == expected
    assert len(expected) > 30


def test_every_row_of_the_sample_says_what_it_is_about_and_what_to_do(sample_file: Path) -> None:
    with closing(open_book(sample_file, read_only=True)) as book:
        rows = read(book, day=DAY).rows
    assert {row.item.rule for row in rows} >= {"threat_open", "promise_overdue", "silent", "birthday"}
    for row in rows:
        assert row.title and row.client and row.words and row.deed in DEEDS
        assert row.line or row.item.rule.startswith("task")
        assert "{" not in row.title + row.line + row.since
    assert {row.item.severity for row in rows} == {severity for severity, _title in GROUPS}


def test_a_promise_says_since_when_it_waits_and_whom_to_call(book: Book) -> None:
    with book.writing("set up") as session:
        acme = make.client(session, name="Acme")
        make.contact(session, acme, name="Uwe", influence="uses")
        make.contact(session, acme, name="Dana", influence="decides")
        make.promise(session, acme, text="The plan", due_on=TODAY - timedelta(days=3), made_by="Ioana")
    row = read(book).rows[0]
    assert (row.title, row.line) == ("Promise overdue: The plan", "Promised on 2 Feb by Ioana")
    assert (row.client, row.contact) == ("Acme", "Dana")
    assert (row.since, row.late, row.words) == ("3 days late", True, "Fulfil")


def test_what_waits_without_a_promised_day_is_not_called_late(book: Book) -> None:
    with book.writing("set up") as session:
        make.threat(session, make.client(session), made_on=TODAY - timedelta(days=2), wording="We go")
    row = next(row for row in read(book).rows if row.item.rule == "threat_open")
    assert (row.since, row.late) == ("2 days", False)


def test_a_complaint_is_put_right_before_it_is_told(book: Book) -> None:
    with book.writing("set up") as session:
        acme = make.client(session)
        long_ago = {"received_on": date(2026, 1, 12), "responded_on": date(2026, 1, 13)}
        make.complaint(session, acme, ref="C-1", **long_ago)
        make.complaint(session, acme, ref="C-2", resolved_on=date(2026, 1, 20), **long_ago)
    rows = {row.item.ref: row.words for row in read(book).rows if row.item.rule == "complaint_late"}
    assert rows == {"C-1": "Resolve", "C-2": "Tell"}


def test_mine_are_the_rows_of_my_clients_my_tasks_and_what_belongs_to_nobody(book: Book) -> None:
    with book.writing("set up") as session:
        ioana, matei = make.person(session, name="Ioana"), make.person(session, name="Matei")
        hers = make.client(session, owner_id=ioana.id, status="paused")
        his = make.client(session, owner_id=matei.id, status="paused")
        make.task(session, hers, text="hers", due_on=TODAY)
        make.task(session, hers, text="done by Matei", due_on=TODAY, who="Matei")
        make.task(session, his, text="his", due_on=TODAY)
        make.task(session, text="nobody's", due_on=TODAY)
    view = read(book)
    assert set(titles(view, "Ioana")) == {"To do today: hers", "To do today: nobody's"}
    assert len(titles(view)) == 4


def test_what_is_put_off_is_left_out_until_its_day(book: Book) -> None:
    with book.writing("set up") as session:
        make.task(session, text="Call", due_on=TODAY)
    key = read(book).rows[0].key
    with book.writing("put off") as session:
        tasks.put_off(session, item=key, until=TODAY + timedelta(days=2), today=TODAY)
    view = read(book)
    assert not view.shown(None)
    assert [row.title for row in view.resting(None)] == ["To do today: Call"]
    assert len(read(book, day=TODAY + timedelta(days=2)).shown(None)) == 1


def test_a_change_of_one_client_is_seen_and_so_is_its_undo(book: Book) -> None:
    with book.writing("set up") as session:
        acme, other = calm(session), calm(session)
        due = make.promise(session, acme, due_on=TODAY - timedelta(days=1))
        make.task(session, other, due_on=TODAY)
        promise_id = due.id
    board = TodayBoard()
    before = read(book, board)
    with book.writing("keep") as session:
        promises.keep(session, promise_id=promise_id, on=TODAY)
    assert [row.item.rule for row in read(book, board).rows] == ["task_due"]
    journal.undo(book)
    assert read(book, board).rows == before.rows
    journal.redo(book)
    assert [row.item.rule for row in read(book, board).rows] == ["task_due"]


def test_a_gesture_that_takes_the_place_of_an_undone_one_is_seen(book: Book) -> None:
    """The journal gives the number of an undone gesture to the next one."""
    with book.writing("set up") as session:
        acme = calm(session)
        first = make.task(session, acme, text="First", due_on=TODAY).id
        second = make.task(session, acme, text="Second", due_on=TODAY).id
    board = TodayBoard()
    with book.writing("one") as session:
        tasks.finish_task(session, task_id=first, on=TODAY)
    assert titles(read(book, board)) == ["To do today: Second"]
    journal.undo(book)
    with book.writing("two") as session:
        tasks.finish_task(session, task_id=second, on=TODAY)
    assert titles(read(book, board)) == ["To do today: First"]


def test_deleting_restoring_and_handing_over_are_seen(book: Book) -> None:
    with book.writing("set up") as session:
        ioana = make.person(session, name="Ioana")
        acme = calm(session, name="Acme", owner_id=ioana.id)
        make.task(session, acme, due_on=TODAY)
        client_id, person_id = acme.id, ioana.id
    board = TodayBoard()
    assert len(read(book, board).rows) == 1
    with book.writing("delete") as session:
        editing.remove(session, kind="clients", record_id=client_id)
    assert read(book, board).rows == ()
    journal.undo(book)
    with book.writing("rename") as session:
        people.change_person(session, person_id=person_id, name="Ioana Ț.")
    assert [row.mine_of for row in read(book, board).rows] == ["Ioana Ț."]
    with book.writing("new name") as session:
        clients_cases.change_client(session, client_id=client_id, name="Acme Group")
    assert [row.client for row in read(book, board).rows] == ["Acme Group"]


def test_rows_of_a_bulk_import_are_seen(book: Book) -> None:
    with book.writing("set up") as session:
        client_id = spoke(session, days_ago=31)
    board = TodayBoard()
    assert [row.item.rule for row in read(book, board).rows] == ["contact_overdue"]
    with book.writing("import") as session:
        note = {"client_id": client_id, "happened_at": datetime(2026, 3, 15, 9), "kind": "call"}
        made = session.execute(insert(Note).returning(Note.id), [note]).scalars().all()
        journal.note_inserted(session, "notes", made)
    assert read(book, board).rows == ()


def test_another_threshold_judges_everybody_anew(book: Book) -> None:
    with book.writing("set up") as session:
        spoke(session, days_ago=20)
    board = TodayBoard()
    assert read(book, board).rows == ()
    with book.writing("settings") as session:
        book_settings.change(session, "contact.every_days", "10")
    assert [row.item.rule for row in read(book, board).rows] == ["contact_overdue"]


def test_a_remembered_board_says_what_a_fresh_one_says(sample_file: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(sample_file, tmp_path / "copy.condica"))
    with closing(open_book(copy)) as book:
        board = TodayBoard()
        rows = read(book, board, DAY).rows
        for row in [row for row in rows if row.deed == FULFIL]:
            with book.writing("keep") as session:
                promises.keep(session, promise_id=row.item.record.id if row.item.record else 0, on=DAY)
            assert read(book, board, DAY) == read(book, day=DAY)
        journal.undo(book)
        assert read(book, board, DAY) == read(book, day=DAY)
        assert read(book, board, DAY + timedelta(days=30)) == read(book, day=DAY + timedelta(days=30))


class TestFigures:
    """The right rail, by hand."""

    def test_our_promises_of_the_month(self, book: Book) -> None:
        with book.writing("set up") as session:
            acme = make.client(session, since=TODAY)
            day = date(2026, 3, 10)
            make.promise(session, acme, due_on=day, fulfilled_on=day)
            make.promise(session, acme, due_on=day, fulfilled_on=day + timedelta(days=1))
            make.promise(session, acme, due_on=day)
            make.promise(session, acme, fulfilled_on=day)
            make.promise(session, acme, due_on=date(2026, 2, 28), fulfilled_on=date(2026, 2, 28))
            make.promise(session, acme, due_on=date(2026, 3, 30))
            make.promise(session, acme, due_on=day, side="theirs")
        figures = read(book).figures
        assert (figures.promises_kept, figures.promises_judged, figures.promises_overdue) == (2, 4, 1)

    def test_complaints_of_twelve_months_and_of_the_month(self, book: Book) -> None:
        with book.writing("set up") as session:
            acme = make.client(session)
            make.complaint(session, acme, received_on=TODAY - timedelta(days=365))
            make.complaint(session, acme, received_on=TODAY - timedelta(days=364), told_on=TODAY)
            make.complaint(session, acme, received_on=date(2026, 3, 1), solicited=True)
            make.complaint(session, acme, received_on=date(2026, 2, 28))
        figures = read(book).figures
        assert (figures.received, figures.told) == (3, 1)
        assert (figures.voiced, figures.solicited) == (1, 1)

    def test_clients_kept_stand_beside_those_who_are_satisfied(self, book: Book) -> None:
        year = TODAY - timedelta(days=365)
        with book.writing("set up") as session:
            happy = make.client(session, since=year)
            make.survey(session, happy, score=9.0, answered_on=TODAY)
            make.client(session, since=year)
            make.client(session, since=year, status="lost", lost_on=TODAY)
            make.survey(session, make.client(session, since=year + timedelta(days=1)), answered_on=TODAY)
        figures = read(book).figures
        assert (figures.kept, figures.kept_from) == (2, 3)
        # All who are active today count, also who came since; survey answers of two are known.
        assert (figures.satisfied, figures.satisfaction_known) == (2, 2)

    def test_what_was_given_and_who_is_silent(self, book: Book) -> None:
        with book.writing("set up") as session:
            acme = make.client(session)
            make.note(session, acme, happened_at=datetime(2025, 3, 2, 9))
            make.client(session, name="Nothing is written of them")
            make.offer(session, acme, made_on=date(2026, 3, 2))
            make.offer(session, acme, made_on=date(2026, 3, 3), trigger="threat")
            make.offer(session, acme, made_on=date(2026, 2, 27))
            make.client(session, since=TODAY - timedelta(days=60))
        figures = read(book).figures
        assert (figures.given, figures.given_unasked, figures.given_under_threat) == (2, 1, 1)
        assert (figures.silent, figures.silent_new) == (2, 1)

    def test_meetings_of_the_day_by_their_hour(self, book: Book) -> None:
        with book.writing("set up") as session:
            acme = make.client(session, name="Acme", since=TODAY)
            make.task(session, acme, kind="meeting", text="Plan", due_on=TODAY, at="14:00", minutes=60)
            make.task(session, text="Team", kind="meeting", due_on=TODAY, at="09:30")
            make.task(session, acme, kind="meeting", due_on=TODAY + timedelta(days=1), at="08:00")
            make.task(session, acme, kind="call", due_on=TODAY, at="08:00")
        meetings = read(book).meetings
        assert [(m.at, m.client, m.text) for m in meetings] == [
            ("09:30", "", "Team"),
            ("14:00", "Acme", "Plan"),
        ]

    def test_what_was_done_today_counts_a_done_call_once(self, book: Book) -> None:
        with book.writing("set up") as session:
            acme = make.client(session)
            call = make.task(session, acme, kind="call", due_on=TODAY)
            tasks.finish_task(session, task_id=call.id, on=TODAY)
            own = make.task(session, due_on=TODAY)
            tasks.finish_task(session, task_id=own.id, on=TODAY)
            make.note(session, acme, happened_at=datetime(2026, 3, 15, 10))
        assert read(book).figures.done == 2

    def test_the_last_gesture_is_named_on_its_own_day_only(self, book: Book) -> None:
        with book.writing("Promise fulfilled") as session:
            make.client(session)
        with book.reading() as session:
            made = journal.history(session, 1)[0].made_at
        last = read(book, day=_local_day(made)).last
        assert last is not None and last.label == "Promise fulfilled"
        assert read(book, day=_local_day(made) + timedelta(days=1)).last is None


def _local_day(moment: datetime) -> date:
    return moment.replace(tzinfo=UTC).astimezone().date()


def test_an_empty_book_has_nothing_to_say(session: Session) -> None:
    view = TodayBoard().read(session, TODAY)
    assert (view.rows, view.clients, view.meetings, view.figures.done) == ((), 0, (), 0)


def test_clients_of_whom_nothing_is_written_stand_in_one_row(book: Book) -> None:
    with book.writing("An import") as session:
        ana = make.person(session, name="Ana")
        ids = [make.client(session, name=f"Client {n:02}", owner_id=ana.id).id for n in range(12)]
        make.client(session, name="Somebody’s")
    view = read(book)
    (row,) = view.shown("Ana")
    assert row.title == "13 clients of whom nothing is written yet"
    assert row.line == "Client 00, Client 01, Client 02 and 10 more"
    assert (row.client, row.words, row.item.client_id, row.since) == ("", "Show them", None, "")
    assert [row.deed for row in view.rows] == [WRITE] * 13
    with book.writing("Put off") as session:
        tasks.put_all_off(session, items=row.keys[:12], until=TODAY + timedelta(days=7), today=TODAY)
    (left,) = read(book).shown(None)
    assert (left.client, left.words) == ("Somebody’s", "Write")
    assert len(read(book).resting(None)) == 12
    with book.writing("A word") as session:
        make.note(session, ids[0], happened_at=datetime(2026, 3, 16, 9))
    assert len(read(book).resting(None)) == 11


def test_a_client_one_second_old_is_not_silent(book: Book) -> None:
    with book.writing("Client added") as session:
        client = clients_cases.add_client(session, name="New", since=TODAY)
    view = read(book)
    standing = view.standings[client.id]
    assert (standing.silent, standing.unwritten, standing.line) == (False, True, "Nothing is written yet")
    assert [row.item.rule for row in view.rows] == ["nothing_written"]


def test_a_renewal_says_how_much_was_done_beyond_the_scope(book: Book) -> None:
    with book.writing("set up") as session:
        acme = make.client(session, name="Acme")
        make.agreement(session, acme, title="Frame", ends_on=TODAY + timedelta(days=100))
        make.purchase(session, acme, bought_on=TODAY, amount=1000_00)
        make.cost(session, acme, spent_on=TODAY, amount=120_00, beyond_scope=True)
    row = next(row for row in read(book).rows if row.item.rule == "agreement_ending")
    assert row.title == "Agreement ends: Frame (beyond the agreed scope: 12% of revenue)"
    assert "12%" in row.line


def test_an_overdue_goal_is_to_be_looked_at(book: Book) -> None:
    with book.writing("set up") as session:
        acme = make.client(session, name="Acme")
        made = make.goal(session, acme, goal="More visits", due_on=TODAY - timedelta(days=2))
        make.note(session, acme, happened_at=datetime(2026, 3, 16, 9), started_by="client")
    row = next(row for row in read(book).rows if row.item.rule == "goal_overdue")
    assert (row.title, row.words, row.since) == ("Goal overdue: More visits", "Update", "2 days late")
    assert row.record == ("goals", made.id)
