"""Every page: named, readable and reachable in every look, size, text size and language (UX.md, Accessibility).

Looks do not move anything but frames, so they are not multiplied with all sizes: each sight of `SIGHTS` differs
from the others in something, and every size, text size and look is among them.
"""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.app import Application
from tests.ui.conftest import Start
from tests.ui.stops import stops
from tests.ui.walk import Sight, flaws_of_sight, settle, wrong_with

SIGHTS = (
    Sight(),
    Sight("dark", 1180, 680),
    Sight("contrast", 1366, 768, 1.5),
    Sight("light", 1180, 680, 1.5),
    Sight("dark", 1366, 768, 0.9),
    Sight("contrast", 1180, 680, 0.9),
)
# Russian words are the longest.
SIGHTS_OF = {
    "ro": (Sight("contrast"),),
    "pl": (Sight("dark"),),
    "ru": (Sight(), Sight("light", 1366, 768, 1.5), Sight("light", 1180, 680, 1.5), Sight("dark", 1180, 680)),
}


def test_nothing_is_nameless_cut_off_squeezed_or_doubled_on_any_page(application: Application) -> None:
    everywhere = stops(application)
    found = [flaw for sight in SIGHTS for flaw in flaws_of_sight(application, everywhere, sight)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("code", ["ro", "pl", "ru"])
def test_texts_fit_in_every_language(application: Application, code: str) -> None:
    application.speak(code)
    settle(application)
    everywhere = stops(application)
    found = [flaw for sight in SIGHTS_OF[code] for flaw in flaws_of_sight(application, everywhere, sight)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("code", ["en", "ro", "pl", "ru"])
def test_the_welcome_fits_in_every_language(start: Start, code: str) -> None:
    application = start(None)
    application.speak(code)
    for scale in (1.0, 1.5):
        theme.set_text_scale(scale)
        for size in ((1366, 768), (1180, 680)):
            application.window.resize(*size)
            settle(application)
            found = wrong_with(application.window)
            assert not found, "\n".join([f"{scale} {size}", *found])


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


def test_the_walk_finds_what_is_squeezed_or_scrolls_sideways(qtbot: QtBot) -> None:
    window, narrow = QWidget(), QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(narrow)
    for text in ("one button", "and another"):
        row.addWidget(QPushButton(text))
    narrow.setFixedWidth(90)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFixedWidth(120)
    area.setWidget(wide := QPushButton("a button much wider than the place it is in"))
    wide.setMinimumWidth(400)
    column = QVBoxLayout(window)
    column.addWidget(narrow)
    column.addWidget(area)
    window.show()
    found = wrong_with(window)
    assert any("squeezed" in flaw and "another" in flaw for flaw in found)
    assert any("scrolls sideways" in flaw for flaw in found)
