"""Promises and agreements (DOMAIN.md, Promises, Words)."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from app.errors import InvalidInput, NotAllowed, NotFound
from app.models import Promise
from app.services.records import agreements, promises, trash

MADE = date(2026, 11, 1)
DUE = date(2026, 11, 10)
LATER = date(2026, 11, 20)


@pytest.fixture
def plan(session: Session, client_id: int) -> Promise:
    """We owe the client a media plan."""
    return promises.promise(session, client_id=client_id, text="plan", side="ours", made_on=MADE, due_on=DUE)


def test_what_was_said_before_they_were_a_client_was_said_while_courting(
    session: Session, client_id: int
) -> None:
    courting = promises.promise(
        session, client_id=client_id, text="weekly call", side="ours", made_on=date(2024, 2, 29)
    )
    since = promises.promise(
        session, client_id=client_id, text="report", side="ours", made_on=date(2024, 3, 1)
    )
    assert (courting.phase, since.phase) == ("acquisition", "partnership")


def test_a_kept_promise_cannot_be_broken(session: Session, plan: Promise) -> None:
    promises.keep(session, promise_id=plan.id, on=DUE)
    with pytest.raises(NotAllowed):
        promises.break_promise(session, promise_id=plan.id, on=LATER, reason="…")


def test_breaking_needs_a_reason_that_stays(session: Session, plan: Promise) -> None:
    with pytest.raises(InvalidInput):
        promises.break_promise(session, promise_id=plan.id, on=DUE, reason=" ")
    promises.break_promise(session, promise_id=plan.id, on=DUE, reason="no data")
    assert (plan.ending, plan.ended_on, plan.note) == ("broken", DUE, "no data")


def test_a_renegotiated_promise_is_released_and_names_its_successor(session: Session, plan: Promise) -> None:
    moved = promises.renegotiate(session, promise_id=plan.id, on=DUE, due_on=LATER, reason="data came late")
    assert (plan.ending, plan.ended_on, plan.due_on) == ("released", DUE, DUE)
    assert (moved.text, moved.made_on, moved.due_on, moved.side) == ("plan", DUE, LATER, "ours")
    assert moved.ref in (plan.note or "") and plan.ref in (moved.note or "")


def test_an_end_can_be_taken_back(session: Session, plan: Promise) -> None:
    promises.break_promise(session, promise_id=plan.id, on=DUE, reason="no data")
    promises.reopen(session, promise_id=plan.id)
    assert (plan.ending, plan.ended_on, plan.fulfilled_on, plan.note) == (None, None, None, "no data")
    promises.keep(session, promise_id=plan.id, on=DUE)
    assert plan.fulfilled_on == DUE


def test_a_promise_in_the_trash_is_not_opened_again(session: Session, plan: Promise) -> None:
    trash.delete(session, plan)
    with pytest.raises(NotFound):
        promises.reopen(session, promise_id=plan.id)


def test_a_new_day_lies_ahead(session: Session, plan: Promise) -> None:
    with pytest.raises(InvalidInput):
        promises.renegotiate(session, promise_id=plan.id, on=DUE, due_on=DUE, reason="…")


def test_a_renewal_starts_the_day_after_and_keeps_what_is_not_said_anew(
    session: Session, client_id: int
) -> None:
    old = agreements.agree(
        session, client_id=client_id, title="Media 2026", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31),
        yearly_value=4_820_000, notice_days=30, client_gain="a fixed team",
    )  # fmt: skip
    new = agreements.renew(
        session, agreement_id=old.id, ends_on=date(2027, 12, 31), title="Media 2027", our_gain="two years"
    )
    assert (new.starts_on, new.ends_on) == (date(2027, 1, 1), date(2027, 12, 31))
    assert (new.yearly_value, new.notice_days, new.client_gain) == (4_820_000, 30, "a fixed team")
    assert (new.our_gain, old.our_gain, new.ref == old.ref) == ("two years", None, False)
