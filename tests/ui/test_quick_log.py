"""Ctrl+Shift+L and Ctrl+L: something is logged from wherever one is, by the keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app import models
from app.ui.kit import discreet
from app.ui.kit.fields.capture import FormDialog
from app.ui.kit.fields.completing import NameField
from app.ui.kit.page_context import Place
from app.ui.shell.app import Application
from tests.ui.stops import CLIENT, client_id
from tests.ui.walk import settle

pytestmark = [
    pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True),
    pytest.mark.qt_log_ignore("does not support raise", extend=True),
]


def quick_log(application: Application, action: str = "log.anywhere") -> FormDialog:
    """The form, opened by its key."""
    assert application.context is not None
    application.context.actions.run(action)
    settle(application)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FormDialog)
    return dialog


def here() -> QWidget:
    """What the keys go to."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def newest(application: Application) -> Any:
    assert application.opened is not None
    with application.opened.book.reading() as session:
        note = session.query(models.Note).order_by(models.Note.id.desc()).first()
        assert note is not None
        whose = session.get_one(models.Client, note.client_id).name
        return whose, note.kind, note.subject, note.mood, note.contacts


def go(application: Application, place: Place) -> Any:
    assert application.context is not None
    application.context.go(place)
    settle(application)
    return application.window.current_page()


def test_three_letters_and_enter_take_the_only_client_and_go_on_to_the_words(
    application: Application,
) -> None:
    go(application, Place("insights"))
    dialog = quick_log(application)
    QTest.keyClicks(here(), "alf")
    QTest.keyClick(here(), Qt.Key.Key_Return)
    fields = dialog.form.fields
    assert fields["client_id"].control.text() == CLIENT
    assert fields["text"].control.hasFocus()
    assert dialog.isVisible() and not fields["text"].error.text()
    QTest.keyClicks(here(), "They want the October file")
    QTest.keyClick(here(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(application)
    assert newest(application)[:3] == (CLIENT, "call", "They want the October file")


def test_leaving_takes_it_too_but_nothing_that_could_be_two(application: Application, qtbot: QtBot) -> None:
    field = NameField([(1, "Alfa Media SRL"), (2, "Țarom SA"), (3, "Alba Bank")])
    qtbot.addWidget(field)
    field.show()
    field.setText("tarom")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "Țarom SA"
    field.setText("al")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "al"
    assert field.problem()
    field.setFocus()
    field.setText("media")
    field.clearFocus()
    QApplication.processEvents()
    assert field.value() in (1, None)


def test_it_asks_for_the_client_the_words_and_then_the_rest(application: Application) -> None:
    go(application, Place("insights"))
    dialog = quick_log(application)
    assert list(dialog.form.fields) == [
        "client_id",
        "text",
        "kind",
        "contacts",
        "happened_at",
        "started_by",
        "mood",
    ]
    assert dialog.form.values()["kind"] == "call"


def test_the_client_in_front_is_proposed_ready_to_be_typed_over(application: Application) -> None:
    go(application, Place("clients", client_id(application)))
    dialog = quick_log(application)
    client = dialog.form.fields["client_id"].control
    assert client.hasFocus()
    assert client.selectedText() == CLIENT
    QTest.keyClicks(client, "lumirel")
    QTest.keyClick(client, Qt.Key.Key_Return)
    assert client.text().startswith("Lumirel")


def test_people_and_mood_are_kept_and_the_people_are_this_clients(application: Application) -> None:
    whose = client_id(application)
    go(application, Place("insights"))
    dialog = quick_log(application)
    dialog.form.set_values(client_id=whose, text="A good talk", mood=2)
    settle(application)
    people = dialog.form.fields["contacts"].control
    assert people._names
    people._tick(people._names[0], True)
    dialog.submit()
    settle(application)
    assert newest(application)[2:] == ("A good talk", 2, people._names[0])


def test_on_today_it_is_about_the_row_one_is_on(application: Application) -> None:
    go(application, Place("clients", client_id(application, "Lumirel Optic SRL")))
    page = go(application, Place("today"))
    row = next(each for each in page.list.rows() if each.item.client_id not in (None, client_id(application)))
    page.list.choose(row.key)
    dialog = quick_log(application, "client.log")
    client = dialog.form.fields["client_id"].control
    assert client.value() == row.item.client_id
    assert dialog.form.fields["text"].control.hasFocus()
    assert application.context is not None and application.context.here == Place("today")
    dialog.close()


def test_at_the_table_the_names_of_others_are_not_offered(application: Application) -> None:
    go(application, Place("insights"))
    discreet.state.set(True)
    dialog = quick_log(application)
    client = dialog.form.fields["client_id"].control
    assert client._model.stringList() == []
    QTest.keyClicks(client, "alf")
    QTest.keyClick(client, Qt.Key.Key_Return)
    assert client.text() == "alf"
    assert not dialog.form.fields["mood"].isVisible()
    dialog.close()
