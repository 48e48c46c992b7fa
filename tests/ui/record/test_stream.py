"""The stream stays smooth however long it is: rows come in windows, only those in view are painted."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.kit import discreet
from app.ui.kit.look import theme
from app.ui.record.stream import Stream, _StreamDelegate
from app.views.record.timeline import WINDOW, Key
from app.views.record.timeline_rows import Mark, TimelineRow
from tests.ui.clients.conftest import Hand

MANY = 20_000
START = datetime(2026, 11, 22, 12, 0)


def rows(first: int, count: int) -> list[TimelineRow]:
    return [
        TimelineRow(
            "notes", n, Key(START - timedelta(hours=n), 0, n), "info", f"Note {n}", "Call", icon="phone"
        )
        for n in range(first, first + count)
    ]


@pytest.fixture
def stream(qtbot: QtBot, qapp: QApplication) -> Stream:
    theme.apply(qapp, "light", 1.0)
    made = Stream(WINDOW)
    qtbot.addWidget(made)
    made.resize(560, 400)
    made.show()
    return made


def test_only_the_rows_in_view_are_painted(
    stream: Stream, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[int] = []
    paint = _StreamDelegate.paint

    def counted(self: _StreamDelegate, painter: object, option: object, index: object) -> None:
        painted.append(index.row())  # type: ignore[attr-defined]
        paint(self, painter, option, index)  # type: ignore[arg-type]

    monkeypatch.setattr(_StreamDelegate, "paint", counted)
    stream.stream.reset(rows(0, MANY), date(2026, 11, 22))
    QApplication.processEvents()
    painted.clear()
    stream.verticalScrollBar().setValue(stream.verticalScrollBar().maximum() // 2)
    stream.viewport().repaint()
    assert 0 < len(set(painted)) <= 400 // 52 + 2
    assert len(painted) <= 3 * (400 // 52 + 2)


def test_windows_are_asked_for_while_one_scrolls_and_grow(stream: Stream, qtbot: QtBot) -> None:
    asked: list[int] = []

    def more(last: TimelineRow, size: int) -> None:
        asked.append(size)
        left = max(0, 1000 - (last.id + 1))
        stream.stream.append(rows(last.id + 1, min(size, left)))

    stream.stream.more_wanted.connect(more)
    stream.stream.reset(rows(0, WINDOW), date(2026, 11, 22))
    for _step in range(200):
        stream.verticalScrollBar().setValue(stream.verticalScrollBar().maximum())
        QApplication.processEvents()
        if stream.stream.ended:
            break
    assert stream.stream.rowCount() == 1000
    assert asked == [WINDOW * 2, WINDOW * 4, WINDOW * 8, WINDOW * 16]


def test_a_day_is_named_once(stream: Stream) -> None:
    stream.stream.reset(rows(0, 20), date(2026, 11, 22))
    named = [line for line in range(20) if stream.stream.aside(line)]
    assert named == [0, 13]


def test_screen_readers_hear_no_internal_mark_in_discreet_mode(stream: Stream) -> None:
    row = TimelineRow(
        "notes", 1, Key(START, 0, 1), "info", "A call", mark=Mark("unhappy", internal=True), icon="phone"
    )
    stream.stream.reset([row], date(2026, 11, 22))
    index = stream.stream.index(0)
    assert "unhappy" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    discreet.state.set(True)
    try:
        assert "unhappy" not in index.data(Qt.ItemDataRole.AccessibleTextRole)
    finally:
        discreet.state.set(False)


def test_scrolling_down_brings_the_whole_stream(hand: Hand) -> None:
    tab = hand.go(tab="timeline")
    total = int(tab.filter.chips["all"].accessibleName().split(", ")[1])
    for _step in range(40):
        tab.stream.verticalScrollBar().setValue(tab.stream.verticalScrollBar().maximum())
        hand.settle()
        if tab.stream.stream.ended:
            break
    assert tab.stream.stream.rowCount() == total > WINDOW
