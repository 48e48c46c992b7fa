"""What must hold between records, whichever gesture would break it."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from app.errors import InvalidInput
from app.models import Attempt, Decision
from app.models.book import Book
from app.services.check import check
from app.services.records import book_settings
from app.services.records.clients import add_client, change_client
from app.services.records.decisions import log_attempt, raise_decision
from app.services.records.editing import edit, remove
from app.services.records.fields import change
from app.services.records.offers import offer
from app.services.records.trash import restore
from tests import factories
from tests.services.records.adding import add

DAY = date(2026, 11, 2)


def argued(session: Session, client_id: int, times: int) -> int:
    decision = raise_decision(
        session, client_id=client_id, title="TV", client_wish="80/20", our_advice="60/40", raised_on=DAY
    )
    for _time in range(times):
        add(session, kind="attempts", decision_id=decision.id, made_on=DAY, argument="No")
    return decision.id


def test_a_record_names_only_what_is_the_same_clients(session: Session, client_id: int) -> None:
    other = add_client(session, name="Beta", status="prospect").id
    theirs = factories.contact(session, other)
    threat = factories.threat(session, other)
    with pytest.raises(InvalidInput, match="another client") as refused:
        add(
            session,
            kind="voice_checks",
            client_id=client_id,
            asked_on=DAY,
            answer="willing",
            contact_id=theirs.id,
        )
    assert refused.value.field == "contact_id"
    with pytest.raises(InvalidInput, match="another client"):
        offer(
            session,
            client_id=client_id,
            made_on=DAY,
            kind="gift",
            trigger="threat",
            cost=1,
            threat_id=threat.id,
        )
    decision = argued(session, client_id, 0)
    with pytest.raises(InvalidInput, match="another client"):
        log_attempt(session, decision_id=decision, made_on=DAY, argument="No", contact_id=theirs.id)


def test_who_is_named_by_others_does_not_go_to_another_client(session: Session, client_id: int) -> None:
    other = add_client(session, name="Beta", status="prospect").id
    contact = factories.contact(session, client_id)
    factories.survey(session, client_id, contact_id=contact.id)
    with pytest.raises(InvalidInput, match="cannot go to another") as refused:
        change(session, contact, client_id=other)
    assert refused.value.field == "client_id"


@pytest.mark.parametrize("whose", ["client", "book"])
def test_a_limit_lowered_for_many_does_not_reach_back_to_what_was_argued(book: Book, whose: str) -> None:
    with book.writing("set up") as session:
        client = add_client(session, name="Alfa", status="prospect").id
        argued(session, client, 2)
        argued(session, client, 0)
    with book.writing("lower") as session:
        if whose == "client":
            change_client(session, client_id=client, advice_limit=1)
        else:
            book_settings.change(session, "advice.limit", "1")
    assert check(book) == []
    with book.reading() as session:
        assert [d.advice_limit for d in session.query(Decision).order_by(Decision.id)] == [2, None]


def test_a_decisions_own_limit_is_not_set_below_what_was_argued(session: Session, client_id: int) -> None:
    decision = argued(session, client_id, 2)
    with pytest.raises(InvalidInput, match="argued 2 times") as refused:
        edit(session, kind="decisions", record_id=decision, advice_limit=1)
    assert refused.value.field == "advice_limit"


def test_the_reason_of_an_attempt_over_the_limit_is_not_taken_away(session: Session, client_id: int) -> None:
    decision = argued(session, client_id, 3)
    over = add(
        session,
        kind="attempts",
        decision_id=decision,
        made_on=DAY,
        argument="No",
        override_reason="new price",
    )
    with pytest.raises(InvalidInput) as refused:
        edit(session, kind="attempts", record_id=over.id, override_reason=None)
    assert refused.value.field == "override_reason"


def test_an_attempt_comes_back_from_the_trash_only_where_there_is_room(
    session: Session, client_id: int
) -> None:
    decision = argued(session, client_id, 3)
    gone = session.query(Attempt).first()
    assert gone is not None
    remove(session, kind="attempts", record_id=gone.id)
    add(session, kind="attempts", decision_id=decision, made_on=DAY, argument="No")
    with pytest.raises(InvalidInput, match="argued 4 times"):
        restore(session, gone)


def test_a_check_finds_what_was_argued_over_the_limit(book: Book) -> None:
    with book.writing("set up") as session:
        client = factories.client(session)
        decision = factories.decision(session, client, ref="D-1")
        for _time in range(4):
            factories.attempt(session, decision)
    assert [(found.where, found.what) for found in check(book)] == [
        ("decisions D-1", "argued 4 times without a reason, but the limit is 3")
    ]
