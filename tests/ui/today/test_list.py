"""The list by itself: thousands of rows, of which only those in view are painted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.today import Item
from app.domain.today.deeds import CALL
from app.ui.kit.look import theme
from app.ui.today.list import TodayList
from app.ui.today.rows import Heading, lines_of
from app.views.today.page import TodayRow

DAY = date(2026, 11, 20)


def row(number: int, severity: int = 1) -> TodayRow:
    item = Item("contact_overdue", severity, DAY, f"Client {number}", number, n=40)
    return TodayRow(item, CALL, "phone", "Usual: every 30 days", "Dana", "10 days late", True, "Ioana")


@pytest.fixture
def shown(qtbot: QtBot, qapp: QApplication) -> TodayList:
    theme.apply(qapp, "light", 1.0)
    made = TodayList()
    qtbot.addWidget(made)
    made.resize(814, 660)
    made.show()
    return made


class Counting:
    """Counts how often the model is asked about a row while something happens."""

    def __init__(self, shown: TodayList) -> None:
        self.painted: list[int] = []
        paint = shown.delegate._paint_row

        def counted(painter: object, option: object, line: TodayRow, at: int) -> None:
            self.painted.append(at)
            paint(painter, option, line, at)  # type: ignore[arg-type]

        shown.delegate._paint_row = counted  # type: ignore[method-assign]


def test_of_five_thousand_rows_a_screenful_is_painted(shown: TodayList) -> None:
    count = Counting(shown)
    shown.set_rows([row(n) for n in range(5000)])
    shown.viewport().repaint()
    screenful = shown.height() // 40
    assert 0 < len(set(count.painted)) <= screenful
    count.painted.clear()
    shown.verticalScrollBar().setValue(100_000)
    shown.viewport().repaint()
    assert 0 < len(set(count.painted)) <= screenful
    assert min(count.painted) > 1000


def test_headings_say_how_many_stand_beneath_them() -> None:
    lines = lines_of([row(1, 3), row(2, 3), row(3, 0)])
    headings = [line for line in lines if isinstance(line, Heading)]
    assert [(each.title, each.count) for each in headings] == [("Now", 2), ("Ideas", 1)]
    assert headings[0].note and not headings[1].note


def test_the_next_row_takes_the_place_of_one_that_went(shown: TodayList) -> None:
    rows = [row(n) for n in range(5)]
    shown.set_rows(rows)
    shown.choose(rows[2].key)
    shown.set_rows(rows[:2] + rows[3:])
    assert shown.current_row() == rows[3]
    shown.set_rows(rows[:2])
    assert shown.current_row() == rows[1]
    shown.set_rows([])
    assert shown.current_row() is None


def test_in_a_narrow_list_the_client_stands_in_the_second_line(shown: TodayList) -> None:
    wide = shown.delegate.zones(QRect(0, 0, 814, 48))
    narrow = shown.delegate.zones(QRect(0, 0, 560, 48))
    assert not wide.client.isNull() and wide.text.right() < wide.client.left()
    assert narrow.client.isNull() and narrow.text.right() < narrow.since.left()


def test_the_row_is_spoken_with_everything_it_shows(shown: TodayList) -> None:
    shown.set_rows([row(1)])
    index = shown.lines.index(1)
    assert index.data() == (
        "No contact for 40 days. Usual: every 30 days. Client 1. Dana. 10 days late. Log call"
    )


def test_the_days_of_every_row_have_their_room(shown: TodayList) -> None:
    """No row may say "0 de zile întârziere" where it means 160."""
    long = "160 de zile întârziere"
    rows = [row(1), replace(row(2), since=long)]
    shown.set_rows(rows)
    words = QFontMetrics(theme.font("small", "semibold"))
    for line in range(shown.model().rowCount()):
        zones = shown.delegate.zones(shown.visualRect(shown.model().index(line, 0)))
        assert words.horizontalAdvance(long) <= zones.since.width()
