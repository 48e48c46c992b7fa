"""Every strip of tabs pressed as a person presses it: one click opens a tab, whichever was open before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.ui.kit.page_context import Place
from app.ui.kit.widgets.tabs import TabStrip
from app.ui.shell.app import Application
from tests.ui.stops import client_id
from tests.ui.walk import settle

pytestmark = [
    pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True),
    pytest.mark.qt_log_ignore("does not support raise", extend=True),
]

STRIPS: dict[str, Callable[[Application], Place]] = {
    "record": lambda application: Place("clients", client_id(application), tab="timeline"),
    "complaints": lambda _application: Place("complaints", tab="board"),
    "retention": lambda _application: Place("retention", tab="overview"),
    "settings": lambda _application: Place("settings", tab="book"),
    "reports": lambda _application: Place("reports", tab="management"),
}


def strip_of(application: Application) -> TabStrip:
    """The one strip in front."""
    page = application.window.current_page()
    assert page is not None
    (strip,) = [each for each in page.findChildren(TabStrip) if each.isVisible()]
    return strip


@pytest.mark.parametrize("where", STRIPS)
def test_one_click_opens_a_tab_from_wherever_one_is(
    application: Application, where: str, qtbot: QtBot
) -> None:
    assert application.context is not None
    application.context.go(STRIPS[where](application))
    settle(application)
    strip = strip_of(application)
    qtbot.waitUntil(lambda: len(strip._tabs) > 1)
    opened: list[object] = []
    strip.chosen.connect(opened.append)
    shown = [value for value, tab in strip._tabs.items() if tab.isVisible()]
    # There and back, so that every tab is opened from its right as well as from its left.
    pressed = [*shown[1:], *reversed(shown[:-1]), shown[-1], shown[0]]
    for value in pressed:
        QTest.mouseClick(strip._tabs[value], Qt.MouseButton.LeftButton)
        settle(application)
        assert strip.value() == value
        assert [each for each, tab in strip._tabs.items() if tab.isChecked()] == [value]
    assert opened == pressed


def test_pressing_the_tab_that_is_open_opens_nothing_and_leaves_it_marked(qtbot: QtBot) -> None:
    strip = TabStrip([(name, name) for name in ("Board", "Table", "Hunt")])
    qtbot.addWidget(strip)
    strip.resize(600, 37)
    with qtbot.waitExposed(strip):
        strip.show()
    opened: list[object] = []
    strip.chosen.connect(opened.append)
    QTest.mouseClick(strip._tabs["Board"], Qt.MouseButton.LeftButton)
    assert opened == []
    assert strip._tabs["Board"].isChecked()


def test_a_folded_tab_is_opened_from_the_menu_by_one_click(qtbot: QtBot) -> None:
    names = ("Timeline", "People", "Decisions", "Complaints", "Promises", "Retention", "Loyalty")
    strip = TabStrip([(name, name) for name in names], "Loyalty")
    qtbot.addWidget(strip)
    strip.resize(320, 37)
    with qtbot.waitExposed(strip):
        strip.show()
    opened: list[object] = []
    strip.chosen.connect(opened.append)
    for name in ("Promises", "Complaints"):
        strip._open_more()
        menu = strip.findChildren(QMenu)[-1]
        action = next(each for each in menu.actions() if each.text() == name)
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=QPoint(menu.actionGeometry(action).center()))
    assert opened == ["Promises", "Complaints"]
    assert strip.value() == "Complaints"
