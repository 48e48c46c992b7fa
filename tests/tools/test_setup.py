"""After the set-up the command is there, also where all else had been set up before."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app import __version__
from tests.conftest import PROJECT
from tests.patience import PATIENCE_S

STAMP = PROJECT / ".venv" / ".setup-stamp"

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or not STAMP.is_file(),
    reason="this checkout was not set up by tools/setup.sh",
)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout set up before there was a command: its own .venv, with everything that is installed in ours."""
    root = tmp_path / "a checkout"
    (root / "tools").mkdir(parents=True)
    shutil.copy(PROJECT / "tools" / "setup.sh", root / "tools")
    for name in ("constraints.txt", "main.py", "app", "resources"):
        (root / name).symlink_to(PROJECT / name)
    (root / ".venv" / "bin").mkdir(parents=True)
    (root / ".venv" / "bin" / "python").symlink_to((PROJECT / ".venv/bin/python").resolve())
    for name in ("pyvenv.cfg", ".setup-stamp"):
        shutil.copy(PROJECT / ".venv" / name, root / ".venv")
    (root / ".venv" / "lib").symlink_to(PROJECT / ".venv" / "lib")
    return root


def set_up(checkout: Path) -> Path:
    subprocess.run([checkout / "tools/setup.sh"], check=True, timeout=PATIENCE_S)
    return checkout / ".venv/bin/condica"


def version(command: Path, cwd: Path) -> str:
    return subprocess.run([command, "--version"], cwd=cwd, check=True, capture_output=True, text=True).stdout


def test_the_command_is_made_where_all_else_is_there(checkout: Path, tmp_path: Path) -> None:
    assert version(set_up(checkout), tmp_path) == f"condica {__version__}\n"


def test_the_command_works_through_a_link(checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "condica").symlink_to(set_up(checkout))
    assert version(tmp_path / "condica", tmp_path) == f"condica {__version__}\n"


def test_a_command_that_was_spoilt_is_made_anew(checkout: Path, tmp_path: Path) -> None:
    command = set_up(checkout)
    command.write_text("#!/bin/sh\nexit 3\n")
    assert version(set_up(checkout), tmp_path) == f"condica {__version__}\n"
