"""Several marked rows of a table: deleted as one gesture, copied as a table, saved as CSV; nothing else by accident."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.models import Contact
from app.ui.kit.lists.row_note import RowNote
from app.ui.kit.lists.table import TableView
from app.ui.kit.page_context import Place
from tests.ui.clients.conftest import Hand

# Menus are shown; the platform without a screen has no keyboard to grab.
pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


@pytest.fixture
def hand(application: Any) -> Hand:
    return Hand(application)


@pytest.fixture
def people(hand: Hand) -> TableView:
    """The people at a client, the first two of them marked."""
    tab = hand.go(tab="people")
    table = tab.table
    assert isinstance(table, TableView) and table.rows_model.rowCount() > 2
    mark(table, 0, 1)
    return table


def mark(table: TableView, *lines: int) -> None:
    """Mark rows as with Ctrl and the mouse; the last one has the focus."""
    table.setFocus()
    table.clearSelection()
    flags = QItemSelectionModel.SelectionFlag
    for line in lines:
        table.selectionModel().setCurrentIndex(table.rows_model.index(line, 0), flags.Select | flags.Rows)


def seen(table: TableView) -> list[str]:
    """The titles of the columns that are not hidden."""
    columns = enumerate(table.rows_model.columns)
    return [column.title for at, column in columns if not table.isColumnHidden(at)]


def names(hand: Hand) -> set[str]:
    return set(hand.ask(lambda s: s.scalars(select(Contact.name).where(Contact.deleted_at.is_(None))).all()))


def test_del_takes_all_marked_rows_at_once_and_one_undo_brings_them_back(
    hand: Hand, people: TableView, qtbot: QtBot
) -> None:
    before, marked = names(hand), {row.name for row in people.selected_rows()}
    assert len(marked) == 2
    qtbot.keyClick(people, Qt.Key.Key_Delete)
    hand.settle()
    assert before - names(hand) == marked
    assert hand.toast().text == "2 records deleted"
    hand.undo()
    assert names(hand) == before


def test_what_is_done_with_one_row_is_not_done_with_one_of_several(hand: Hand) -> None:
    hand.context.go(Place("clients", tab="table"))
    hand.settle()
    table = hand.page._table.table
    rows = next(each for each in hand.context.actions.bound("clients") if each.widget is table)
    mark(table, 0, 1)
    assert rows.run("promise")
    hand.settle()
    assert QApplication.activeModalWidget() is None, "for neither of the two"
    assert rows.note is not None and "2 rows are marked" in rows.note.accessibleName()
    offered = {action.objectName() for action in rows.menu().actions()} - {""}
    assert offered == {"clients.delete", "table.copy", "table.csv"}
    mark(table, 1)
    assert "clients.promise" in {action.objectName() for action in rows.menu().actions()}
    assert rows.run("promise")
    hand.settle()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.close()


def test_a_right_click_among_the_marked_rows_is_about_all_of_them(hand: Hand, people: TableView) -> None:
    rows = next(each for each in hand.context.actions.bound("person") if each.widget is people)
    rows._pointed(people.visualRect(people.rows_model.index(0, 0)).center())
    assert len(people.selected_rows()) == 2
    assert rows._menu is not None
    rows._menu.close()
    rows._pointed(people.visualRect(people.rows_model.index(2, 0)).center())
    assert [row.name for row in people.selected_rows()] == [people.rows_model.row_at(2).name]
    rows._menu.close()


def test_copy_gives_the_marked_rows_as_text_and_as_a_table(people: TableView, qtbot: QtBot) -> None:
    qtbot.keyClick(people, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    held = QGuiApplication.clipboard().mimeData()
    lines = held.text().split("\n")
    heads = seen(people)
    assert lines[0].split("\t") == heads and len(lines) == 3
    for line, row in zip(lines[1:], people.selected_rows(), strict=True):
        assert line.split("\t")[0] == row.name
    assert held.html().count("<tr>") == 3 and "<table>" in held.html()


def test_columns_that_are_hidden_are_not_copied(people: TableView, qtbot: QtBot) -> None:
    people.setColumnHidden(1, True)
    qtbot.keyClick(people, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    title = people.rows_model.columns[1].title
    assert title not in QGuiApplication.clipboard().mimeData().text().split("\n")[0].split("\t")


def test_a_table_is_saved_as_csv_from_the_palette(hand: Hand, people: TableView, tmp_path: Path) -> None:
    target = tmp_path / "people.csv"
    assert hand.context.actions.run("table.csv")
    asking = QApplication.activeModalWidget()
    assert isinstance(asking, QFileDialog)
    asking.fileSelected.emit(str(target))
    asking.close()
    with target.open(encoding="utf-8-sig", newline="") as file:
        heads, *rows = csv.reader(file)
    assert heads == seen(people)
    assert [row[0] for row in rows] == [row.name for row in people.rows_model.rows()]
    assert hand.toast().text == "people.csv saved"


def test_what_goes_wrong_with_saving_is_said_at_the_table(hand: Hand, people: TableView) -> None:
    assert hand.application.opened is not None
    book = hand.application.opened.card.path
    before = book.read_bytes()
    hand.context.actions.run("table.csv")
    asking = QApplication.activeModalWidget()
    assert isinstance(asking, QFileDialog)
    asking.fileSelected.emit(str(book))
    asking.close()
    assert book.read_bytes() == before
    assert any("Condica book" in note.accessibleName() for note in people.findChildren(RowNote))


def test_a_table_without_any_rows_to_act_on_still_has_its_menu(qtbot: QtBot) -> None:
    from app.ui.kit.lists.rows_model import Column

    table = TableView([Column("name", "Name", lambda row: row)], "Names")
    qtbot.addWidget(table)
    table.set_rows(["Ana", "Ion"])
    table.show()
    table.selectRow(0)
    table.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5)))
    menu = next(each for each in table.findChildren(QMenu) if each.actions())
    assert [action.text() for action in menu.actions() if action.text()] == ["Copy 1 row", "Save as CSV…"]
    menu.close()
