"""Questions and gestures run in the background and answer on the main thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from app import models
from app.errors import Cancelled, NotAllowed, UserError
from app.models.book import Book
from app.ui.kit.operations import Operations
from tests import factories
from tests.patience import PATIENCE_S


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    book = factories.new_book(tmp_path)
    yield book
    book.close()


@pytest.fixture
def operations(book: Book, qtbot: QtBot) -> Iterator[Operations]:
    operations = Operations(book)
    yield operations
    operations.close()


def _add_client(name: str) -> Any:
    return lambda session: factories.client(session, name=name).id


def _count(session: Session) -> int:
    return session.scalars(select(func.count()).select_from(models.Client)).one()


def test_a_question_is_answered_on_the_main_thread(operations: Operations, qtbot: QtBot) -> None:
    where: list[Any] = []
    operations.read(
        lambda session: where.append(threading.current_thread()) or _count(session),
        lambda answer: where.extend((answer, threading.current_thread())),
    )
    qtbot.waitUntil(operations.idle)
    asked, answer, answered = where
    assert answer == 0
    assert asked is not threading.main_thread()
    assert answered is threading.main_thread()


def test_a_gesture_is_kept_and_says_what_it_changed(operations: Operations, qtbot: QtBot) -> None:
    told: list[str] = []
    operations.changed.connect(lambda kinds: told.append(f"changed {sorted(kinds)}"))
    with qtbot.waitSignal(operations.changed):
        operations.write("New client", _add_client("Acme"), lambda _id: told.append("done"))
    qtbot.waitUntil(operations.idle)
    assert told == ["changed ['clients']", "done"]


def test_gestures_happen_in_the_order_they_were_made(operations: Operations, qtbot: QtBot) -> None:
    order: list[int] = []
    for number in range(20):
        operations.write("n", lambda session, n=number: order.append(n) or _count(session))
    qtbot.waitUntil(operations.idle)
    assert order == list(range(20))


def test_undo_and_redo_bring_the_book_back_and_forth(operations: Operations, qtbot: QtBot) -> None:
    counts: list[int] = []
    with qtbot.waitSignal(operations.changed):
        operations.write("New client", _add_client("Acme"))
    with qtbot.waitSignal(operations.undone) as undone:
        operations.undo()
    assert undone.args is not None
    assert undone.args[0].label == "New client"
    operations.read(_count, counts.append)
    qtbot.waitUntil(operations.idle)
    with qtbot.waitSignal(operations.redone):
        operations.redo()
    operations.read(_count, counts.append)
    qtbot.waitUntil(operations.idle)
    assert counts == [0, 1]


def test_undo_of_nothing_says_nothing(operations: Operations, qtbot: QtBot) -> None:
    told: list[str] = []
    operations.undone.connect(told.append)
    operations.undo()
    qtbot.waitUntil(operations.idle)
    assert told == []


def test_what_the_user_can_mend_comes_back_to_where_it_happened(operations: Operations, qtbot: QtBot) -> None:
    def refuse(session: Session) -> None:
        factories.client(session, name="Acme")
        raise NotAllowed("Not now.", "Try later.")

    here: list[UserError] = []
    elsewhere: list[UserError] = []
    operations.failed.connect(elsewhere.append)
    operations.write("Refused", refuse, failed=here.append)
    qtbot.waitUntil(operations.idle)
    assert [str(error) for error in here] == ["Not now. Try later."]
    assert elsewhere == []
    counts: list[int] = []
    operations.read(_count, counts.append)
    qtbot.waitUntil(operations.idle)
    assert counts == [0]


def test_an_error_nobody_takes_is_told_to_the_window(operations: Operations, qtbot: QtBot) -> None:
    def refuse(session: Session) -> None:
        raise NotAllowed("Not now.")

    with qtbot.waitSignal(operations.failed) as told:
        operations.write("Refused", refuse)
    assert str(told.args[0]) == "Not now."


def test_a_bug_is_told_and_still_frees_the_form(operations: Operations, qtbot: QtBot) -> None:
    here: list[UserError] = []
    with qtbot.waitSignal(operations.crashed) as told:
        operations.write("Broken", lambda session: 1 // 0, failed=here.append)
    qtbot.waitUntil(operations.idle)
    assert isinstance(told.args[0], ZeroDivisionError)
    assert len(here) == 1 and isinstance(here[0], UserError)


def test_the_answer_for_a_widget_that_is_gone_is_dropped(operations: Operations, qtbot: QtBot) -> None:
    answers: list[int] = []
    owner = QObject()
    gate = threading.Event()
    operations.read(lambda session: gate.wait(PATIENCE_S) and _count(session), answers.append, owner=owner)
    owner.deleteLater()
    with qtbot.waitSignal(owner.destroyed):
        pass
    gate.set()
    qtbot.waitUntil(operations.idle)
    assert answers == []


def test_only_the_newest_of_the_same_question_is_answered(operations: Operations, qtbot: QtBot) -> None:
    answers: list[str] = []
    gate = threading.Event()
    operations.read(lambda _session: gate.wait(PATIENCE_S) and "old", answers.append, key="filter")
    operations.read(lambda _session: "new", answers.append, key="filter")
    operations.read(lambda _session: "other", answers.append, key="something else")
    gate.set()
    qtbot.waitUntil(operations.idle)
    assert sorted(answers) == ["new", "other"]


def test_a_long_job_tells_how_far_it_is(operations: Operations, qtbot: QtBot) -> None:
    steps: list[tuple[int, int]] = []
    listening = threading.Event()

    def work(progress: Any, _cancelled: Any) -> str:
        listening.wait(PATIENCE_S)
        for done in range(1, 1001):
            progress(done, 1000)
        return "ready"

    results: list[str] = []
    job = operations.run("Report", work, results.append)
    job.progress.connect(lambda done, total: steps.append((done, total)))
    listening.set()
    with qtbot.waitSignal(job.finished):
        pass
    assert results == ["ready"]
    assert steps[-1] == (1000, 1000)
    assert len(steps) < 500
    assert job.status().startswith("1000 of 1000")


def test_a_cancelled_import_leaves_nothing_behind(operations: Operations, qtbot: QtBot) -> None:
    halfway = threading.Event()
    pressed = threading.Event()

    def work(session: Session, progress: Any, _cancelled: Any) -> None:
        factories.client(session, name="Half")
        halfway.set()
        pressed.wait(PATIENCE_S)
        progress(1, 2)

    done: list[Any] = []
    job = operations.run("Import", work, done.append, gesture=True)
    qtbot.waitUntil(halfway.is_set)
    job.cancel()
    pressed.set()
    with qtbot.waitSignal(job.finished):
        pass
    counts: list[int] = []
    operations.read(_count, counts.append)
    qtbot.waitUntil(operations.idle)
    assert (done, counts) == ([], [0])


def test_something_slow_is_announced_and_taken_back(operations: Operations, qtbot: QtBot) -> None:
    gate = threading.Event()
    with qtbot.waitSignal(operations.busy) as told:
        operations.read(lambda _session: gate.wait(PATIENCE_S), lambda _answer: None)
    assert told.args == [True]
    with qtbot.waitSignal(operations.busy) as told:
        gate.set()
    assert told.args == [False]


def test_some_time_after_the_last_answer_the_book_rests(
    operations: Operations, book: Book, qtbot: QtBot
) -> None:
    operations.set_rest(1)
    operations.read(_count, lambda _answer: None)
    pool: Any = book.engine.pool
    qtbot.waitUntil(lambda: operations.idle() and book.engine.pool is not pool)
    answers: list[int] = []
    operations.read(_count, answers.append)
    qtbot.waitUntil(lambda: answers == [0])


def test_closing_stops_a_long_job_and_lets_a_gesture_end(book: Book, qtbot: QtBot) -> None:
    operations = Operations(book)
    begun, stopped = threading.Event(), []

    def job(progress: Any, cancelled: Any) -> None:
        begun.set()
        while not cancelled():
            threading.Event().wait(0.001)
        stopped.append("job")
        raise Cancelled

    def gesture(session: Session) -> None:
        begun.wait(PATIENCE_S)
        factories.client(session, name="Acme")

    operations.run("Report", job)
    operations.write("New client", gesture)
    assert begun.wait(PATIENCE_S)
    operations.close()
    assert stopped == ["job"]
    with book.reading() as session:
        assert _count(session) == 1


def test_closing_waits_for_no_reading(book: Book, qtbot: QtBot) -> None:
    operations = Operations(book)
    begun, told = threading.Event(), []

    def count_for_long(session: Session) -> None:
        begun.set()
        told.append(session.execute(text(_LONG)).scalar_one())

    operations.read(count_for_long, told.append)
    assert begun.wait(PATIENCE_S)
    operations.close()
    assert told == []
    with book.reading() as session:
        assert _count(session) == 0


_LONG = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 90000000) SELECT count(*) FROM n"


def test_a_newer_question_does_not_wait_for_the_older_one(operations: Operations, qtbot: QtBot) -> None:
    told: list[object] = []
    begun = threading.Event()

    def count_for_long(session: Session) -> None:
        begun.set()
        told.append(session.execute(text(_LONG)).scalar_one())

    operations.read(count_for_long, told.append, key="filter")
    assert begun.wait(PATIENCE_S)
    operations.read(_count, told.append, key="filter")
    qtbot.waitUntil(operations.idle)
    assert told == [0]


def test_closing_lets_a_long_gesture_end_too(book: Book, qtbot: QtBot) -> None:
    operations = Operations(book)
    begun = threading.Event()

    def work(session: Session, progress: Any, cancelled: Any) -> None:
        begun.set()
        factories.client(session, name="Acme")
        assert not cancelled()

    operations.run("Import", work, gesture=True)
    assert begun.wait(PATIENCE_S)
    operations.close()
    with book.reading() as session:
        assert _count(session) == 1
