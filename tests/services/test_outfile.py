"""Files that leave the program never cost the file that stood there before."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from app.errors import Cancelled
from app.services.outfile import TargetFailed, TargetOpen, numbered_name, writing


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
        pytest.raises(TargetFailed, match="Nothing can be written"),
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
