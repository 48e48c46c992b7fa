"""A book that went backwards, or on elsewhere, is told from the one that this computer knows."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from app.errors import BookForked, BookWentBack
from app.models import rollback_guard as seen
from app.models.book import Book
from app.services.backups.making import make_backup
from app.services.backups.restoring import restore
from app.services.books import open_book
from tests import factories
from tests.migrations.older import older_book

Home = pytest.MonkeyPatch


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed book that this computer knows."""
    (tmp_path / "here").mkdir()
    book = factories.new_book(tmp_path / "here", "book")
    work(book, 2)
    book.close()
    return book.path


def work(book: Book, gestures: int = 1) -> None:
    for _turn in range(gestures):
        with book.writing("work") as session:
            factories.client(session)


def worked_on(path: Path, gestures: int = 1) -> Path:
    """The book after somebody opened it and worked."""
    with closing(open_book(path)) as book:
        work(book, gestures)
    return path


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """Another computer: `elsewhere(path, n)` gives the book that came back after n gestures there."""

    def go(path: Path, gestures: int) -> Path:
        there = tmp_path / "there" / path.name
        there.parent.mkdir(exist_ok=True)
        shutil.copy(path, there)
        with monkeypatch.context() as away:
            away.setenv("CONDICA_HOME", str(tmp_path / "other computer"))
            return worked_on(there, gestures)

    return go


@pytest.mark.parametrize("gestures", [1, 3, 9])
def test_two_copies_that_both_went_on_are_told_apart(path: Path, elsewhere: object, gestures: int) -> None:
    theirs = elsewhere(path, gestures)  # type: ignore[operator]
    worked_on(path, 3)
    shutil.copy(theirs, path)
    with pytest.raises(BookWentBack if gestures < 3 else BookForked, match=r"book\.condica"):
        open_book(path)
    open_book(path, read_only=True).close()
    open_book(path, accept_older=True).close()
    # Said once, it is this computer's book.
    worked_on(path)


def test_a_copy_that_went_on_alone_is_the_book(path: Path, elsewhere: object) -> None:
    theirs = elsewhere(path, 4)  # type: ignore[operator]
    shutil.copy(theirs, path)
    worked_on(path)
    # There and back again, also when a program was killed in between.
    back = elsewhere(path, 1)  # type: ignore[operator]
    shutil.copy(back, path)
    worked_on(path)


def test_what_a_killed_program_saved_is_known_too(path: Path, elsewhere: object) -> None:
    theirs = elsewhere(path, 9)  # type: ignore[operator]
    book = open_book(path)
    work(book)
    # No close: all that is remembered was so at each change.
    assert book._lock is not None
    book._lock.release()
    shutil.copy(theirs, path)
    with pytest.raises(BookForked):
        open_book(path)


def test_two_copies_here_go_on_side_by_side_once_it_was_said(path: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(path, tmp_path / "copy.condica"))
    worked_on(copy, 2)
    with pytest.raises(BookWentBack):
        open_book(path)
    with closing(open_book(path, accept_older=True)) as book:
        work(book, 5)
    for each in (copy, path, copy, path):
        worked_on(each)
    moved = path.rename(path.with_name("moved.condica"))
    with pytest.raises(BookForked, match=r"copy\.condica"):
        open_book(moved)


def test_an_older_file_in_the_books_place_is_refused(path: Path, tmp_path: Path) -> None:
    shutil.copy(path, tmp_path / "monday")
    worked_on(path)
    shutil.copy(tmp_path / "monday", path)
    with pytest.raises(BookWentBack) as caught:
        open_book(path)
    assert not isinstance(caught.value, BookForked)


def test_a_restored_backup_is_a_continuation_here_and_elsewhere(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(open_book(path)) as book:
        backup = make_backup(book)
        work(book, 3)
    with monkeypatch.context() as away:
        away.setenv("CONDICA_HOME", str(tmp_path / "other computer"))
        open_book(path).close()
    restore(path, backup.path)
    worked_on(path)
    monkeypatch.setenv("CONDICA_HOME", str(tmp_path / "other computer"))
    worked_on(path)


def test_the_counter_of_an_earlier_version_still_counts(tmp_path: Path) -> None:
    path = older_book(tmp_path, 6)  # It had seven changes.
    noted = Path(os.environ["CONDICA_HOME"]) / "config" / "books" / "the-book"
    noted.parent.mkdir(parents=True)
    noted.write_text("8")
    with pytest.raises(BookWentBack):
        open_book(path)
    noted.write_text("7")
    worked_on(path)
    assert seen.last_seen("the-book") == 8
    worked_on(path)


def test_copies_of_an_older_book_that_both_went_on_since_are_told_apart(
    tmp_path: Path, elsewhere: object
) -> None:
    path = older_book(tmp_path, 6)
    theirs = elsewhere(path, 5)  # type: ignore[operator]
    worked_on(path, 2)
    shutil.copy(theirs, path)
    with pytest.raises(BookForked):
        open_book(path)


def test_what_nobody_can_read_of_the_notes_is_no_reason_to_refuse(path: Path) -> None:
    (notes,) = (Path(os.environ["CONDICA_HOME"]) / "config" / "books").iterdir()
    for text in ("", "{", '[["a"]]', "[1]", "null", '"x"'):
        notes.write_text(text)
        open_book(path).close()


def test_a_change_that_fails_leaves_the_line_as_it_was(path: Path) -> None:
    with closing(open_book(path)) as book:
        with pytest.raises(RuntimeError, match="no"), book.writing("fails") as session:
            factories.client(session)
            raise RuntimeError("no")
        work(book, 2)
    worked_on(path)
