"""A Linux desktop finds Condica by its entry, and books by their ending."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.conftest import PROJECT

LINUX = PROJECT / "packaging" / "linux"

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about Linux desktops")


def entry_of(path: Path) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # keys of entries are case-sensitive
    parser.read(path, encoding="utf-8")
    return parser["Desktop Entry"]


def install(home: Path, *words: str) -> Path:
    """Put the entry into somebody's menu; the folder where it lies."""
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin"}
    subprocess.run([PROJECT / "tools/desktop.sh", *words], check=True, env=environment)
    return home / ".local" / "share"


@pytest.fixture
def command(tmp_path: Path) -> Path:
    """A command in a folder whose name has whatever a name may have."""
    path = tmp_path / '50% of `$x` "y" \\z' / "condica"
    path.parent.mkdir()
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_the_entry_opens_books_with_the_command_that_was_installed(tmp_path: Path, command: Path) -> None:
    shared = install(tmp_path, str(command))
    entry = entry_of(shared / "applications" / "condica.desktop")
    # First the entry's own escapes, then the quotes of its Exec line, at last its field codes.
    quoted, code = entry["Exec"].replace("\\\\", "\\").rsplit(" ", 1)
    assert (quoted[0], quoted[-1], code) == ('"', '"', "%f")
    assert re.sub(r"\\(.)", r"\1", quoted[1:-1]).replace("%%", "%") == str(command)
    assert entry["StartupWMClass"] == "condica"
    assert (shared / "icons/hicolor/scalable/apps/condica.svg").read_text().startswith("<svg")


def test_the_kind_of_a_book_is_told_by_its_ending() -> None:
    kind = ElementTree.parse(LINUX / "condica.xml").getroot()[0]  # noqa: S314 - our own file
    globs = [each.get("pattern") for each in kind if each.tag.endswith("glob")]
    assert globs == ["*.condica"]
    assert entry_of(LINUX / "condica.desktop")["MimeType"] == f"{kind.get('type')};"


def test_the_entry_goes_without_a_trace(tmp_path: Path, command: Path) -> None:
    shared = install(tmp_path, str(command))
    install(tmp_path, "--remove")
    left = {path.name for path in shared.rglob("*") if path.is_file() and "condica" in path.name}
    assert left == set()


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="no desktop-file-validate")
def test_the_entry_is_valid(tmp_path: Path, command: Path) -> None:
    shared = install(tmp_path, str(command))
    subprocess.run(["desktop-file-validate", shared / "applications" / "condica.desktop"], check=True)
