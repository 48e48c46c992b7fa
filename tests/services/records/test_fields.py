"""What a record must satisfy (DOMAIN.md, Records)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.errors import InvalidInput
from app.models import Client, Decision, Note, Promise, Survey
from app.services.records.clients import add_client, change_client
from app.services.records.decisions import raise_decision
from app.services.records.fields import create, next_ref

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "  "}, "name"),
        ({"status": "active", "since": None}, "since"),
        ({"status": "paused"}, "since"),
        ({"status": "lost", "since": DAY}, "lost_on"),
        ({"status": "active", "since": DAY, "lost_on": DAY}, "lost_on"),
        ({"status": "lost", "since": DAY, "lost_on": date(2026, 11, 19)}, "lost_on"),
        ({"status": "gone"}, "status"),
        ({"status": "prospect", "advice_limit": 10}, "advice_limit"),
        ({"status": "prospect", "advice_limit": -1}, "advice_limit"),
        ({"status": "prospect", "contact_every_days": 0}, "contact_every_days"),
        ({"status": "prospect", "industry": "\ud800"}, "industry"),
    ],
)
def test_a_client_that_cannot_be_is_refused_at_the_field_that_is_wrong(
    session: Session, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        add_client(session, **({"name": "Beta"} | values))
    assert refused.value.field == field
    assert refused.value.message.endswith(".")


@pytest.mark.parametrize("limit", [0, 9])
def test_the_ends_of_a_range_belong_to_it(session: Session, limit: int) -> None:
    assert add_client(session, name="Beta", status="prospect", advice_limit=limit).advice_limit == limit


def test_names_are_compared_without_case_and_surrounding_space(session: Session, client_id: int) -> None:
    with pytest.raises(InvalidInput, match="already in the book"):
        add_client(session, name="  ALFA media srl ", status="prospect")


def test_a_client_keeps_its_own_name_when_something_else_changes(session: Session, client_id: int) -> None:
    assert change_client(session, client_id=client_id, industry="media").industry == "media"


def test_a_change_that_would_make_the_record_impossible_leaves_it_as_it_was(
    session: Session, client_id: int
) -> None:
    with pytest.raises(InvalidInput):
        change_client(session, client_id=client_id, since=None)
    assert session.get_one(Client, client_id).since == date(2024, 3, 1)


def test_a_score_lies_on_its_scale(session: Session, client_id: int) -> None:
    answer = {"client_id": client_id, "kind": "nps", "answered_on": DAY}
    with pytest.raises(InvalidInput, match="greater than the lowest"):
        create(session, Survey, **answer, score=5.0, lowest=5.0, highest=5.0)
    with pytest.raises(InvalidInput, match="between"):
        create(session, Survey, **answer, score=11.0, lowest=0.0, highest=10.0)
    with pytest.raises(InvalidInput, match="not a number"):
        create(session, Survey, **answer, score=float("nan"), lowest=0.0, highest=10.0)


def test_no_record_ends_before_it_begins(session: Session, client_id: int) -> None:
    promise = {"client_id": client_id, "ref": "P-1", "text": "plan", "side": "ours", "made_on": DAY}
    with pytest.raises(InvalidInput, match="lies before"):
        create(session, Promise, **promise, fulfilled_on=date(2026, 11, 19))


def test_text_is_kept_to_the_letter_and_emptiness_is_no_value(session: Session, client_id: int) -> None:
    from datetime import datetime

    note = create(
        session, Note, client_id=client_id, happened_at=datetime(2026, 11, 20, 9), kind="call",
        subject="   ", body="  =1+1\t\n Șerban 🙂 ",
    )  # fmt: skip
    assert note.subject is None
    assert note.body == "  =1+1\t\n Șerban 🙂 "


def test_the_next_ref_is_one_more_than_the_highest_ever_used(session: Session, client_id: int) -> None:
    assert next_ref(session, Decision) == "D-001"
    texts = {"title": "TV", "client_wish": "80/20", "our_advice": "60/40", "raised_on": DAY}
    raise_decision(session, client_id=client_id, **texts, ref="d-041")
    raise_decision(session, client_id=client_id, **texts, ref="D-7")
    raise_decision(session, client_id=client_id, **texts, ref="DX-99")
    assert next_ref(session, Decision) == "D-042"
