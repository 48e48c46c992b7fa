"""Midnight, and a computer that wakes on another day: every page is about the new day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import models
from app.i18n import format_day, set_language
from app.ui.kit.fields.record_fields import MomentField
from app.ui.kit.page_context import PageContext, Place
from app.ui.shell.app import Application
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
def context(application: Application) -> PageContext:
    assert application.context is not None
    return application.context


def page_at(application: Application, place: Place) -> Any:
    """Go there and give the page."""
    assert application.context is not None
    application.context.go(place)
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
    application: Application, context: PageContext, calendar: Calendar, name: str
) -> None:
    place, day_of = SHOWN[name]
    page = page_at(application, place(application))
    assert day_of(page) == TODAY
    calendar.day = NEXT
    context.look_at_clock()
    settle(application)
    assert day_of(page) == NEXT


def test_the_other_pages_follow_at_their_next_visit(
    application: Application, context: PageContext, calendar: Calendar
) -> None:
    pages = {name: page_at(application, place(application)) for name, (place, _day) in SHOWN.items()}
    page_at(application, Place("settings"))
    calendar.day = NEXT
    context.look_at_clock()
    settle(application)
    for name, (place, day_of) in SHOWN.items():
        assert page_at(application, place(application)) is pages[name]
        assert day_of(pages[name]) == NEXT, name


def test_the_signal_comes_once_for_each_day(context: PageContext, calendar: Calendar, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(context.day_changed):
        context.look_at_clock()
    calendar.day = NEXT
    with qtbot.waitSignal(context.day_changed) as told:
        context.look_at_clock()
    assert told.args == [NEXT]
    with qtbot.assertNotEmitted(context.day_changed):
        context.look_at_clock()


def test_a_computer_that_wakes_on_another_day_is_told_at_once(
    context: PageContext, calendar: Calendar, qtbot: QtBot
) -> None:
    calendar.day = TODAY + timedelta(days=3)
    with qtbot.waitSignal(context.day_changed):
        QApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)


def test_what_the_composer_proposes_is_today_past_midnight_also_in_a_form_one_has_begun(
    application: Application, context: PageContext, calendar: Calendar
) -> None:
    page = page_at(application, Place("clients", client(application), tab="log"))
    composer = page.record.tab("timeline").composer
    composer.chips.chips["complaint"].click()
    composer.text.set_value("The delivery came late")
    day = composer._parts["received_on"][2]
    assert day.value() == TODAY
    calendar.day = NEXT
    context.look_at_clock()
    settle(application)
    assert composer.text.value() == "The delivery came late"
    day = composer._parts["received_on"][2]
    assert day.value() == NEXT
    assert day.text() == format_day(NEXT)
    day.selectAll()
    QTest.keyClicks(day, "21.11")
    calendar.day = NEXT + timedelta(days=1)
    context.look_at_clock()
    settle(application)
    assert composer._parts["received_on"][2].value() == date(2026, 11, 21)


def test_a_small_form_that_stays_open_past_midnight_is_about_the_new_day(
    application: Application, context: PageContext, calendar: Calendar
) -> None:
    page = page_at(application, Place("decisions"))
    card = page.detail.card
    card.take("settle")
    settle(application)
    decided = card._form.form.fields["decided_on"].control
    assert decided.value() == TODAY
    calendar.day = NEXT
    context.look_at_clock()
    settle(application)
    assert decided.text() == format_day(NEXT)
    whose = card.view.who.id
    decision = card.card.id
    card._form.submit()
    settle(application)
    assert application.opened is not None
    with application.opened.book.reading() as session:
        kept = session.get_one(models.Decision, decision)
        assert (kept.client_id, kept.decided_on) == (whose, NEXT)


def test_a_form_that_knows_no_later_day_than_today_takes_the_new_one(
    application: Application, context: PageContext, calendar: Calendar
) -> None:
    page = page_at(application, Place("promises"))
    page.board.list.settle("kept")
    settle(application)
    day = page.board.list.host.form.form.fields["on"].control
    calendar.day = NEXT
    context.look_at_clock()
    assert (day.value(), day.problem()) == (NEXT, "")


def test_a_report_to_today_is_to_the_new_day(
    application: Application, context: PageContext, calendar: Calendar
) -> None:
    page = page_at(application, Place("reports", tab="management"))
    assert page.options.days()[1] == TODAY
    calendar.day = NEXT
    context.look_at_clock()
    assert page.options.days()[1] == NEXT


def test_when_is_now_until_somebody_says_otherwise(application: Application, context: PageContext) -> None:
    """It was the moment at which the composer was filled, hours before the call."""
    page = page_at(application, Place("clients", client(application), tab="log"))
    composer = page.record.tab("timeline").composer
    when = composer.control("happened_at")
    assert when.text() == "now"
    first = when.value()
    assert first.date() == TODAY
    before = datetime.now().replace(microsecond=0)
    composer.text.set_value("They asked for the report.")
    composer.save()
    settle(application)
    assert application.opened is not None
    with application.opened.book.reading() as session:
        note = session.query(models.Note).order_by(models.Note.id.desc()).first()
        assert note.happened_at.time() >= before.time() or datetime.now().date() != before.date()
    assert composer.control("happened_at").text() == "now"
    when = composer.control("happened_at")
    when.selectAll()
    QTest.keyClicks(when, "yesterday 09:12")
    composer.text.set_value("They called back.")
    context.look_at_clock()
    composer.save()
    settle(application)
    with application.opened.book.reading() as session:
        note = session.query(models.Note).order_by(models.Note.id.desc()).first()
        assert note.happened_at == datetime(2026, 11, 21, 9, 12)


@pytest.mark.parametrize(("code", "now"), [("ro", "acum"), ("pl", "teraz"), ("ru", "сейчас"), ("en", "NOW")])
def test_now_is_understood_in_every_language(qtbot: QtBot, code: str, now: str) -> None:
    set_language(code)
    field = MomentField(today=lambda: TODAY)
    qtbot.addWidget(field)
    field.set_value(now)
    assert field.problem() == ""
    found = field.value()
    assert found is not None and found.date() == TODAY


def test_todays_head_names_the_new_day(
    application: Application, context: PageContext, calendar: Calendar
) -> None:
    page = page_at(application, Place("today"))
    calendar.day = NEXT
    context.look_at_clock()
    settle(application)
    assert format_day(NEXT, "d MMMM") in page.note.text()
