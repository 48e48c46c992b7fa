"""Leaving a book while something is at work: one is asked whether to stop it or to wait, and nothing freezes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from app.models import Client
from app.services.books import create_book, open_book
from app.services.records.clients import add_client
from app.ui.kit.page_context import Place
from app.ui.shell.app import Application
from app.ui.shell.leaving import StillAtWork
from tests.ui.conftest import Start
from tests.ui.walk import settle

ROWS = 1234


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An empty book."""
    create_book(tmp_path / "Mine.condica", name="Mine").close()
    return tmp_path / "Mine.condica"


@pytest.fixture
def application(start: Start, path: Path) -> Application:
    """The program with that book."""
    return start(path)


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """Lets the job go on; opened at the end at the latest."""
    made = threading.Event()
    yield made
    made.set()


# The work tells how far it is again and again.
_LOOK_AGAIN_S = 0.01


def begin(
    application: Application, gate: threading.Event, *, stops: bool = True, gesture: bool = True
) -> None:
    """A long gesture that has made one client, and has told how far it is."""

    def work(*given: object) -> None:
        progress, cancelled = given[-2:]
        assert callable(progress) and callable(cancelled)
        progress(200, ROWS)
        if gesture:
            add_client(given[0], name="Alfa", status="prospect")  # type: ignore[arg-type]  # a session comes first
        while not gate.wait(_LOOK_AGAIN_S):
            progress(200, ROWS) if stops else None

    assert application.operations is not None
    application.operations.run("Import list.csv", work, gesture=gesture, stops=stops)


def asked(application: Application, qtbot: QtBot) -> StillAtWork:
    qtbot.waitUntil(lambda: application.leaving.asking is not None)
    assert application.leaving.asking is not None
    return application.leaving.asking


def clients(path: Path) -> int:
    book = open_book(path, read_only=True)
    with book.reading() as session:
        count = session.scalar(select(func.count(Client.id))) or 0
    book.close()
    return count


def test_closing_during_an_import_asks_with_the_count_and_stays_while_one_thinks(
    application: Application, gate: threading.Event, qtbot: QtBot
) -> None:
    begin(application, gate)
    assert not application.window.close()
    dialog = asked(application, qtbot)
    qtbot.waitUntil(lambda: "200 of 1234" in dialog.line.text())
    assert dialog.line.text().startswith("Import list.csv: ")
    assert (dialog.bar.value(), dialog.bar.maximum()) == (200, ROWS)
    dialog.stay.click()
    assert application.window.isVisible()
    assert application.operations is not None and application.operations.jobs


def test_stop_leaves_nothing_behind_and_the_window_closes_by_itself(
    application: Application, path: Path, gate: threading.Event, qtbot: QtBot
) -> None:
    begin(application, gate)
    application.window.close()
    asked(application, qtbot).stop.click()
    qtbot.waitUntil(lambda: application.opened is None)
    assert not application.window.isVisible()
    assert clients(path) == 0


def test_waiting_closes_the_window_when_the_import_is_done(
    application: Application, path: Path, gate: threading.Event, qtbot: QtBot
) -> None:
    begin(application, gate)
    application.window.close()
    dialog = asked(application, qtbot)
    dialog.wait.click()
    assert dialog.isVisible() and application.window.isVisible()
    gate.set()
    qtbot.waitUntil(lambda: application.opened is None)
    assert clients(path) == 1


def test_what_cannot_be_stopped_is_only_waited_for(
    application: Application, gate: threading.Event, qtbot: QtBot
) -> None:
    begin(application, gate, stops=False, gesture=False)
    application.window.close()
    dialog = asked(application, qtbot)
    assert not dialog.stop.isVisible() and dialog.wait.isVisible()
    gate.set()
    qtbot.waitUntil(lambda: application.leaving.asking is None)
    assert application.window.isVisible(), "nobody said to leave"


def test_what_is_done_in_a_moment_is_not_asked_about(
    application: Application, gate: threading.Event, qtbot: QtBot
) -> None:
    begin(application, gate)
    application.window.close()
    gate.set()
    qtbot.waitUntil(lambda: application.opened is None)
    assert application.leaving.asking is None


@pytest.mark.parametrize("way", ["close", "open", "new"])
def test_every_way_out_of_a_book_asks(
    way: str, application: Application, gate: threading.Event, tmp_path: Path, qtbot: QtBot
) -> None:
    from app.ui.shell.books import NewBook

    create_book(tmp_path / "Other.condica", name="Other").close()
    ways: dict[str, Callable[[], None]] = {
        "close": application.close_book,
        "open": lambda: application.open_book(tmp_path / "Other.condica"),
        "new": lambda: application.make_book(NewBook(tmp_path / "New.condica", name="New")),
    }
    begin(application, gate)
    ways[way]()
    asked(application, qtbot).stop.click()
    names = {"close": None, "open": "Other", "new": "New"}
    qtbot.waitUntil(lambda: (application.context.card.name if application.context else None) == names[way])


def test_the_next_start_is_not_on_the_import(application: Application) -> None:
    assert application.context is not None
    for place in ("clients", "import"):
        application.context.go(Place(place))
        settle(application)
    application.window.close()
    assert application.preferences.page == "clients"
