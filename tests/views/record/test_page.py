"""What the record, its rail, the decisions, threats, people and money of a client show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.views.decisions.cards import decision_cards
from app.views.record.money import money, quarters
from app.views.record.page import RecordView, open_record
from app.views.record.people import people
from app.views.record.rail import rail_lines
from app.views.retention.client import evidence_lines, retention
from tests import factories as make
from tests.factories import TODAY

View = Callable[[], RecordView]


def test_no_record_of_a_client_that_is_gone(session: Session) -> None:
    assert open_record(session, 4711, TODAY) is None


def test_the_most_urgent_promise_comes_first(session: Session, client_id: int, look: View) -> None:
    make.promise(session, client_id, text="No day", due_on=None)
    make.promise(session, client_id, text="Later", due_on=date(2026, 3, 30))
    make.promise(session, client_id, text="Late", due_on=date(2026, 3, 12))
    make.promise(session, client_id, text="Theirs", side="theirs", due_on=date(2026, 3, 1))
    make.promise(session, client_id, text="Done", due_on=date(2026, 3, 1), fulfilled_on=date(2026, 3, 1))
    assert [p.promise.text for p in look().due_promises] == ["Late", "Later", "No day"]


def test_the_rail_tells_what_to_know_before_one_calls(session: Session, client_id: int, look: View) -> None:
    promise = make.promise(session, client_id, text="The October file", due_on=date(2026, 3, 13))
    decision = make.decision(session, client_id, title="TV split")
    make.attempt(session, decision)
    make.complaint(
        session, client_id, ref="C-031", responded_on=date(2026, 3, 3), resolved_on=date(2026, 3, 13)
    )
    make.offer(session, client_id, kind="discount", trigger="threat", cost=60_000, outcome="accepted")
    lines = {line.title: line for line in rail_lines(look())}
    assert lines["The October file"].sub == "3 days late · promised 2 Feb"
    assert lines["The October file"].role == "danger"
    assert lines["The October file"].record == ("promises", promise.id)
    assert lines["TV split"].dots == (1, 3)
    assert lines["C-031: tell what changed"].sub == "resolved 3 days ago"
    assert lines["Last offer: discount, 600\u00a0€"].internal


def test_a_quiet_client_says_that_it_is_silent(session: Session, client_id: int, look: View) -> None:
    make.note(session, client_id, happened_at=datetime(2024, 3, 2, 10), started_by="us")
    assert any(line.icon == "ear" for line in rail_lines(look()))


def test_a_client_of_whom_nothing_is_written_is_not_called_silent(look: View) -> None:
    lines = rail_lines(look())
    assert [line.title for line in lines] == ["Nothing is written yet"]


def test_the_change_of_revenue_needs_a_year_before(session: Session, client_id: int, look: View) -> None:
    make.purchase(session, client_id, bought_on=date(2026, 3, 1), amount=110_000)
    assert look().revenue_change is None
    make.purchase(session, client_id, bought_on=date(2025, 3, 1), amount=100_000)
    change = look().revenue_change
    assert change is not None and round(change, 6) == 0.1


def test_open_decisions_come_first_with_their_attempts(session: Session, client_id: int, look: View) -> None:
    old = make.decision(session, client_id, title="Old", raised_on=date(2025, 1, 1))
    make.attempt(session, old, made_on=date(2025, 1, 3), argument="first", response="refused")
    make.attempt(session, old, made_on=date(2025, 1, 5), argument="second")
    make.decision(session, client_id, title="Settled", outcome="convinced", decided_on=date(2026, 2, 9))
    found = decision_cards(session, look())
    assert [card.title for card in found.cards] == ["Old", "Settled"]
    assert [(a.number, a.argument, a.over_limit) for a in found.cards[0].attempts] == [
        (1, "first", False),
        (2, "second", False),
    ]
    assert found.suggested_limit is None


def test_five_settled_decisions_suggest_a_limit(session: Session, client_id: int, look: View) -> None:
    for n in range(5):
        made = make.decision(
            session, client_id, outcome="convinced" if n else "client_way", decided_on=date(2026, 2, 9)
        )
        make.attempt(session, made)
    found = decision_cards(session, look())
    assert found.suggested_limit == 1
    assert found.suggestion == (
        "They came round in 4 of 5 disputes, never after attempt 1. Suggested limit: 1, now 3."
    )


def test_all_four_reasons_are_listed_found_or_not(session: Session, client_id: int, look: View) -> None:
    complaint = make.complaint(session, client_id, ref="C-029", received_on=date(2026, 1, 20))
    make.threat(
        session, client_id, made_on=date(2026, 2, 2), offer_evidence="claimed", competitor="Studio Warta"
    )
    (card,) = retention(session, look()).threats
    assert [(reason.key, reason.found) for reason in card.reasons] == [
        ("complaint", True),
        ("promise", False),
        ("offer_seen", False),
        ("survey", False),
    ]
    assert card.reasons[0].title == "Complaint C-029 not settled"
    assert card.reasons[0].record == ("complaints", complaint.id)
    assert card.reasons[2].sub == "claimed; nobody here has read it"
    assert card.found == 1 and card.ceiling is not None


def test_open_threats_come_before_closed_ones(session: Session, client_id: int, look: View) -> None:
    make.threat(
        session, client_id, ref="T-2", made_on=date(2026, 3, 1), outcome="stayed", outcome_on=date(2026, 3, 2)
    )
    make.threat(session, client_id, ref="T-1", made_on=date(2026, 2, 1))
    found = retention(session, look()).threats
    assert [card.ref for card in found] == ["T-1", "T-2"]
    assert found[1].ceiling is None


def test_one_threat_is_one_line_of_evidence_whatever_it_shows(
    session: Session, client_id: int, look: View
) -> None:
    make.threat(
        session, client_id, ref="T-1", wording="Others do it for less", asked_for="discount",
        made_on=date(2026, 1, 5), outcome="stayed", outcome_on=date(2026, 1, 9),
    )  # fmt: skip
    make.referral(session, client_id)
    lines = evidence_lines(look())
    assert [(line.title, line.against) for line in lines] == [
        ("“Others do it for less”", False),
        ("Recommended us.", True),
    ]
    assert lines[0].sub == "T-1 · 5 Jan · asked for discount · stayed anyway"


def test_those_who_left_come_last(session: Session, client_id: int, look: View) -> None:
    make.contact(session, client_id, name="Andrei", left_on=date(2026, 1, 1))
    make.contact(session, client_id, name="Mirela")
    found = people(session, look())
    assert [(person.name, person.gone) for person in found] == [("Mirela", False), ("Andrei", True)]
    assert [contact.name for contact in look().contacts] == ["Mirela"]


def test_money_is_listed_newest_first_with_what_it_left(session: Session, client_id: int, look: View) -> None:
    make.purchase(session, client_id, bought_on=date(2026, 2, 2), amount=100_000, cost=60_000)
    make.cost(session, client_id, spent_on=date(2026, 2, 9), amount=5_000)
    found = money(session, look())
    assert [(line.kind, line.margin) for line in found.lines] == [("costs", -5_000), ("purchases", 40_000)]


def test_the_quarters_end_with_the_present_one(session: Session, client_id: int, look: View) -> None:
    make.purchase(session, client_id, bought_on=date(2026, 1, 1), amount=100)
    make.purchase(session, client_id, bought_on=date(2025, 12, 31), amount=7)
    make.purchase(session, client_id, bought_on=date(2024, 4, 1), amount=50)
    found = quarters(look())
    assert len(found) == 8
    assert (found[0].start, found[0].revenue) == (date(2024, 4, 1), 50)
    assert (found[-2].revenue, found[-1].revenue, found[-1].unfinished) == (7, 100, True)
