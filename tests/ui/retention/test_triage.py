"""Open threats on the Retention page: judged, answered, closed, and written down while the record speaks."""

from __future__ import annotations

from sqlalchemy import select

from app import models
from tests.ui.conftest import TODAY
from tests.ui.retention.conftest import DABROWSKI, Hand, press, texts


def test_open_threats_are_walked_one_at_a_time_and_around(hand: Hand) -> None:
    triage = hand.go().triage
    seen = []
    for _n in range(3):
        seen.append(triage.card.card.id)
        triage.next.setFocus()
        triage.next.click()
        hand.settle()
        assert hand.application.window.focusWidget() is triage.next
    assert len(set(seen)) == 3
    assert triage.card.card.id == seen[0]
    triage.before.click()
    hand.settle()
    assert triage.card.card.id == seen[-1]


def test_all_four_reasons_stand_there_found_or_not(hand: Hand) -> None:
    card = hand.go().triage.card
    assert card.view.who.name == DABROWSKI
    assert card.reasons.title.text() == "Is there a reason? 2 of 4 found"
    told = texts(card.reasons)
    assert "No offer seen" in told
    assert any(text.startswith("Complaint C-") for text in told)


def test_assumptions_move_the_ceiling_and_are_never_kept(hand: Hand) -> None:
    card = hand.go().triage.card
    panel, before = card.ceiling, card.ceiling.ceiling()
    settings = hand.ask(lambda s: len(s.execute(select(models.Setting.key)).all()))
    panel.edit.click()
    panel.form.set_values(stay=90)
    assert panel.value().clv > card.view.verdicts.value.clv
    assert panel.ceiling().high > before.high
    panel.form.set_values(without_low=90)
    assert panel.form.fields["without_high"].error.text()
    assert panel.ceiling().high > before.high
    panel.form.set_values(without_low=0, without_high=0)
    assert panel.ceiling().before_low == panel.value().clv
    hand.page.read()
    hand.settle()
    assert hand.go().triage.card.ceiling.ceiling() == before
    assert hand.ask(lambda s: len(s.execute(select(models.Setting.key)).all())) == settings


def test_holding_is_one_gesture_that_undo_takes_back(hand: Hand) -> None:
    card = hand.go().triage.card
    threat_id = card.card.id
    press(card, "Hold")
    hand.settle()
    assert hand.get(models.Threat, threat_id, "response") == ("hold",)
    hand.undo()
    assert hand.get(models.Threat, threat_id, "response") == (None,)


def test_retaining_opens_the_offer_with_the_ceiling_above_it(hand: Hand) -> None:
    card = hand.go().triage.card
    threat_id = card.card.id
    press(card, "Retain…")
    dialog = hand.dialog("CaptureDialog")
    assert any("may pay" in text for text in texts(dialog))
    dialog.form.set_values(cost=12_000)
    dialog.submit()
    hand.settle()
    made = hand.ask(lambda s: s.scalars(select(models.Offer).order_by(models.Offer.id.desc())).first())
    assert (made.trigger, made.threat_id, made.cost) == ("threat", threat_id, 12_000)
    assert hand.get(models.Threat, threat_id, "response") == ("retain",)


def test_who_left_can_be_marked_as_lost_in_the_same_gesture(hand: Hand) -> None:
    card = hand.go().triage.card
    threat_id, client_id = card.card.id, card.view.who.id
    press(card, "They left…")
    assert card.form is not None
    card.form.form.set_values(reason="the studio in Poznań")
    card.form.submit()
    hand.settle()
    assert hand.get(models.Threat, threat_id, "outcome", "outcome_on") == ("left", TODAY)
    assert hand.get(models.Client, client_id, "status", "lost_on") == ("lost", TODAY)
    hand.undo()
    assert hand.get(models.Client, client_id, "status") == ("active",)
    assert hand.get(models.Threat, threat_id, "outcome") == ("open",)


def test_what_is_being_typed_survives_other_changes(hand: Hand) -> None:
    card = hand.go().triage.card
    press(card, "They left…")
    card.form.form.set_values(reason="half a sen")
    hand.page.reload({"offers"})
    hand.settle()
    assert hand.page.part("overview").triage.card is card
    assert card.form.form.values()["reason"] == "half a sen"


def test_without_an_open_threat_the_place_says_what_belongs_there(hand: Hand) -> None:
    triage = hand.go().triage
    for _n in range(3):
        press(triage.card, "They stayed")
        hand.settle()
    assert triage.card is None
    assert triage.empty.isVisible()


def test_a_new_threat_is_judged_while_it_is_typed_and_goes_to_its_triage(hand: Hand) -> None:
    hand.go()
    hand.page.threat.click()
    dialog = hand.dialog("ThreatDialog")
    dialog.client.set_value("Hotel Miorița")
    hand.settle()
    dialog.form.set_values(asked_for="discount", wording="a third less, or we go")
    dialog.judge()
    assert dialog.panel.pill.text == "Unfounded"
    dialog.form.set_values(offer_evidence="claimed", competitor="Studio Warta")
    dialog.judge()
    assert dialog.panel.pill.text == "Doubtful"
    dialog.form.set_values(offer_evidence="seen")
    dialog.judge()
    assert dialog.panel.pill.text == "Founded"
    dialog.submit()
    hand.settle()
    hand.settle()
    card = hand.page.part("overview").triage.card
    assert (card.view.who.name, card.card.wording) == ("Hotel Miorița", "a third less, or we go")


def test_typing_on_leaves_the_assumptions_beside_alone(hand: Hand) -> None:
    hand.go()
    hand.page.threat.click()
    dialog = hand.dialog("ThreatDialog")
    dialog.client.set_value(DABROWSKI)
    hand.settle()
    panel = dialog.panel.ceiling
    panel.form.set_values(stay=50)
    dialog.form.set_values(wording="more words")
    dialog.judge()
    assert dialog.panel.ceiling is panel


def test_the_form_says_that_a_client_is_needed(hand: Hand) -> None:
    hand.go()
    before = hand.count(models.Offer)
    hand.page.offer.click()
    dialog = hand.dialog("CaptureDialog")
    dialog.form.set_values(kind="gift", cost=500)
    dialog.submit()
    hand.settle()
    assert dialog.form.fields["client_id"].error.text()
    dialog.client.set_value("Hotel Miorița")
    hand.settle()
    dialog.submit()
    hand.settle()
    assert hand.count(models.Offer) == before + 1
