"""DOMAIN.md, Today: the order, the texts and the keys of the list."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.domain import today
from app.domain.today.item import TEXT_LENGTH, shortened
from app.domain.today.judging import not_put_off
from app.i18n import in_language
from tests.domain.rules.build import (
    AS_OF,
    ago,
    ahead,
    client,
    complaint,
    history,
    judged,
    judgement,
    promise,
    task,
    threat,
    todays,
    touches,
)
from tests.domain.today.test_when import CALM, EVERYTHING


def test_the_list_is_sorted_by_severity_due_day_and_client() -> None:
    one = history(client(id=1, name="beta"), **{**CALM, "tasks": [task(AS_OF), task(ago(1))]})
    two = history(client(id=2, name="Alfa"), **{**CALM, "tasks": [task(AS_OF), task(ago(2))]})
    items = today.whole([judged(one), judged(two)], [], AS_OF)
    assert [(i.severity, i.due, i.client) for i in items] == [
        (3, ago(2), "Alfa"),
        (3, ago(1), "beta"),
        (2, AS_OF, "Alfa"),
        (2, AS_OF, "beta"),
    ]


def test_items_have_keys_of_their_own() -> None:
    items = todays(history(**{**EVERYTHING, "tasks": [task(ago(1)), task(ago(1))]}))
    assert len({i.key for i in items}) == len(items)


def test_texts_are_plain_stable_and_short() -> None:
    (item,) = todays(
        history(**{**CALM, "promises": [promise(ago(9), due_on=ago(1), text="Send\nthe plan", ref="P-7")]})
    )
    assert (today.text_of(item), item.ref) == ("Promise overdue: Send the plan", "P-7")
    (late,) = todays(history(**{**CALM, "notes": touches(31, started_by="client")}))
    assert today.text_of(late) == "No contact for 31 days"


def test_long_texts_are_cut_with_an_ellipsis() -> None:
    longest = "x" * TEXT_LENGTH
    assert shortened(longest) == longest
    assert shortened(longest + "y") == "x" * (TEXT_LENGTH - 1) + "…"
    assert shortened(None) == ""


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
    (item,) = todays(history(**made))
    assert today.text_of(item) == f"Complaint not answered: {text}"


def test_items_of_one_client_and_day_are_in_a_steady_order() -> None:
    made = [promise(ago(9), due_on=ago(1), ref=ref) for ref in ("P-2", "P-1")]
    items = todays(history(**{**CALM, "promises": made}))
    assert [i.ref for i in items] == ["P-1", "P-2"]


def test_braces_in_a_records_text_stay_as_they_are() -> None:
    (item,) = todays(history(**{**CALM, "tasks": [task(ago(1), text="{n} {what} {0}")]}))
    assert today.text_of(item) == "Overdue: {n} {what} {0}"


def test_texts_follow_the_language_in_force() -> None:
    (item,) = todays(history(**{**CALM, "tasks": [task(ago(1))]}))
    with in_language("xx"):
        assert today.text_of(item) == "Overdue: Call back"


@pytest.mark.parametrize(("until", "shown"), [(ago(1), True), (AS_OF, True), (ahead(1), False)])
def test_an_item_put_off_stays_away_until_its_day(until: date, shown: bool) -> None:
    items = todays(history(**{**CALM, "tasks": [task(ago(1)), task(ago(2))]}))
    left = not_put_off(items, {items[0].key: until}, AS_OF)
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
    (item,) = todays(history(**{**CALM, "threats": [threat(ago(9), **values)]}))
    assert today.text_of(item) == f"They may leave: {text}"


def test_a_judgement_is_told_by_the_name_of_the_type() -> None:
    for value, text in (("price", "Still so? Stays for the price"), ("whim", "Still so? whim")):
        made = {**CALM, "judgements": [judgement(ago(200), "loyalty_type", value)]}
        (item,) = todays(history(**made))
        assert today.text_of(item) == text


def test_a_key_names_rule_client_and_record() -> None:
    due = task(ago(1))
    made = {**CALM, "promises": [promise(ago(9), due_on=ago(1), ref="P-7")], "tasks": [due]}
    keys = {i.key for i in todays(history(client(id=5), **made))}
    assert keys == {"promise_overdue/5/P-7", f"task_overdue/5/tasks:{due.id}"}
    (own,) = today.whole([], [due._replace(client_id=None)], AS_OF)
    assert own.key == f"task_overdue//tasks:{due.id}"
