"""The Decisions page: what asks for somebody first, argued and settled beside the list."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import models
from app.services.books import create_book
from app.ui.decisions.page import DecisionsPage
from app.ui.forms.decisions import AttemptForm, DebriefForm, SettleForm
from app.ui.kit import discreet
from app.ui.kit.page_context import Place
from app.ui.kit.widgets.buttons import Button
from app.ui.record.cards.decision import DecisionCardWidget
from app.ui.shell.app import Application
from app.views.decisions.page import DecisionRow
from tests.ui.conftest import Start
from tests.ui.walk import settle


@pytest.fixture
def page(application: Application) -> DecisionsPage:
    return arrived(application)


def arrived(application: Application, place: Place = Place("decisions")) -> DecisionsPage:
    assert application.context is not None
    application.context.go(place)
    settle(application)
    found = application.window.current_page()
    assert isinstance(found, DecisionsPage)
    return found


def chosen(page: DecisionsPage, application: Application, chip: str) -> DecisionRow:
    """Choose a chip and its first decision."""
    page.chips.chips[chip].click()
    settle(application)
    row: DecisionRow = page.list.current_row()
    return row


def card(page: DecisionsPage) -> DecisionCardWidget:
    found = page.detail.card
    assert found is not None and found.isVisible()
    return found


def now(page: DecisionsPage, decision_id: int) -> DecisionRow:
    assert page.view is not None
    return next(row for row in page.view.rows if row.id == decision_id)


def test_the_first_decision_is_open_beside_the_list(page: DecisionsPage) -> None:
    row = page.list.rows()[0]
    assert row.standing == "client_decides"
    assert page.list.current_row() == row
    assert card(page).card.id == row.id
    assert page.detail.client.text() == row.client


def test_chips_count_what_they_stand_for(page: DecisionsPage, application: Application) -> None:
    assert page.view is not None
    for chip in ("advise", "client_decides", "debrief"):
        row = chosen(page, application, chip)
        assert {each.standing for each in page.list.rows()} == {chip}
        assert row == page.list.rows()[0] and card(page).card.id == row.id
    assert chosen(page, application, "settled").is_settled


def test_arrow_keys_browse_and_back_comes_to_where_one_was(
    page: DecisionsPage, application: Application, qtbot: QtBot
) -> None:
    first, second = page.list.rows()[:2]
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.detail.decision_id == second.id)
    settle(application)
    assert card(page).card.id == second.id
    context = application.context
    assert context is not None and context.here == Place("decisions", record=("decisions", second.id))
    application.window.step(-1)
    settle(application)
    assert page.detail.decision_id in (first.id, second.id)


def test_an_attempt_is_logged_from_the_page_and_undone(page: DecisionsPage, application: Application) -> None:
    row = chosen(page, application, "advise")
    assert page.context.actions.run("decision.attempt")
    form = card(page).findChild(AttemptForm)
    assert form is not None
    form.form.set_values(argument="A third set of figures")
    form.submit()
    settle(application)
    assert now(page, row.id).verdict.attempts == row.verdict.attempts + 1
    page.context.actions.run("undo")
    settle(application)
    assert now(page, row.id).verdict.attempts == row.verdict.attempts


def test_the_client_decides_and_the_row_moves_on(page: DecisionsPage, application: Application) -> None:
    row = chosen(page, application, "client_decides")
    assert card(page).rows.can("settle") and card(page).rows.can("attempt")
    assert page.context.actions.run("decision.settle")
    form = card(page).findChild(SettleForm)
    assert form is not None
    form.submit()
    settle(application)
    assert now(page, row.id).is_settled
    assert row.id not in {each.id for each in page.list.rows()}


def test_a_debrief_keeps_the_lesson_and_counts_for_who_was_right(
    page: DecisionsPage, application: Application
) -> None:
    row = chosen(page, application, "debrief")
    assert page.view is not None
    before = {bar.label: bar.count for bar in page.view.learnt().right.bars}["The client was right"]
    assert not page.context.actions.run("decision.settle")
    assert page.context.actions.run("decision.debrief")
    form = card(page).findChild(DebriefForm)
    assert form is not None
    form.form.set_values(verdict="client_right", lesson="They knew their people")
    form.submit()
    settle(application)
    assert now(page, row.id).standing == "settled"
    assert {b.label: b.count for b in page.view.learnt().right.bars}["The client was right"] == before + 1


def test_what_is_typed_in_one_card_is_there_when_one_comes_back(
    page: DecisionsPage, application: Application, qtbot: QtBot
) -> None:
    row = chosen(page, application, "advise")
    page.context.actions.run("decision.attempt")
    form: Any = card(page).findChild(AttemptForm)
    form.form.set_values(argument="Half a sentence")
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.detail.decision_id != row.id)
    settle(application)
    assert card(page).card.id != row.id
    qtbot.keyClick(page.list, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: page.detail.decision_id == row.id)
    settle(application)
    form = card(page).findChild(AttemptForm)
    assert form.isVisible() and form.form.values()["argument"] == "Half a sentence"


def test_owner_and_words_narrow_list_and_learning(page: DecisionsPage, application: Application) -> None:
    assert page.view is not None
    owner = next(row.owner for row in page.view.rows if row.owner)
    page.people.set_value(owner)
    settle(application)
    assert {row.owner for row in page.list.rows()} == {owner}
    assert page.chips.chips["all"].accessibleName().endswith(str(len(page.list.rows())))
    page.search.setText("nothing of the kind")
    assert page.nothing.isVisible() and page.nothing.title.text() == "Nothing matches"
    page.nothing.button.click()
    settle(application)
    assert len(page.list.rows()) == len(page.view.rows)


def test_a_place_with_a_decision_shows_it_whatever_is_filtered(
    page: DecisionsPage, application: Application
) -> None:
    chosen(page, application, "advise")
    assert page.view is not None
    wanted = next(row for row in page.view.rows if row.standing == "settled")
    arrived(application, Place("decisions", record=("decisions", wanted.id)))
    assert page.list.current_row().id == wanted.id and card(page).card.id == wanted.id
    assert card(page).is_unfolded()


def test_the_link_leads_to_the_clients_record(page: DecisionsPage, application: Application) -> None:
    row = page.list.current_row()
    page.detail.client.click()
    settle(application)
    context = application.context
    assert context is not None
    assert context.here == Place("clients", row.client_id, record=("decisions", row.id))


def test_a_decision_of_any_client_is_raised_from_the_page(
    page: DecisionsPage, application: Application
) -> None:
    page.new.click()
    settle(application)
    dialog: Any = QApplication.activeModalWidget()
    assert application.opened is not None
    with application.opened.book.reading() as session:
        client_id = session.query(models.Client.id).filter_by(name="Alfa Media SRL").scalar()
    dialog.form.set_values(
        client_id=client_id, title="Only posters", client_wish="Posters alone", our_advice="Also online"
    )
    dialog.submit()
    settle(application)
    assert any(row.title == "Only posters" and row.standing == "advise" for row in page.list.rows())


def test_discreet_mode_hides_the_decisions_of_other_clients(page: DecisionsPage) -> None:
    discreet.state.set(True)
    assert page.veil.isVisible() and not page.list.isVisible() and not page.chips.isVisible()
    discreet.state.set(False)
    assert page.list.isVisible()


def test_an_empty_book_says_what_belongs_here(start: Start, tmp_path: Any) -> None:
    path = tmp_path / "Empty.condica"
    create_book(path).close()
    page = arrived(start(path))
    assert page.nothing.isVisible() and page.nothing.title.text() == "No disputed decision"


@pytest.mark.parametrize("words", ["Log attempt", "They are convinced", "Settle…"])
def test_a_form_opened_by_mouse_has_the_keys_from_the_first_letter(
    page: DecisionsPage, application: Application, words: str
) -> None:
    """The button in the form that is called as the one pressed took them: the first word was lost."""
    application.window.activateWindow()
    chosen(page, application, "advise")
    shown = card(page)
    button = next(b for b in shown.findChildren(Button) if b.text() == words and b.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(application)
    form = shown._form
    assert form is not None
    here = QApplication.focusWidget()
    assert here is not None and form.form.isAncestorOf(here)
    assert not isinstance(here, Button)
    if words == "Log attempt":
        QTest.keyClicks(here, "Print reaches few")
        assert form.form.values()["argument"] == "Print reaches few"
        QTest.keyClick(here, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        settle(application)
        # At the card, or at the list where the decision left the chosen chip with its last attempt.
        then = QApplication.focusWidget()
        assert then is not None and (then is page.list or card(page).isAncestorOf(then))
