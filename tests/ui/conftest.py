"""A window with the sample book in it, as people have it in front of them."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import collecting
from app.services.books import create_book
from app.services.sample import fill
from app.ui.kit import discreet
from app.ui.kit.look import theme
from app.ui.kit.preferences import Preferences
from app.ui.kit.widgets import toasts
from app.ui.shell import backups
from app.ui.shell.app import Application, name_program
from tests.patience import LONGER_THAN_ANY_TEST_MS
from tests.ui.walk import settle

TODAY = date(2026, 11, 22)
Start = Callable[..., Application]


@pytest.fixture(autouse=True)
def nothing_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the program does by itself after some seconds waits for longer than any test.

    Else it would happen at another place of a test on each machine: the first backup, the look at its age, the
    end of a toast. A test of one of these says itself when it is due.
    """
    monkeypatch.setattr(backups, "_START_MS", LONGER_THAN_ANY_TEST_MS)
    monkeypatch.setattr(backups, "_MINUTE_MS", LONGER_THAN_ANY_TEST_MS)
    monkeypatch.setattr(toasts, "STAY_MS", LONGER_THAN_ANY_TEST_MS)
    monkeypatch.setattr(toasts, "HELD_MS", 4 * LONGER_THAN_ANY_TEST_MS)


_tests, _WHOLE_LOOK = count(1), 10


@pytest.fixture(autouse=True)
def cycles_end_on_the_main_thread() -> Iterator[None]:
    """As in the program: what an earlier test's window left in a cycle is not ended by a thread of this one."""
    with collecting.held():
        yield
    # A whole look every so often: what windows leave behind would else be dressed and walked by every test after.
    gc.collect(2 if next(_tests) % _WHOLE_LOOK == 0 else 1)


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample book, made once; tests work on copies."""
    path = tmp_path_factory.mktemp("sample") / "Sample.condica"
    with closing(create_book(path)) as book, book.transaction() as session:
        fill(session, clients=24, years=4, seed=1, as_of=TODAY)
    return path


@pytest.fixture
def sample_copy(sample_file: Path, tmp_path: Path) -> Path:
    """The test's own copy of the sample book."""
    return Path(shutil.copy(sample_file, tmp_path / "Sample.condica"))


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, own_folders: Path) -> Iterator[Start]:
    """Starts the program on a book, or on none: `start(path)`; with `wait=False` it may end in a dialog."""
    name_program(qapp)
    _dress(qapp)
    started: list[Application] = []

    def begin(
        path: Path | None,
        *,
        wait: bool = True,
        person: str = "Ioana Țurcanu",
        today: Callable[[], date] = lambda: TODAY,
    ) -> Application:
        preferences = Preferences()
        if not preferences.person:
            preferences.change(person=person, language="en")
        application = Application(preferences, today)
        started.append(application)
        application.start(path)
        qtbot.waitUntil(lambda: application.ready)
        if path is not None and wait:
            qtbot.waitUntil(lambda: application.context is not None)
            settle(application)
        return application

    yield begin
    while (dialog := QApplication.activeModalWidget()) is not None:
        dialog.close()
        QApplication.processEvents()
    for application in started:
        application.window.close()
        # What is still at work would have asked whether to stop or to wait.
        application.leave()
        application.collector.stop()
        # Here and now: a collection in a reading thread later would end Qt's objects in the wrong one, and
        # what was visited is not dressed anew on its way out.
        application.window.deleteLater()
        application.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    _dress(qapp)
    discreet.state.set(False)
    QSettings().sync()


def _dress(qapp: QApplication) -> None:
    """Light and in the usual text size; dressing anew what is so already takes its time for nothing."""
    if qapp.styleSheet() == "" or (theme.mode(), theme.text_scale()) != ("light", 1.0):
        theme.apply(qapp, "light", 1.0)


@pytest.fixture
def application(start: Start, sample_copy: Path) -> Application:
    """The program with the sample book open."""
    return start(sample_copy)
