"""Immutable facts of one client's history, as the rules read them; no ORM, no session.

Every fact starts with `client_id`, its first day and its `id`, so that a plain sort puts facts in the
order of their days and the order of loading never matters. Money is whole cents of the client's
currency. Long texts stay in the book; evidence names records by sheet, id, ref and day.
"""

from app.services.facts.clients import Client, Contact, Note, Period
from app.services.facts.given import Agreement, Cost, Goal, Judgement, Offer, Purchase, Referral, Task, Threat
from app.services.facts.known import (
    known_client,
    known_complaint,
    known_goal,
    known_on,
    known_promise,
    with_periods,
)
from app.services.facts.said import Attempt, Complaint, Decision, Promise, Survey, VoiceCheck
from app.services.facts.whole import TOUCHES, Evidence, History, history_of, in_order

__all__ = [
    "TOUCHES",
    "Agreement",
    "Attempt",
    "Client",
    "Complaint",
    "Contact",
    "Cost",
    "Decision",
    "Evidence",
    "Goal",
    "History",
    "Judgement",
    "Note",
    "Offer",
    "Period",
    "Promise",
    "Purchase",
    "Referral",
    "Survey",
    "Task",
    "Threat",
    "VoiceCheck",
    "history_of",
    "in_order",
    "known_client",
    "known_complaint",
    "known_goal",
    "known_on",
    "known_promise",
    "with_periods",
]
