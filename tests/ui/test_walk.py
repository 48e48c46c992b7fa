"""Every page of the frame: named, readable and reachable in every look and size (UX.md, Accessibility)."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.app import Application
from app.ui.desk import Place
from app.ui.places import ASIDE, PLACES
from tests.ui.conftest import Start
from tests.ui.walk import flaws, settle, wrong_with

TABS = ("book", "people", "appearance", "rules", "backup", "password", "about")
STOPS = [
    *(Place("settings", tab=tab) for tab in TABS),
    Place("reports", tab="management"),
    Place("reports", tab="book"),
    Place("import"),
    Place("trash"),
]


def test_nothing_is_nameless_cut_off_or_doubled_on_any_page(application: Application) -> None:
    found = flaws(application, STOPS)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("code", ["ro", "pl", "ru"])
def test_texts_fit_in_every_language(application: Application, code: str) -> None:
    application.speak(code)
    settle(application)
    found = flaws(application, STOPS, looks=["light"])
    assert not found, "\n".join(found)


def test_small_text_fits_everywhere(application: Application) -> None:
    theme.set_text_scale(0.9)
    stops = [Place(entry.id) for entry in (*PLACES, *ASIDE)]
    found = flaws(application, stops, looks=["light"], sizes=[(1180, 680)])
    assert not found, "\n".join(found)


@pytest.mark.parametrize("code", ["en", "ro", "pl", "ru"])
def test_the_welcome_fits_in_every_language(start: Start, code: str) -> None:
    application = start(None)
    application.speak(code)
    for size in ((1366, 768), (1180, 680)):
        application.window.resize(*size)
        settle(application)
        found = wrong_with(application.window)
        assert not found, "\n".join(found)


def test_the_walk_finds_what_is_wrong(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    label = QLabel("much too long for the room there is")
    label.setFixedWidth(20)
    nameless = QPushButton()
    for widget in (label, nameless):
        column.addWidget(widget)
    window.show()
    found = wrong_with(window)
    assert any("cut off" in flaw and "much too long" in flaw for flaw in found)
    assert any("no accessible name" in flaw for flaw in found)
