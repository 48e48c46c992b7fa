"""The answer for a past day is the answer that was due that day (DOMAIN.md, Rules)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.domain import today
from app.domain.facts import History, history_of, known_on
from app.domain.rules import advice, offers, retention, team
from app.domain.verdicts import Verdicts
from app.services import answers
from tests.domain.rules.build import AS_OF, RULES, todays
from tests.domain.rules.strategies import clients, days, histories, records

FIRST_DAYS = {
    "notes": "day",
    "decisions": "raised_on",
    "complaints": "received_on",
    "voice_checks": "asked_on",
    "surveys": "answered_on",
    "promises": "made_on",
    "agreements": "starts_on",
    "purchases": "bought_on",
    "costs": "spent_on",
    "threats": "made_on",
    "offers": "made_on",
    "referrals": "made_on",
    "judgements": "judged_on",
}
# An outcome that is dated takes these with it when its day has not come yet.
OUTCOMES: dict[str, dict[str, dict[str, Any]]] = {
    "decisions": {
        "decided_on": {"outcome": "open", "verdict": None, "debriefed_on": None},
        "debriefed_on": {"verdict": None},
    },
    "complaints": {
        "responded_on": {},
        "resolved_on": {},
        "told_on": {"satisfied": None},
        "thanked_on": {"reward_cost": None},
    },
    "promises": {"fulfilled_on": {}, "ended_on": {"ending": None}},
    "threats": {"outcome_on": {"outcome": "open"}},
    "offers": {"decided_on": {"outcome": "open"}},
    "tasks": {"done_on": {}},
    "contacts": {"left_on": {}},
}


def erased_after(history: History, day: date) -> History:
    """The history with everything dated after `day` deleted, as a person would with a rubber."""
    made: dict[str, list[Any]] = {}
    for kind in (*FIRST_DAYS, "tasks", "contacts"):
        kept = [
            r for r in getattr(history, kind) if kind not in FIRST_DAYS or getattr(r, FIRST_DAYS[kind]) <= day
        ]
        for column, consequences in OUTCOMES.get(kind, {}).items():
            kept = [
                r._replace(**{column: None}, **consequences)
                if getattr(r, column) is not None and getattr(r, column) > day
                else r
                for r in kept
            ]
        made[kind] = kept
    made["complaints"] = [
        # A reward without thanks belongs to the telling; told later, it was given later.
        c._replace(reward_cost=None) if _told_later_unthanked(history, c.id, day) else c
        for c in made["complaints"]
    ]
    made["decisions"] = [
        d._replace(attempts=tuple(a for a in d.attempts if a.made_on <= day)) for d in made["decisions"]
    ]
    made["tasks"] = [t for t in made["tasks"] if t.due_on is None or t.due_on <= day]
    made["offers"] = [o._replace(threat_id=_still(o.threat_id, made["threats"])) for o in made["offers"]]
    who = history.client
    changes = {
        column: None
        for column in ("since", "lost_on", "first_contact_on")
        if getattr(who, column) is not None and getattr(who, column) > day
    }
    return history_of(who._replace(**changes), **made)


def _told_later_unthanked(history: History, complaint_id: int, day: date) -> bool:
    (whole,) = (c for c in history.complaints if c.id == complaint_id)
    return whole.thanked_on is None and whole.told_on is not None and whole.told_on > day


def _still(threat_id: int | None, threats: list[Any]) -> int | None:
    return threat_id if threat_id in {t.id for t in threats} else None


def all_answers(history: History, day: date) -> dict[str, Any]:
    """Everything any rule says about one client on `day`."""
    verdicts = Verdicts(history, day, RULES)
    start = day - timedelta(days=365)
    return {
        "client": answers.about(verdicts),
        "row": answers.row(verdicts),
        "today": [(i.rule, i.severity, i.due, i.ref, today.text_of(i), i.key) for i in todays(history, day)],
        "portfolio": answers.of_portfolio([history], start, day, RULES),
        "learning": advice.learn([history], start, day),
        "team": team.judge(history, day, RULES),
        "offers": offers.judge([history], start, day),
        "cohorts": retention.cohorts([history], day),
        "surprise": verdicts.surprise,
        "hunter": verdicts.hunter,
        "loyalty": verdicts.loyalty,
        "types": verdicts.types,
        "sheets": [(s.step, s.repeats, s.answer_by, s.tell_by) for s in verdicts.complaints.sheets],
    }


@given(histories(), days)
def test_erasing_all_that_came_later_changes_no_answer(history: History, day: date) -> None:
    assert all_answers(history, day) == all_answers(erased_after(history, day), day)


@given(histories(), days)
def test_what_was_known_once_is_known_for_good(history: History, day: date) -> None:
    known = known_on(history, day)
    assert known_on(known, day) is known
    earlier = day - timedelta(days=50)
    assert known_on(known, earlier) == known_on(history, earlier)


@given(clients(), records(), st.randoms(use_true_random=False))
def test_the_order_of_the_records_changes_nothing(
    client: Any, made: dict[str, list[Any]], chance: Any
) -> None:
    shuffled = {kind: chance.sample(kept, len(kept)) for kind, kept in made.items()}
    assert all_answers(history_of(client, **made), AS_OF) == all_answers(
        history_of(client, **shuffled), AS_OF
    )


@given(histories())
def test_nothing_later_means_nothing_is_copied(history: History) -> None:
    assert known_on(history, date.max) is history
