"""The registry of actions and the palette that reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.actions import Action, Actions
from app.ui.kit.lists.matching import spans, typed_words
from app.ui.kit.widgets.shortcuts_sheet import ShortcutsSheet
from app.ui.shell.palette import Entry, Palette, action_entries
from app.ui.shell.palette_rows import Heading


@pytest.fixture
def done() -> list[Any]:
    return []


@pytest.fixture
def actions(done: list[Any]) -> Actions:
    made = Actions()
    made.add(
        Action("log", "Log a call", lambda client: done.append(("log", client)), shortcut="Ctrl+L", group="Client",
               icon="phone", client_scoped=True, client_title="Log a call with {client}")
    )  # fmt: skip
    made.add(
        Action("settings", "Settings", lambda: done.append("settings"), shortcut="Ctrl+,", group="Window")
    )
    made.add(
        Action("larger", "Larger text", lambda: done.append("larger"), shortcut="Ctrl++", more=("Ctrl+=",))
    )
    made.add(Action("off", "Not now", lambda: done.append("off"), enabled=lambda: False, shortcut="Ctrl+Q"))
    return made


@pytest.fixture
def palette(qtbot: QtBot, actions: Actions, done: list[Any]) -> Iterator[Palette]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    QLineEdit(window).setObjectName("before")
    with qtbot.waitExposed(window):
        window.show()
    entries = [
        Entry(
            "client", name, lambda each=name: done.append(each), "Łódź", "building-2", key=f"c{at}", client=at
        )
        for at, name in enumerate(("Alfa Media SRL", "Dąbrowski i Wspólnicy", "Ферма «Заря»"))
    ]
    entries.append(
        Entry("record", "The October invoice", lambda: done.append("record"), "complaint · Alfa Media")
    )
    entries.append(Entry("person", "Mihai Alfaru", lambda: done.append("person"), "Estoria Retail"))
    yield Palette(window, [lambda: entries, lambda: action_entries(actions)], actions)


def _titles(palette: Palette) -> list[str]:
    return [f"# {row.text}" if isinstance(row, Heading) else row.title for row in palette.model.rows]


def test_a_shortcut_or_name_given_twice_is_a_mistake_of_ours(actions: Actions) -> None:
    for wrong in (
        Action("log", "Again", lambda: None),
        Action("other", "Other", lambda: None, shortcut="ctrl+l"),
        Action("equal", "Other", lambda: None, more=("Ctrl+=",)),
        Action("letter", "Types ą", lambda: None, shortcut="Ctrl+Alt+A"),
    ):
        with pytest.raises(ValueError):
            actions.add(wrong)


def test_a_shortcut_runs_its_action_unless_it_is_off(
    qtbot: QtBot, palette: Palette, actions: Actions, done: list[Any]
) -> None:
    window = palette.window()
    actions.install(window)
    window.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert done == ["settings", ("log", None)]


def test_the_sheet_shows_every_shortcut_in_its_group(qtbot: QtBot, actions: Actions) -> None:
    sheet = ShortcutsSheet(actions)
    qtbot.addWidget(sheet)
    texts = {label.text() for label in sheet.findChildren(QWidget) if hasattr(label, "setText")}
    assert {"Client", "Window", "Log a call", "Settings"} <= texts


@pytest.mark.parametrize("typed", ["alfa", "media alfa", "ALFA med", "srl"])
def test_words_match_in_any_order_without_case(palette: Palette, typed: str) -> None:
    palette.open()
    palette.line.setText(typed)
    assert _titles(palette)[:2] == ["# Clients", "Alfa Media SRL"]


@pytest.mark.parametrize(
    ("typed", "title"), [("dabrowski", "Dąbrowski i Wspólnicy"), ("wspol lodz", "Dąbrowski i Wspólnicy"), ("ЗАРЯ", "Ферма «Заря»")]
)  # fmt: skip
def test_words_match_without_accents_and_in_the_second_line(palette: Palette, typed: str, title: str) -> None:
    palette.open()
    palette.line.setText(typed)
    assert title in _titles(palette)


def test_every_word_must_match(palette: Palette) -> None:
    palette.open()
    palette.line.setText("alfa zzz")
    assert _titles(palette) == []
    assert palette.nothing.isVisible()
    assert palette.current() is None


def test_groups_come_in_their_order_with_actions_on_the_client(palette: Palette) -> None:
    palette.open()
    palette.line.setText("alfa")
    assert _titles(palette) == [
        "# Clients", "Alfa Media SRL", "# Actions on Alfa Media SRL", "Log a call with Alfa Media SRL",
        "# People", "Mihai Alfaru", "# Records", "The October invoice",
    ]  # fmt: skip


def test_tab_offers_the_actions_on_the_client_and_esc_goes_back(
    qtbot: QtBot, palette: Palette, done: list[Any]
) -> None:
    palette.open()
    qtbot.keyClicks(palette.line, "alfa")
    qtbot.keyClick(palette.line, Qt.Key.Key_Tab)
    assert _titles(palette) == ["# Actions", "Log a call with Alfa Media SRL"]
    qtbot.keyClick(palette.line, Qt.Key.Key_Escape)
    assert palette.isVisible()
    qtbot.keyClicks(palette.line, "alfa")
    qtbot.keyClick(palette.line, Qt.Key.Key_Tab)
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert done == [("log", 0)]
    assert not palette.isVisible()


def test_the_keyboard_skips_headings_and_enter_chooses(
    qtbot: QtBot, palette: Palette, done: list[Any]
) -> None:
    palette.open()
    qtbot.keyClicks(palette.line, "alfa")
    for _press in range(2):
        qtbot.keyClick(palette.line, Qt.Key.Key_Down)
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert done == ["person"]


def test_what_was_used_last_comes_first(qtbot: QtBot, palette: Palette) -> None:
    palette.open()
    palette.line.setText("заря")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    palette.open()
    assert _titles(palette)[:2] == ["# Recent", "Ферма «Заря»"]
    palette.scope = "another book"
    palette.open()
    assert _titles(palette)[0] == "# Clients"


def test_leaving_gives_the_focus_back(qtbot: QtBot, palette: Palette) -> None:
    before = palette.window().findChild(QLineEdit, "before")
    before.setFocus()
    qtbot.waitUntil(before.hasFocus)
    palette.open()
    assert palette.line.hasFocus()
    qtbot.keyClick(palette.line, Qt.Key.Key_Escape)
    assert before.hasFocus()


def test_hits_of_a_search_are_added_if_the_question_is_still_the_same(palette: Palette) -> None:
    palette.open()
    palette.line.setText("october")
    palette.add_found("octo", [Entry("record", "October too late", lambda: None)])
    palette.add_found("october", [Entry("record", "October in time", lambda: None)])
    assert "October in time" in _titles(palette)
    assert "October too late" not in _titles(palette)


def test_the_panel_stands_where_the_picture_shows_it(palette: Palette) -> None:
    palette.open()
    palette.line.setText("alfa")
    assert (palette.panel.width(), palette.panel.y()) == (640, 76)
    assert palette.panel.x() == (1366 - 640) // 2


def test_marked_words_are_found_in_the_letters_people_see() -> None:
    assert spans("Dąbrowski i Wspólnicy", typed_words("wspol DAB")) == [(0, 3), (12, 17)]
    assert spans("Mihai Alfaru", ["alfa"]) == [(6, 10)]
    assert spans("anything", ["none"]) == []
