"""Work done on another thread leaves nothing of the window's to be ended there."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.ui.kit.errands import Errand, Errands
from tests.patience import PATIENCE_S


class Held:
    """Something that the work needs, such as the dialog that asked."""


class Lingering:
    """A thread that has done its work and goes on holding all it was given."""

    def __init__(self) -> None:
        self.may_end = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self, run: Callable[[], None]) -> None:
        def work() -> None:
            run()
            self.may_end.wait(PATIENCE_S)

        self._threads.append(threading.Thread(target=work))
        self._threads[-1].start()

    def end(self) -> None:
        self.may_end.set()
        for thread in self._threads:
            thread.join()


@pytest.fixture
def lingering() -> Iterator[Lingering]:
    made = Lingering()
    yield made
    made.end()


def test_what_the_work_held_goes_while_the_thread_is_still_there(qtbot: QtBot, lingering: Lingering) -> None:
    errands = Errands()
    held = Held()
    gone = weakref.ref(held)
    taken: list[Any] = []

    def ask(held: Held) -> None:
        errands.send(lingering.start, lambda: held and 7, lambda errand: taken.append(errand.result))

    ask(held)
    del held
    qtbot.waitUntil(lambda: len(taken) == 1)
    assert taken == [7] and gone() is None and not lingering.may_end.is_set()


def test_an_error_is_taken_on_the_thread_that_asked(qtbot: QtBot, lingering: Lingering) -> None:
    errands = Errands()
    taken: list[tuple[Errand, threading.Thread]] = []
    errands.send(
        lingering.start, lambda: 1 // 0, lambda errand: taken.append((errand, threading.current_thread()))
    )
    assert len(errands) == 1
    qtbot.waitUntil(lambda: len(taken) == 1)
    assert isinstance(taken[0][0].error, ZeroDivisionError) and taken[0][1] is threading.main_thread()
    assert len(errands) == 0
