"""Every page: named, readable and reachable in every look, size, text size and language (UX.md, Accessibility).

Looks move nothing, so they are not multiplied with the sizes: each sight differs from the others in something,
and every look, size and text size is among them. Russian words are the longest. A window is made for each
sight, because dressing one anew in which every page was visited takes longer than opening it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.i18n import set_language
from app.ui.kit.look import theme
from app.ui.kit.preferences import Preferences
from tests.ui.conftest import Start
from tests.ui.stops import stops
from tests.ui.walk import Sight, flaws_of_sight, settle, wrong_with

SIGHTS = (
    ("en", Sight()),
    ("en", Sight("dark", 1180, 680)),
    ("en", Sight("contrast", 1366, 768, 1.5)),
    ("en", Sight("light", 1180, 680, 1.5)),
    ("en", Sight("dark", 1366, 768, 0.9)),
    ("en", Sight("contrast", 1180, 680, 0.9)),
    ("ro", Sight("contrast")),
    ("pl", Sight("dark")),
    ("ru", Sight()),
    ("ru", Sight("dark", 1366, 768, 1.5)),
    ("ru", Sight("light", 1180, 680, 1.5)),
)


@pytest.mark.parametrize(("code", "sight"), SIGHTS, ids=lambda part: str(part))
def test_nothing_is_nameless_cut_off_squeezed_or_doubled_on_any_page(
    start: Start, sample_copy: Path, code: str, sight: Sight
) -> None:
    set_language(code)
    kept = {"person": "Ioana Țurcanu", "language": code, "theme": sight.look, "text_scale": sight.scale}
    Preferences().change(**kept)
    application = start(sample_copy)
    application.window.resize(sight.width, sight.height)
    found = flaws_of_sight(application, stops(application))
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
