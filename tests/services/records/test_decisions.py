"""Advice on disputed decisions (DOMAIN.md): argue up to the limit, then the client decides."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from app.errors import InvalidInput, NotAllowed
from app.models import Decision
from app.services.records import book_settings
from app.services.records.clients import change_client
from app.services.records.decisions import attempts_made, debrief, log_attempt, raise_decision, reopen, settle

RAISED = date(2026, 11, 2)
LATER = date(2026, 11, 20)


@pytest.fixture
def decision(session: Session, client_id: int) -> Decision:
    """The client wants most of the money on television; we advise against it."""
    return raise_decision(
        session,
        client_id=client_id,
        title="TV split",
        client_wish="80/20",
        our_advice="60/40",
        raised_on=RAISED,
    )


def argue(session: Session, decision: Decision, times: int, **values: str) -> None:
    for n in range(times):
        log_attempt(session, decision_id=decision.id, made_on=LATER, argument=f"argument {n}", **values)


def test_we_argue_three_times_and_then_the_client_decides(session: Session, decision: Decision) -> None:
    argue(session, decision, 3)
    with pytest.raises(InvalidInput, match="the client decides") as refused:
        argue(session, decision, 1)
    assert refused.value.field == "override_reason"
    assert attempts_made(session, decision.id) == 3


def test_a_stated_reason_argues_once_more(session: Session, decision: Decision) -> None:
    argue(session, decision, 3)
    argue(session, decision, 1, override_reason="the price doubled")
    assert attempts_made(session, decision.id) == 4


def test_with_a_limit_of_nought_there_is_no_arguing(
    session: Session, decision: Decision, client_id: int
) -> None:
    change_client(session, client_id=client_id, advice_limit=0)
    with pytest.raises(InvalidInput):
        argue(session, decision, 1)


def test_the_decisions_own_limit_comes_before_the_clients_and_the_clients_before_the_books(
    session: Session, decision: Decision, client_id: int
) -> None:
    book_settings.change(session, "advice.limit", "1")
    argue(session, decision, 1)
    with pytest.raises(InvalidInput):
        argue(session, decision, 1)
    change_client(session, client_id=client_id, advice_limit=2)
    argue(session, decision, 1)
    decision.advice_limit = 2
    with pytest.raises(InvalidInput):
        argue(session, decision, 1)


def test_a_settled_decision_takes_no_attempt_and_is_settled_once(
    session: Session, decision: Decision
) -> None:
    settle(session, decision_id=decision.id, outcome="client_way", decided_on=LATER, decided_by="Radu")
    with pytest.raises(NotAllowed, match="already settled"):
        argue(session, decision, 1)
    with pytest.raises(NotAllowed, match="already settled"):
        settle(session, decision_id=decision.id, outcome="convinced", decided_on=LATER)


def test_open_is_no_settlement(session: Session, decision: Decision) -> None:
    with pytest.raises(InvalidInput):
        settle(session, decision_id=decision.id, outcome="open", decided_on=LATER)


def test_the_debrief_comes_after_the_decision(session: Session, decision: Decision) -> None:
    with pytest.raises(NotAllowed, match="still open"):
        debrief(session, decision_id=decision.id, debriefed_on=LATER, verdict="mixed")
    settle(session, decision_id=decision.id, outcome="client_way", decided_on=LATER)
    with pytest.raises(InvalidInput):
        debrief(session, decision_id=decision.id, debriefed_on=RAISED, verdict="mixed")
    debrief(session, decision_id=decision.id, debriefed_on=LATER, verdict="client_right", lesson="They knew.")
    assert decision.lesson == "They knew."
    with pytest.raises(NotAllowed, match="already debriefed"):
        reopen(session, decision_id=decision.id)


def test_a_settlement_can_be_taken_back_with_its_attempts_kept(session: Session, decision: Decision) -> None:
    argue(session, decision, 2)
    settle(session, decision_id=decision.id, outcome="withdrawn", decided_on=LATER)
    reopen(session, decision_id=decision.id)
    assert (decision.outcome, decision.decided_on, attempts_made(session, decision.id)) == ("open", None, 2)
