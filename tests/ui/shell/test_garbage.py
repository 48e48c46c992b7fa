"""Cycles are looked for on the main thread alone, and not among what the start made."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.ui.shell.garbage import Collector


class Ring:
    """Something that only a collection ends; notes which thread did."""

    ended: list[threading.Thread] = []

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        Ring.ended.append(threading.current_thread())


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[Collector]:
    gc.collect()
    Ring.ended.clear()
    made = Collector()
    yield made
    made.stop()
    assert gc.get_freeze_count() == 0


def many(_count: int = 5000) -> list[Any]:
    return [[] for _n in range(_count)]


def test_another_thread_ends_nothing(collector: Collector) -> None:
    Ring()
    worker = threading.Thread(target=many)
    worker.start()
    worker.join()
    assert Ring.ended == []


def test_the_main_thread_does(collector: Collector) -> None:
    Ring()
    kept = many()
    collector.look()
    assert Ring.ended == [threading.main_thread()]
    assert len(kept) == 5000


def test_what_the_start_made_is_set_aside_once(collector: Collector) -> None:
    collector.settle()
    there = gc.get_freeze_count()
    kept = many()
    collector.settle()
    assert there > 1000 and gc.get_freeze_count() == there
    assert len(kept) == 5000
