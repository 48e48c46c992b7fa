"""Readers and writers of one program never meet “database is locked”, and each sees a whole state."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from app.models import Client, Note
from app.models.book import Book
from app.services import journal
from app.services.books import open_book
from tests import factories


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """An open book with one client."""
    made = factories.new_book(tmp_path)
    with made.writing("Set up") as session:
        factories.client(session, name="Acme")
    return made


def together(*jobs: Callable[[], None]) -> None:
    """Run the jobs in a thread each and raise what went wrong in any."""
    errors: list[BaseException] = []

    def run(job: Callable[[], None]) -> None:
        try:
            job()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


def test_many_threads_read_while_others_write(book: Book) -> None:
    rounds = 25
    counted: list[int] = []

    def write() -> None:
        for number in range(rounds):
            with book.writing("Two notes") as session:
                factories.note(session, 1, body=f"first {number}")
                factories.note(session, 1, body=f"second {number}")

    def read() -> None:
        for _ in range(rounds):
            with book.reading() as session:
                first = session.scalar(select(func.count()).select_from(Note)) or 0
                again = session.scalar(select(func.count()).select_from(Note)) or 0
                assert first == again
                counted.append(first)

    together(write, write, read, read, read)
    assert all(count % 2 == 0 for count in counted)
    with book.reading() as session:
        assert session.scalar(select(func.count()).select_from(Note)) == 4 * rounds


def test_a_commit_waits_for_a_reader_and_the_reader_for_nobody(book: Book) -> None:
    reading, written = threading.Event(), threading.Event()

    def read() -> None:
        with book.reading() as session:
            assert session.scalar(select(Client.name)) == "Acme"
            reading.set()
            # The writer has everything ready and waits for us; we still see the old state.
            while not book._turns._committing:
                pass
            assert not written.is_set()
            assert session.scalar(select(Client.name)) == "Acme"
            with book.reading() as nested:
                assert nested.scalar(select(Client.name)) == "Acme"

    def write() -> None:
        reading.wait()
        with book.writing("Rename") as session:
            session.execute(update(Client).values(name="Beta", name_key="beta"))
        written.set()

    together(read, write)
    with book.reading() as session:
        assert session.scalar(select(Client.name)) == "Beta"


def test_counting_up_from_several_threads_loses_nothing(book: Book) -> None:
    def count_up() -> None:
        for _ in range(15):
            with book.writing("Up") as session:
                client = session.get(Client, 1)
                assert client is not None
                client.advice_limit = None
                client.profile = str(int(client.profile or 0) + 1)

    together(count_up, count_up, count_up)
    with book.reading() as session:
        assert session.scalar(select(Client.profile)) == "45"


def test_undo_from_another_thread_takes_its_turn(book: Book) -> None:
    def write() -> None:
        for number in range(10):
            with book.writing("Note") as session:
                factories.note(session, 1, body=str(number))

    def undo() -> None:
        for _ in range(5):
            journal.undo(book)
            journal.redo(book)

    together(write, undo)


def test_two_views_of_one_file_share_its_turns(book: Book) -> None:
    with closing(open_book(book.path, read_only=True)) as view:

        def write() -> None:
            for number in range(20):
                with book.writing("Note") as session:
                    factories.note(session, 1, body=str(number))

        def read() -> None:
            for _ in range(40):
                with view.reading() as session:
                    session.scalars(select(Note)).all()

        together(write, read, read)


def test_a_thread_that_would_wait_for_itself_is_told(book: Book) -> None:
    with pytest.raises(RuntimeError), book.reading(), book.writing("No"):
        pass
    with pytest.raises(RuntimeError), book.writing("No"), book.writing("No"):
        pass
    with book.writing("Yes") as session:
        factories.note(session, 1)
