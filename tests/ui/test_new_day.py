"""Midnight, and a computer that wakes on another day: every page is about the new day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import models
from app.i18n import format_day
from app.ui.app import Application
from app.ui.desk import Desk, Place
from tests.ui.conftest import TODAY, Start
from tests.ui.walk import settle

NEXT = TODAY + timedelta(days=1)


class Calendar:
    """The day it is, until another is set."""

    def __init__(self) -> None:
        self.day = TODAY

    def __call__(self) -> date:
        return self.day


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
def application(start: Start, sample_copy: Path, calendar: Calendar) -> Application:
    return start(sample_copy, today=calendar)


@pytest.fixture
def desk(application: Application) -> Desk:
    assert application.desk is not None
    return application.desk


def page_at(application: Application, place: Place) -> Any:
    """Go there and give the page."""
    assert application.desk is not None
    application.desk.go(place)
    settle(application)
    return application.window.current_page()


def client(application: Application) -> int:
    assert application.opened is not None
    with application.opened.book.reading() as session:
        return int(session.get_one(models.Client, 1).id)


SHOWN: dict[str, tuple[Callable[[Application], Place], Callable[[Any], Any]]] = {
    "today": (lambda _a: Place("today"), lambda page: page.keeper.view.as_of),
    "clients": (lambda a: Place("clients", client(a)), lambda page: page.record.view.as_of),
    "decisions": (lambda _a: Place("decisions"), lambda page: page.view.rows[0].as_of),
    "complaints": (lambda _a: Place("complaints"), lambda page: page.overview.board._shown[1]),
    "retention": (lambda _a: Place("retention"), lambda page: page.answer.as_of),
    "promises": (lambda _a: Place("promises"), lambda page: page.view.rows[0].as_of),
    "insights": (lambda _a: Place("insights"), lambda page: page.period.period.last),
}


@pytest.mark.parametrize("name", SHOWN)
def test_the_page_in_front_follows_at_once(
    application: Application, desk: Desk, calendar: Calendar, name: str
) -> None:
    place, day_of = SHOWN[name]
    page = page_at(application, place(application))
    assert day_of(page) == TODAY
    calendar.day = NEXT
    desk.look_at_clock()
    settle(application)
    assert day_of(page) == NEXT


def test_the_other_pages_follow_at_their_next_visit(
    application: Application, desk: Desk, calendar: Calendar
) -> None:
    pages = {name: page_at(application, place(application)) for name, (place, _day) in SHOWN.items()}
    page_at(application, Place("settings"))
    calendar.day = NEXT
    desk.look_at_clock()
    settle(application)
    for name, (place, day_of) in SHOWN.items():
        assert page_at(application, place(application)) is pages[name]
        assert day_of(pages[name]) == NEXT, name


def test_the_signal_comes_once_for_each_day(desk: Desk, calendar: Calendar, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(desk.day_changed):
        desk.look_at_clock()
    calendar.day = NEXT
    with qtbot.waitSignal(desk.day_changed) as told:
        desk.look_at_clock()
    assert told.args == [NEXT]
    with qtbot.assertNotEmitted(desk.day_changed):
        desk.look_at_clock()


def test_a_computer_that_wakes_on_another_day_is_told_at_once(
    desk: Desk, calendar: Calendar, qtbot: QtBot
) -> None:
    calendar.day = TODAY + timedelta(days=3)
    with qtbot.waitSignal(desk.day_changed):
        QApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)


def test_an_empty_form_of_the_composer_starts_on_the_new_day_and_a_started_one_stays(
    application: Application, desk: Desk, calendar: Calendar
) -> None:
    page = page_at(application, Place("clients", client(application), tab="log"))
    composer = page.record.tab("timeline").composer
    composer.chips.chips["complaint"].click()
    composer.text.set_value("The delivery came late")
    day = composer._parts["received_on"][2]
    assert day.value() == TODAY
    calendar.day = NEXT
    desk.look_at_clock()
    settle(application)
    assert composer.text.value() == "The delivery came late"
    assert composer._parts["received_on"][2].value() == TODAY
    composer.text.set_value("")
    calendar.day = NEXT + timedelta(days=1)
    desk.look_at_clock()
    settle(application)
    composer.chips.chips["complaint"].click()
    assert composer._parts["received_on"][2].value() == calendar.day


def test_todays_head_names_the_new_day(application: Application, desk: Desk, calendar: Calendar) -> None:
    page = page_at(application, Place("today"))
    calendar.day = NEXT
    desk.look_at_clock()
    settle(application)
    assert format_day(NEXT, "d MMMM") in page.note.text()
