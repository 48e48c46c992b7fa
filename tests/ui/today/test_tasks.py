"""Tasks, planned calls and meetings: added from anywhere, done on Today, and touches afterwards."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.models import Client, Note, Task
from app.services.books import create_book
from app.ui.kit.fields.capture import FormDialog
from app.ui.kit.page_context import Place
from app.ui.kit.preferences import Preferences
from app.ui.kit.widgets.labels import Label
from app.ui.shell.app import Application
from app.ui.today.page import TodayPage
from tests import factories as make
from tests.ui.conftest import TODAY
from tests.ui.walk import settle

Start = Callable[..., Application]


@pytest.fixture
def small(start: Start, tmp_path: Path) -> Application:
    """A book with one quiet client."""
    path = tmp_path / "small.condica"
    with closing(create_book(path)) as book, book.writing("set up") as session:
        make.person(session, name="Ioana Țurcanu")
        make.client(session, name="Ąćme", status="paused")
    return start(path)


def today(application: Application) -> TodayPage:
    page = application.window.current_page()
    assert isinstance(page, TodayPage)
    return page


def dialog(application: Application, qtbot: QtBot) -> FormDialog:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), FormDialog))
    found = QApplication.activeModalWidget()
    assert isinstance(found, FormDialog)
    return found


def the_only(application: Application, model: Any) -> Any:
    assert application.opened is not None
    with application.opened.book.reading() as session:
        return session.scalars(select(model)).one()


def test_a_book_in_order_says_so(small: Application) -> None:
    page = today(small)
    assert page.list.rows() == [] and page.empty.isVisible()
    assert page.empty.title.text() == "Nothing asks for you today"


def test_an_empty_book_offers_the_first_client(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "empty.condica"
    create_book(path).close()
    application = start(path)
    page = today(application)
    assert page.empty.title.text() == "No clients yet"
    page.empty.button.click()
    assert dialog(application, qtbot).windowTitle() == "New client"


def test_a_task_for_today_is_added_and_done(small: Application, qtbot: QtBot) -> None:
    assert small.context is not None
    small.context.actions.run("task.new")
    form = dialog(small, qtbot)
    # The name is found without its accents.
    form.form.fields["client_id"].control.setText("acme")
    form.form.set_values(text="Send the plan")
    form.submit()
    page = today(small)
    qtbot.waitUntil(lambda: len(page.list.rows()) == 1)
    row = page.list.rows()[0]
    assert (row.title, row.client, row.words) == ("To do today: Send the plan", "Ąćme", "Done")
    assert the_only(small, Task).who == "Ioana Țurcanu"
    page.act()
    qtbot.waitUntil(lambda: page.list.host is not None)
    assert page.list.host is not None
    page.list.host.form.submit()
    qtbot.waitUntil(lambda: page.list.rows() == [])
    assert the_only(small, Task).done_on == TODAY


def test_a_meeting_stands_in_the_rail_and_becomes_a_touch(small: Application, qtbot: QtBot) -> None:
    assert small.context is not None
    small.context.go(Place("clients", the_only(small, Client).id))
    settle(small)
    small.context.actions.run("task.meeting")
    form = dialog(small, qtbot)
    form.form.set_values(text="The plan", at="9:30", minutes=45, place="video")
    form.submit()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    small.context.go("today")
    settle(small)
    page = today(small)
    qtbot.waitUntil(lambda: len(page.list.rows()) == 1)
    meeting = page.keeper.view.meetings[0] if page.keeper.view else None
    assert meeting is not None
    assert (meeting.at, meeting.client, meeting.minutes) == ("09:30", "Ąćme", 45)
    page.act()
    qtbot.waitUntil(lambda: page.list.host is not None)
    assert page.list.host is not None
    page.list.host.form.form.set_values(words="They said yes")
    page.list.host.form.submit()
    qtbot.waitUntil(lambda: page.list.rows() == [])
    note = the_only(small, Note)
    assert (note.kind, note.happened_at, note.body) == (
        "meeting",
        datetime.combine(TODAY, datetime.min.time()) + timedelta(hours=9, minutes=30),
        "They said yes",
    )


@pytest.mark.parametrize("language", ["en", "ro", "pl", "ru"])
def test_a_meeting_of_which_nobody_said_how_long_stands_in_the_rail(
    start: Start, tmp_path: Path, language: str
) -> None:
    path = tmp_path / "small.condica"
    with closing(create_book(path)) as book, book.writing("set up") as session:
        make.task(session, None, kind="meeting", text="The plan", due_on=TODAY, at="09:30", minutes=None)
        make.task(session, None, kind="meeting", text="The rest", due_on=TODAY, at="10:30", minutes=0)
    Preferences().change(person="Ioana Țurcanu", language=language)
    application = start(path)
    application.context.go("today")
    settle(application)
    said = [label.text() for label in today(application).rail.findChildren(Label) if label.isVisible()]
    assert {"09:30", "10:30"} <= set(said)
    assert not any(text.startswith("0 ") for text in said)


def test_an_hour_that_is_none_is_refused_at_its_field(small: Application, qtbot: QtBot) -> None:
    assert small.context is not None
    small.context.actions.run("task.meeting")
    form = dialog(small, qtbot)
    form.form.set_values(text="Meet", at="half nine")
    form.submit()
    assert form.form.fields["at"].error.text() == "A time such as 14:30."
    assert form.isVisible()


def test_a_plain_task_asks_for_no_hour(small: Application, qtbot: QtBot) -> None:
    assert small.context is not None
    small.context.actions.run("task.new")
    fields = dialog(small, qtbot).form.fields
    assert not fields["at"].isVisible() and not fields["place"].isVisible()
    fields["kind"].control.set_value("call")
    assert fields["at"].isVisible()


def test_a_call_is_logged_from_anywhere(small: Application, qtbot: QtBot) -> None:
    assert small.context is not None
    small.context.actions.run("log.anywhere")
    form = dialog(small, qtbot)
    form.form.set_values(client_id=the_only(small, Client).id, text="All is well\nThey moved office")
    form.submit()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    note = the_only(small, Note)
    assert (note.kind, note.subject, note.body, note.author) == (
        "call", "All is well", "They moved office", "Ioana Țurcanu",
    )  # fmt: skip


def test_a_task_without_a_client_is_everybodys(small: Application, qtbot: QtBot) -> None:
    assert small.context is not None
    small.context.actions.run("task.new")
    form = dialog(small, qtbot)
    form.form.set_values(text="Order paper", who=None)
    form.submit()
    page = today(small)
    qtbot.waitUntil(lambda: [row.client for row in page.list.rows()] == [""])
    page.list.choose(page.list.rows()[0].key)
    page.open_client()
    assert page.context.here == Place("today")
