"""DOMAIN.md, Today: what needs attention, most urgent first."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.domain import today
from tests.domain.rules.build import (
    AS_OF,
    ago,
    agreement,
    ahead,
    client,
    complaint,
    contact,
    decision,
    history,
    judgement,
    offer,
    promise,
    purchases,
    survey,
    task,
    threat,
    todays,
    touch,
    touches,
    voice_check,
)

# A client whom nothing needs: touched by themselves and asked today.
CALM: dict[str, Any] = {"notes": [touch(AS_OF, started_by="client")], "surveys": [survey(AS_OF)]}


def found(who: Any = None, as_of: date = AS_OF, **records: Any) -> list[tuple[str, int, date]]:
    items = todays(history(who, **{**CALM, **records}), as_of)
    return [(i.rule, i.severity, i.due) for i in items]


def test_a_calm_client_raises_nothing() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"due_on": ago(1)}, [("promise_overdue", 3, ago(1))]),
        ({"due_on": AS_OF}, [("promise_due", 2, AS_OF)]),
        ({"due_on": ahead(3)}, [("promise_due", 2, ahead(3))]),
        ({"due_on": ahead(4)}, []),
        ({"due_on": ago(1), "side": "theirs"}, []),
        ({"due_on": ago(1), "fulfilled_on": AS_OF}, []),
        ({"due_on": ago(1), "fulfilled_on": ahead(1)}, [("promise_overdue", 3, ago(1))]),
        ({"due_on": ago(1), "ending": "released"}, []),
    ],
)
def test_promises(values: dict[str, Any], expected: Any) -> None:
    assert found(promises=[promise(ago(9), **values)]) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, True),
        ({"outcome": "open"}, True),
        ({"outcome": "stayed"}, False),
        ({"outcome": "stayed", "outcome_on": ahead(1)}, True),
    ],
)
def test_open_threats(values: dict[str, Any], expected: bool) -> None:
    assert found(threats=[threat(ago(9), **values)]) == ([("threat_open", 3, ago(9))] if expected else [])


def test_complaints_past_their_targets() -> None:
    sheets = [
        complaint(date(2026, 3, 12)),  # answer by Friday 13
        complaint(date(2026, 3, 13)),  # answer by today
        complaint(date(2026, 2, 27), responded_on=date(2026, 3, 2)),  # tell by Friday 13
    ]
    assert found(complaints=sheets) == [
        ("complaint_unanswered", 3, date(2026, 3, 13)),
        ("complaint_late", 2, date(2026, 3, 13)),
    ]


@pytest.mark.parametrize(
    ("ends", "notice", "expected"),
    [
        (ahead(30), 30, [("notice_day", 3, AS_OF)]),
        (ahead(44), 30, [("notice_day", 3, ahead(14))]),
        (ahead(45), 30, [("agreement_ending", 2, ahead(45))]),  # the notice day is 15 days ahead
        (ahead(29), 30, [("agreement_ending", 2, ahead(29))]),  # it has passed
        (ahead(5), 0, [("notice_day", 3, ahead(5))]),
        (ahead(90), None, [("agreement_ending", 2, ahead(90))]),
        (ahead(91), None, [("agreement_ending", 1, ahead(91))]),
        (ahead(180), None, [("agreement_ending", 1, ahead(180))]),
        (ahead(181), None, []),
        (AS_OF, None, [("agreement_ending", 2, AS_OF)]),
        (ago(1), None, []),
        (None, 30, []),
        (ahead(5), 9_999_999, [("agreement_ending", 2, ahead(5))]),
    ],
)
def test_agreements(ends: date | None, notice: int | None, expected: Any) -> None:
    assert found(agreements=[agreement(ago(300), ends_on=ends, notice_days=notice)]) == expected


def test_an_agreement_that_has_not_begun_raises_nothing() -> None:
    assert found(agreements=[agreement(ahead(1), ends_on=ahead(9))]) == []


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"due_on": ago(1)}, [("task_overdue", 3, ago(1))]),
        ({"due_on": AS_OF}, [("task_due", 2, AS_OF)]),
        ({"due_on": ahead(1)}, []),
        ({"due_on": None}, []),
        ({"due_on": ago(1), "done_on": AS_OF}, []),
        ({"due_on": ago(1), "done_on": ahead(1)}, [("task_overdue", 3, ago(1))]),
        ({"due_on": AS_OF, "kind": "call"}, [("task_due", 2, AS_OF)]),
    ],
)
def test_tasks(values: dict[str, Any], expected: Any) -> None:
    assert found(tasks=[task(values.pop("due_on"), **values)]) == expected


def test_tasks_of_no_client_are_listed_too() -> None:
    own = [task(ago(1), text="File the taxes")._replace(client_id=None), task(ago(1), done_on=ago(1))]
    (item,) = today.whole([], own, AS_OF)
    assert (item.rule, item.client, item.ref, today.text_of(item)) == (
        "task_overdue",
        None,
        None,
        "Overdue: File the taxes",
    )


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (decision(ago(9), 2), []),
        (decision(ago(9), 3), [("client_decides", 2, ago(7))]),  # the day of the last attempt
        (decision(ago(9), 0, advice_limit=0), [("client_decides", 2, ago(9))]),  # else raised_on
        (decision(ago(99), 3, outcome="client_way", decided_on=ago(60)), [("debrief_due", 1, AS_OF)]),
        (decision(ago(99), 3, outcome="client_way", decided_on=ago(59)), []),
        (
            decision(ago(99), 3, outcome="compromise", decided_on=ago(9), debrief_on=ago(2)),
            [("debrief_due", 1, ago(2))],
        ),
        (decision(ago(99), 3, outcome="client_way", decided_on=ago(70), debriefed_on=ago(1)), []),
        (
            decision(ago(99), 3, outcome="client_way", decided_on=ago(70), debriefed_on=ahead(1)),
            [("debrief_due", 1, ago(10))],
        ),
        (decision(ago(99), 3, outcome="convinced", decided_on=ago(90)), []),
    ],
)
def test_decisions(made: Any, expected: Any) -> None:
    assert found(decisions=[made]) == expected


def test_new_and_silent_clients() -> None:
    who = client(since=ago(46))
    assert found(who, notes=[touch(AS_OF, started_by="us")]) == [("new_silent", 2, ago(1))]


def test_silent_clients() -> None:
    assert found(notes=[touch(AS_OF, started_by="us")], surveys=[survey(ago(180))]) == [("silent", 1, AS_OF)]


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (30, []),
        (31, [("contact_overdue", 1, ago(1))]),
        (60, [("contact_overdue", 1, ago(30))]),
        (61, [("contact_overdue", 2, ago(31))]),
    ],
)
def test_contact_overdue(age: int, expected: Any) -> None:
    assert found(notes=touches(age, 200, started_by="client")) == expected


def test_contact_is_counted_from_since_where_there_was_none() -> None:
    assert found(client(since=ago(40)), notes=[]) == [("contact_overdue", 1, ago(10))]
    assert found(client(since=ago(40), contact_every_days=40), notes=[]) == []


@pytest.mark.parametrize(("age", "stale"), [(180, False), (181, True)])
def test_stale_surveys(age: int, stale: bool) -> None:
    expected = [("survey_stale", 1, ago(1))] if stale else []
    assert found(surveys=[survey(ago(age))]) == expected
    assert found(client(since=ago(age)), surveys=[]) == expected


def test_surprises() -> None:
    loyal = purchases(300, 200, 100, 30)
    assert found(purchases=loyal) == [("surprise", 0, AS_OF)]
    assert found(purchases=loyal, offers=[offer(ago(9))]) == []


@pytest.mark.parametrize(("age", "asks"), [(180, False), (181, True)])
def test_a_judgement_of_the_type_asks_to_be_confirmed(age: int, asks: bool) -> None:
    said = judgement(ago(age), "loyalty_type", "price")
    assert found(judgements=[said]) == ([("type_confirm", 0, ago(1))] if asks else [])


@pytest.mark.parametrize(
    ("born", "as_of", "due"),
    [
        ("1980-03-16", AS_OF, AS_OF),
        ("1980-03-23", AS_OF, date(2026, 3, 23)),
        ("1980-03-24", AS_OF, None),
        ("1980-03-15", AS_OF, None),
        ("1980-01-02", date(2025, 12, 28), date(2026, 1, 2)),  # over the new year
        ("1980-02-29", date(2026, 2, 25), date(2026, 2, 28)),
        ("1980-02-29", date(2028, 2, 25), date(2028, 2, 29)),
        ("1980-02-29", date(2026, 3, 1), None),
        ("--03-23", AS_OF, date(2026, 3, 23)),
        ("--02-29", date(2026, 2, 25), date(2026, 2, 28)),
        ("--02-29", date(2028, 2, 25), date(2028, 2, 29)),
        ("1980-01-02", date(9999, 12, 28), None),  # the calendar ends
    ],
)
def test_birthdays(born: str, as_of: date, due: date | None) -> None:
    who = client(since=date(2025, 12, 1), contact_every_days=365)
    items = todays(history(who, contacts=[contact(birthday=born)]), as_of)
    assert [i.due for i in items if i.rule == "birthday"] == ([due] if due else [])


@pytest.mark.parametrize(("left_on", "listed"), [(None, True), (AS_OF, False), (ahead(1), True)])
def test_no_birthday_of_who_has_left(left_on: date | None, listed: bool) -> None:
    items = found(contacts=[contact(birthday=AS_OF.isoformat(), left_on=left_on)])
    assert bool(items) is listed


EVERYTHING: dict[str, Any] = {
    "promises": [promise(ago(9), due_on=ago(1))],
    "threats": [threat(ago(9))],
    "tasks": [task(ago(1))],
    "decisions": [decision(ago(9), 3)],
    "contacts": [contact(birthday=AS_OF.isoformat())],
    "judgements": [judgement(ago(200), "loyalty_type", "price")],
    "notes": touches(100, started_by="us"),
    "surveys": [],
}


def test_lost_clients_raise_nothing() -> None:
    assert found(client(status="lost", lost_on=AS_OF), **EVERYTHING) == []


def test_a_client_lost_later_still_raises_everything() -> None:
    assert found(client(status="lost", lost_on=ahead(1)), **EVERYTHING) == found(**EVERYTHING)


@pytest.mark.parametrize("who", [client(status="paused"), client(status="prospect", since=None)])
def test_paused_clients_and_prospects_raise_only_what_is_not_about_active_clients(who: Any) -> None:
    assert [rule for rule, _, _ in found(who, **EVERYTHING)] == [
        "threat_open",
        "promise_overdue",
        "task_overdue",
        "client_decides",
    ]


WRITTEN: list[dict[str, Any]] = [
    {"notes": [touch(ago(400), kind="internal")]},
    {"decisions": [decision(ago(9))]},
    {"complaints": [complaint(AS_OF)]},
    {"voice_checks": [voice_check(ago(400), "willing")]},
    {"surveys": [survey(ago(400))]},
    {"promises": [promise(ago(9))]},
    {"threats": [threat(ago(9), outcome="stayed")]},
]


def raised(who: Any = None, **records: Any) -> dict[str, date]:
    return {i.rule: i.due for i in todays(history(who, **records))}


def test_a_client_of_whom_nothing_is_written_raises_that_alone() -> None:
    assert raised(client(since=ago(1000))) == {"nothing_written": AS_OF}
    assert raised(client(since=AS_OF)) == {"nothing_written": AS_OF}
    bought = purchases(300, 200, 100, 30)
    assert raised(client(), purchases=bought) == {"nothing_written": AS_OF, "surprise": AS_OF}
    ending = [agreement(ago(9), ends_on=ahead(9))]
    assert raised(client(), agreements=ending).keys() == {"agreement_ending", "nothing_written"}


@pytest.mark.parametrize("records", WRITTEN)
def test_whatever_was_written_the_usual_questions_are_asked(records: dict[str, Any]) -> None:
    rules = raised(client(since=ago(1000)), **records).keys()
    assert "nothing_written" not in rules and "survey_stale" in rules


def test_what_is_written_later_is_not_known() -> None:
    assert "nothing_written" in raised(client(), notes=[touch(ahead(1))])


def test_a_new_client_of_whom_nothing_is_written_is_new_and_silent() -> None:
    assert raised(client(since=ago(50))) == {"new_silent": ago(5)}
    assert raised(client(since=ago(91))) == {"nothing_written": AS_OF}


@pytest.mark.parametrize("who", [client(status="paused"), client(status="prospect", since=None)])
def test_nothing_written_is_about_active_clients(who: Any) -> None:
    assert raised(who) == {}


def test_a_complaint_that_was_told_counts_as_answered() -> None:
    told = complaint(ago(60), told_on=ago(50))
    assert [rule for rule, _, _ in found(complaints=[told])] == []
    assert [rule for rule, _, _ in found(complaints=[complaint(ago(60))])] == ["complaint_unanswered"]
    later = complaint(ago(60), told_on=ahead(1))
    assert [rule for rule, _, _ in found(complaints=[later])] == ["complaint_unanswered"]
