"""The Retention page as a person uses it: ledger, lists, surprises, agreements, deal hunters."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app import models
from app.ui.kit import discreet
from tests.ui.conftest import TODAY
from tests.ui.looking import shown
from tests.ui.retention.conftest import DABROWSKI, Hand, texts


def test_the_tabs_count_what_is_in_them(hand: Hand) -> None:
    hand.go()
    answer = hand.page.answer
    assert answer is not None
    assert len(answer.open_threats) == 3
    assert hand.page.part("threats").table.rows_model.total() == len(answer.threats)


def test_the_ledger_leads_to_the_bonuses_outside_any_programme(hand: Hand) -> None:
    ledger = hand.go().ledger
    assert "that teaches clients to threaten" in ledger.sentence.text()
    ledger.loose.click()
    hand.settle()
    assert hand.page.tab_id() == "offers"
    rows = hand.page.part("offers").table.rows_model.rows()
    assert rows and all(row.loose for row in rows)


def test_nothing_matches_is_told_apart_from_nothing_yet(hand: Hand) -> None:
    tab = hand.go("threats")
    tab.search.set_value("zzzz")
    assert tab.empty.isVisible() and tab.empty.title.text() == "Nothing matches"
    tab.choose("founded")
    assert tab.table.isVisible()
    assert {row.verdict.kind for row in tab.table.rows_model.rows()} == {"founded"}


def test_an_open_threat_of_the_list_goes_to_its_triage(hand: Hand) -> None:
    tab = hand.go("threats")
    row = hand.page.answer.open_threats[-1]
    tab.open_row(row)
    hand.settle()
    assert hand.page.tab_id() == "overview"
    assert hand.page.part("overview").triage.card.card.id == row.id


def test_an_offer_is_accepted_from_its_menu(hand: Hand) -> None:
    tab = hand.go("offers")
    row = next(r for r in tab.table.rows_model.rows() if r.line.outcome == "open")
    tab.show_record("offers", row.id)
    menu = tab.at.menu()
    next(each for each in menu.actions() if each.text() == "They accepted").trigger()
    hand.settle()
    assert hand.get(models.Offer, row.id, "outcome", "decided_on") == ("accepted", TODAY)


def test_a_surprise_is_put_into_a_month(hand: Hand) -> None:
    planner = hand.go().planner
    waiting = planner.answer.surprises.waiting
    dialog = planner.plan(waiting[0])
    assert dialog is not None
    assert dialog.idea.value() == "A thank-you note by hand"
    dialog.form.set_values(month=date(2026, 12, 1))
    dialog.submit()
    hand.settle()
    planned = planner.answer.surprises.planned
    assert [(each.client, each.what, each.due_on.month) for each in planned] == [
        (waiting[0].client, "A thank-you note by hand", 12)
    ]
    assert waiting[0].client not in [each.client for each in planner.answer.surprises.waiting]


def test_all_are_spread_over_the_quarter_in_one_gesture(hand: Hand) -> None:
    planner = hand.go().planner
    count, before = len(planner.answer.surprises.waiting), hand.count(models.Task)
    assert count > 1
    planner.spread_now()
    hand.settle()
    assert hand.count(models.Task) == before + count
    assert not planner.answer.surprises.waiting
    assert not planner.spread.isEnabled()
    hand.undo()
    assert hand.count(models.Task) == before


def test_giving_a_planned_surprise_does_its_task(hand: Hand) -> None:
    planner = hand.go().planner
    planner.spread_now()
    hand.settle()
    planned = planner.answer.surprises.planned[0]
    planner.give(planned.client_id, planned)
    hand.settle()
    assert planner.form is not None
    planner.form.form.set_values(cost=0)
    planner.form.submit()
    hand.settle()
    assert hand.get(models.Task, planned.task_id, "done_on") == (TODAY,)
    assert planned.client_id not in [each.client_id for each in planner.answer.surprises.planned]


def test_the_time_line_is_walked_by_keys_and_read_aloud(hand: Hand) -> None:
    block = hand.go("agreements").block
    line = block.line
    QTest.keyClick(line, Qt.Key.Key_Down)
    first = line.current_row()
    assert first is not None and first.client in line.accessibleDescription()
    QTest.keyClick(line, Qt.Key.Key_Down)
    assert line.current_row() is not first
    before = line.horizontalScrollBar().value()
    QTest.keyClick(line, Qt.Key.Key_Left)
    assert line.horizontalScrollBar().value() < before
    QTest.keyClick(line, Qt.Key.Key_Return)
    hand.dialog("FormDialog").reject()


def test_the_same_agreements_stand_in_a_table(hand: Hand) -> None:
    block = hand.go("agreements").block
    block.line.choose(hand.page.answer.current_agreements[1].id)
    block.as_table.click()
    assert block.table.isVisible() and not block.line.isVisible()
    assert [row.id for row in block.table.rows_model.rows()] == [
        row.id for row in hand.page.answer.current_agreements
    ]
    assert block.current_row().id == hand.page.answer.current_agreements[1].id


def test_an_agreement_is_renewed_with_what_each_side_gains(hand: Hand) -> None:
    block = hand.go("agreements").block
    row = next(r for r in hand.page.answer.current_agreements if r.fact.ends_on and not r.followed)
    block.line.choose(row.id)
    assert block.renew.isEnabled()
    block.renew.click()
    hand.settle()
    block.form.form.set_values(our_gain="a year to plan", client_gain="the same team")
    block.form.submit()
    hand.settle()
    again = next(r for r in hand.page.answer.agreements if r.id == row.id)
    assert again.followed
    after = [r for r in hand.page.answer.agreements if r.client_id == row.client_id and r.id > row.id]
    assert (after[-1].our_gain, after[-1].client_gain) == ("a year to plan", "the same team")
    block.line.choose(row.id)
    assert not block.renew.isEnabled()


def test_a_deal_hunter_is_shown_with_the_evidence_and_overruled(hand: Hand) -> None:
    tab = hand.go("hunters")
    row = hand.page.answer.hunters[0]
    assert row.hunter.level == "hunter"
    assert tab.name.text() == row.client
    assert any("asked for" in text for text in texts(tab.card))
    tab.card.overrule.click()
    dialog = hand.dialog("OverruleDialog")
    dialog.form.set_values(value="none", reason="they were right about the price")
    dialog.submit()
    hand.settle()
    now = next(r for r in hand.page.answer.hunters if r.client_id == row.client_id)
    assert (now.hunter.level, now.hunter.computed) == ("none", "hunter")
    tab.card.withdraw.click()
    hand.settle()
    now = next(r for r in hand.page.answer.hunters if r.client_id == row.client_id)
    assert now.hunter.level == "hunter"


def test_discreet_mode_shows_that_the_page_is_hidden_and_nothing_else(hand: Hand) -> None:
    hand.go()
    discreet.state.set(True)
    assert hand.page.veil.isVisible()
    read = " ".join(texts(hand.page))
    assert DABROWSKI not in read
    buttons = [w for w in shown(hand.page) if isinstance(w, QPushButton) and w.text()]
    assert buttons == [hand.page.veil.button]
    discreet.state.set(False)
    assert hand.page.part("overview").isVisible()
    assert hand.page.threat.isVisible()


def test_the_page_may_be_come_to_while_discreet(hand: Hand) -> None:
    discreet.state.set(True)
    hand.context.go("retention")
    hand.settle()
    assert hand.page.veil.isVisible()
    discreet.state.set(False)
    assert hand.page.part("overview").triage is not None
