"""Immutable facts of one client's history, as the rules read them; no ORM, no session.

Every fact starts with `client_id`, its first day and its `id`, so that a plain sort puts facts in the
order of their days and the order of loading never matters. Money is whole cents of the client's
currency. Long texts stay in the book; evidence names records by sheet, id, ref and day.
"""

from app.domain.facts.clients import Client, Contact, Note, Period
from app.domain.facts.commerce import (
    Agreement,
    Cost,
    Goal,
    Judgement,
    Offer,
    Purchase,
    Referral,
    Task,
    Threat,
)
from app.domain.facts.conversation import Attempt, Complaint, Decision, Promise, Survey, VoiceCheck
from app.domain.facts.history import TOUCHES, Evidence, History, history_of, in_order
from app.domain.facts.time_travel import (
    known_client,
    known_complaint,
    known_goal,
    known_on,
    known_promise,
    with_periods,
)

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
