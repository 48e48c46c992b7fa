"""A part of each client, made in a process of its own.

Judging thousands of clients in the window's process would take Python from the window for seconds and
leave the memory of it in pieces that never go back to the system. The other process reads the book's file
itself, read-only, sends what is kept of each client, and ends.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app.domain.facts import History
from app.domain.settings import Settings
from app.i18n import in_language
from app.models.book import FILE
from app.models.encryption import Key
from app.models.engine import engine_of
from app.services.giving_up import NEVER, GivenUp
from app.services.history import load_in_parts

_MAIN = "from app.services.worker_process import answer; answer()"


class Unanswered(Exception):
    """The other process could not be started or did not come to an end; the answer must be found here."""


@dataclass(frozen=True)
class Wish:
    """What is wanted: `make` (a function of a module) of each of these clients, from these kinds of records.

    It goes through a pipe, as the key of an encrypted book must.
    """

    path: Path
    key: Key | None
    make: Callable[[History, date, Settings], Any]
    kinds: tuple[str, ...]
    wanted: frozenset[int]
    as_of: date
    settings: Settings
    language: str


def can_answer(session: Session) -> bool:
    """Whether another process would see what this session sees: a file that the session only reads.

    A program frozen into one file has no interpreter to start.
    """
    return FILE in session.info and bool(sys.executable) and not getattr(sys, "frozen", False)


def made(wish: Wish, given_up: GivenUp = NEVER) -> Generator[list[tuple[int, str, Any]], None, None]:
    """Some clients at a time: id, name, part. Raises `Unanswered`, and `Cancelled` once it was given up.

    Closing the generator ends the process, and so does giving up.
    """
    try:
        child = _started()
    except OSError as error:
        raise Unanswered from error
    try:
        assert child.stdin is not None and child.stdout is not None  # noqa: S101 - both are pipes
        with given_up.ends(child.kill):
            pickle.dump(wish, child.stdin)
            child.stdin.close()
            while some := pickle.load(child.stdout):  # noqa: S301 - from ourselves
                yield some
    except (OSError, EOFError, pickle.PickleError) as error:
        given_up.check()
        raise Unanswered from error
    finally:
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            # What was not sent any more cannot be sent now.
            with suppress(OSError):
                assert pipe is not None  # noqa: S101 - both are pipes
                pipe.close()


def _started() -> subprocess.Popen[bytes]:
    """Another interpreter that finds the program where this one has it; no window of its own on Windows."""
    root = str(Path(__file__).parents[2])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(  # noqa: S603 - our own interpreter and words
        [sys.executable, "-c", _MAIN],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def answer() -> None:
    """What the other process does: read a wish, send the parts, and an empty list as the end."""
    if hasattr(os, "nice"):
        # Whoever types comes first.
        os.nice(5)
    out = sys.stdout.buffer
    wish: Wish = pickle.load(sys.stdin.buffer)  # noqa: S301 - from ourselves
    with in_language(wish.language):
        for some in _parts(wish):
            pickle.dump(some, out)
            out.flush()
    pickle.dump([], out)
    out.flush()


def _parts(wish: Wish) -> Iterator[list[tuple[int, str, Any]]]:
    engine = engine_of(wish.path, wish.key, read_only=True)
    with Session(engine) as session:
        for histories in load_in_parts(session, *wish.kinds):
            there = [h for h in histories if h.client.id in wish.wanted]
            if there:
                yield [(h.client.id, h.client.name, wish.make(h, wish.as_of, wish.settings)) for h in there]
    engine.dispose()
