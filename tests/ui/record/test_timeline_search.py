"""The timeline's own search, and its pinned notes on top."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.domain.folding import fold
from app.models import Note
from app.ui.kit import discreet
from app.ui.record.stream_rows import PINNED, Fold
from app.ui.record.timeline import TimelineTab
from app.views.record.timeline import WINDOW
from app.views.record.timeline_rows import TimelineRow
from tests.ui.clients.conftest import Hand
from tests.ui.conftest import TODAY
from tests.ui.walk import wrong_with


@pytest.fixture
def tab(hand: Hand) -> TimelineTab:
    found = hand.go(tab="timeline")
    assert isinstance(found, TimelineTab)
    return found


def shown(tab: TimelineTab) -> list[TimelineRow]:
    return [row for row in tab.stream.stream.rows if isinstance(row, TimelineRow)]


def look_for(hand: Hand, tab: TimelineTab, qtbot: QtBot, words: str) -> None:
    if not tab.to_find.isChecked():
        tab.to_find.click()
    tab.find_line.line.setText(words)
    qtbot.waitUntil(lambda: not tab.find_line._pause.isActive())
    hand.settle()


def pin(hand: Hand, count: int) -> None:
    client_id = hand.page.record.client_id

    def add(session: object) -> None:
        for day in range(count):
            session.add(  # type: ignore[attr-defined]
                Note(
                    client_id=client_id,
                    happened_at=datetime(2020, 1, day + 1, 9, 0),
                    kind="call",
                    subject=f"Rule {day}",
                    pinned=True,
                )
            )

    hand.context.operations.write("Set up", add, owner=hand.context)
    hand.settle()


def test_words_leave_what_holds_them_of_this_client(hand: Hand, tab: TimelineTab, qtbot: QtBot) -> None:
    everything = len(shown(tab))
    look_for(hand, tab, qtbot, "factur")
    found = shown(tab)
    assert 0 < len(found) < everything and tab.find_line.count.text() == f"{len(found)} found"
    assert len({row.kind for row in found}) > 1
    assert any("factur" in fold(f"{row.title} {row.sub} {row.text}") for row in found)
    assert wrong_with(hand.application.window) == []
    tab.filter.chips["complaints"].click()
    hand.settle()
    assert {row.kind for row in shown(tab)} == {"complaints"}


def test_esc_empties_the_line_and_then_closes_it_and_everything_is_there_again(
    hand: Hand, tab: TimelineTab, qtbot: QtBot
) -> None:
    everything = shown(tab)
    look_for(hand, tab, qtbot, "factur")
    qtbot.keyClick(tab.find_line.line, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not tab.find_line._pause.isActive())
    hand.settle()
    assert tab.find_line.isVisible() and shown(tab) == everything
    qtbot.keyClick(tab.find_line.line, Qt.Key.Key_Escape)
    assert not tab.find_line.isVisible() and not tab.to_find.isChecked()


def test_closing_the_line_shows_everything_and_opening_it_again_the_words(
    hand: Hand, tab: TimelineTab, qtbot: QtBot
) -> None:
    everything = shown(tab)
    look_for(hand, tab, qtbot, "factur")
    found = shown(tab)
    tab.to_find.click()
    hand.settle()
    assert shown(tab) == everything
    qtbot.keyClick(tab.stream, Qt.Key.Key_Down)
    qtbot.keyClick(tab.stream, Qt.Key.Key_F)
    hand.settle()
    assert shown(tab) == found and hand.application.window.focusWidget() is tab.find_line.line


def test_nothing_found_is_told_apart_from_nothing_on_record(
    hand: Hand, tab: TimelineTab, qtbot: QtBot
) -> None:
    look_for(hand, tab, qtbot, "xyzzy")
    assert tab.empty.title.text() == "Nothing of Alfa Media SRL holds “xyzzy”"
    assert not tab.stream.isVisible()


def test_in_discreet_mode_the_search_is_gone(hand: Hand, tab: TimelineTab, qtbot: QtBot) -> None:
    look_for(hand, tab, qtbot, "factur")
    discreet.state.set(True)
    hand.settle()
    assert not tab.to_find.isVisible() and not tab.find_line.isVisible()
    assert len(shown(tab)) > 20 and not any(row.internal for row in shown(tab))


def test_pinned_notes_stand_on_top_once_with_their_day_beneath(hand: Hand, tab: TimelineTab) -> None:
    before = [row for row in shown(tab) if row.pinned]
    pin(hand, 1)
    model = tab.stream.stream
    top = [row for row in shown(tab) if row.pinned]
    assert len(top) == len(before) + 1 and shown(tab)[: len(top)] == top
    at = next(line for line, row in enumerate(shown(tab)) if row.title == "Rule 0")
    assert model.aside(0) == "Pinned" and model.under(at).startswith("1 Jan 2020")
    # The first below them tells its own day, whatever the pinned ones say: a task that lies ahead.
    below = model.rows[len(top)]
    assert below.day > TODAY and model.aside(len(top)) == "Sat 28 Nov"
    assert model.index(at).data(Qt.ItemDataRole.AccessibleTextRole).startswith("Pinned")


def test_many_pinned_notes_fold_and_unfold_by_mouse_and_key(
    hand: Hand, tab: TimelineTab, qtbot: QtBot
) -> None:
    pin(hand, 4)
    model = tab.stream.stream
    client_id = hand.page.record.client_id
    total = hand.ask(
        lambda s: len(s.scalars(select(Note.id).where(Note.pinned, Note.client_id == client_id)).all())
    )
    assert sum(row.pinned for row in shown(tab)) == PINNED
    line = next(at for at, row in enumerate(model.rows) if isinstance(row, Fold))
    assert model.index(line).data() == f"{total - PINNED} more pinned"
    qtbot.mouseClick(
        tab.stream.viewport(),
        Qt.MouseButton.LeftButton,
        pos=tab.stream.visualRect(model.index(line)).center(),
    )
    assert sum(row.pinned for row in shown(tab)) == total
    assert model.index(total).data() == "Fold the pinned notes"
    tab.stream.setFocus()
    qtbot.keyClick(tab.stream, Qt.Key.Key_Return)
    assert sum(row.pinned for row in shown(tab)) == PINNED
    assert len(shown(tab)) == PINNED + WINDOW


def test_a_note_is_pinned_and_taken_down_by_its_key_with_undo(
    hand: Hand, tab: TimelineTab, qtbot: QtBot
) -> None:
    call = next(at for at, row in enumerate(tab.stream.stream.rows) if isinstance(row, TimelineRow)
                and row.kind == "notes" and not row.pinned)  # fmt: skip
    row = tab.stream.stream.rows[call]
    assert isinstance(row, TimelineRow)
    tab.stream.setCurrentIndex(tab.stream.stream.index(call))
    tab.stream.setFocus()
    qtbot.keyClick(tab.stream, Qt.Key.Key_P)
    hand.settle()
    assert row.id in [each.id for each in shown(tab) if each.pinned]
    hand.undo()
    assert row.id not in [each.id for each in shown(tab) if each.pinned]


def test_going_to_a_pinned_note_that_is_folded_away_unfolds_it(hand: Hand, tab: TimelineTab) -> None:
    pin(hand, 4)
    oldest = hand.ask(lambda s: s.scalars(select(Note.id).where(Note.subject == "Rule 0")).one())
    again = hand.go(record=("notes", oldest))
    current = again.stream.current_row()
    assert current is not None and current.id == oldest
