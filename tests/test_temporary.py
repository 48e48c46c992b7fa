"""What is temporary goes with its process, or at the next start where that was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills a process as POSIX systems do")

_KEEPS_OPEN = """
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from app import temporary
from app.services.books import create_book
from app.services.records import attachments
from app.services.records.clients import add_client
temporary.begin()
letter = Path(sys.argv[1], "letter.txt")
letter.write_text("for nobody's eyes")
with closing(create_book(letter.with_name("b.condica"), password="a long password")) as book:
    with book.writing("x") as session:
        client = add_client(session, name="Alfa", since=date(2026, 1, 1)).id
        made = attachments.attach(session, client_id=client, path=letter, added_on=date(2026, 1, 1)).id
    letter.unlink()
    with book.reading() as session:
        print(attachments.copy_to_open(session, made), flush=True)
    if sys.argv[2] == "stay":
        sys.stdin.read()
"""


def environment(place: Path) -> dict[str, str]:
    return {
        "HOME": str(place.parent),
        "TMPDIR": str(place),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(PROJECT),
    }


def opened_by(folder: Path, place: Path, how: str) -> tuple[subprocess.Popen[str], Path]:
    """A process of its own that opened an attachment of an encrypted book."""
    folder.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", _KEEPS_OPEN, str(folder), how],
        env=environment(place),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def start_again(place: Path) -> None:
    """Any start of the program sweeps."""
    command = [
        sys.executable,
        str(PROJECT / "main.py"),
        "template",
        str(place.parent / f"{time.time_ns()}.xlsx"),
    ]
    subprocess.run(command, env=environment(place), check=True, timeout=PATIENCE_S)


def grown_old(place: Path) -> None:
    """All that lies there was made some minutes ago."""
    for path in place.iterdir():
        os.utime(path, (time.time() - 600, time.time() - 600))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The system's folder for temporary files."""
    made = tmp_path / "tmp"
    made.mkdir()
    return made


def test_what_was_opened_goes_with_the_program(tmp_path: Path, place: Path) -> None:
    process, copy = opened_by(tmp_path / "book", place, "go")
    process.communicate(timeout=PATIENCE_S)
    assert copy.is_relative_to(place)
    assert list(place.iterdir()) == []


def test_what_a_killed_program_left_is_swept_at_the_next_start_and_a_living_ones_stays(
    tmp_path: Path, place: Path
) -> None:
    killed, left = opened_by(tmp_path / "killed", place, "stay")
    living, kept = opened_by(tmp_path / "living", place, "stay")
    killed.send_signal(signal.SIGKILL)
    killed.communicate(timeout=PATIENCE_S)
    assert left.read_text() == kept.read_text() == "for nobody's eyes"
    grown_old(place)
    start_again(place)
    assert not left.exists()
    assert kept.read_text() == "for nobody's eyes"
    living.communicate("", timeout=PATIENCE_S)
    assert list(place.iterdir()) == []


def test_what_others_call_alike_is_left_alone(tmp_path: Path, place: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "theirs").write_text("as it was")
    (place / "condica-link").symlink_to(elsewhere)
    (place / "condica-file").write_text("a file")
    (place / "condica-new").mkdir()
    start_again(place)
    assert (elsewhere / "theirs").read_text() == "as it was"
    assert sorted(path.name for path in place.iterdir()) == ["condica-file", "condica-link", "condica-new"]


def test_a_process_that_talks_with_others_ends_without_a_word(place: Path) -> None:
    """What multiprocessing keeps in our folder is taken away by itself, before the folder goes."""
    talks = "import multiprocessing.util as util\nfrom app import temporary\ntemporary.begin()\nprint(util.get_temp_dir())"
    ended = subprocess.run(
        [sys.executable, "-c", talks], capture_output=True, text=True, timeout=PATIENCE_S, cwd=PROJECT,
        env={**os.environ, "TMPDIR": str(place)}, check=True,
    )  # fmt: skip
    assert str(place) in ended.stdout
    assert ended.stderr == ""
    assert list(place.iterdir()) == []
