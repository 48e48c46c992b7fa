"""The book of complaints, step by step, and asking for a voice (DOMAIN.md, Complaints, Voice)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.errors import InvalidInput, NotAllowed, NotFound
from app.i18n import _
from app.models import Complaint, VoiceCheck
from app.services.records.fields import change, create, next_ref


def receive(
    session: Session, *, client_id: int, received_on: date, remark: str, ref: str | None = None, **values: Any
) -> Complaint:
    """Take a complaint in the client's own words."""
    values |= {"client_id": client_id, "received_on": received_on, "remark": remark}
    return create(session, Complaint, ref=ref or next_ref(session, Complaint), **values)


def assign(session: Session, *, complaint_id: int, to: str) -> Complaint:
    """Say who of us answers."""
    return change(session, the_complaint(session, complaint_id), assigned_to=to)


def add_words(session: Session, *, complaint_id: int, words: str, on: date) -> Complaint:
    """Add to the client's page. What they said stays to the letter: the page only grows."""
    complaint = the_complaint(session, complaint_id)
    if not words.strip():
        raise InvalidInput(_("There is nothing to add."), field="remark")
    return change(session, complaint, remark=f"{complaint.remark}\n\n[{on.isoformat()}] {words.strip()}")


def respond(session: Session, *, complaint_id: int, on: date, finding: str | None = None) -> Complaint:
    """The first answer: heard, and what we found so far."""
    return _step(session, complaint_id, "responded_on", on, finding=finding)


def resolve(
    session: Session, *, complaint_id: int, on: date, change_made: str, finding: str | None = None
) -> Complaint:
    """What was wrong is put right; the report says what changed."""
    if not change_made.strip():
        raise InvalidInput(_("Say what changed."), field="change_made")
    return _step(session, complaint_id, "resolved_on", on, change_made=change_made, finding=finding)


def tell(
    session: Session, *, complaint_id: int, on: date, told_words: str, satisfied: str | None = None
) -> Complaint:
    """The client hears what changed; only this closes the complaint."""
    if the_complaint(session, complaint_id).resolved_on is None:
        raise NotAllowed(
            _("The complaint is not resolved yet."), _("Write what was found and what changed first.")
        )
    return _step(session, complaint_id, "told_on", on, told_words=told_words, satisfied=satisfied)


def thank(
    session: Session,
    *,
    complaint_id: int,
    on: date,
    reward: str | None = None,
    reward_cost: int | None = None,
) -> Complaint:
    """Thank the client for speaking; a reward is named with its cost in cents."""
    return _step(session, complaint_id, "thanked_on", on, reward=reward, reward_cost=reward_cost)


def ask_voice(session: Session, *, client_id: int, asked_on: date, answer: str, **values: Any) -> VoiceCheck:
    """We asked whether they would tell us even the smallest thing that goes wrong."""
    return create(session, VoiceCheck, client_id=client_id, asked_on=asked_on, answer=answer, **values)


def _step(session: Session, complaint_id: int, column: str, on: date, **texts: Any) -> Complaint:
    complaint = the_complaint(session, complaint_id)
    kept = {name: value for name, value in texts.items() if value is not None}
    # A first answer that was never noted apart happened, at the latest, with the step that followed it.
    if column in ("resolved_on", "told_on") and complaint.responded_on is None:
        kept["responded_on"] = on
    return change(session, complaint, **{column: on}, **kept)


def the_complaint(session: Session, complaint_id: int) -> Complaint:
    """The complaint outside the trash; raises `NotFound`."""
    complaint = session.get(Complaint, complaint_id)
    if complaint is None or complaint.deleted_at is not None:
        raise NotFound(_("This complaint is no longer in the book."), _("Look in the trash."))
    return complaint
