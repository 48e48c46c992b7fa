"""DOMAIN.md, Answers for programs: key by key as specified."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from app.errors import NotFound
from app.models.book import Book
from app.services import answers
from tests import factories

DAY = date(2026, 3, 16)
START = date(2025, 3, 16)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return factories.new_book(tmp_path)


@pytest.fixture
def alfa(book: Book) -> Book:
    """A book with one client about whom most rules have something to say."""
    with book.writing("set up") as session:
        ana = factories.person(session, name="Ana")
        client = factories.client(session, name="Alfa", owner_id=ana.id, since=date(2024, 1, 1))
        argued = factories.decision(session, client, ref="D-1", raised_on=date(2026, 2, 2))
        for day in (3, 4, 5, 6):
            factories.attempt(session, argued, made_on=date(2026, 2, day))
        settled = {"outcome": "client_way", "decided_on": date(2026, 1, 10)}
        factories.decision(session, client, ref="D-2", raised_on=date(2026, 1, 1), **settled)
        first = factories.threat(
            session, client, ref="T-1", made_on=date(2025, 6, 1), asked_for="discount", outcome="stayed"
        )
        factories.threat(session, client, ref="T-2", made_on=date(2025, 9, 1), asked_for="bonus")
        given = {"kind": "discount", "trigger": "threat", "outcome": "accepted", "cost": 40_00}
        factories.offer(session, client, made_on=date(2025, 6, 2), threat_id=first.id, **given)
        for month in (3, 6, 9, 12):
            factories.purchase(session, client, bought_on=date(2025, month, 20), amount=1000_00, cost=500_00)
        factories.note(session, client, happened_at=datetime(2026, 3, 10, 9), started_by="client", mood=1)
        factories.survey(session, client, answered_on=date(2026, 3, 1), score=8.0)
        factories.promise(session, client, ref="P-1", due_on=date(2026, 3, 1), text="The plan")
    return book


def test_the_whole_answer_about_a_client(alfa: Book) -> None:
    with alfa.reading() as session:
        answer = answers.client(session, " ALFA ", DAY)
    assert answer["advice"] == {
        "decisions": [
            {
                "ref": "D-2",
                "limit": 3,
                "attempts": 0,
                "left": 3,
                "over_limit": 0,
                "state": "settled",
                "outcome": "client_way",
                "debrief_due": "2026-03-11",
            },
            {
                "ref": "D-1",
                "limit": 3,
                "attempts": 4,
                "left": 0,
                "over_limit": 1,
                "state": "client_decides",
                "outcome": "open",
                "debrief_due": None,
            },
        ],
        "suggested_limit": None,
    }
    assert answer["threats"] == [
        {
            "ref": "T-1",
            "made_on": "2025-06-01",
            "class": "unfounded",
            "bargaining": True,
            "reasons": [],
            "outcome": "stayed",
            "ceiling": None,
        },
        {
            "ref": "T-2",
            "made_on": "2025-09-01",
            "class": "unfounded",
            "bargaining": True,
            "reasons": [],
            "outcome": "open",
            "ceiling": {"low": "0.00", "high": "0.00"},
        },
    ]
    assert answer["deal_hunter"] == {
        "level": "hunter",
        "computed": "hunter",
        "bargaining": 2,
        "threats": 2,
        "blocked_by_complaint": False,
        "came_back": 1,
        "stayed_anyway": 0,
        "buys_at_discount": False,
    }
    # 1,960.00 · 0.8 / 0.3
    assert answer["value"] == {
        "revenue": "4000.00",
        "margin": "1960.00",
        "clv": "5226.67",
        "given_under_threat": "40.00",
    }
    assert (answer["client"], answer["as_of"], answer["status"], answer["active"]) == (
        "Alfa",
        "2026-03-16",
        "active",
        True,
    )
    assert answer["promises"]["ours"] == {
        "kept": 0,
        "late": 0,
        "broken": 0,
        "released": 0,
        "overdue": 1,
        "open": 0,
        "kept_rate": 0.0,
    }
    assert answer["survey"] == {"age": 15, "freshness": "fresh"}


# The document's own skeleton; a dictionary of dictionaries, None where the value is what it may be.
SKELETON: dict[str, Any] = {
    "client": None,
    "as_of": None,
    "status": None,
    "active": None,
    "advice": {"decisions": None, "suggested_limit": None},
    "threats": None,
    "deal_hunter": {
        **dict.fromkeys(["level", "computed", "bargaining", "threats", "blocked_by_complaint"]),
        **dict.fromkeys(["came_back", "stayed_anyway", "buys_at_discount"]),
    },
    "value": dict.fromkeys(["revenue", "margin", "clv", "given_under_threat"]),
    "buying": None,
    "loyalty": {
        **dict.fromkeys(["satisfaction", "affinity", "involvement"]),
        "parts": dict.fromkeys(["contact", "initiative", "voice", "buying"]),
        **dict.fromkeys(["weakest", "for_life", "attitude", "quadrant", "satisfied_not_loyal"]),
        "points": dict.fromkeys(["bonus", "inertia", "convenience", "monopoly", "price", "trend", "life"]),
        "suggested": None,
        "judged": None,
    },
    "voice": {"state": None, "hunt": None},
    "complaints": dict.fromkeys(["received", "told", "open", "repeated", "loop_rate"]),
    "promises": {
        side: dict.fromkeys(["kept", "late", "broken", "released", "overdue", "open", "kept_rate"])
        for side in ("ours", "theirs")
    },
    "attention_gap": None,
    "survey": {"age": None, "freshness": None},
    "scope": {"hours": None, "cost": None, "share": None},
    "goals": {"open": None, "overdue": None, "reached": None, "dropped": None},
    "periods": None,
}


def shape(answer: Any, skeleton: Any) -> Any:
    """The answer's keys in their order, as deep as the skeleton goes."""
    if skeleton is None:
        return None
    return {key: shape(value, skeleton.get(key)) for key, value in answer.items()}


def test_the_keys_are_the_documents_in_its_order(alfa: Book) -> None:
    with alfa.reading() as session:
        (answer,) = answers.all_clients(session, DAY)
        assert answer == answers.client(session, "Alfa", DAY)
    assert json.dumps(shape(answer, SKELETON)) == json.dumps(SKELETON)
    assert json.loads(json.dumps(answer)) == answer  # nothing in it that JSON does not know


def test_one_line_per_client(alfa: Book) -> None:
    with alfa.writing("more") as session:
        factories.client(session, name="beta", status="prospect", since=None)
    with alfa.reading() as session:
        lines = answers.clients(session, DAY)
    assert lines == [
        {
            "client": "Alfa",
            "status": "active",
            "owner": "Ana",
            "buying": "loyal",
            "deal_hunter": "hunter",
            "voice": "silent",
            "open_complaints": 0,
            "overdue_promises": 1,
            "last_touch": "2026-03-10",
        },
        {
            "client": "beta",
            "status": "prospect",
            "owner": None,
            "buying": "none",
            "deal_hunter": "none",
            "voice": "silent",
            "open_complaints": 0,
            "overdue_promises": 0,
            "last_touch": None,
        },
    ]


def test_today_is_sorted_and_has_the_documents_keys(alfa: Book) -> None:
    with alfa.writing("a task of our own") as session:
        factories.task(session, None, text="File the taxes", due_on=DAY)
    with alfa.reading() as session:
        items = answers.today(session, DAY)
    assert [(i["rule"], i["severity"], i["due"], i["client"], i["ref"]) for i in items] == [
        ("threat_open", 3, "2025-09-01", "Alfa", "T-2"),
        ("promise_overdue", 3, "2026-03-01", "Alfa", "P-1"),
        ("client_decides", 2, "2026-02-06", "Alfa", "D-1"),
        ("task_due", 2, "2026-03-16", None, None),
        ("debrief_due", 1, "2026-03-11", "Alfa", "D-2"),
    ]
    assert list(items[0]) == ["rule", "severity", "due", "client", "ref", "text"]
    assert items[1]["text"] == "Promise overdue: The plan"


def test_what_was_done_beyond_the_scope_what_is_aimed_at_and_when_they_were_ours(book: Book) -> None:
    with book.writing("set up") as session:
        client = factories.client(session, name="Alfa", since=date(2025, 6, 1), currency="EUR")
        factories.period(session, client, since=date(2019, 1, 1), lost_on=date(2020, 1, 1))
        factories.period(session, client, since=date(2021, 1, 1), lost_on=date(2023, 1, 1))
        factories.purchase(session, client, bought_on=date(2026, 1, 1), amount=1000_00)
        beyond = {"beyond_scope": True, "spent_on": date(2026, 2, 1)}
        factories.cost(session, client, amount=50_05, hours=1.5, **beyond)
        factories.cost(session, client, amount=25_00, hours=None, **beyond)
        factories.goal(session, client, due_on=date(2026, 3, 15))
        factories.goal(session, client, due_on=DAY)
        factories.goal(session, client, reached_on=date(2026, 2, 1))
    with book.reading() as session:
        now, then = (answers.client(session, "Alfa", day) for day in (DAY, date(2022, 5, 1)))
    assert now["scope"] == {"hours": 1.5, "cost": "75.05", "share": 0.07505}
    assert now["goals"] == {"open": 1, "overdue": 1, "reached": 1, "dropped": 0}
    assert now["periods"] == [
        {"since": "2019-01-01", "lost_on": "2020-01-01"},
        {"since": "2021-01-01", "lost_on": "2023-01-01"},
        {"since": "2025-06-01", "lost_on": None},
    ]
    assert (then["active"], then["status"]) == (True, "active")
    assert then["scope"] == {"hours": 0.0, "cost": "0.00", "share": None}
    assert then["goals"] == {"open": 0, "overdue": 0, "reached": 0, "dropped": 0}
    assert then["periods"] == [
        {"since": "2019-01-01", "lost_on": "2020-01-01"},
        {"since": "2021-01-01", "lost_on": None},
    ]


def test_an_unknown_client_is_named(alfa: Book) -> None:
    with alfa.reading() as session, pytest.raises(NotFound, match="Gamma"):
        answers.client(session, "Gamma", DAY)


def test_a_past_day_is_answered_as_it_was(alfa: Book) -> None:
    with alfa.reading() as session:
        then = answers.client(session, "Alfa", date(2025, 8, 31))
        assert [t["ref"] for t in then["threats"]] == ["T-1"]
        assert then["deal_hunter"]["level"] == "watch"
        assert then["advice"]["decisions"] == []
        assert answers.today(session, date(2025, 8, 31))[0]["rule"] != "promise_overdue"


def test_an_empty_book_has_empty_answers(book: Book) -> None:
    with book.reading() as session:
        assert (
            answers.all_clients(session, DAY)
            == answers.clients(session, DAY)
            == answers.today(session, DAY)
            == []
        )
        answer = answers.portfolio(session, START, DAY)
    assert (answer["logo_retention"], answer["revenue"], answer["hunters"]) == (None, "0.00", [])
