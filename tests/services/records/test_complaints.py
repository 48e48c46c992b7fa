"""The book of complaints, step by step (DOMAIN.md, Complaints)."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from app.errors import InvalidInput, NotAllowed
from app.models import Complaint
from app.services.records import complaints

DAY = date(2026, 11, 9)
NEXT = date(2026, 11, 17)


@pytest.fixture
def sheet(session: Session, client_id: int) -> Complaint:
    """The left page: the client's own words."""
    return complaints.receive(
        session, client_id=client_id, received_on=DAY, remark="The invoice is wrong again."
    )


def test_a_complaint_goes_from_words_to_thanks(session: Session, sheet: Complaint) -> None:
    complaints.assign(session, complaint_id=sheet.id, to="Matei")
    complaints.respond(session, complaint_id=sheet.id, on=DAY, finding="Two orders were open.")
    complaints.resolve(session, complaint_id=sheet.id, on=NEXT, change_made="A second check.")
    complaints.tell(session, complaint_id=sheet.id, on=NEXT, told_words="By phone.", satisfied="yes")
    complaints.thank(session, complaint_id=sheet.id, on=NEXT, reward="a card", reward_cost=1200)
    assert (sheet.responded_on, sheet.resolved_on, sheet.told_on, sheet.thanked_on) == (DAY, NEXT, NEXT, NEXT)
    assert (sheet.finding, sheet.satisfied, sheet.reward_cost) == ("Two orders were open.", "yes", 1200)


def test_nobody_is_told_before_something_changed(session: Session, sheet: Complaint) -> None:
    with pytest.raises(NotAllowed, match="not resolved"):
        complaints.tell(session, complaint_id=sheet.id, on=NEXT, told_words="…")
    with pytest.raises(InvalidInput):
        complaints.resolve(session, complaint_id=sheet.id, on=NEXT, change_made=" ")


def test_solving_at_once_was_also_the_first_answer(session: Session, sheet: Complaint) -> None:
    complaints.resolve(session, complaint_id=sheet.id, on=NEXT, change_made="Corrected.")
    assert sheet.responded_on == NEXT


def test_no_step_lies_before_the_words(session: Session, sheet: Complaint) -> None:
    with pytest.raises(InvalidInput, match="lies before"):
        complaints.respond(session, complaint_id=sheet.id, on=date(2026, 11, 8))


def test_the_clients_page_only_grows(session: Session, sheet: Complaint) -> None:
    complaints.add_words(session, complaint_id=sheet.id, words="And the date too.", on=NEXT)
    assert sheet.remark == "The invoice is wrong again.\n\n[2026-11-17] And the date too."
