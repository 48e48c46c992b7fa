"""Whatever Condica makes, only its user may read, also where the system's mask would let everybody."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import private
from app.services.backups.making import folder_of
from tests.conftest import PROJECT
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes are a matter of POSIX systems")


@pytest.fixture(autouse=True)
def open_mask() -> Iterator[None]:
    """The mask that most systems have; some have a wider one."""
    before = os.umask(0o002)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, str]:
    """What lies in a folder, with its modes, but for what others keep there of their own."""
    return {
        str(path.relative_to(folder)): oct(path.stat().st_mode & 0o777)
        for path in folder.rglob("*")
        if ".cache" not in path.parts and "matplotlib" not in path.parts
    }


def open_to_others(folder: Path) -> dict[str, str]:
    return {name: mode for name, mode in modes(folder).items() if int(mode, 8) & 0o077}


def test_a_file_and_the_folders_above_it_are_private(tmp_path: Path) -> None:
    made = private.new_file(private.make_folder(tmp_path / "a" / "b") / "c")
    private.write_text(made.with_name("d"), "text")
    assert open_to_others(tmp_path) == {}
    with pytest.raises(FileExistsError):
        private.new_file(made)


def test_a_planted_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "theirs").write_text("as it was")
    (tmp_path / "made").symlink_to(tmp_path / "theirs")
    with pytest.raises(FileExistsError):
        private.new_file(tmp_path / "made")
    private.write_text(tmp_path / "made", "ours")
    assert (tmp_path / "theirs").read_text() == "as it was"


def test_a_folder_of_somebodys_stays_as_it_is_and_one_of_ours_is_narrowed(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir(mode=0o775)
    (tmp_path / "ours").mkdir(mode=0o775)
    private.make_folder(tmp_path / "theirs")
    private.own_folder(tmp_path / "ours")
    assert set(open_to_others(tmp_path)) == {"theirs"}


def run(home: Path, *arguments: str, code: int = 0) -> None:
    """One command as a user starts it, with a plain HOME."""
    environment = {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(PROJECT),
    }
    done = subprocess.run(
        [sys.executable, str(PROJECT / "main.py"), *arguments],
        env=environment,
        cwd=home,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )
    assert done.returncode == code, done.stderr


def test_everything_that_the_commands_make_is_private(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o755)
    (home / "secret.txt").write_text("a long password")
    (home / "secret.txt").chmod(0o600)
    (home / "rows.csv").write_text("Name\nAcme\n")
    (home / "rows.csv").chmod(0o600)
    run(home, "new", "plain.condica")
    run(home, "new", "locked.condica", "--password-file", "secret.txt")
    run(home, "demo", "sample.condica", "--clients", "1", "--years", "1")
    run(home, "import", "plain.condica", "rows.csv", "--save-mapping", "mapping.json")
    run(home, "export", "plain.condica", "out.xlsx")
    run(home, "template", "empty.xlsx")
    run(home, "report", "management", "sample.condica", "report.xlsx")
    run(home, "backup", "plain.condica")
    run(home, "backup", "locked.condica", "stick.condica", "--password-file", "secret.txt")
    assert len(list(folder_of(home / "plain.condica").iterdir())) >= 1
    assert open_to_others(home) == {}
