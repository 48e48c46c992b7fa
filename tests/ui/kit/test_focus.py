"""Tab follows the eye, and what goes away hands the focus on: to its like, to what opened it, to its card."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.fields.choices import Segmented
from app.ui.kit.fields.fields import LineField
from app.ui.kit.fields.form_keys import FormKeys
from app.ui.kit.focus import WindowFocus
from app.ui.kit.stops import first_of, stops
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.cards import Card, clear
from app.ui.kit.widgets.flow import FlowRow


class Window(QWidget):
    """A window as ours: Tab and what goes away are its own affair."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.keys = WindowFocus(self, lambda: first_of(self))

    def focusNextPrevChild(self, forward: bool) -> bool:
        return self.keys.step(forward=forward)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    window = Window()
    qtbot.addWidget(window)
    window.resize(600, 500)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window


def named(name: str) -> LineField:
    field = LineField(name)
    field.setAccessibleName(name)
    return field


def at() -> str:
    """What the focus is at now."""
    here = QApplication.focusWidget()
    return here.accessibleName() if here is not None else ""


def card_of(title: str) -> Card:
    """A card that takes keys itself, with a button in it."""
    card = Card()
    card.setAccessibleName(title)
    card.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    card.body.addWidget(Button("Log attempt"))
    return card


def test_tab_goes_by_rows_and_columns_whenever_the_parts_were_made(window: Window, qtbot: QtBot) -> None:
    last, first = Button("Save"), named("Title")
    row, grid, flow = QHBoxLayout(), QGridLayout(), FlowRow()
    row.addWidget(named("Advice"))
    row.addWidget(named("Stake"))
    grid.addWidget(named("Lower"), 1, 0)
    grid.addWidget(named("Upper"), 0, 0)
    window.column.addWidget(last)
    window.column.insertWidget(0, first)
    window.column.insertLayout(1, row)
    window.column.insertLayout(2, grid)
    window.column.insertWidget(3, flow)
    flow.add(named("Day"))
    qtbot.waitUntil(lambda: all(each.isVisible() for each in window.findChildren(LineField)))
    expected = ["Title", "Advice", "Stake", "Upper", "Lower", "Day", "Save"]
    assert [each.accessibleName() for each in stops(window)] == expected
    first.setFocus()
    went = []
    for _each in expected:
        here = QApplication.focusWidget()
        assert here is not None
        went.append(here.accessibleName())
        QTest.keyClick(here, Qt.Key.Key_Tab)
    assert went == expected
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Backtab)
    assert last.hasFocus()


def test_of_a_switch_tab_goes_to_the_chosen_word_alone(window: Window, qtbot: QtBot) -> None:
    before, after = named("Before"), named("After")
    switch = Segmented([("us", "We"), ("client", "They"), ("both", "Both")], "client")
    for each in (before, switch, after):
        window.column.addWidget(each)
    qtbot.waitUntil(after.isVisible)
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    here = QApplication.focusWidget()
    assert here is not None and here.accessibleName() == "They"
    QTest.keyClick(here, Qt.Key.Key_Tab)
    assert after.hasFocus()
    QTest.keyClick(after, Qt.Key.Key_Backtab)
    assert here.hasFocus()


def test_a_card_made_anew_has_the_focus_of_the_old_one(window: Window, qtbot: QtBot) -> None:
    def show() -> None:
        clear(window.column)
        for title in ("Print", "Radio", "Web"):
            window.column.addWidget(card_of(title))

    show()
    qtbot.waitUntil(lambda: len([c for c in window.findChildren(Card) if c.isVisible()]) == 3)
    old = next(c for c in window.findChildren(Card) if c.accessibleName() == "Radio")
    old.setFocus()
    show()
    qtbot.waitUntil(lambda: at() == "Radio")


def test_where_a_row_is_gone_the_next_one_in_its_place_has_the_focus(window: Window, qtbot: QtBot) -> None:
    def show(*titles: str) -> None:
        clear(window.column)
        for title in titles:
            window.column.addWidget(card_of(title))

    show("Print", "Radio", "Web")
    qtbot.waitUntil(lambda: len([c for c in window.findChildren(Card) if c.isVisible()]) == 3)
    old = next(c for c in window.findChildren(Card) if c.accessibleName() == "Radio")
    old.setFocus()
    show("Print", "Web")
    qtbot.waitUntil(lambda: at() == "Web")


def test_a_form_that_closes_gives_the_focus_back_to_what_opened_it(window: Window, qtbot: QtBot) -> None:
    opener, other, form = Button("Ask now"), Button("Something else"), Card()
    field = named("Answer")
    form.body.addWidget(field)
    FormKeys(form, lambda: None)
    for each in (form, other, opener):
        window.column.addWidget(each)
    form.hide()
    qtbot.waitUntil(opener.isVisible)
    opener.setFocus()
    form.show()
    field.setFocus()
    form.hide()
    assert opener.hasFocus()


def test_a_form_in_place_of_the_button_that_opened_it_gives_the_focus_to_its_card(
    window: Window, qtbot: QtBot
) -> None:
    card, form, field = card_of("Print"), Card(), named("Argument")
    form.body.addWidget(field)
    FormKeys(form, lambda: None)
    window.column.addWidget(Button("Something else"))
    window.column.addWidget(card)
    window.column.addWidget(Button("Below"))
    qtbot.waitUntil(card.isVisible)
    card.findChildren(Button)[0].setFocus()
    clear(card.body)
    card.body.addWidget(form)
    field.setFocus()
    qtbot.waitUntil(lambda: field.isVisible() and field.hasFocus())
    form.hide()
    form.deleteLater()
    assert card.hasFocus()


def test_a_form_that_is_gone_with_its_card_gives_the_focus_to_the_same_button_of_the_card_made_anew(
    window: Window, qtbot: QtBot
) -> None:
    card, form, field = card_of("Print"), Card(), named("Argument")
    form.body.addWidget(field)
    FormKeys(form, lambda: None)
    window.column.addWidget(card)
    qtbot.waitUntil(card.isVisible)
    card.findChildren(Button)[0].setFocus()
    clear(card.body)
    card.body.addWidget(form)
    field.setFocus()
    qtbot.waitUntil(lambda: field.isVisible() and field.hasFocus())
    clear(window.column)
    # What is read in between may take so long that nothing is left of the old card.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(form)
    window.column.addWidget(card_of("Print"))
    qtbot.waitUntil(lambda: at() != "")
    assert at() == "Log attempt"


def test_what_was_lost_behind_a_dialog_is_found_again_when_the_window_comes_back(
    window: Window, qtbot: QtBot
) -> None:
    card = card_of("Print")
    window.column.addWidget(Button("Something else"))
    window.column.addWidget(card)
    qtbot.waitUntil(card.isVisible)
    card.setFocus()
    dialog = QWidget()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    card.hide()
    card.deleteLater()
    anew = card_of("Print")
    window.column.addWidget(anew)
    qtbot.waitUntil(anew.isVisible)
    window.activateWindow()
    qtbot.waitUntil(anew.hasFocus)
