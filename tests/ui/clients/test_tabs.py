"""Decisions, Retention, People, Money: each step from where it stands, each taken back by Undo."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import or_, select

from app import models
from app.ui.forms.decisions import AttemptForm, DebriefForm, SettleForm
from app.ui.kit.fields.capture import FormDialog
from app.ui.kit.widgets.buttons import Button
from tests.ui.clients.conftest import Hand
from tests.ui.conftest import TODAY

DABROWSKI = "Dąbrowski i Wspólnicy"


def press(widget: object, words: str, qtbot: QtBot) -> None:
    buttons = [b for b in widget.findChildren(Button) if b.accessibleName() == words and b.isVisible()]  # type: ignore[attr-defined]
    assert len(buttons) == 1, (words, [b.accessibleName() for b in buttons])
    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)


def test_a_decision_is_argued_to_its_limit_and_then_settled(hand: Hand, qtbot: QtBot) -> None:
    tab = hand.go(tab="decisions")
    card = next(card for card in tab.cards.values() if card.card.verdict.left == 1)
    decision_id = card.card.id
    press(card, "Log attempt", qtbot)
    form = card.findChild(AttemptForm)
    form.form.set_values(argument="A third set of figures", response="refused")
    form.submit()
    hand.settle()
    card = tab.cards[decision_id]
    assert card.card.verdict.state == "client_decides"
    press(card, "The client decides: settle", qtbot)
    form = card.findChild(SettleForm)
    form.form.set_values(outcome="client_way")
    form.submit()
    hand.settle()
    verdict = tab.cards[decision_id].card.verdict
    assert (verdict.state, verdict.outcome) == ("settled", "client_way")
    assert verdict.debrief_due is not None
    hand.undo()
    assert tab.cards[decision_id].card.verdict.state == "client_decides"


def test_arguing_once_more_asks_why(hand: Hand, qtbot: QtBot) -> None:
    tab = hand.go(tab="decisions")
    card = next(card for card in tab.cards.values() if card.card.verdict.state == "client_decides")
    press(card, "Argue once more…", qtbot)
    form = card.findChild(AttemptForm)
    form.form.set_values(argument="One more")
    form.submit()
    assert form.form.fields["override_reason"].error.text() == "Needed."
    form.form.set_values(override_reason="New law")
    form.submit()
    hand.settle()
    assert tab.cards[card.card.id].card.verdict.over_limit == 1


def test_looking_back_keeps_the_lesson(hand: Hand) -> None:
    waiting = hand.ask(
        lambda s: s.execute(
            select(models.Client.name, models.Decision.id)
            .join(models.Decision, models.Decision.client_id == models.Client.id)
            .where(models.Decision.outcome == "client_way", models.Decision.verdict.is_(None))
        ).first()
    )
    assert waiting is not None
    tab = hand.go(waiting[0], tab="decisions")
    card = tab.cards[waiting[1]]
    assert card.rows.run("debrief")
    form = card.findChild(DebriefForm)
    form.form.set_values(verdict="client_right", lesson="They knew their people.")
    form.submit()
    hand.settle()
    assert tab.cards[waiting[1]].card.lesson == "They knew their people."


def test_the_suggested_limit_is_used_with_one_press(hand: Hand, qtbot: QtBot) -> None:
    tab = hand.go(tab="decisions")
    assert tab.banner.isVisible()
    qtbot.mouseClick(tab.banner.button, Qt.MouseButton.LeftButton)
    hand.settle()
    assert hand.ask(lambda s: s.get(models.Client, 1).advice_limit) == 2
    assert not tab.banner.isVisible()


def test_a_threat_shows_all_four_reasons_and_its_ceiling(hand: Hand) -> None:
    tab = hand.go(DABROWSKI, tab="retention")
    (card,) = [card for card in tab.threats.values() if card.card.verdict.is_open]
    assert [reason.found for reason in card.card.reasons] == [True, True, False, False]
    found = card.ceiling.ceiling()
    assert 0 < found.low < found.high
    card.ceiling.form.set_values(without_low=80, without_high=80, with_low=80, with_high=80)
    assert card.ceiling.ceiling().high == 0


def test_a_threat_is_answered_and_closed(hand: Hand, qtbot: QtBot) -> None:
    tab = hand.go(DABROWSKI, tab="retention")
    (card,) = [card for card in tab.threats.values() if card.card.verdict.is_open]
    press(card, "Hold", qtbot)
    hand.settle()
    card = tab.threats[card.card.id]
    assert card.card.response == "hold"
    press(card, "They stayed", qtbot)
    hand.settle()
    assert tab.threats[card.card.id].card.verdict.outcome == "stayed"


def test_retaining_opens_the_offer_linked_to_the_threat(hand: Hand, qtbot: QtBot) -> None:
    tab = hand.go(DABROWSKI, tab="retention")
    (card,) = [card for card in tab.threats.values() if card.card.verdict.is_open]
    press(card, "Retain…", qtbot)
    hand.settle()
    form = QApplication.activeModalWidget()
    assert isinstance(form, FormDialog)
    form.form.set_values(cost=12000)
    form.submit()
    hand.settle()
    offer = hand.ask(
        lambda s: s.scalars(select(models.Offer).order_by(models.Offer.id.desc()).limit(1)).one()
    )
    assert (offer.trigger, offer.threat_id, offer.cost) == ("threat", card.card.id, 12000)


def test_two_bargaining_threats_raise_the_flag_and_a_judgement_overrules_it(hand: Hand, qtbot: QtBot) -> None:
    tab = hand.go("Foxlatch Outdoor Ltd", tab="timeline")
    for words in ("Others do it for less", "We have other offers"):
        qtbot.mouseClick(tab.composer.chips.chips["threat"], Qt.MouseButton.LeftButton)
        tab.composer.text.set_value(words)
        tab.composer.control("asked_for").set_value("discount")
        tab.composer.save()
        hand.settle()
    tab = hand.go("Foxlatch Outdoor Ltd", tab="retention")
    assert tab.hunter.pill.text == "Deal hunter"
    tab.hunter.ask_verdict()
    form = QApplication.activeModalWidget()
    assert isinstance(form, FormDialog)
    form.form.set_values(value="none")
    form.submit()
    assert form.form.fields["reason"].error.text() == "Needed."
    form.form.set_values(reason="They asked for terms that everybody gets")
    form.submit()
    hand.settle()
    assert tab.hunter.pill.text == "No sign"
    assert "Computed: Deal hunter." in tab.hunter.words.text()
    hand.undo()
    assert tab.hunter.pill.text == "Deal hunter"


def test_withdrawing_lets_the_computed_level_count_again(hand: Hand, qtbot: QtBot) -> None:
    judged = hand.ask(
        lambda s: (
            s.execute(
                select(models.Client.name)
                .join(models.Judgement, models.Judgement.client_id == models.Client.id)
                .where(
                    models.Judgement.about == "deal_hunter",
                    or_(models.Judgement.valid_until.is_(None), models.Judgement.valid_until > TODAY),
                )
            )
            .scalars()
            .first()
        )
    )
    assert judged is not None
    tab = hand.go(judged, tab="retention")
    assert tab.hunter.withdraw.isVisible()
    qtbot.mouseClick(tab.hunter.withdraw, Qt.MouseButton.LeftButton)
    hand.settle()
    assert not tab.hunter.withdraw.isVisible()


def test_a_person_is_edited_where_they_stand(hand: Hand, qtbot: QtBot) -> None:
    tab = hand.go(tab="people")
    field = tab._fields["phone"]
    field.control.setText("+40 722 111 222")
    qtbot.keyClick(field.control, Qt.Key.Key_Return)
    hand.settle()
    names = hand.ask(
        lambda s: s.scalars(
            select(models.Contact.name).where(models.Contact.phone == "+40 722 111 222")
        ).all()
    )
    assert names == ["Andrei Dobre"]
    hand.undo()
    assert tab._fields["phone"].value() != "+40 722 111 222"


def test_money_is_counted_and_added(hand: Hand) -> None:
    tab = hand.go(tab="money")
    lines = tab.table.rows_model.rowCount()
    hand.context.actions.run("client.purchase")
    hand.settle()
    form = QApplication.activeModalWidget()
    assert isinstance(form, FormDialog)
    form.form.set_values(item="Extra spots", amount=100_000)
    form.submit()
    hand.settle()
    assert tab.table.rows_model.rowCount() == lines + 1
    assert tab.table.rows_model.row_at(0).what == "Extra spots"


def test_places_without_records_say_what_belongs_there(hand: Hand) -> None:
    hand.context.actions.run("client.new")
    hand.settle()
    form = QApplication.activeModalWidget()
    assert isinstance(form, FormDialog)
    form.form.set_values(name="Empty Ltd")
    form.submit()
    hand.settle()
    for tab_id in ("timeline", "people", "decisions", "retention", "money"):
        tab = hand.go("Empty Ltd", tab=tab_id)
        assert tab.empty.isVisible(), tab_id
