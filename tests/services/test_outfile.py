"""Files that leave the program never cost the file that stood there before."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from app.errors import Cancelled
from app.services.books import create_book
from app.services.outfile import TargetExists, TargetFailed, TargetOpen, check_target, numbered_name, writing


def test_the_target_appears_only_when_the_block_is_left(tmp_path: Path) -> None:
    target = tmp_path / "Raport ținte.xlsx"
    with writing(target) as made:
        made.write_bytes(b"new")
        assert not target.exists()
        assert made.parent == tmp_path
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_an_error_leaves_the_previous_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "report.xlsx"
    target.write_bytes(b"old")
    with pytest.raises(ValueError, match="broken"), writing(target) as made:
        made.write_bytes(b"half")
        raise ValueError("broken")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_cancelling_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Cancelled), writing(tmp_path / "report.xlsx", cancelled=lambda: True) as made:
        made.write_bytes(b"whole, but unwanted")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mark", ["~$report.xlsx", ".~lock.report.xlsx#"])
def test_a_file_open_elsewhere_is_refused_with_another_name(tmp_path: Path, mark: str) -> None:
    target = tmp_path / "report.xlsx"
    target.write_bytes(b"old")
    (tmp_path / "report (2).xlsx").write_bytes(b"older")
    (tmp_path / mark).write_bytes(b"")
    with pytest.raises(TargetOpen) as refused, writing(target):
        pytest.fail("the work must not begin")
    assert refused.value.offered == tmp_path / "report (3).xlsx"
    assert "report (3).xlsx" in str(refused.value)
    assert target.read_bytes() == b"old"


def test_a_file_opened_during_the_work_is_refused_too(tmp_path: Path) -> None:
    target = tmp_path / "report.xlsx"
    target.write_bytes(b"old")
    with pytest.raises(TargetOpen), writing(target) as made:
        made.write_bytes(b"new")
        (tmp_path / "~$report.xlsx").write_bytes(b"")
    assert target.read_bytes() == b"old"


def test_a_mark_without_its_file_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "~$report.xlsx").write_bytes(b"")
    with writing(tmp_path / "report.xlsx") as made:
        made.write_bytes(b"new")
    assert (tmp_path / "report.xlsx").read_bytes() == b"new"


def test_a_full_disk_is_said_so(tmp_path: Path) -> None:
    target = tmp_path / "report.xlsx"
    target.write_bytes(b"old")
    with pytest.raises(TargetFailed, match="disk is full"), writing(target):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_missing_folder_is_said_so(tmp_path: Path) -> None:
    with (
        pytest.raises(TargetFailed, match="no folder “gone”"),
        writing(tmp_path / "gone" / "report.xlsx"),
    ):
        pytest.fail("the work must not begin")


def test_a_link_keeps_pointing_to_the_new_file(tmp_path: Path) -> None:
    real = tmp_path / "real.xlsx"
    real.write_bytes(b"old")
    link = tmp_path / "link.xlsx"
    link.symlink_to(real)
    with writing(link) as made:
        made.write_bytes(b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


@pytest.mark.parametrize(
    ("name", "free"),
    [
        ("Report.xlsx", "Report (2).xlsx"),
        ("Report (2).xlsx", "Report (3).xlsx"),
        ("Report 2026.xlsx", "Report 2026 (2).xlsx"),
    ],
)
def test_numbered_names(tmp_path: Path, name: str, free: str) -> None:
    assert numbered_name(tmp_path / name).name == free


@pytest.fixture(params=[None, "lăcată"], ids=["plain", "encrypted"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A Condica book under a name that does not tell."""
    path = tmp_path / "x.xlsx"
    create_book(path, password=request.param).close()
    return path


def test_nothing_is_ever_written_over_a_book_whatever_it_is_called(book: Path) -> None:
    whole = book.read_bytes()
    with pytest.raises(TargetFailed, match="is a Condica book"):
        check_target(book, replace=True)
    with pytest.raises(TargetFailed, match="is a Condica book"), writing(book):
        pytest.fail("the work must not begin")
    assert book.read_bytes() == whole


def test_nor_through_a_link_to_it(book: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.xlsx"
    link.symlink_to(book)
    with pytest.raises(TargetFailed, match="is a Condica book"), writing(link):
        pytest.fail("the work must not begin")


@pytest.mark.parametrize("end", ["-journal", ".lock"])
def test_nor_beside_it_where_the_book_would_take_the_file_for_its_own(book: Path, end: str) -> None:
    with pytest.raises(TargetFailed, match="part of one"):
        check_target(book.with_name(book.name + end), replace=True)


def test_nor_over_a_book_that_came_there_during_the_work(tmp_path: Path) -> None:
    target = tmp_path / "report.xlsx"
    with pytest.raises(TargetFailed, match="is a Condica book"), writing(target) as made:
        made.write_bytes(b"new")
        create_book(target).close()
    assert target.read_bytes().startswith(b"SQLite")


def test_a_damaged_book_is_a_book(tmp_path: Path) -> None:
    path = tmp_path / "a.condica"
    create_book(path, password="lăcată").close()
    content = bytearray(path.read_bytes())
    content[5] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(TargetFailed, match="is a Condica book"):
        check_target(path, replace=True)


def test_another_programs_database_is_a_file_like_any_other(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "photos.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE photos (name)")
    connection.close()
    with pytest.raises(TargetExists):
        check_target(path)
    check_target(path, replace=True)


def test_what_is_read_is_not_written_over_through_no_link(tmp_path: Path) -> None:
    read = tmp_path / "list.csv"
    read.write_text("Name\nAlfa\n")
    hard, soft = tmp_path / "hard.csv", tmp_path / "soft.csv"
    hard.hardlink_to(read)
    soft.symlink_to(read)
    for target in (read, hard, soft, tmp_path / "." / "list.csv"):
        with pytest.raises(TargetFailed, match="is read for this"):
            check_target(target, read=[read], replace=True)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("folder", "is a folder"),
        ("gone/report.xlsx", "no folder “gone”"),
        ("note.txt/report.xlsx", "“note.txt” is no folder"),
        ("x" * 300, "too long for a file"),
        ("loop", "cannot be written"),
        ("pipe", "no file"),
    ],
)
def test_each_name_that_no_file_can_have_is_called_what_it_is(tmp_path: Path, name: str, told: str) -> None:
    import os

    (tmp_path / "folder").mkdir()
    (tmp_path / "note.txt").write_text("")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    os.mkfifo(tmp_path / "pipe")
    for replace in (False, True):
        with pytest.raises(TargetFailed, match=told):
            check_target(tmp_path / name, replace=replace)
    with pytest.raises(TargetFailed, match=told), writing(tmp_path / name):
        pytest.fail("the work must not begin")
