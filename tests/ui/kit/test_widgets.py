"""Tabs, chips, toasts, dialogs and discreet mode behave by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.errors import NotAllowed
from app.ui.kit import discreet, error
from app.ui.kit.fields.fields import LineField
from app.ui.kit.fields.form_keys import FormKeys
from app.ui.kit.focus import WindowFocus
from app.ui.kit.widgets import toasts
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.cards import Bar, Card, PressCard, Tile
from app.ui.kit.widgets.dialogs import ask
from app.ui.kit.widgets.labels import ElidedLabel, Label
from app.ui.kit.widgets.pills import Chip, ChipRow, Dots
from app.ui.kit.widgets.tabs import TabStrip
from app.ui.kit.widgets.toasts import Toasts

TABS = ("Timeline", "People", "Decisions", "Complaints", "Promises", "Retention", "Loyalty")


@pytest.fixture
def host(qtbot: QtBot) -> Iterator[QWidget]:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(800, 600)
    with qtbot.waitExposed(host):
        host.show()
    yield host


def _strip(qtbot: QtBot, width: int) -> TabStrip:
    strip = TabStrip([(name, name) for name in TABS])
    qtbot.addWidget(strip)
    strip.resize(width, 37)
    with qtbot.waitExposed(strip):
        strip.show()
    return strip


def test_arrow_keys_move_between_tabs_and_round_the_end(qtbot: QtBot) -> None:
    strip = _strip(qtbot, 900)
    chosen: list[str] = []
    strip.chosen.connect(chosen.append)
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    qtbot.keyClick(strip, Qt.Key.Key_End)
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert chosen == ["People", "Loyalty", "Timeline"]


def test_tabs_that_do_not_fit_fold_and_the_current_one_stays_in_sight(qtbot: QtBot) -> None:
    strip = _strip(qtbot, 300)
    strip.choose("Loyalty")
    assert strip._tabs["Loyalty"].isVisible()
    assert strip._more.isVisible()
    assert set(strip._folded) < set(TABS)
    assert strip._more.geometry().right() <= strip.width()
    strip.resize(900, 37)
    assert not strip._more.isVisible()


def test_a_chip_row_has_one_choice_or_several(qtbot: QtBot) -> None:
    one = ChipRow((name, Chip(name, 3)) for name in ("All", "Mine"))
    several = ChipRow(((name, Chip(name)) for name in ("Call", "Note")), several=True)
    for row in (one, several):
        qtbot.addWidget(row)
    one.choose("All")
    one.chips["Mine"].click()
    assert one.value() == "Mine"
    one.chips["Mine"].click()
    assert one.value() == "Mine"
    for chip in several.chips.values():
        chip.click()
    assert several.value() == {"Call", "Note"}
    assert one.chips["All"].accessibleName() == "All, 3"


def test_chips_wrap_where_the_language_is_longer(qtbot: QtBot) -> None:
    row = ChipRow((text, Chip(text)) for text in ("Нуждаются во внимании", "Охотники за скидками", "Молчат"))
    qtbot.addWidget(row)
    assert row.heightForWidth(220) > row.heightForWidth(800)


def test_a_toast_stands_at_the_bottom_centre_and_undoes(qtbot: QtBot, host: QWidget) -> None:
    undone: list[bool] = []
    toast = Toasts(host).deleted("Note deleted", lambda: undone.append(True))
    assert toast.geometry().bottom() + 1 == host.height() - 24
    assert abs(toast.geometry().center().x() - host.rect().center().x()) <= 1
    assert 0 < toast.stays_ms() < 2 * toasts.STAY_MS
    toast.button.setFocus()
    qtbot.waitUntil(lambda: toast.stays_ms() > 2 * toasts.STAY_MS)
    toast.button.click()
    assert undone == [True]


def test_a_toast_takes_no_focus_but_by_its_key_and_gives_it_back(qtbot: QtBot, host: QWidget) -> None:
    line, other = LineField("typed"), LineField("later")
    column = QVBoxLayout(host)
    column.addWidget(line)
    column.addWidget(other)
    keys, said = WindowFocus(host, lambda: None), Toasts(host)
    line.show()
    other.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    line.setFocus()
    toast = said.deleted("Note deleted", lambda: None)
    for _each in range(4):
        keys.step(forward=True)
        assert not toast.button.hasFocus()
    line.setFocus()
    QTest.mouseClick(toast.label, Qt.MouseButton.LeftButton)
    assert line.hasFocus()
    said.turn(keys)
    assert toast.button.hasFocus()
    # For long, but not for ever.
    assert toasts.STAY_MS < toast.stays_ms() < 2 * toasts.HELD_MS
    said.turn(keys)
    assert line.hasFocus()
    other.setFocus()
    said.turn(keys)
    QTest.keyClick(toast.button, Qt.Key.Key_Escape)
    assert other.hasFocus()
    assert said.current is None


def test_a_new_toast_takes_the_place_of_the_old_and_a_long_one_wraps(qtbot: QtBot, host: QWidget) -> None:
    said = Toasts(host)
    said.show("First")
    toast = said.error(NotAllowed("The disk is full, so nothing was written to it. " * 4, "Make room."))
    assert said.current is toast
    assert toast.width() <= host.width()
    assert toast.height() > 60
    qtbot.keyClick(toast.button, Qt.Key.Key_Escape)
    assert said.current is None


def test_a_question_names_what_it_does_and_cancel_has_the_focus(qtbot: QtBot, host: QWidget) -> None:
    agreed: list[bool] = []
    question = ask(
        host, "Empty the trash?", "7 records go for good.", "Delete 7 records", lambda: agreed.append(True)
    )
    assert question.action.text() == "Delete 7 records"
    assert not question.action.isDefault()
    question.action.click()
    assert agreed == [True]


def test_discreet_mode_hides_what_is_internal_whoever_shows_it(qtbot: QtBot, host: QWidget) -> None:
    tile = Tile("Margin", "9 840 €", internal=True)
    tile.setParent(host)
    tile.show()
    hidden = discreet.internal(Label("CLV", parent=host))
    hidden.hide()
    discreet.state.toggle()
    assert not tile.isVisible()
    tile.show()
    hidden.show()
    assert not tile.isVisible() and not hidden.isVisible()
    discreet.state.toggle()
    assert tile.isVisible() and hidden.isVisible()
    hidden.hide()
    discreet.state.toggle()
    discreet.state.toggle()
    assert not hidden.isVisible()


def test_labels_never_take_what_was_typed_for_markup(qtbot: QtBot) -> None:
    label = ElidedLabel("<b>not bold</b> & a very long name")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    label.resize(60, 20)
    label.show()
    assert "<b>" not in label.toolTip() and "&lt;b&gt;" in label.toolTip()


def test_marks_are_spoken(qtbot: QtBot) -> None:
    dots, bar, unknown = Dots(2, 3), Bar(0.82, name="Kept"), Bar(None, name="Satisfaction")
    for widget in (dots, bar, unknown):
        qtbot.addWidget(widget)
    names = [widget.accessibleName() for widget in (dots, bar, unknown)]
    assert names == ["2 of 3", "Kept: 82%", "Satisfaction: unknown"]


def test_a_card_that_is_a_button_answers_the_keyboard(qtbot: QtBot) -> None:
    card = PressCard("Management workbook")
    qtbot.addWidget(card)
    with qtbot.waitSignal(card.pressed):
        qtbot.keyClick(card, Qt.Key.Key_Space)


def test_a_report_of_an_error_holds_no_word_that_was_typed() -> None:
    secret = "Dąbrowski owes 4 100 €"
    try:
        try:
            int(secret)
        except ValueError as cause:
            raise KeyError(secret) from cause
    except KeyError as wrong:
        text = error.report(wrong)
    assert "KeyError" in text and "ValueError" in text
    assert "tests/ui/kit/test_widgets.py" in text
    assert "Dąbrowski" not in text and "4 100" not in text


@pytest.mark.logs("unexpected error")
def test_an_error_shows_one_dialog_with_the_report_to_copy(qtbot: QtBot, host: QWidget) -> None:
    relay = error._Relay()
    try:
        raise RuntimeError("secret")
    except RuntimeError as wrong:
        relay.show(wrong)
        relay.show(wrong)
    dialogs = host.window().findChildren(error.ErrorDialog)
    assert len(dialogs) == 1
    dialogs[0].copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "RuntimeError" in copied and "secret" not in copied
    dialogs[0].reject()


def test_the_log_file_keeps_no_messages_of_exceptions(own_folders: Path) -> None:
    import logging

    root = logging.getLogger()
    before = root.level
    target = error.log_to_file()
    handler = root.handlers[-1]
    try:
        raise ValueError("Dąbrowski owes 4 100 €")
    except ValueError:
        logging.getLogger("elsewhere").exception("an import failed")
    finally:
        root.removeHandler(handler)
        root.setLevel(before)
        handler.close()
    written = target.read_text(encoding="utf-8")
    assert "an import failed" in written and "ValueError" in written
    assert "Dąbrowski" not in written


def test_a_toast_makes_way_for_the_buttons_of_an_open_form(qtbot: QtBot, host: QWidget) -> None:
    """It lay on Save: one pressed Undo instead."""
    said = Toasts(host)
    toast = said.deleted("Attempt logged", lambda: None)
    usual = toast.geometry()
    form = Card(parent=host)
    save = Button("Save")
    form.body.addWidget(save)
    FormKeys(form, lambda: None)
    form.setGeometry(usual.adjusted(-20, -10, 20, 10))
    form.show()
    qtbot.waitUntil(save.isVisible)
    box = save.rect().translated(save.mapTo(host, QPoint(0, 0)))
    assert usual.intersects(box)
    qtbot.waitUntil(lambda: not toast.geometry().intersects(box))
    assert host.rect().contains(toast.geometry())
    another = said.deleted("Decision settled", lambda: None)
    assert not another.geometry().intersects(box)
    form.hide()
    qtbot.waitUntil(lambda: another.geometry().bottom() == usual.bottom())
