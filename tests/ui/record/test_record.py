"""One client's record: head, tiles, tabs, rail; edited in place, deleted with Undo."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app import models
from app.ui.kit import discreet
from app.ui.kit.fields.capture import FormDialog
from tests.ui.clients.conftest import ALFA, Hand
from tests.ui.conftest import TODAY


def dialog(hand: Hand) -> FormDialog:
    hand.settle()
    found = QApplication.activeModalWidget()
    assert isinstance(found, FormDialog)
    return found


def test_the_head_and_tiles_say_what_the_rules_say(hand: Hand) -> None:
    record = hand.page.record
    assert record.view is not None
    assert record.header.name.value() == ALFA
    assert record.header.line.text().endswith("client since March 2019 · Ioana Țurcanu")
    assert record.tiles.promises.value.text() == str(len(record.view.due_promises))
    assert record.tiles.complaints.value.text() == str(record.view.verdicts.complaints.open)


def test_the_name_is_changed_where_it_stands(hand: Hand, qtbot: QtBot) -> None:
    field = hand.page.record.header.name
    field.control.setFocus()
    field.control.setText("Alfa Media Group")
    qtbot.keyClick(field.control, Qt.Key.Key_Return)
    hand.settle()
    assert any(row.client.name == "Alfa Media Group" for row in hand.page.panel.shown())
    hand.undo()
    assert field.value() == ALFA


def test_a_name_that_is_taken_stays_typed_with_the_reason_beneath(hand: Hand, qtbot: QtBot) -> None:
    field = hand.page.record.header.name
    field.control.setText("Glob Pharma")
    qtbot.keyClick(field.control, Qt.Key.Key_Return)
    hand.settle()
    assert field.value() == "Glob Pharma"
    assert "already in the book" in field.error.text()
    field.revert()
    assert field.value() == ALFA


def test_a_new_client_is_opened(hand: Hand) -> None:
    hand.context.actions.run("client.new")
    form = dialog(hand)
    form.submit()
    assert form.form.fields["name"].error.text() == "Needed."
    form.form.set_values(name="Nova Trans")
    form.submit()
    hand.settle()
    assert hand.page.record.view is not None
    assert hand.page.record.view.who.name == "Nova Trans"
    assert hand.page.record.view.who.owner == "Ioana Țurcanu"


def test_a_client_goes_to_the_trash_and_comes_back(hand: Hand) -> None:
    before = hand.count(models.Note)
    hand.context.actions.run("client.delete")
    hand.settle()
    assert not any(row.client.name == ALFA for row in hand.page.panel.shown())
    assert hand.count(models.Note) < before
    assert hand.toast().button.text() == "Undo"
    hand.toast().button.click()
    hand.settle()
    assert any(row.client.name == ALFA for row in hand.page.panel.shown())
    assert hand.count(models.Note) == before


def test_losing_and_winning_back(hand: Hand) -> None:
    hand.context.actions.run("client.lose")
    form = dialog(hand)
    form.form.set_values(reason="They merged")
    form.submit()
    hand.settle()
    assert hand.page.record.header.status.text == "Lost"
    assert "They merged" in hand.page.record.header.line.text()
    assert not hand.context.actions.run("client.pause")
    assert hand.context.actions.run("client.won_back")
    form = dialog(hand)
    assert "to 22 Nov 2026" in " ".join(label.text() for label in form.findChildren(QLabel))
    form.form.set_values(since=TODAY - timedelta(days=1))
    form.submit()
    assert form.form.fields["since"].error.text() == "Not before 22 Nov 2026."
    form.form.set_values(since=TODAY)
    form.submit()
    hand.settle()
    assert hand.page.record.header.status.text == "Active"
    hand.context.operations.undo()
    hand.settle()
    assert hand.page.record.header.status.text == "Lost"


def test_a_handover_needs_its_note(hand: Hand) -> None:
    hand.context.actions.run("client.hand_over")
    form = dialog(hand)
    form.form.set_values(to="Katarzyna Nowak")
    form.submit()
    assert form.form.fields["note"].error.text() == "Needed."
    form.form.set_values(note="They like short mails.")
    form.submit()
    hand.settle()
    assert hand.page.record.view is not None
    assert hand.page.record.view.who.owner == "Katarzyna Nowak"


def test_any_row_of_the_timeline_opens_and_is_changed(hand: Hand) -> None:
    tab = hand.go(tab="timeline")
    row = next(row for row in tab.stream.stream.rows if row.kind == "notes")
    assert tab.stream.show_record(row.kind, row.id)
    assert tab.rows.run("edit")
    form = dialog(hand)
    form.form.set_values(subject="Another title")
    form.submit()
    hand.settle()
    assert any(each.title == "Another title" for each in tab.stream.stream.rows)


def test_a_row_is_deleted_by_key_and_the_toast_brings_it_back(hand: Hand, qtbot: QtBot) -> None:
    tab = hand.go(tab="timeline")
    before = hand.count(models.Note)
    row = next(row for row in tab.stream.stream.rows if row.kind == "notes")
    assert tab.stream.show_record(row.kind, row.id)
    qtbot.keyClick(tab.stream, Qt.Key.Key_Delete)
    hand.settle()
    assert hand.count(models.Note) == before - 1
    hand.toast().button.click()
    hand.settle()
    assert hand.count(models.Note) == before


def test_a_line_of_the_rail_leads_to_its_record(hand: Hand) -> None:
    tab = hand.go(tab="timeline")
    view = hand.page.record.view
    assert view is not None
    decision_id = view.open_decisions[0].decision.id
    tab.rail.record_wanted.emit(("decisions", decision_id))
    hand.settle()
    assert hand.page.record.tab_id() == "decisions"
    assert decision_id in hand.page.record.tab("decisions").cards
    assert hand.context.here is not None and hand.context.here.tab == "decisions"


def test_discreet_mode_leaves_nothing_internal_on_screen(hand: Hand) -> None:
    tab = hand.go(tab="timeline")
    internal = hand.ask(
        lambda s: s.scalars(
            select(models.Note.subject).where(models.Note.kind == "internal", models.Note.client_id == 1)
        ).all()
    )
    assert internal
    discreet.state.set(True)
    hand.settle()
    record = hand.page.record
    shown = tab.stream.stream.rows
    assert shown and not any(row.internal or row.kind in ("threats", "offers", "costs") for row in shown)
    assert not {row.title for row in shown} & set(internal)
    assert not record.tiles.loyalty.isVisible() and not tab.rail.hunter.isVisible()
    assert not record.tiles.money.isVisible()
    assert record.header.attention.isHidden() or not record.header.attention.isVisible()


def test_discreet_mode_leaves_the_internal_tabs(hand: Hand) -> None:
    hand.go(tab="retention")
    discreet.state.set(True)
    hand.settle()
    assert hand.page.record.tab_id() == "timeline"


def test_back_leads_to_the_client_before(hand: Hand) -> None:
    hand.go("Glob Pharma", tab="people")
    hand.context.actions.run("go.back")
    hand.settle()
    assert hand.page.record.view is not None
    assert hand.page.record.view.who.name == ALFA


def test_every_form_opens_with_its_fields_named(hand: Hand) -> None:
    from tests.ui.looking import unnamed

    for name in ("decision", "threat", "offer", "purchase", "cost", "contact", "edit"):
        hand.context.actions.run(f"client.{name}")
        form = dialog(hand)
        assert unnamed(form) == [], name
        assert isinstance(form, QDialog)
        form.reject()
        hand.settle()


def test_a_gesture_is_signed_by_the_person_at_the_keyboard(hand: Hand) -> None:
    from app.services import journal

    hand.context.actions.run("client.pause")
    hand.settle()
    (step,) = hand.ask(lambda session: journal.history(session, 1))
    assert step.author == "Ioana Țurcanu"


def test_the_tabs_stand_in_the_same_place_on_every_tab(hand: Hand) -> None:
    hand.go(tab="timeline")
    record = hand.page.record
    assert record.tiles.isVisible()
    before = record.strip.pos()
    for tab in ("decisions", "money", "timeline"):
        hand.go(tab=tab)
        assert record.strip.pos() == before
    assert record.tiles.isVisible()
