"""The user's folders as a user has them: a plain HOME, nothing of ours in the environment."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app import paths
from tests.conftest import PROJECT

OURS = [name for name, made in vars(paths).items() if inspect.isfunction(made) and not name.startswith("_")]


def plain(home: Path) -> dict[str, str]:
    """The environment of somebody who has just logged in: HOME and PATH, no XDG folders, nothing of ours."""
    return {"HOME": str(home), "PATH": os.environ.get("PATH", os.defpath), "PYTHONPATH": str(PROJECT)}


def ask(code: str, home: Path) -> str:
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], env=plain(home), cwd=home, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


@pytest.mark.parametrize("name", OURS)
def test_every_folder_can_be_had_in_a_plain_home(name: str, tmp_path: Path) -> None:
    assert Path(ask(f"from app import paths; print(paths.{name}())", tmp_path)).is_absolute()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names the folders of a Linux desktop")
def test_books_and_reports_go_among_the_documents(tmp_path: Path) -> None:
    assert ask("from app import paths; print(paths.documents())", tmp_path) == str(
        tmp_path / "Documents" / "Condica"
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names the folders of a Linux desktop")
def test_documents_are_looked_for_where_the_desktop_has_them(tmp_path: Path) -> None:
    (tmp_path / ".config").mkdir()
    (tmp_path / ".config" / "user-dirs.dirs").write_text('XDG_DOCUMENTS_DIR="$HOME/Documente"\n')
    assert ask("from app import paths; print(paths.documents())", tmp_path) == str(
        tmp_path / "Documente" / "Condica"
    )


def test_condica_home_moves_every_folder(own_folders: Path) -> None:
    assert {paths.config(), paths.logs(), paths.documents()} == {
        own_folders / "config",
        own_folders / "log",
        own_folders / "documents" / "Condica",
    }
