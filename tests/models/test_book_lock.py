"""One program writes a book; the second is told who has it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.errors import BookInUse
from app.models.file_location import kind_of_mount, warnings
from app.models.lock import lock_path, take_lock
from app.services.books import open_book
from tests import factories


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed book."""
    book = factories.new_book(tmp_path)
    book.close()
    return book.path


@pytest.fixture
def other_program(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the book open until it is killed."""
    script = (
        "import sys; from app.services.books import open_book\n"
        "book = open_book(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process
        process.kill()


def test_a_second_program_is_told_who_has_the_book(path: Path, other_program: subprocess.Popen[str]) -> None:
    with pytest.raises(BookInUse) as caught:
        open_book(path)
    assert caught.value.same_machine
    assert caught.value.holder in str(caught.value)
    assert json.loads(lock_path(path).read_text())["pid"] == other_program.pid


def test_the_users_word_does_not_take_over_from_a_living_program_here(
    path: Path, other_program: subprocess.Popen[str]
) -> None:
    with pytest.raises(BookInUse):
        open_book(path, take_over=True)


def test_a_second_program_may_read(path: Path, other_program: subprocess.Popen[str]) -> None:
    open_book(path, read_only=True).close()
    assert lock_path(path).exists()


def test_the_lock_of_a_killed_program_is_taken_over_by_itself(
    path: Path, other_program: subprocess.Popen[str]
) -> None:
    other_program.kill()
    other_program.wait()
    assert lock_path(path).exists()
    open_book(path).close()
    assert not lock_path(path).exists()


def test_the_same_program_does_not_write_a_book_twice(path: Path) -> None:
    with closing(open_book(path)), pytest.raises(BookInUse):
        open_book(path)
    open_book(path).close()


def write_lock(path: Path, text: str) -> None:
    lock_path(path).write_text(text)


FAR = '{"person": "ana", "machine": "far-away", "pid": 1, "since": "2026-03-16T09:30"}'


def test_a_lock_of_another_machine_gives_way_only_on_the_users_word(path: Path) -> None:
    write_lock(path, FAR)
    with pytest.raises(BookInUse) as caught:
        open_book(path)
    assert not caught.value.same_machine
    assert "ana on far-away" in caught.value.holder
    assert lock_path(path).read_text() == FAR
    open_book(path, take_over=True).close()
    assert not lock_path(path).exists()


@pytest.mark.parametrize("text", ["", "half a l", "[]", '{"person": 1}', "\x00\xff"])
def test_a_lock_file_that_says_nothing_is_in_nobodys_way(path: Path, text: str) -> None:
    write_lock(path, text)
    open_book(path).close()


def test_a_lock_given_free_can_be_taken_again(path: Path) -> None:
    lock = take_lock(path)
    with pytest.raises(BookInUse):
        take_lock(path)
    lock.release()
    lock.release()
    take_lock(path).release()


# Where the book lies


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Dropbox", "Dropbox"),
        ("OneDrive - Firm", "OneDrive"),
        ("Google Drive", "Google Drive"),
        ("Nextcloud", "Nextcloud"),
    ],
)
def test_a_synced_folder_is_warned_about(tmp_path: Path, folder: str, service: str) -> None:
    (tmp_path / folder / "clients").mkdir(parents=True)
    with closing(factories.new_book(tmp_path / folder / "clients")) as book:
        assert service in " ".join(book.warnings)


def test_a_folder_of_ones_own_is_not(tmp_path: Path) -> None:
    (tmp_path / "Dropboxes of old").mkdir()
    assert warnings(tmp_path / "Dropboxes of old" / "b.condica") == []


def test_syncthing_marks_its_folders(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    assert "Syncthing" in " ".join(warnings(tmp_path / "b.condica"))


def test_the_deepest_mount_tells_the_kind_of_file_system() -> None:
    mounts = "/dev/sda / ext4 rw\nserver:/x /home/ana/net\\040drive nfs4 rw\n"
    assert kind_of_mount(mounts, Path("/home/ana/net drive/b.condica")) == "nfs4"
    assert kind_of_mount(mounts, Path("/home/ana/b.condica")) == "ext4"
