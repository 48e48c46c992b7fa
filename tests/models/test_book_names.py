"""A book has one writer and one file, by whatever name it is opened: links, hard links, a lock file deleted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from app.errors import BookError, BookInUse, UserError
from app.models.lock import lock_path
from app.services.backups.making import list_backups, make_backup, restore
from app.services.books import open_book
from app.services.outfile import writing
from app.services.passwords import set_password
from app.ui.kit.preferences import Preferences
from tests import factories

SQLITE_START = b"SQLite format 3"
OPEN = (
    "import sys; from app.services.books import open_book\n"
    "book = open_book(sys.argv[1]); print('open', flush=True); sys.stdin.read(); book.close()"
)


@contextmanager
def held_by_another(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the book open for writing."""
    process = subprocess.Popen(
        [sys.executable, "-c", OPEN, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process
        process.kill()


def may_write(path: Path) -> str:
    """What a program of its own says that tries to open the book for writing: nothing, or why not."""
    done = subprocess.run([sys.executable, "-c", OPEN, str(path)], input="", capture_output=True, text=True)
    return done.stderr.strip().rpartition("\n")[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed book with a client."""
    (tmp_path / "real").mkdir()
    with closing(factories.new_book(tmp_path / "real", "book")) as book, book.writing("set up") as session:
        factories.client(session, name="Acme")
    return book.path


def symlinked(path: Path, tmp_path: Path) -> Path:
    (tmp_path / "links").mkdir()
    link = tmp_path / "links" / "mine.condica"
    link.symlink_to(path)
    return link


def hard_linked(path: Path, tmp_path: Path) -> Path:
    (tmp_path / "links").mkdir()
    link = tmp_path / "links" / "mine.condica"
    os.link(path, link)
    return link


def by_folder(path: Path, tmp_path: Path) -> Path:
    (tmp_path / "folder").symlink_to(path.parent)
    return tmp_path / "folder" / path.name


Name = Callable[[Path, Path], Path]
other_names = pytest.mark.parametrize("name", [symlinked, hard_linked, by_folder])


@other_names
def test_another_program_does_not_write_the_book_by_another_name(
    path: Path, tmp_path: Path, name: Name
) -> None:
    other = name(path, tmp_path)
    with held_by_another(path):
        with pytest.raises(BookInUse):
            open_book(other)
        open_book(other, read_only=True).close()
    open_book(other).close()


@other_names
def test_nor_does_it_the_other_way_round(path: Path, tmp_path: Path, name: Name) -> None:
    other = name(path, tmp_path)
    with held_by_another(other) as program:
        with pytest.raises(BookInUse) as caught:
            open_book(path)
        lock = lock_path(Path(os.path.realpath(other)))
        assert json.loads(lock.read_text())["pid"] == program.pid
        assert caught.value.holder in str(caught.value)


@other_names
def test_the_same_program_does_not_write_it_twice(path: Path, tmp_path: Path, name: Name) -> None:
    other = name(path, tmp_path)
    with closing(open_book(path)), pytest.raises(BookInUse):
        open_book(other)
    assert not list(tmp_path.rglob("*.lock"))


def test_what_is_refused_by_another_name_leaves_no_lock_file(path: Path, tmp_path: Path) -> None:
    other = hard_linked(path, tmp_path)
    with held_by_another(path):
        with pytest.raises(BookInUse):
            open_book(other)
        assert list(tmp_path.rglob("*.lock")) == [lock_path(path)]


# The lock file is deleted, or something else lies in its place


def test_a_lock_file_deleted_by_hand_lets_nobody_in(path: Path) -> None:
    with held_by_another(path):
        lock_path(path).unlink()
        with pytest.raises(BookInUse):
            open_book(path)
        with pytest.raises(BookInUse):
            open_book(path, take_over=True)
        assert not lock_path(path).exists()
    open_book(path).close()


def test_the_holder_says_so_again_with_the_next_change(path: Path) -> None:
    with closing(open_book(path)) as book:
        lock_path(path).unlink()
        with book.writing("later") as session:
            factories.client(session)
        assert json.loads(lock_path(path).read_text())["pid"] == os.getpid()
        assert "BookInUse" in may_write(path)
    assert not lock_path(path).exists()


def test_looking_whether_the_book_is_free_takes_no_lock_from_sqlite(path: Path) -> None:
    """A descriptor closed ends the locks that a process has on that file: SQLite's among them."""
    writer = (
        "import sys; from app.models.engine import connect; from pathlib import Path\n"
        "connect(Path(sys.argv[1]), None).execute('PRAGMA busy_timeout=0').connection.execute('BEGIN IMMEDIATE')"
    )
    with closing(open_book(path)) as book, book.transaction() as session:
        factories.client(session)
        lock_path(path).unlink()
        with pytest.raises(BookInUse):
            open_book(path)
        done = subprocess.run([sys.executable, "-c", writer, str(path)], capture_output=True, text=True)
        assert "database is locked" in done.stderr


FAR = '{"person": "ana", "machine": "far-away", "pid": 1, "since": "2026-03-16T09:30"}'


def test_who_was_taken_over_from_another_machine_writes_no_more(path: Path) -> None:
    with closing(open_book(path)) as book:
        lock_path(path).unlink()
        lock_path(path).write_text(FAR)
        with pytest.raises(BookInUse, match="ana on far-away"), book.writing("late") as session:
            factories.client(session)
    assert lock_path(path).read_text() == FAR


@pytest.mark.parametrize("how", ["symlink", "hard link"])
def test_a_link_in_the_place_of_the_lock_overwrites_nothing(path: Path, tmp_path: Path, how: str) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ana")
    if how == "symlink":
        lock_path(path).symlink_to(letter)
    else:
        os.link(letter, lock_path(path))
    with pytest.raises(BookError, match="lock"):
        open_book(path)
    assert letter.read_text() == "Dear Ana"
    assert os.path.lexists(lock_path(path))
    open_book(path, read_only=True).close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_neither_a_folder_nor_a_pipe_is_taken_for_a_lock(path: Path) -> None:
    lock_path(path).mkdir()
    with pytest.raises(BookError, match="lock"):
        open_book(path)
    lock_path(path).rmdir()
    os.mkfifo(lock_path(path))
    with pytest.raises(BookError, match="lock"):
        open_book(path)


# What takes the book's place


def test_a_password_set_through_a_link_encrypts_the_file_itself(path: Path, tmp_path: Path) -> None:
    link = symlinked(path, tmp_path)
    with closing(open_book(link)) as book:
        set_password(book, "correct horse battery", drop_backups=True)
        assert "PasswordNeeded" in may_write(path)
    assert link.is_symlink()
    assert not path.read_bytes().startswith(SQLITE_START)
    open_book(path, password="correct horse battery").close()


def test_the_lock_goes_along_to_the_file_with_the_new_password(path: Path) -> None:
    with closing(open_book(path)) as book:
        set_password(book, "correct horse battery")
        lock_path(path).unlink()
        with pytest.raises(BookInUse):
            open_book(path, password="correct horse battery")
        script = OPEN.replace("sys.argv[1]", "sys.argv[1], password='correct horse battery'")
        done = subprocess.run(
            [sys.executable, "-c", script, str(path)], input="", capture_output=True, text=True
        )
        assert "BookInUse" in done.stderr


def test_a_password_is_refused_while_another_name_would_keep_the_clear_text(
    path: Path, tmp_path: Path
) -> None:
    other = hard_linked(path, tmp_path)
    with closing(open_book(path)) as book:
        assert "hard link" in " ".join(book.warnings)
        with pytest.raises(BookError, match="another name"):
            set_password(book, "correct horse battery")
        assert not book.encrypted
        with book.writing("goes on") as session:
            factories.client(session)
    assert path.samefile(other)


def test_a_backup_is_restored_into_the_file_behind_the_link(path: Path, tmp_path: Path) -> None:
    link = symlinked(path, tmp_path)
    with closing(open_book(link)) as book:
        made = make_backup(book)
        with book.writing("later") as session:
            factories.client(session, name="Later")
    restore(link, made.path)
    assert link.is_symlink()
    with closing(open_book(path)) as book, book.reading() as session:
        assert session.connection().exec_driver_sql("SELECT name FROM clients").all() == [("Acme",)]


def test_a_restore_is_refused_where_it_would_part_two_names(path: Path, tmp_path: Path) -> None:
    with closing(open_book(path)) as book:
        made = make_backup(book)
    other = hard_linked(path, tmp_path)
    before = path.read_bytes()
    with pytest.raises(BookError, match="another name"):
        restore(path, made.path)
    assert path.samefile(other)
    assert path.read_bytes() == before


def test_backups_lie_beside_the_file_and_not_beside_its_link(path: Path, tmp_path: Path) -> None:
    link = symlinked(path, tmp_path)
    with closing(open_book(link)) as book:
        made = make_backup(book)
    assert made.path.parent.parent == path.parent
    assert list_backups(link) == list_backups(path) != []


def test_a_backup_to_a_link_leaves_the_link(path: Path, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    link = tmp_path / "to stick.condica"
    link.symlink_to(tmp_path / "stick" / "copy.condica")
    with closing(open_book(path)) as book:
        make_backup(book, target=link)
    assert link.is_symlink()
    open_book(tmp_path / "stick" / "copy.condica", read_only=True).close()


def test_a_report_to_a_link_leaves_the_link(tmp_path: Path) -> None:
    link = tmp_path / "report.xlsx"
    link.symlink_to(tmp_path / "elsewhere.xlsx")
    with writing(link) as made:
        made.write_bytes(b"rows")
    assert link.is_symlink()
    assert (tmp_path / "elsewhere.xlsx").read_bytes() == b"rows"


def test_preferences_kept_behind_a_link_stay_there(tmp_path: Path) -> None:
    link = tmp_path / "window.json"
    link.symlink_to(tmp_path / "dotfiles.json")
    Preferences(link).change(person="Ana")
    assert link.is_symlink()
    assert "Ana" in (tmp_path / "dotfiles.json").read_text()


def test_a_link_that_leads_in_a_circle_is_said_to(tmp_path: Path) -> None:
    (tmp_path / "a.condica").symlink_to(tmp_path / "b.condica")
    (tmp_path / "b.condica").symlink_to(tmp_path / "a.condica")
    with pytest.raises(UserError, match=r"a\.condica"):
        open_book(tmp_path / "a.condica")
