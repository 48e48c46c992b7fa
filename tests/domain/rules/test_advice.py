"""DOMAIN.md, Advice on disputed decisions."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.facts import known_on
from app.domain.rules import advice
from tests.domain.rules.build import AS_OF, RULES, ago, ahead, attempt, client, decision, history


@pytest.mark.parametrize(
    ("own", "clients", "limit"), [(None, None, 3), (None, 2, 2), (1, 2, 1), (0, 2, 0), (None, 0, 0)]
)
def test_the_limit_is_the_decisions_else_the_clients_else_the_books(
    own: int | None, clients: int | None, limit: int
) -> None:
    verdict = advice.judge(
        history(client(advice_limit=clients), decisions=[decision(ago(9), advice_limit=own)]), AS_OF, RULES
    )
    assert verdict.decisions[0].limit == limit


@pytest.mark.parametrize(
    ("limit", "attempts", "left", "over", "state"),
    [
        (3, 0, 3, 0, "advise"),
        (3, 2, 1, 0, "advise"),
        (3, 3, 0, 0, "client_decides"),
        (3, 5, 0, 2, "client_decides"),
        (0, 0, 0, 0, "client_decides"),  # 0 means: do not argue, implement
        (0, 1, 0, 1, "client_decides"),
    ],
)
def test_after_the_last_attempt_the_client_decides(
    limit: int, attempts: int, left: int, over: int, state: str
) -> None:
    found = advice.judge(
        history(decisions=[decision(ago(30), attempts, advice_limit=limit)]), AS_OF, RULES
    ).decisions[0]
    assert (found.attempts, found.left, found.over_limit, found.state) == (attempts, left, over, state)
    assert len(found.evidence) == 1 + attempts


def test_attempts_of_later_days_are_not_known_yet() -> None:
    argued = decision(ago(5), [attempt(ago(5)), attempt(AS_OF), attempt(ahead(1))])
    assert advice.judge(history(decisions=[argued]), AS_OF, RULES).decisions[0].attempts == 2


@pytest.mark.parametrize(
    ("outcome", "debrief_on", "expected"),
    [
        ("client_way", None, date(2026, 5, 5)),  # 6 March + 60 days
        ("compromise", None, date(2026, 5, 5)),
        ("client_way", ahead(3), ahead(3)),
        ("convinced", None, None),
        ("withdrawn", ahead(3), None),
        ("declined", None, None),
        ("open", None, None),
    ],
)
def test_a_debrief_falls_due_where_the_clients_way_was_implemented(
    outcome: str, debrief_on: date | None, expected: date | None
) -> None:
    settled = decision(ago(40), outcome=outcome, decided_on=ago(10), debrief_on=debrief_on)
    assert advice.judge(history(decisions=[settled]), AS_OF, RULES).decisions[0].debrief_due == expected


def test_a_debrief_over_a_leap_day() -> None:
    settled = decision(date(2024, 1, 1), outcome="client_way", decided_on=date(2024, 1, 5))
    verdict = advice.judge(history(decisions=[settled]), AS_OF, RULES)
    assert verdict.decisions[0].debrief_due == date(2024, 3, 5)


def test_a_settlement_without_a_day_counts_from_the_day_it_was_raised() -> None:
    settled = decision(ago(100), outcome="client_way")
    found = advice.judge(history(decisions=[settled]), AS_OF, RULES).decisions[0]
    assert (found.state, found.debrief_due) == ("settled", ago(40))


def test_a_decision_settled_later_is_open_today() -> None:
    later = decision(ago(9), outcome="convinced", decided_on=ahead(1), verdict="mixed", debriefed_on=ahead(9))
    found = advice.judge(history(decisions=[later]), AS_OF, RULES).decisions[0]
    assert (found.state, found.outcome, found.debriefed) == ("advise", "open", False)
    assert known_on(history(decisions=[later]), ahead(1)).decisions[0].verdict is None


@pytest.mark.parametrize(
    ("outcomes", "suggested"),
    [
        ([("convinced", 2)] * 4, None),  # four settled decisions say too little
        ([("convinced", 2)] * 4 + [("open", 9)], None),
        ([("convinced", 2)] * 5, 2),
        ([("convinced", 1), ("compromise", 4)] + [("client_way", 5)] * 3, 4),
        ([("client_way", 3)] * 5, 0),  # never convinced
        ([("convinced", 0)] + [("client_way", 3)] * 4, 1),  # at least 1
    ],
)
def test_a_limit_is_suggested_from_five_settled_decisions_on(
    outcomes: list[tuple[str, int]], suggested: int | None
) -> None:
    made = [decision(ago(300), n, outcome=outcome) for outcome, n in outcomes]
    assert advice.judge(history(decisions=made), AS_OF, RULES).suggested_limit == suggested


def test_learning_counts_the_decisions_settled_in_the_period_by_their_attempts() -> None:
    made = [
        decision(ago(60), 1, outcome="convinced", decided_on=ago(30)),  # the period's first day is left out
        decision(ago(60), 1, outcome="convinced", decided_on=ago(29)),
        decision(ago(60), 3, outcome="convinced", decided_on=AS_OF, verdict="our_advice", debriefed_on=AS_OF),
        decision(ago(60), 3, outcome="client_way", decided_on=ago(1)),
        decision(ago(60), 3, outcome="client_way", decided_on=ahead(1)),
        decision(ago(90), 3, outcome="client_way", decided_on=ago(70), verdict="mixed", debriefed_on=ago(5)),
        decision(ago(90), 3, outcome="client_way", decided_on=ago(70), verdict="mixed", debriefed_on=ago(30)),
        decision(ago(90), 3, outcome="client_way", decided_on=ago(70), debriefed_on=ago(5)),  # no verdict
    ]
    learnt = advice.learn([history(decisions=made)], ago(30), AS_OF)
    assert learnt.settled == 3
    assert learnt.convinced_at == {1: 1, 3: 1}
    assert learnt.convinced_share(1) == pytest.approx(1 / 3)
    assert learnt.verdicts == {"our_advice": 1, "mixed": 1}
    assert learnt.debriefed == 2


def test_nothing_settled_teaches_nothing() -> None:
    learnt = advice.learn([history()], ago(30), AS_OF)
    assert (learnt.convinced_share(1), learnt.debriefed) == (None, 0)
