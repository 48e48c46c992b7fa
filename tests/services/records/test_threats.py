"""How a threat ends (DOMAIN.md, Threats)."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from app.errors import InvalidInput
from app.models import Client, Threat
from app.services.records import threats

MADE = date(2026, 11, 2)
TODAY = date(2026, 11, 22)


@pytest.fixture
def threat(session: Session, client_id: int) -> Threat:
    """The client said they may leave."""
    return threats.record_threat(session, client_id=client_id, made_on=MADE, wording="we may leave")


def test_who_left_is_lost_in_the_same_gesture(session: Session, threat: Threat) -> None:
    threats.they_left(session, threat_id=threat.id, on=TODAY, lost=True, reason="price")
    client = session.get_one(Client, threat.client_id)
    assert (threat.outcome, threat.outcome_on) == ("left", TODAY)
    assert (client.status, client.lost_on, client.lost_reason) == ("lost", TODAY, "price")


def test_who_left_with_one_service_may_stay_a_client(session: Session, threat: Threat) -> None:
    threats.they_left(session, threat_id=threat.id, on=TODAY)
    assert threat.outcome == "left"
    assert session.get_one(Client, threat.client_id).status == "active"


def test_open_is_no_end(session: Session, threat: Threat) -> None:
    with pytest.raises(InvalidInput):
        threats.close_threat(session, threat_id=threat.id, outcome="open", on=TODAY)


def test_nobody_left_before_they_said_so(session: Session, threat: Threat) -> None:
    with pytest.raises(InvalidInput):
        threats.they_left(session, threat_id=threat.id, on=date(2026, 11, 1))
