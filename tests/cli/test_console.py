"""The command as a process of its own: every encoding, a closed, full or broken output, signals, a full disk."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.services.books import create_book
from app.services.records.clients import add_client
from tests.command import Done, environment, ran, started
from tests.patience import PATIENCE_S

NAME = "Łódź & Söhne «Ț»"
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="devices and limits of Linux")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "Łódź.condica"
    with closing(create_book(path)) as made, made.writing("client") as session:
        add_client(session, name=NAME, status="prospect")
    return path


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_an_output_without_our_letters_gets_their_numbers(tmp_path: Path, book: Path, encoding: str) -> None:
    env = environment(tmp_path, PYTHONIOENCODING=encoding)
    listed = ran(tmp_path, "clients", book, env=env)
    assert (listed.status, listed.err) == (0, "")
    assert "\\u0141" in listed.raw.decode(encoding) and "\\u021a" in listed.raw.decode(encoding)
    document = ran(tmp_path, "clients", book, "--json", env=env)
    assert json.loads(document.raw.decode("ascii"))[0]["client"] == NAME
    refused = ran(tmp_path, "client", book, "Żaba", env=env)
    assert refused.status == 1 and refused.err.count("\n") == 1 and "Traceback" not in refused.err
    assert ran(tmp_path, "--help", env=env).status == 0


@linux
def test_a_full_output_is_one_line(tmp_path: Path, book: Path) -> None:
    for asked in (["clients", book, "--json"], ["check", book], ["--help"]):
        with Path("/dev/full").open("wb") as full:
            done = ran(tmp_path, *asked, stdout=full)
        assert done.status == 1 and done.is_one_line and "No space left" in done.err


@linux
def test_what_changes_something_is_done_though_nobody_hears_of_it(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        assert ran(tmp_path, "new", "a.condica", stdout=full).status == 0
    assert (tmp_path / "a.condica").exists()


def test_a_reader_who_has_seen_enough_is_no_failure(tmp_path: Path, book: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = ran(tmp_path, "clients", book, stdout=writing)
    os.close(writing)
    assert (done.status, done.err) == (0, "")


@linux
def test_a_closed_output_is_one_line_and_no_book_takes_its_place(tmp_path: Path, book: Path) -> None:
    whole = book.read_bytes()
    done = ran(tmp_path, "clients", book, stdout=None, preexec_fn=lambda: os.close(1))
    assert done.status == 1 and done.is_one_line
    assert book.read_bytes() == whole


@pytest.mark.skipif(os.name == "nt", reason="Windows ends programs without a word")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl+C"])
def test_a_sample_that_is_stopped_leaves_no_book_and_no_hidden_file(tmp_path: Path, number: int) -> None:
    process = started(tmp_path, "demo", "sample.condica", "--clients", 3000, start_new_session=True)
    deadline = time.monotonic() + PATIENCE_S
    while not list(tmp_path.glob(".*.tmp")) and time.monotonic() < deadline:
        # What is waited for is a file that another process makes.
        assert process.poll() is None
        threading.Event().wait(0.001)
    process.send_signal(number)
    done = _end(process)
    assert done.status == 1 and done.is_one_line and "stopped" in done.err
    assert [path.name for path in tmp_path.iterdir() if not path.is_dir()] == []


def _end(process: subprocess.Popen[bytes]) -> Done:
    out, err = process.communicate(timeout=PATIENCE_S)
    return Done(process.returncode, out, err)


@linux
@pytest.mark.parametrize(
    "asked",
    [
        "new x.condica",
        "export {} x.xlsx",
        "report management {} x.xlsx",
        "template x.xlsx",
        "backup {} x.condica",
    ],
)
def test_a_disk_without_room_is_one_line_and_leaves_nothing(tmp_path: Path, book: Path, asked: str) -> None:
    def little_room() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    words = [str(book) if word == "{}" else word for word in asked.split()]
    done = _ran_with(tmp_path, little_room, *words)
    assert done.status == 1 and done.is_one_line, done.err
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [book.name]


def _ran_with(home: Path, limit: Any, *words: object) -> Done:
    # Python itself would leave its compiled modules cut off at the limit, and trip over them from then on.
    return ran(home, *words, preexec_fn=limit, env=environment(home, PYTHONDONTWRITEBYTECODE="1"))
