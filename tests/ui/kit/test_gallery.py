"""Every shared widget in every look: nothing is cut off, everything has a name, and pictures to look at."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.ui.kit.look import theme
from app.ui.kit.widgets.labels import Label
from tests.ui.kit.gallery import SHEETS
from tests.ui.looking import clipped, unnamed


@pytest.mark.parametrize("scale", [0.9, 1.0, 1.5])
@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
@pytest.mark.parametrize("sheet", sorted(SHEETS))
def test_every_widget_shows_all_its_text(
    qtbot: QtBot, tmp_path: Path, sheet: str, mode: str, scale: float
) -> None:
    theme.set_mode(mode)
    theme.set_text_scale(scale)
    widget = SHEETS[sheet]()
    qtbot.addWidget(widget)
    widget.resize(820, 600)
    with qtbot.waitExposed(widget):
        widget.show()
    picture = widget.grab()
    assert picture.save(str(tmp_path / f"{sheet}-{mode}-{scale}.png"))
    assert clipped(widget) == []
    assert unnamed(widget) == []


@pytest.mark.parametrize("sheet", sorted(SHEETS))
def test_a_widget_made_before_the_switch_looks_like_one_made_after(qtbot: QtBot, sheet: str) -> None:
    pictures = []
    for switch_first in (False, True):
        theme.set_mode("dark" if switch_first else "light")
        widget = SHEETS[sheet]()
        qtbot.addWidget(widget)
        widget.resize(820, 700)
        with qtbot.waitExposed(widget):
            widget.show()
        theme.set_mode("dark")
        QApplication.processEvents()
        pictures.append(widget.grab().toImage())
        widget.hide()
    assert pictures[0] == pictures[1]


def test_looking_finds_what_is_cut_off_and_what_has_no_name(qtbot: QtBot) -> None:
    label = Label("A text that is far too long for its place")
    qtbot.addWidget(label)
    label.setFixedWidth(40)
    label.show()
    assert clipped(label) == ["Label: A text that is far too long for its place"]
    button = QPushButton()
    qtbot.addWidget(button)
    button.show()
    assert unnamed(button) == ["QPushButton in NoneType"]
