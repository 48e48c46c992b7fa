"""Filling in: labels, validation where it happened, nothing typed is ever lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QDate, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.errors import InvalidInput, NotAllowed
from app.i18n import set_language
from app.ui.kit.fields.fields import relabel
from app.ui.kit.fields.form_keys import FormKeys
from app.ui.kit.fields.forms import (
    CheckField,
    ChoiceField,
    DayField,
    Form,
    InPlaceLine,
    InPlaceText,
    LineField,
    MoneyField,
    MoodPicker,
    NumberField,
    SearchField,
    Segmented,
    TextField,
)
from app.ui.kit.widgets.dialogs import Dialog

FRIDAY = date(2026, 11, 20)


def _day_field(**values: Any) -> DayField:
    return DayField(today=lambda: FRIDAY, **values)


def test_a_label_names_its_field_for_everybody(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    wish = form.add("wish", "The client's wish", LineField())
    assert form.fields["wish"].label.buddy() is wish
    assert wish.accessibleName() == "The client's wish"


def test_a_form_that_is_not_ready_says_so_and_goes_to_the_first_field(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    form.add("name", "Name", LineField("Acme", required=True))
    due = form.add("due", "Due", _day_field(required=True))
    form.add("limit", "Limit", NumberField(12, low=0, high=9))
    with qtbot.waitExposed(form):
        form.show()
    assert not form.valid()
    assert form.fields["name"].error.text() == ""
    assert form.fields["due"].error.text() == "Needed."
    assert form.fields["limit"].error.text() == "Between 0 and 9."
    assert due.hasFocus()
    due.set_value(FRIDAY)
    assert form.fields["due"].error.text() == ""


def test_an_error_of_a_service_stands_at_its_field_and_the_form_stays_filled(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    form.add("name", "Name", LineField("Acme"))
    form.show_error(InvalidInput("There is an Acme already.", field="name"))
    assert form.fields["name"].error.text() == "There is an Acme already."
    assert form.fields["name"].control.accessibleDescription() == "There is an Acme already."
    form.show_error(NotAllowed("The book is read-only.", "Close the other window."))
    assert form.error.text() == "The book is read-only. Close the other window."
    assert form.values() == {"name": "Acme"}


@pytest.mark.parametrize("kind", [LineField, TextField])
def test_undo_is_the_field_s_while_there_is_typing_to_take_back_and_the_book_s_after(
    qtbot: QtBot, kind: type[LineField | TextField]
) -> None:
    field = kind()
    qtbot.addWidget(field)

    def keeps(modifiers: Qt.KeyboardModifier) -> bool:
        pressed = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, modifiers)
        pressed.ignore()
        QApplication.sendEvent(field, pressed)
        return pressed.isAccepted()

    undo = Qt.KeyboardModifier.ControlModifier
    redo = undo | Qt.KeyboardModifier.ShiftModifier
    assert not keeps(undo) and not keeps(redo)
    qtbot.keyClicks(field, "Called")
    assert keeps(undo) and not keeps(redo)
    field.undo()
    assert keeps(redo)
    field.set_value("Called again")
    field.set_value("")
    assert not keeps(undo) and not keeps(redo)


@pytest.mark.parametrize(("typed", "meant"), [("+2w", date(2026, 12, 4)), ("21.11", date(2026, 11, 21))])
def test_a_day_typed_is_shown_written_out_on_leaving(qtbot: QtBot, typed: str, meant: date) -> None:
    field = _day_field()
    other = QLineEdit()
    for widget in (field, other):
        qtbot.addWidget(widget)
        widget.show()
    field.setFocus()
    qtbot.keyClicks(field, typed)
    assert field.value() == meant
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() != typed
    assert field.value() == meant


def test_a_day_is_bounded_and_says_why(qtbot: QtBot) -> None:
    field = _day_field(earliest=FRIDAY)
    qtbot.addWidget(field)
    field.set_value("yesterday")
    assert field.problem().startswith("Not before")
    field.set_value("soon")
    assert field.problem() == "This is no day. Try 21.11, tomorrow or +2w."


def test_money_is_read_and_written_the_way_of_the_language(qtbot: QtBot) -> None:
    set_language("pl")
    field = MoneyField(123456, "EUR")
    qtbot.addWidget(field)
    assert field.text().replace("\u00a0", " ") == "1 234,56"
    assert field.value() == 123456
    field.set_value("-5")
    assert field.problem() != ""


def test_a_number_moves_with_the_arrow_keys_inside_its_range(qtbot: QtBot) -> None:
    field = NumberField(9, low=0, high=10)
    qtbot.addWidget(field)
    for _press in range(3):
        qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == 10
    field.set_value("2.5")
    assert field.problem() == "This is no whole number."


@pytest.mark.parametrize("typed", ["10 mii", "15k", "1e5", "5 USD"])
def test_an_amount_that_is_not_understood_whole_is_refused_and_never_cut(qtbot: QtBot, typed: str) -> None:
    field = MoneyField(None, "EUR")
    qtbot.addWidget(field)
    field.setText(typed)
    assert field.value() is None
    assert field.problem()
    field.setText("5 €")
    assert (field.value(), field.problem()) == (500, "")


@pytest.mark.parametrize("typed", ["15k", "nan", "inf", "1_000", "5%"])
def test_a_number_that_is_not_understood_whole_is_refused(qtbot: QtBot, typed: str) -> None:
    field = NumberField(None, low=0, high=10**6)
    qtbot.addWidget(field)
    field.setText(typed)
    assert field.value() is None
    assert field.problem() == "This is no whole number."


def test_a_long_text_is_shown_from_its_beginning(qtbot: QtBot) -> None:
    field = LineField("A very long text " * 20)
    qtbot.addWidget(field)
    assert field.cursorPosition() == 0


def test_a_text_field_grows_with_what_is_typed_up_to_its_limit(qtbot: QtBot) -> None:
    field = TextField(lines=1, max_lines=4)
    qtbot.addWidget(field)
    field.resize(300, 40)
    field.show()
    heights = []
    for lines in (1, 3, 9, 20):
        field.set_value("\n".join("x" * lines))
        heights.append(field.height())
    assert heights[0] < heights[1] < heights[2] == heights[3]


def test_in_every_field_ctrl_enter_saves_the_form_and_enter_where_no_line_begins(qtbot: QtBot) -> None:
    form, saved, left = Form(), [], []
    qtbot.addWidget(form)
    text = form.add("text", "What was said", TextField("Asked again."))
    form.add("day", "Day", DayField(FRIDAY, today=lambda: FRIDAY))
    form.add("how", "How", ChoiceField([("call", "Call"), ("visit", "Visit")], "call"))
    form.add("who", "Who", Segmented([("us", "We"), ("client", "They")], "us"))
    form.add("asked", "", CheckField("We asked"))
    FormKeys(form, lambda: saved.append(True), lambda: left.append(True))
    form.show()
    for field in form.fields.values():
        field.control.setFocus()
        here = form.focusWidget()
        saved.clear()
        QTest.keyClick(here, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(here, Qt.Key.Key_Enter, Qt.KeyboardModifier.ControlModifier)
        assert len(saved) == 2, field.label.text()
        QTest.keyClick(here, Qt.Key.Key_Return)
        assert len(saved) == (2 if field.control is text else 3), field.label.text()
    assert text.toPlainText().strip() == "Asked again."
    assert left == []
    QTest.keyClick(text, Qt.Key.Key_Escape)
    assert left == [True]


def test_enter_presses_the_button_one_is_at_not_the_main_one_of_the_dialog(qtbot: QtBot) -> None:
    said: list[str] = []
    dialog = Dialog("Put off")
    qtbot.addWidget(dialog)
    cancel = dialog.add_button("Cancel", lambda: said.append("cancel"))
    dialog.add_button("Put off", lambda: said.append("put off"), kind="primary")
    line = LineField("tomorrow")
    dialog.body.addWidget(line)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    for button in (cancel, line):
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.keyClick(cancel, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert said == ["cancel", "put off", "put off"]


def test_a_choice_holds_the_value_and_shows_the_text(qtbot: QtBot) -> None:
    field = ChoiceField([("a", "One"), ("b", "Two")], "b", required=True)
    qtbot.addWidget(field)
    assert (field.value(), field.currentText(), field.problem()) == ("b", "Two", "")
    field.set_value("c")
    assert (field.value(), field.problem()) == (None, "Choose one.")


def test_a_switch_and_faces_work_with_the_arrow_keys(qtbot: QtBot) -> None:
    switch = Segmented([("client", "They"), ("us", "We")], "client")
    faces = MoodPicker()
    for widget in (faces, switch):
        qtbot.addWidget(widget)
        with qtbot.waitActive(widget):
            widget.show()
    switch.setFocus()
    qtbot.waitUntil(switch.focusProxy().hasFocus)
    qtbot.keyClick(switch.focusProxy(), Qt.Key.Key_Right)
    assert switch.value() == "us"
    faces.setFocus()
    for _press in range(4):
        qtbot.keyClick(faces, Qt.Key.Key_Left)
    assert faces.value() == -2


def test_pressing_the_chosen_face_takes_it_back(qtbot: QtBot) -> None:
    faces = MoodPicker(1)
    qtbot.addWidget(faces)
    faces._buttons[1].click()
    assert faces.value() is None


def test_escape_empties_a_search(qtbot: QtBot) -> None:
    search = SearchField("Filter clients")
    qtbot.addWidget(search)
    qtbot.keyClicks(search, "alfa")
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""


def _in_place(qtbot: QtBot, saved: list[str]) -> InPlaceLine:
    line = InPlaceLine("City", "Iași", saved.append)
    qtbot.addWidget(line)
    with qtbot.waitActive(line):
        line.show()
    line.control.setFocus()
    line.control.selectAll()
    return line


def test_enter_saves_what_was_typed_and_only_once(qtbot: QtBot) -> None:
    saved: list[str] = []
    line = _in_place(qtbot, saved)
    qtbot.keyClicks(line.control, "Cluj")
    qtbot.keyClick(line.control, Qt.Key.Key_Return)
    line.control.left.emit()
    assert saved == ["Cluj"]


def test_leaving_saves_and_escape_reverts(qtbot: QtBot) -> None:
    saved: list[str] = []
    line = _in_place(qtbot, saved)
    qtbot.keyClicks(line.control, "Cluj")
    qtbot.keyClick(line.control, Qt.Key.Key_Escape)
    assert line.value() == "Iași"
    line.commit()
    assert saved == []
    line.control.setText("Brașov")
    qtbot.waitUntil(line.control.hasFocus)
    line.control.clearFocus()
    assert saved == ["Brașov"]


def test_a_refused_save_keeps_what_was_typed_and_says_why(qtbot: QtBot) -> None:
    def refuse(_value: str) -> None:
        raise NotAllowed("Not now.")

    text = InPlaceText("Wish", "old", refuse)
    qtbot.addWidget(text)
    text.control.set_value("new and long")
    text.commit()
    assert text.value() == "new and long"
    assert text.error.text() == "Not now."


def test_a_save_that_fails_later_keeps_the_text_and_tries_again(qtbot: QtBot) -> None:
    saved: list[str] = []
    line = _in_place(qtbot, saved)
    line.control.setText("Cluj")
    line.commit()
    line.show_error(NotAllowed("The disk is full."))
    line.set_value("Iași")
    assert line.value() == "Cluj"
    assert line.error.text() == "The disk is full."
    line.commit()
    assert saved == ["Cluj", "Cluj"]
    assert line.error.text() == ""


def test_a_reload_leaves_alone_what_somebody_is_typing(qtbot: QtBot) -> None:
    line = _in_place(qtbot, [])
    qtbot.waitUntil(line.control.hasFocus)
    qtbot.keyClicks(line.control, "Clu")
    line.set_value("Timișoara")
    assert line.value() == "Clu"


def test_the_menu_of_a_text_field_speaks_our_words(qtbot: QtBot) -> None:
    for field in (LineField("Acme"), TextField("Acme")):
        qtbot.addWidget(field)
        menu = field.createStandardContextMenu()
        qtbot.addWidget(menu)
        relabel(menu)
        words = [action.text().partition("\t")[0] for action in menu.actions() if not action.isSeparator()]
        assert words[:6] == ["Undo", "Redo", "Cut", "Copy", "Paste", "Delete"]
        assert all("&" not in word for word in words)


@pytest.mark.qt_log_ignore("grabbing the keyboard")  # offscreen menus cannot
def test_alt_down_opens_a_calendar_and_a_chosen_day_is_taken(qtbot: QtBot) -> None:
    field = _day_field(value=FRIDAY, earliest=date(2026, 11, 2))
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = field.findChild(QCalendarWidget)
    assert calendar.selectedDate() == QDate(2026, 11, 20)
    assert calendar.minimumDate() == QDate(2026, 11, 2)
    calendar.clicked.emit(QDate(2026, 11, 24))
    assert field.value() == date(2026, 11, 24)


def test_an_error_of_the_form_goes_when_somebody_mends_it(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    made = form.add("made_on", "Made on", _day_field(value=FRIDAY))
    form.add("due_on", "Due", _day_field(value=FRIDAY))
    name = form.add("name", "Name", LineField(required=True))
    form.valid()
    form.show_error(InvalidInput("Due before it was made.", field="due_on"))
    form.show_error(NotAllowed("The disk is full."))
    assert form.fields["due_on"].error.text() == "Due before it was made."
    QTest.keyClicks(made, "x")
    assert form.fields["due_on"].error.text() == ""
    assert form.error.text() == ""
    # What the field itself still misses stays.
    assert form.fields["name"].error.text() == "Needed."
    QTest.keyClicks(name, "Alfa")
    assert form.fields["name"].error.text() == ""


def test_a_text_edited_in_place_forgets_why_it_was_refused_as_soon_as_it_changes(qtbot: QtBot) -> None:
    def save(_value: str) -> None:
        raise NotAllowed("This name is taken.")

    line = InPlaceLine("Name", "Alfa", save)
    qtbot.addWidget(line)
    line.control.set_value("Beta")
    line.commit()
    assert "taken" in line.error.text()
    QTest.keyClicks(line.control, "x")
    assert line.error.text() == ""


def test_who_passes_through_an_empty_field_is_not_told_that_it_is_needed(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    words = form.add("words", "How we told the client", TextField(required=True))
    name = form.add("name", "Name", LineField("Alfa", required=True))
    elsewhere = QPushButton("Print")
    form.add_widget(elsewhere)
    with qtbot.waitActive(form):
        form.show()
    words.setFocus()
    elsewhere.setFocus()
    assert form.fields["words"].error.text() == ""
    # Who empties one is told, and so is who saves without it.
    name.setFocus()
    name.selectAll()
    QTest.keyClick(name, Qt.Key.Key_Delete)
    elsewhere.setFocus()
    assert form.fields["name"].error.text() == "Needed."
    assert not form.valid()
    assert form.fields["words"].error.text() == "Needed."


def test_a_form_emptied_for_the_next_record_misses_nothing_yet(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    words = form.add("words", "Words", LineField(required=True))
    save = QPushButton("Save")
    form.add_widget(save)
    with qtbot.waitActive(form):
        form.show()
    words.setFocus()
    QTest.keyClicks(words, "They called.")
    save.setFocus()
    form.set_values(words="")
    words.setFocus()
    save.setFocus()
    assert form.fields["words"].error.text() == ""
