"""What every test stands on: no screen, no user folder, no stray warning, the same examples in CI each time."""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

from tests.patience import PATIENCE_S, PatientBot

# Before anything of Qt, keyring or matplotlib is imported.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("MPLBACKEND", "Agg")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"

PROJECT = Path(__file__).resolve().parent.parent

# Computers differ in speed, so no example has a deadline. HYPOTHESIS_PROFILE=thorough looks ten times longer.
settings.register_profile("dev", deadline=None, max_examples=40)
settings.register_profile(
    "ci", deadline=None, max_examples=40, derandomize=True, database=None, print_blob=True
)
settings.register_profile(
    "thorough", deadline=None, max_examples=400, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))


@pytest.fixture
def qtbot(qtbot: QtBot, request: pytest.FixtureRequest) -> QtBot:
    """As pytest-qt's, with the patience of all tests; it closes its widgets in the same way."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, logs and documents of the test go to a folder of its own (CONDICA_HOME)."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("CONDICA_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def speaks_english() -> Iterator[None]:
    """A test that changes the program's language does not change the next test's."""
    from app.i18n import set_language

    set_language("en")
    yield
    set_language("en")


class _Loud(logging.Handler):
    """Keeps every line of level WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def quiet_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning or error in our log fails the test, unless `@pytest.mark.logs("pattern")` announces it."""
    loud = _Loud()
    ours = [logging.getLogger(name) for name in ("app", "condica")]
    for logger in ours:
        logger.addHandler(loud)
    yield
    for logger in ours:
        logger.removeHandler(loud)
    expected = [str(mark.args[0]) for mark in request.node.iter_markers("logs")]
    surprises = [line for line in loud.lines if not any(re.search(pattern, line) for pattern in expected)]
    assert not surprises, "unexpected lines in the log:\n" + "\n".join(surprises)
    absent = [pattern for pattern in expected if not any(re.search(pattern, line) for line in loud.lines)]
    assert not absent, f"announced, but not logged: {absent}"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real files of other programs; they lie beside the project or where CONDICA_SHARED_DATA says."""
    folder = Path(os.environ.get("CONDICA_SHARED_DATA") or PROJECT.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(f"the real files to read are not here: no folder {folder.name} beside the project")
    return folder


@pytest.fixture
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Path]:
    """Converts a document as a person's LibreOffice would: `libreoffice(workbook, "pdf")` → the new file."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")

    def convert(document: Path, kind: str) -> Path:
        folder = tmp_path_factory.mktemp("libreoffice")
        # A profile of its own, so that two conversions can run side by side.
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [
            program,
            profile,
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(folder),
            str(document),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE_S)
        return folder / f"{document.stem}.{kind}"

    return convert


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Mounts a disk of its own of so many bytes: `small_disk(2_000_000)` → its folder. Needs root on Linux."""
    mounted: list[Path] = []

    def mount(size: int) -> Path:
        folder = tmp_path / f"disk{len(mounted)}"
        folder.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=700", "none", str(folder)]
        if shutil.which("mount") is None or subprocess.run(command, capture_output=True).returncode:
            pytest.skip("a small disk cannot be mounted here: that needs root on Linux")
        mounted.append(folder)
        return folder

    yield mount
    for folder in mounted:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
