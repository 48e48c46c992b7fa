"""DOMAIN.md, Today: the order, the texts and the keys of the list."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.domain.rules import today, today_items
from app.i18n import in_language
from tests.domain.rules.build import (
    AS_OF,
    RULES,
    ago,
    ahead,
    client,
    complaint,
    history,
    judgement,
    promise,
    task,
    threat,
    touches,
)
from tests.domain.rules.test_today import CALM, EVERYTHING


def test_the_list_is_sorted_by_severity_due_day_and_client() -> None:
    one = history(client(id=1, name="beta"), **{**CALM, "tasks": [task(AS_OF), task(ago(1))]})
    two = history(client(id=2, name="Alfa"), **{**CALM, "tasks": [task(AS_OF), task(ago(2))]})
    items = today.whole([one, two], [], AS_OF, RULES)
    assert [(i.severity, i.due, i.client) for i in items] == [
        (3, ago(2), "Alfa"),
        (3, ago(1), "beta"),
        (2, AS_OF, "Alfa"),
        (2, AS_OF, "beta"),
    ]


def test_items_have_keys_of_their_own() -> None:
    items = today.judge(history(**{**EVERYTHING, "tasks": [task(ago(1)), task(ago(1))]}), AS_OF, RULES)
    assert len({i.key for i in items}) == len(items)


def test_texts_are_plain_stable_and_short() -> None:
    (item,) = today.judge(
        history(**{**CALM, "promises": [promise(ago(9), due_on=ago(1), text="Send\nthe plan", ref="P-7")]}),
        AS_OF,
        RULES,
    )
    assert (item.text, item.ref) == ("Promise overdue: Send the plan", "P-7")
    (late,) = today.judge(history(**{**CALM, "notes": touches(31, started_by="client")}), AS_OF, RULES)
    assert late.text == "No contact for 31 days"


def test_long_texts_are_cut_with_an_ellipsis() -> None:
    longest = "x" * today_items.TEXT_LENGTH
    assert today_items.shortened(longest) == longest
    assert today_items.shortened(longest + "y") == "x" * (today_items.TEXT_LENGTH - 1) + "…"
    assert today_items.shortened(None) == ""


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"remark": "Late again", "category": "delivery"}, "Late again"),
        ({"remark": "", "category": "delivery"}, "delivery"),
        ({"remark": "", "ref": "C-9"}, "C-9"),
    ],
)
def test_a_complaint_is_told_by_its_remark_else_its_category_else_its_ref(
    values: dict[str, Any], text: str
) -> None:
    made = {**CALM, "complaints": [complaint(ago(9), **values)]}
    (item,) = today.judge(history(**made), AS_OF, RULES)
    assert item.text == f"Complaint not answered: {text}"


def test_items_of_one_client_and_day_are_in_a_steady_order() -> None:
    made = [promise(ago(9), due_on=ago(1), ref=ref) for ref in ("P-2", "P-1")]
    items = today.judge(history(**{**CALM, "promises": made}), AS_OF, RULES)
    assert [i.ref for i in items] == ["P-1", "P-2"]


def test_braces_in_a_records_text_stay_as_they_are() -> None:
    (item,) = today.judge(history(**{**CALM, "tasks": [task(ago(1), text="{n} {what} {0}")]}), AS_OF, RULES)
    assert item.text == "Overdue: {n} {what} {0}"


def test_texts_follow_the_language_in_force() -> None:
    (item,) = today.judge(history(**{**CALM, "tasks": [task(ago(1))]}), AS_OF, RULES)
    with in_language("xx"):
        assert item.text == "Overdue: Call back"


@pytest.mark.parametrize(("until", "shown"), [(ago(1), True), (AS_OF, True), (ahead(1), False)])
def test_an_item_put_off_stays_away_until_its_day(until: date, shown: bool) -> None:
    items = today.judge(history(**{**CALM, "tasks": [task(ago(1)), task(ago(2))]}), AS_OF, RULES)
    left = today.not_put_off(items, {items[0].key: until}, AS_OF)
    assert left == (list(items) if shown else [items[1]])


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"wording": "We go", "competitor": "Beta"}, "We go"),
        ({"competitor": "Beta"}, "Beta"),
        ({"ref": "T-9"}, "T-9"),
    ],
)
def test_a_threat_is_told_by_its_wording_else_the_competitor_else_its_ref(
    values: dict[str, Any], text: str
) -> None:
    (item,) = today.judge(history(**{**CALM, "threats": [threat(ago(9), **values)]}), AS_OF, RULES)
    assert item.text == f"They may leave: {text}"


def test_a_judgement_is_told_by_the_name_of_the_type() -> None:
    for value, text in (("price", "Still so? Stays for the price"), ("whim", "Still so? whim")):
        made = {**CALM, "judgements": [judgement(ago(200), "loyalty_type", value)]}
        (item,) = today.judge(history(**made), AS_OF, RULES)
        assert item.text == text


def test_a_key_names_rule_client_and_record() -> None:
    due = task(ago(1))
    made = {**CALM, "promises": [promise(ago(9), due_on=ago(1), ref="P-7")], "tasks": [due]}
    keys = {i.key for i in today.judge(history(client(id=5), **made), AS_OF, RULES)}
    assert keys == {"promise_overdue/5/P-7", f"task_overdue/5/tasks:{due.id}"}
    own = today.task_item(due._replace(client_id=None), None, AS_OF)
    assert own is not None
    assert own.key == f"task_overdue//tasks:{due.id}"
