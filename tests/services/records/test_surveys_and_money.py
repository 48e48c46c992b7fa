"""Survey answers, referrals, purchases, costs, voice checks (DOMAIN.md, Surveys, Words)."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from app.errors import InvalidInput
from app.services.records import complaints, people, purchases, surveys

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("kind", "scale"), [("csat", (1, 5)), ("nps", (0, 10)), ("ces", (1, 7)), ("csi", (0, 100))]
)
def test_each_question_has_its_usual_scale(
    session: Session, client_id: int, kind: str, scale: tuple[int, int]
) -> None:
    answer = surveys.log_survey(session, client_id=client_id, kind=kind, answered_on=DAY, score=4)
    assert (answer.lowest, answer.highest) == scale


def test_another_scale_may_be_given_and_a_score_beyond_it_is_refused(
    session: Session, client_id: int
) -> None:
    answer = surveys.log_survey(
        session, client_id=client_id, kind="csat", answered_on=DAY, score=9, lowest=1.0, highest=10.0
    )
    assert answer.highest == 10
    with pytest.raises(InvalidInput):
        surveys.log_survey(session, client_id=client_id, kind="csat", answered_on=DAY, score=9)


@pytest.mark.parametrize(("asked_again", "tired"), [(date(2027, 2, 17), True), (date(2027, 2, 18), False)])
def test_one_contact_is_not_asked_again_within_90_days(
    session: Session, client_id: int, asked_again: date, tired: bool
) -> None:
    contact = people.add_contact(session, client_id=client_id, name="Radu").id
    surveys.log_survey(session, client_id=client_id, kind="nps", answered_on=DAY, score=7, contact_id=contact)
    found = surveys.asked_lately(session, contact_id=contact, on=asked_again)
    assert found == (DAY if tired else None)


def test_a_referral_is_open_until_it_is_known_how_it_ended(session: Session, client_id: int) -> None:
    assert surveys.log_referral(session, client_id=client_id, made_on=DAY, referred="Beta").outcome == "open"
    with pytest.raises(InvalidInput):
        surveys.log_referral(session, client_id=client_id, made_on=DAY, referred=" ")


def test_money_is_whole_cents_and_has_a_limit(session: Session, client_id: int) -> None:
    bought = purchases.log_purchase(session, client_id=client_id, bought_on=DAY, amount=-1299, discount=100)
    assert (bought.amount, bought.discount) == (-1299, 100)
    assert (
        purchases.log_cost(session, client_id=client_id, spent_on=DAY, amount=5000, what="travel").amount
        == 5000
    )
    with pytest.raises(InvalidInput, match="larger than any amount"):
        purchases.log_cost(session, client_id=client_id, spent_on=DAY, amount=10**16)


def test_asking_for_a_voice_keeps_the_answer_and_the_words(session: Session, client_id: int) -> None:
    check = complaints.ask_voice(session, client_id=client_id, asked_on=DAY, answer="hesitant", words="Hm.")
    assert (check.answer, check.words) == ("hesitant", "Hm.")
    with pytest.raises(InvalidInput):
        complaints.ask_voice(session, client_id=client_id, asked_on=DAY, answer="maybe")
