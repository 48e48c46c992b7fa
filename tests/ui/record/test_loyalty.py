"""The Loyalty tab: evidence leads to its record, gaps are filled in place, a verdict stands and is withdrawn."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select, update

from app import models
from app.services.records import judgements
from app.ui.forms.retention import ConfirmTypeForm
from app.ui.forms.touches import SurveyForm, VoiceForm
from app.ui.kit import discreet
from app.ui.kit.charts import drawing
from app.ui.record.loyalty import LoyaltyTab
from app.ui.record.loyalty_cards import EvidenceRow
from app.views.complaints.hunt import QUESTIONS
from tests.ui.clients.conftest import Hand
from tests.ui.conftest import TODAY

GLOB = "Glob Pharma"


def _tab(hand: Hand, name: str = GLOB) -> LoyaltyTab:
    tab = hand.go(name, tab="loyalty")
    assert isinstance(tab, LoyaltyTab)
    return tab


def test_the_three_components_show_score_bar_and_evidence(hand: Hand) -> None:
    tab = _tab(hand)
    satisfaction, affinity = tab.components["satisfaction"], tab.components["affinity"]
    assert satisfaction.score.text() == "?" and "unknown" in satisfaction.bar.accessibleName()
    assert satisfaction.pill.text == "Unknown" and satisfaction.pill.isVisible()
    assert affinity.component is not None and affinity.component.score is not None
    assert affinity.score.text() == str(round(affinity.component.score))
    assert sum(card.pill.text == "Weakest" and card.pill.isVisible() for card in tab.components.values()) == 1
    assert len(affinity.findChildren(EvidenceRow)) <= len(affinity.component.lines)


def test_a_line_of_evidence_opens_its_record(hand: Hand, qtbot: QtBot) -> None:
    tab = _tab(hand)
    row = next(r for r in tab.components["affinity"].findChildren(EvidenceRow) if r.isVisible())
    assert row.line.record is not None and row.line.record[0] == "notes"
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    hand.settle()
    assert hand.page.record.tab_id() == "timeline"


def test_a_gap_is_filled_in_place_and_taken_back(hand: Hand) -> None:
    tab = _tab(hand)
    before = hand.count(models.Survey)
    tab.components["satisfaction"].ask.click()
    form = tab.form
    assert isinstance(form, SurveyForm) and form.isVisible()
    form.form.set_values(score=9)
    form.submit()
    hand.settle()
    assert tab.form is None and hand.count(models.Survey) == before + 1
    assert tab.components["satisfaction"].score.text() != "?"
    hand.undo()
    assert tab.components["satisfaction"].score.text() == "?"


def test_whether_they_speak_is_asked_in_the_language_of_who_is_asked(hand: Hand) -> None:
    client_id = hand.ask(
        lambda s: s.scalars(select(models.Client.id).where(models.Client.name == GLOB)).one()
    )
    assert hand.application.opened is not None
    with hand.application.opened.book.writing("Languages") as session:
        c = models.Contact
        session.execute(update(c).where(c.client_id == client_id).values(language="polski"))
    tab = _tab(hand)
    before = hand.count(models.VoiceCheck)
    tab.components["involvement"].ask.click()
    form = tab.form
    assert isinstance(form, VoiceForm) and form.isVisible()
    assert form.contact.value() is not None and form.question.text() == f"“{QUESTIONS['pl']}”"
    form.contact.set_value(None)
    assert form.question.text() == f"“{QUESTIONS['ro']}”"
    form.form.set_values(answer="willing")
    form.submit()
    hand.settle()
    assert tab.form is None and hand.count(models.VoiceCheck) == before + 1


def test_what_is_typed_outlives_a_change_elsewhere(hand: Hand) -> None:
    tab = _tab(hand)
    tab.ask("satisfaction")
    assert tab.form is not None
    tab.form.form.set_values(comment="half a thought")
    hand.page.record.reload()
    hand.settle()
    assert tab.form is not None and tab.form.form.values()["comment"] == "half a thought"


def test_i_see_it_otherwise_and_back_again(hand: Hand) -> None:
    tab = _tab(hand)
    assert tab.reasons.pill.text == "Convenience" and not tab.reasons.withdraw.isVisible()
    tab.reasons.judge.click()
    form = tab.form
    assert isinstance(form, ConfirmTypeForm) and form.form.values()["value"] == "convenience"
    form.submit()
    assert form.form.fields["reason"].error.text()
    form.form.set_values(value="price", reason="They compare every quote")
    form.submit()
    hand.settle()
    assert tab.reasons.pill.text == "Price"
    assert "They compare every quote" in tab.reasons.verdict.text()
    assert not tab.reasons.confirm.isVisible()
    tab.reasons.withdraw.click()
    hand.settle()
    assert tab.reasons.pill.text == "Convenience"
    hand.undo()
    assert tab.reasons.pill.text == "Price"


def test_an_old_verdict_asks_to_be_confirmed(hand: Hand) -> None:
    tab = _tab(hand)
    assert tab.view is not None
    client_id, day = tab.view.who.id, TODAY - timedelta(days=200)
    hand.context.operations.write(
        "Judged",
        lambda s: (
            judgements.judge(
                s, client_id=client_id, about="loyalty_type", value="trend", reason="Said so", judged_on=day
            )
            and None
        ),
    )
    hand.settle()
    assert tab.reasons.confirm.isVisible() and tab.reasons.pill.text == "Trend"
    tab.reasons.confirm.click()
    assert tab.form is not None
    tab.form.submit()
    hand.settle()
    assert not tab.reasons.confirm.isVisible() and tab.reasons.pill.text == "Trend"


def test_the_way_of_the_year_is_drawn_and_told(hand: Hand, qtbot: QtBot) -> None:
    tab = _tab(hand)
    qtbot.waitUntil(lambda: drawing.idle() and bool(tab.standing.chart.spots))
    assert tab.answer is not None
    assert len(tab.standing.chart.spots) == len([s for s in tab.answer.steps if s.spot.attitude is not None])
    assert "points down since" in tab.standing.chart.accessibleName()


def test_another_client_s_form_does_not_stay_open(hand: Hand) -> None:
    tab = _tab(hand)
    tab.ask("affinity")
    assert tab.form is not None
    _tab(hand, "Hotel Miorița")
    assert tab.form is None


def test_discreet_mode_hides_the_tab(hand: Hand) -> None:
    _tab(hand)
    discreet.state.set(True)
    hand.settle()
    assert hand.page.record.tab_id() == "timeline"
    discreet.state.set(False)
