"""Saved views of the clients: chip, words and sorting under a name."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from app.ui.shell.palette import action_entries
from tests.ui.clients.conftest import Hand

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


def offered(hand: Hand, button: Any) -> dict[str, Any]:
    """What the menu of saved views holds now."""
    button.click()
    hand.settle()
    menu = button.shown
    menu.close()
    return {action.text(): action for action in menu.actions() if action.text()}


def test_a_view_is_saved_under_a_name_and_chosen_again(hand: Hand) -> None:
    panel, button = hand.page.panel, hand.page.views
    panel.show_filter("mine", "alfa")
    assert [row.client.name for row in panel.shown()] == ["Alfa Media SRL"]
    offered(hand, button)["Save this view…"].trigger()
    dialog: Any = QApplication.activeModalWidget()
    dialog.form.set_values(name="My Alfa")
    next(b for b in dialog.findChildren(type(panel.empty.button)) if b.text() == "Save view").click()
    hand.settle()
    assert hand.toast().text == "View saved: My Alfa"
    panel.show_filter("all", "")
    assert len(panel.shown()) > 1
    offered(hand, button)["My Alfa"].trigger()
    assert panel.chips.value() == "mine" and panel.search.value() == "alfa"
    assert [row.client.name for row in panel.shown()] == ["Alfa Media SRL"]


def test_the_table_keeps_its_sorting_with_the_view(hand: Hand) -> None:
    hand.page.show_table()
    table = hand.page._table
    table.table.sort_by("name", descending=True)
    table.chips.choose("lost")
    table.views.save("Gone, from Z")
    hand.settle()
    table.table.sort_by("name")
    table.chips.choose("all")
    offered(hand, table.views)["Gone, from Z"].trigger()
    names = [row.client.name for row in table.table.rows_model.rows()]
    assert table.chips.value() == "lost" and len(names) > 1
    assert table._sorting() == ("name", True)


def test_a_forgotten_view_comes_back_with_undo(hand: Hand) -> None:
    button = hand.page.views
    button.save("Everyone")
    hand.settle()
    forget = offered(hand, button)["Forget a view"].menu()
    forget.actions()[0].trigger()
    hand.settle()
    assert "Everyone" not in offered(hand, button)
    hand.toast().button.click()
    hand.settle()
    assert "Everyone" in offered(hand, button)


def test_nothing_typed_is_kept_outside_the_book(hand: Hand) -> None:
    hand.page.panel.show_filter("all", "zielony")
    hand.page.views.save("Zielony only")
    hand.settle()
    kept = hand.application.preferences._path.read_text(encoding="utf-8")
    assert "ielony" not in kept


def test_a_view_is_shown_by_key_from_anywhere_and_offered_in_the_palette(hand: Hand) -> None:
    hand.page.panel.show_filter("mine", "alfa")
    hand.page.views.save("My Alfa")
    hand.settle()
    hand.page.panel.show_filter("all", "")
    assert "Show the view “My Alfa”" in [entry.title for entry in action_entries(hand.context.actions)]
    page = hand.page
    hand.context.go("promises")
    hand.settle()
    assert hand.context.actions["view.1"].shortcut == "Alt+1" and not hand.context.actions.run("view.2")
    assert not hand.context.actions["view.save"].enabled()
    hand.context.actions.qaction("view.1").trigger()
    hand.settle()
    assert page.isVisible() and page.panel.search.value() == "alfa"


def test_saving_a_view_by_key_asks_for_its_name(hand: Hand) -> None:
    made = hand.context.actions.qaction("view.save")
    assert made.shortcut().toString() == "Ctrl+Shift+S"
    made.trigger()
    dialog: Any = QApplication.activeModalWidget()
    assert "name" in dialog.form.fields
    dialog.reject()


def test_a_key_in_the_table_is_about_the_row_one_is_on(hand: Hand) -> None:
    hand.page.show_table()
    table = hand.page._table.table
    table.selectRow(3)
    row = table.current_row()
    assert hand.page.record.client_id != row.id
    hand.context.actions.run("client.log")
    hand.settle()
    assert hand.context.here is not None and hand.context.here.client_id == row.id
