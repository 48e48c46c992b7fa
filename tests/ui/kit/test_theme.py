"""Colours, fonts and sizes follow the user's choice at once."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontInfo, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.paths import resources
from app.ui.kit.look import theme
from app.ui.kit.look.icons import icon
from app.ui.kit.look.tokens import BY_NAME, CONTRAST, DARK, LIGHT, Tokens
from app.ui.kit.widgets.buttons import Button


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG counts it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_every_text_can_be_read_on_every_ground(name: str) -> None:
    tokens = BY_NAME[name]
    for role in ("text", "text2", "text3", "accent", "success", "warn", "danger"):
        for ground in (tokens.bg, tokens.surface):
            assert contrast(tokens.color(role), ground) >= 4.5, (role, ground)
    for role in ("info", "success", "warn", "danger", "neutral"):
        assert contrast(tokens.color(role), tokens.soft(role)) >= 4.5, role
    assert contrast(tokens.text, tokens.accent_soft) >= 4.5
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
    assert contrast(tokens.on_overlay, tokens.overlay) >= 4.5
    assert contrast(tokens.overlay_link, tokens.overlay) >= 4.5


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_borders_of_controls_and_marks_of_charts_stand_out(name: str) -> None:
    tokens = BY_NAME[name]
    for colour in (tokens.border_strong, *tokens.series, tokens.series_grey):
        assert contrast(colour, tokens.surface) >= 3, colour


def test_high_contrast_deserves_its_name() -> None:
    for role in ("text", "text2", "text3", "accent", "success", "warn", "danger"):
        assert contrast(CONTRAST.color(role), CONTRAST.surface) >= 10, role


def test_switching_changes_palette_sheet_and_tells(qapp: QApplication, qtbot: QtBot) -> None:
    before = qapp.styleSheet()
    with qtbot.waitSignal(theme.signals.theme_changed):
        theme.set_mode("dark")
    assert theme.tokens() is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.bg
    assert qapp.styleSheet() != before


def test_the_sheet_knows_every_token_it_names() -> None:
    for tokens in BY_NAME.values():
        sheet = theme.style_sheet(tokens, 1.0)
        assert "@" not in sheet
        assert not re.search(r"\dsp\b", sheet)


def test_every_class_that_takes_the_focus_shows_it() -> None:
    sheet = theme.style_sheet(LIGHT, 1.0)
    for name in ("QPushButton", "QToolButton", "QLineEdit", "QPlainTextEdit", "QComboBox", "QSpinBox",
                 "QCheckBox", "QRadioButton", "QTableView", "QListView", "QTreeView", "QScrollArea"):  # fmt: skip
        rule = re.search(rf"(?:^|,\s*){name}:focus[^{{]*{{([^}}]*)}}", sheet, re.MULTILINE)
        assert rule and "2px" in rule[1], name


def test_text_size_steps_between_its_limits(qtbot: QtBot) -> None:
    theme.step_text_scale(1)
    assert theme.text_scale() == pytest.approx(1.1)
    for _step in range(9):
        theme.step_text_scale(1)
    assert theme.text_scale() == pytest.approx(1.5)
    assert theme.font("body").pixelSize() == 21
    theme.set_text_scale(0.1)
    assert theme.text_scale() == pytest.approx(0.9)


def test_widgets_grow_with_the_text(qtbot: QtBot) -> None:
    button = Button("Log")
    qtbot.addWidget(button)
    button.show()
    small = button.sizeHint()
    theme.set_text_scale(1.5)
    qtbot.waitUntil(lambda: button.sizeHint().height() > small.height())
    assert button.sizeHint().height() >= round(32 * 1.5) - 2


def test_inter_is_the_font_in_all_its_weights(qtbot: QtBot) -> None:
    for weight, value in (("regular", 400), ("medium", 500), ("semibold", 600)):
        info = QFontInfo(theme.font("body", weight))
        assert info.family().startswith("Inter")
        assert info.weight() == value


def test_an_icon_follows_the_theme_without_being_set_again(qtbot: QtBot) -> None:
    button = QPushButton(icon("scale", "accent"), "")
    qtbot.addWidget(button)
    drawn = {}
    for mode in ("light", "dark"):
        theme.set_mode(mode)
        image = button.icon().pixmap(QSize(16, 16)).toImage()
        drawn[mode] = {
            image.pixelColor(x, y).name()
            for x in range(16)
            for y in range(16)
            if image.pixelColor(x, y).alpha() == 255
        }
    assert LIGHT.accent.lower() in drawn["light"]
    assert DARK.accent.lower() in drawn["dark"]


def test_an_icon_is_crisp_at_twice_the_size(qtbot: QtBot) -> None:
    pixmap = icon("scale").pixmap(QSize(16, 16), 2.0, QIcon.Mode.Normal, QIcon.State.Off)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (32, 2.0)


def test_an_icon_that_is_not_there_is_a_mistake_of_ours(qtbot: QtBot) -> None:
    with pytest.raises(KeyError):
        icon("unicorn-with-a-hat")


def test_all_icons_and_fonts_come_with_their_licence() -> None:
    for folder in ("icons", "fonts"):
        assert (resources() / folder / "LICENSE").read_text(encoding="utf-8").strip()
    for svg in (resources() / "icons").glob("*.svg"):
        assert "currentColor" in svg.read_text(encoding="utf-8"), svg.name


def test_a_token_table_is_complete() -> None:
    assert all(isinstance(tokens, Tokens) for tokens in BY_NAME.values())
    assert {"light", "dark", "contrast"} == set(BY_NAME)
