"""Tables and lists: sorted by the alphabet, filtered, quick with many rows, remembered."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.i18n import set_language
from app.ui.kit import discreet
from app.ui.kit.lists.row_delegate import TwoLineList, TwoLines
from app.ui.kit.lists.rows_model import Column, RowsModel
from app.ui.kit.lists.table import TableView
from app.ui.kit.lists.table_fit import fitting_widths
from app.ui.kit.look import theme

ASC, DESC = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
NAME = Column("name", "Client", lambda row: row[0], bold=True)
VALUE = Column("value", "Margin", lambda row: row[1], align="right", internal=True)
ROWS = [("Zorile", 3), ("Ăstra", 1), ("Dąb 10", None), ("Dąb 9", 2), ("alfa", 5)]


def _names(model: RowsModel) -> list[str]:
    return [row[0] for row in model.rows()]


def test_names_are_sorted_by_the_alphabet_numbers_by_value(qapp: Any) -> None:
    set_language("ro")
    model = RowsModel([NAME, VALUE], ROWS)
    model.sort(0)
    assert _names(model) == ["alfa", "Ăstra", "Dąb 9", "Dąb 10", "Zorile"]
    model.sort(1, DESC)
    assert [row[1] for row in model.rows()] == [5, 3, 2, 1, None]


def test_what_is_unknown_stands_last_in_either_direction(qapp: Any) -> None:
    model = RowsModel([NAME, VALUE], ROWS)
    for order in (ASC, DESC):
        model.sort(1, order)
        assert model.row_at(4) == ("Dąb 10", None)


def test_a_filter_keeps_the_order_and_the_total(qapp: Any) -> None:
    model = RowsModel([NAME, VALUE], ROWS)
    model.sort(0)
    model.set_filter(lambda row: row[0].startswith("D"))
    assert _names(model) == ["Dąb 9", "Dąb 10"]
    assert (model.rowCount(), model.total()) == (2, 5)
    model.set_rows([*ROWS, ("Dąb 1", 0)])
    assert _names(model) == ["Dąb 1", "Dąb 9", "Dąb 10"]
    model.set_filter(None)
    assert model.rowCount() == 6


def test_setting_two_hundred_thousand_rows_asks_for_those_of_a_screen_alone(qtbot: QtBot) -> None:
    asked: list[int] = []
    table = TableView([Column("n", "N", lambda row: asked.append(row) or row)], "Numbers")
    qtbot.addWidget(table)
    table.resize(400, 300)
    with qtbot.waitExposed(table):
        table.show()
    table.set_rows(range(200_000))
    table.grab()
    assert 0 < len(set(asked)) <= 60


def test_the_current_row_stays_chosen_when_the_order_changes(qtbot: QtBot) -> None:
    table = TableView([NAME, VALUE], "Clients")
    qtbot.addWidget(table)
    table.set_rows(ROWS)
    table.selectRow(0)
    assert table.current_row() == ("Zorile", 3)
    table.sort_by("name")
    assert table.current_row() == ("Zorile", 3)
    assert table.selected_rows() == [("Zorile", 3)]


def test_a_row_chosen_by_the_program_is_chosen_alone_while_ctrl_is_held(qtbot: QtBot) -> None:
    table = TableView([NAME, VALUE], "Clients")
    qtbot.addWidget(table)
    table.set_rows(ROWS)
    table.selectRow(0)
    qtbot.keyPress(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    table.selectRow(1)
    assert table.selected_rows() == [ROWS[1]]
    table.selectRow(1)
    assert table.selected_rows() == [ROWS[1]]
    qtbot.keyRelease(table, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)


def test_rows_come_as_given_until_somebody_sorts(qtbot: QtBot) -> None:
    table = TableView([NAME, VALUE], "Clients")
    qtbot.addWidget(table)
    table.set_rows(ROWS)
    assert table.rows_model.rows() == ROWS


def test_enter_opens_the_row(qtbot: QtBot) -> None:
    table = TableView([NAME, VALUE], "Clients")
    qtbot.addWidget(table)
    table.set_rows(ROWS)
    table.selectRow(1)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [("Ăstra", 1)]


def test_widths_and_sorting_are_as_they_were_left(qtbot: QtBot) -> None:
    first = TableView([NAME, VALUE], "Clients", settings_key="clients")
    qtbot.addWidget(first)
    first.show()
    first.setColumnWidth(0, 333)
    first.sort_by("name", descending=True)
    first.hide()
    again = TableView([NAME, VALUE], "Clients", settings_key="clients")
    qtbot.addWidget(again)
    again.set_rows(ROWS)
    assert again.columnWidth(0) == 333
    assert again.rows_model.row_at(0) == ("Zorile", 3)


def test_internal_columns_vanish_in_discreet_mode(qtbot: QtBot) -> None:
    table = TableView([NAME, VALUE], "Clients")
    qtbot.addWidget(table)
    discreet.state.set(True)
    assert (table.isColumnHidden(0), table.isColumnHidden(1)) == (False, True)
    later = TableView([NAME, VALUE], "Clients")
    qtbot.addWidget(later)
    assert later.isColumnHidden(1)
    discreet.state.set(False)
    assert not table.isColumnHidden(1)


def _list(qtbot: QtBot) -> TwoLineList:
    made = TwoLineList(lambda row: TwoLines(row[0], f"worth {row[1]}", mark_name="At risk"), "Clients")
    qtbot.addWidget(made)
    made.set_rows(ROWS)
    made.show()
    return made


def test_a_list_says_everything_it_shows(qtbot: QtBot) -> None:
    index = _list(qtbot).model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Zorile. worth 3. At risk"


def test_a_reload_keeps_the_current_row_and_tells_nobody(qtbot: QtBot) -> None:
    rows = _list(qtbot)
    rows.select(lambda row: row[0] == "alfa")
    picked: list[Any] = []
    rows.picked.connect(picked.append)
    rows.set_rows([("alfa", 6), ("Beta", 1)], keep=lambda row: row[0])
    assert rows.current_row() == ("alfa", 6)
    assert picked == []


def test_the_focus_shows_a_place_without_choosing_it(qtbot: QtBot) -> None:
    rows = _list(qtbot)
    picked: list[Any] = []
    rows.picked.connect(picked.append)
    rows.setFocus()
    qtbot.waitUntil(rows.hasFocus)
    assert rows.currentIndex().row() == 0
    assert picked == []
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    assert picked == [("Ăstra", 1)]


@pytest.mark.parametrize("text", ["<b>bold</b>", "<img src='file:///etc/passwd'>"])
def test_names_in_tooltips_are_never_taken_for_markup(qtbot: QtBot, text: str) -> None:
    rows = TwoLineList(lambda row: TwoLines(row), "Clients")
    qtbot.addWidget(rows)
    rows.set_rows([text])
    assert text not in rows.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)


REF = Column("ref", "Ref", lambda row: row[0], width=66)
WORDS = Column("words", "The client’s words", lambda row: row[1], width=90)
SHEETS = [("C-042", "It came too late, and nobody said so before Monday."), ("C-008", "Wrong sum.")]


def _table(qtbot: QtBot) -> TableView:
    table = TableView([REF, WORDS, NAME], "Sheets")
    qtbot.addWidget(table)
    table.resize(700, 300)
    with qtbot.waitExposed(table):
        table.show()
    return table


def _needed(table: TableView, text: str) -> int:
    index = table.rows_model.index(0, 0)
    return QFontMetrics(index.data(Qt.ItemDataRole.FontRole)).horizontalAdvance(text) + 24


def test_a_column_of_short_words_is_wide_enough_for_them_one_of_sentences_keeps_its_width(
    qtbot: QtBot,
) -> None:
    table = _table(qtbot)
    narrow = table.columnWidth(1)
    table.set_rows(SHEETS)
    assert table.columnWidth(0) >= _needed(table, "C-042") > theme.px(66) - 1
    assert table.columnWidth(1) == narrow
    # What was filled in before anybody saw it fits as well.
    table.hide()
    table.set_rows([("C-1042", "")])
    table.show()
    assert table.columnWidth(0) >= _needed(table, "C-1042")


def test_a_column_that_somebody_made_narrow_stays_so(qtbot: QtBot) -> None:
    table = _table(qtbot)
    table.set_rows(SHEETS)
    header = table.horizontalHeader()
    edge = QPoint(header.sectionPosition(0) + header.sectionSize(0) - 1, 10)
    QTest.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(header.viewport(), edge - QPoint(5, 0))
    QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=edge - QPoint(5, 0))
    dragged = table.columnWidth(0)
    table.set_rows([*SHEETS, ("C-1042", "")])
    assert table.columnWidth(0) == dragged


def test_columns_that_grew_give_back_what_the_table_has_no_room_for(qapp: Any) -> None:
    columns = [
        Column("name", "Name", str, width=60),
        Column("why", "Why", lambda row: f"{row} is silent", width=100),
    ]
    model = RowsModel(columns, ["Alfa Media", "Gama"])
    free = fitting_widths(model, (0, 1), 12, 1000)
    assert free[0] > 60 and free[1] > 100
    room = sum(free.values()) - 10
    tight = fitting_widths(model, (0, 1), 12, room)
    assert sum(tight.values()) == room and tight[0] >= 60 and tight[1] >= 100
    assert fitting_widths(model, (0, 1), 12, 50) == {0: 60, 1: 100}
