"""Killed at any moment, a program loses nothing that it said was saved, and leaves a sound book."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import threading
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from sqlalchemy import select

from app.models import Client
from app.services import drafts, journal
from app.services.books import open_book
from app.services.check import check
from tests import factories

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9")]
KILLS = 50


def write_and_tell(path: Path, password: str | None, told: Connection) -> None:
    """Gestures, drafts and undone gestures without end; each client is told once it is saved."""
    book = open_book(path, password=password)
    while True:
        with book.writing("Add") as session:
            client = factories.client(session, name=f"Saved {os.getpid()} {book.changes}")
            factories.note(session, client, body="what was said " * 40)
        told.send(client.name)
        with book.transaction() as session:
            drafts.keep(session, drafts.place_of(client.uid, "composer"), {"text": "half a sentence"})
        with book.writing("Undone") as session:
            factories.note(session, client.id, body="not meant")
        journal.undo(book)


def told_until_killed(path: Path, password: str | None, patience: float) -> list[str]:
    """What a program said was saved before it was killed, `patience` seconds after its first word."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["app.services.books", "app.services.journal", "tests.factories"])
    hear, say = context.Pipe(duplex=False)
    child = context.Process(target=write_and_tell, args=(path, password, say), daemon=True)
    child.start()
    say.close()
    told: list[str] = []
    assert child.pid is not None
    killer = threading.Timer(patience, os.kill, (child.pid, signal.SIGKILL))
    try:
        while True:
            told.append(hear.recv())
            if len(told) == 1:
                killer.start()
    except EOFError:
        child.join()
        hear.close()
    assert child.exitcode == -signal.SIGKILL
    return told


@pytest.mark.parametrize("password", [None, "correct horse battery"])
def test_no_kill_takes_away_what_was_said_to_be_saved(tmp_path: Path, password: str | None) -> None:
    chance = random.Random(8)
    path = tmp_path / "book.condica"
    factories.new_book(tmp_path, "book", password=password).close()
    told: set[str] = set()
    for _kill in range(KILLS):
        told |= set(told_until_killed(path, password, chance.uniform(0, 0.3)))
        with closing(open_book(path, password=password)) as book:
            with book.reading() as session:
                names = set(session.scalars(select(Client.name)))
            assert told - names == set()
            assert check(book) == []
    # Of each killed program one gesture may have been saved that it could no longer tell of.
    assert len(names - told) <= KILLS
    assert len(told) >= KILLS
