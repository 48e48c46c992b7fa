"""DOMAIN.md, Today: every rule is one object, with all its parts, and the document lists the same rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from app.domain import today
from app.domain.facts import History
from app.domain.today import Item, TodayRule, deeds, rule_of, text_of
from app.domain.today.agreements import keys_of
from app.domain.today.deeds import DEEDS, Deed
from app.domain.verdicts import Verdicts
from app.i18n import in_language
from tests.conftest import PROJECT
from tests.domain.rules.build import (
    AS_OF,
    ago,
    agreement,
    ahead,
    client,
    complaint,
    contact,
    decision,
    goal,
    history,
    judged,
    judgement,
    promise,
    purchases,
    task,
    threat,
    touches,
)
from tests.domain.today.test_when import CALM

LANGUAGES = ("en", "ro", "pl", "ru")


def calm(who: Any = None, **records: Any) -> History:
    return history(who, **{**CALM, **records})


LATE: dict[str, Any] = {"responded_on": ago(40), "remark": "The invoice again"}
# A client with whom each rule asks for something, in every severity that it has.
ASKED: Mapping[str, tuple[History, ...]] = {
    "promise_overdue": (calm(promises=[promise(ago(9), due_on=ago(1), text="The plan")]),),
    "threat_open": (calm(threats=[threat(ago(9), wording="We leave")]),),
    "complaint_unanswered": (calm(complaints=[complaint(ago(9), remark="Late again")]),),
    "notice_day": (calm(agreements=[agreement(ago(300), ends_on=ahead(30), notice_days=30)]),),
    "task_overdue": (calm(tasks=[task(ago(1), kind="call", text="Call them")]),),
    "task_due": (calm(tasks=[task(AS_OF, kind="call", text="Call them")]),),
    "promise_due": (calm(promises=[promise(ago(9), due_on=ahead(1), text="The plan")]),),
    "complaint_late": (
        calm(complaints=[complaint(ago(41), **LATE)]),
        calm(complaints=[complaint(ago(41), resolved_on=ago(20), **LATE)]),
    ),
    "client_decides": (calm(decisions=[decision(ago(9), 3)]),),
    "agreement_ending": (
        calm(agreements=[agreement(ago(300), ends_on=ahead(90))]),
        calm(agreements=[agreement(ago(300), ends_on=ahead(91))]),
    ),
    "new_silent": (calm(client(since=ago(50)), notes=touches(1, started_by="us")),),
    "contact_overdue": (
        calm(notes=touches(61, started_by="client")),
        calm(notes=touches(31, started_by="client")),
    ),
    "silent": (history(notes=touches(1, started_by="us")),),
    "survey_stale": (calm(surveys=[]),),
    "nothing_written": (history(client(industry="Steel")),),
    "goal_overdue": (calm(goals=[goal(ago(90), due_on=ago(1), goal="Half the returns")]),),
    "debrief_due": (calm(decisions=[decision(ago(99), 3, outcome="client_way", decided_on=ago(70))]),),
    "surprise": (calm(purchases=purchases(300, 200, 100, 30)),),
    "type_confirm": (calm(judgements=[judgement(ago(200), "loyalty_type", "price")]),),
    "birthday": (calm(contacts=[contact(birthday=AS_OF.isoformat(), name="Dana")]),),
}


def asked_by(rule: TodayRule) -> list[tuple[Item, Verdicts]]:
    """What the rule asks for with the clients of `ASKED`."""
    verdicts = [judged(each) for each in ASKED[rule.name]]
    return [(item, v) for v in verdicts for item in today.judge(v) if item.rule == rule.name]


every_rule = pytest.mark.parametrize("rule", today.RULES, ids=lambda rule: rule.name)


def test_there_is_a_client_for_every_rule() -> None:
    assert list(ASKED) == [rule.name for rule in today.RULES]
    assert len(today.RULES) >= 20


@every_rule
def test_a_rule_asks_in_every_severity_it_names_and_no_other(rule: TodayRule) -> None:
    found = {item.severity for item, _verdicts in asked_by(rule)}
    assert found == set(rule.severities)
    assert list(rule.severities) == sorted(found, reverse=True)


@every_rule
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rule_says_what_how_it_stands_and_why_now(rule: TodayRule, language: str) -> None:
    with in_language(language):
        for item, verdicts in asked_by(rule):
            said = (text_of(item), rule.line(item, verdicts), rule.brief(item, AS_OF), rule.deed.words)
            assert all(each.strip() and "{" not in each for each in said), said
            assert item.what in said[0] or rule.name == "type_confirm"


@every_rule
def test_a_rule_has_an_icon_and_one_thing_to_do(rule: TodayRule) -> None:
    assert (PROJECT / "resources" / "icons" / f"{rule.icon}.svg").is_file()
    assert rule_of(asked_by(rule)[0][0]) is rule
    assert {rule.deed_of(*each) for each in asked_by(rule)} <= set(DEEDS)


def test_every_deed_is_asked_for_by_some_rule() -> None:
    named = {each for each in vars(deeds).values() if isinstance(each, Deed)}
    asked = {rule.deed_of(*each) for rule in today.RULES for each in asked_by(rule)}
    asked |= {rule.together.deed for rule in today.RULES if rule.together}
    assert asked == set(DEEDS) == named
    assert len({deed.name for deed in DEEDS}) == len(DEEDS)


@every_rule
def test_only_rules_about_active_clients_are_still_when_the_client_pauses(rule: TodayRule) -> None:
    resting = [judged(paused(each)) for each in ASKED[rule.name]]
    assert any(rule.among(today.judge(v)) for v in resting) is not rule.active_only


def paused(whole: History) -> History:
    records = {name: getattr(whole, name) for name in whole.__dataclass_fields__ if name != "client"}
    return History(whole.client._replace(status="paused"), **records)


def test_what_the_client_must_not_read() -> None:
    internal = {rule.name for rule in today.RULES if rule.internal}
    assert internal == {"threat_open", "client_decides", "debrief_due", "surprise", "type_confirm"}


# The document

_ROW = re.compile(
    r"^\| (?P<rules>[a-z_]+(?: / [a-z_]+)?)(?P<active> †)? \| (?P<severities>[0-9 ,/]+) \|", re.M
)


def documented() -> list[tuple[str, tuple[int, ...], bool]]:
    """The rules of the table in DOMAIN.md: name, severities, whether about active clients."""
    text = (PROJECT / "docs" / "DOMAIN.md").read_text(encoding="utf-8")
    table = text.split("### Today\n")[1].split("\n## ")[0]
    found = []
    for row in _ROW.finditer(table):
        names, severities = row["rules"].split(" / "), row["severities"]
        each = severities.split(" / ") if len(names) > 1 else [severities]
        for name, numbers in zip(names, each, strict=True):
            found.append((name, tuple(map(int, numbers.split(","))), bool(row["active"])))
    return found


def test_the_document_lists_the_same_rules_in_the_same_order() -> None:
    assert [(rule.name, rule.severities, rule.active_only) for rule in today.RULES] == documented()


# Why now, in a few words


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (40, "No contact for 40 days"),
        (59, "No contact for 59 days"),
        (60, "No contact for 2 months"),
        (729, "No contact for 24 months"),
        (730, "No contact for 2 years"),
    ],
)
def test_days_beyond_two_months_say_less_than_months_and_years(days: int, said: str) -> None:
    found = today.judge(judged(calm(notes=touches(days, started_by="client"))))
    assert said in [rule_of(item).brief(item, AS_OF) for item in found]


@pytest.mark.parametrize(
    ("records", "said"),
    [
        ({"promises": [promise(ago(9), due_on=ago(1))]}, "Promise 1 day late"),
        ({"promises": [promise(ago(9), due_on=ahead(1))]}, "Promise due tomorrow"),
        ({"tasks": [task(ago(3))]}, "Task 3 days late"),
        ({"agreements": [agreement(ago(9), ends_on=ahead(45), notice_days=40)]}, "Notice day in 5 days"),
        ({"agreements": [agreement(ago(9), ends_on=ahead(45))]}, "Agreement ends in 45 days"),
        ({"contacts": [contact(birthday="--03-17", name="Dana")]}, "Birthday tomorrow: Dana"),
        ({"goals": [goal(ago(90), due_on=ago(1), goal="Fewer returns")]}, "Goal overdue: Fewer returns"),
    ],
)
def test_why_now(records: dict[str, Any], said: str) -> None:
    found = today.judge(judged(calm(**records)))
    assert [rule_of(item).brief(item, AS_OF) for item in found] == [said]


def test_a_type_that_nobody_knows_is_said_as_it_was_written() -> None:
    said = judgement(ago(200), "loyalty_type", "out of spite")
    (item,) = today.judge(judged(calm(judgements=[said])))
    assert text_of(item) == "Still so? out of spite"


def test_only_what_was_put_right_can_be_told() -> None:
    by_rule = asked_by(rule_of(today.judge(judged(ASKED["complaint_late"][0]))[0]))
    assert [rule_of(item).deed_of(item, v).name for item, v in by_rule] == ["resolve", "tell"]


def test_an_item_is_put_off_by_the_same_name_whether_raised_yet_or_not() -> None:
    ending = agreement(date(2025, 5, 1), ends_on=ahead(90))
    (item,) = today.judge(judged(calm(client(id=7), agreements=[ending])))
    assert item.key in keys_of(ending, 7)
    assert len(set(keys_of(ending, 7))) == 2
