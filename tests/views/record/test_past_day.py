"""The record of a past day shows what the book held that day, whatever was written since (DOMAIN.md, Rules)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.models import Complaint, Contact, Decision, Goal, Offer, Promise, Task, Threat
from app.views.decisions.cards import decision_cards
from app.views.record import timeline
from app.views.record.loyalty import loyalty_view
from app.views.record.money import money
from app.views.record.page import RecordView
from app.views.record.rail import rail_lines
from app.views.retention.client import retention
from tests import factories as make
from tests.factories import TODAY

View = Callable[[], RecordView]
LATER = TODAY + timedelta(days=20)


def shown(session: Session, view: RecordView) -> dict[str, Any]:
    """Everything that the record and its tabs say."""
    verdicts = view.verdicts
    judged = (
        "advice",
        "threats",
        "hunter",
        "value",
        "buying",
        "loyalty",
        "complaints",
        "promises",
        "surveys",
    )
    return {
        "rail": rail_lines(view),
        "items": view.items,
        "contacts": view.contacts,
        "left": view.lost,
        "revenue": (verdicts.value.revenue, view.revenue_before),
        "due": view.due_promises,
        "loyalty": loyalty_view(view),
        "money": money(session, view),
        "retention": retention(session, view),
        "decisions": decision_cards(session, view).cards,
        **{name: getattr(verdicts, name) for name in (*judged, "voice", "history")},
    }


def write_what_was_known(session: Session, client_id: int) -> None:
    make.contact(session, client_id, name="Dana", influence="decides")
    for days in (200, 90, 9):
        moment = datetime.combine(TODAY - timedelta(days=days), datetime.min.time())
        make.note(session, client_id, happened_at=moment, mood=1, started_by="us")
        make.purchase(session, client_id, bought_on=TODAY - timedelta(days=days), amount=90_000)
    make.decision(session, client_id, title="TV split", raised_on=date(2026, 3, 1))
    make.complaint(session, client_id, received_on=date(2026, 3, 2))
    make.promise(session, client_id, text="The file", due_on=date(2026, 3, 13))
    make.goal(session, client_id, due_on=date(2026, 3, 1))
    make.threat(session, client_id, made_on=date(2026, 3, 5))
    make.offer(session, client_id, kind="gift", trigger="proactive", made_on=date(2026, 3, 6), outcome="open")
    make.survey(session, client_id, answered_on=date(2026, 1, 5))
    make.task(session, client_id, text="Call", due_on=date(2026, 3, 12))


def write_what_came_later(session: Session, client_id: int) -> None:
    """Each kind of record anew, and the end of all that was open."""
    make.note(session, client_id, happened_at=datetime(2026, 4, 5, 10), mood=-2, started_by="client")
    make.offer(session, client_id, kind="discount", trigger="threat", made_on=LATER, outcome="accepted")
    make.purchase(session, client_id, bought_on=LATER, amount=10_000)
    make.promise(session, client_id, made_on=LATER, due_on=LATER)
    make.survey(session, client_id, answered_on=LATER)
    make.complaint(session, client_id, received_on=LATER)
    make.threat(session, client_id, made_on=LATER)
    make.decision(session, client_id, raised_on=LATER)
    make.goal(session, client_id, set_on=LATER)
    make.referral(session, client_id, made_on=LATER)
    make.voice_check(session, client_id, asked_on=LATER, answer="unwilling")
    ends: dict[type[Any], dict[str, Any]] = {
        Contact: {"left_on": LATER},
        Complaint: {"responded_on": LATER, "resolved_on": LATER, "told_on": LATER, "satisfied": "yes"},
        Promise: {"fulfilled_on": LATER},
        Goal: {"reached_on": LATER},
        Decision: {"outcome": "convinced", "decided_on": LATER},
        Threat: {"outcome": "stayed", "outcome_on": LATER},
        Offer: {"outcome": "accepted", "decided_on": LATER, "perceived_as": "gift"},
        Task: {"done_on": LATER},
    }
    for model, values in ends.items():
        row = session.get(model, 1)
        assert row is not None, model
        for name, value in values.items():
            setattr(row, name, value)


def test_a_past_day_is_shown_as_the_book_had_it(session: Session, client_id: int, look: View) -> None:
    write_what_was_known(session, client_id)
    before = shown(session, look())
    assert len(before["rail"]) >= 5 and len(before["items"]) >= 4
    write_what_came_later(session, client_id)
    after = shown(session, look())
    assert {name for name in before if after[name] != before[name]} == set()


def test_the_rail_knows_no_offer_of_a_later_day(session: Session, client_id: int, look: View) -> None:
    make.offer(session, client_id, kind="gift", made_on=date(2026, 3, 1))
    make.offer(session, client_id, kind="discount", made_on=date(2026, 4, 5))
    (line,) = [line for line in rail_lines(look()) if line.record and line.record[0] == "offers"]
    assert line.title.startswith("Last offer: gift")


def test_what_is_planned_ahead_stands_in_the_stream_and_is_counted(
    session: Session, client_id: int, look: View
) -> None:
    make.agreement(session, client_id, title="From May on", starts_on=LATER)
    make.offer(session, client_id, kind="gift", made_on=LATER)
    view = look()
    assert not view.history.agreements and not view.history.offers
    rows = timeline.window(session, view)
    assert {row.kind for row in rows} == {"agreements", "offers"}
    assert timeline.counts(view)["all"] == len(rows) == 2
