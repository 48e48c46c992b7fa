"""People, contacts, handovers, tasks (DOMAIN.md, One voice, Words)."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.names import Reference
from app.errors import InvalidInput, NotAllowed, NotFound
from app.models import Client, Note, Period, Snooze
from app.models.book import Book
from app.services import journal
from app.services.check import check
from app.services.records import (
    clients,
    complaints,
    decisions,
    judgements,
    notes,
    offers,
    people,
    promises,
    tasks,
    threats,
)
from tests import factories

DAY = date(2026, 11, 20)
NINE = datetime(2026, 11, 20, 9, 12)


def test_a_new_name_follows_to_where_the_person_is_named(session: Session, client_id: int) -> None:
    ioana = people.add_person(session, name="Ioana Turcanu")
    note = notes.log_note(
        session, client_id=client_id, kind="call", happened_at=NINE, author="Ioana Turcanu", body="…"
    )
    people.change_person(session, person_id=ioana.id, name="Ioana Țurcanu")
    assert note.author == "Ioana Țurcanu"


def test_a_contacts_new_name_follows_only_at_this_client(session: Session, client_id: int) -> None:
    other = clients.add_client(session, name="Beta", status="prospect").id
    radu = people.add_contact(session, client_id=client_id, name="Radu")
    here = notes.log_note(
        session, client_id=client_id, kind="call", happened_at=NINE, contacts="Ana; Radu; Radu Ion", body="…"
    )
    there = notes.log_note(session, client_id=other, kind="call", happened_at=NINE, contacts="Radu", body="…")
    said = threats.record_threat(session, client_id=client_id, made_on=DAY, made_by="Radu")
    dispute = decisions.raise_decision(
        session, client_id=client_id, title="t", client_wish="w", our_advice="a", raised_on=DAY
    )
    decisions.settle(session, decision_id=dispute.id, outcome="client_way", decided_on=DAY, decided_by="Radu")
    people.change_contact(session, contact_id=radu.id, name="Radu Ionescu")
    assert here.contacts == "Ana; Radu Ionescu; Radu Ion"
    assert there.contacts == "Radu"
    assert (said.made_by, dispute.decided_by) == ("Radu Ionescu", "Radu Ionescu")


def test_an_empty_note_is_refused(session: Session, client_id: int) -> None:
    with pytest.raises(InvalidInput, match="empty"):
        notes.log_note(session, client_id=client_id, kind="call", happened_at=NINE, subject=" ")


def test_a_handover_needs_a_note_and_leaves_one(session: Session, client_id: int) -> None:
    people.add_person(session, name="Matei Dobre")
    with pytest.raises(NotAllowed, match="needs a note"):
        clients.hand_over(session, client_id=client_id, to="Matei Dobre", note=" ", on=DAY)
    with pytest.raises(NotFound):
        clients.hand_over(session, client_id=client_id, to="Nobody", note="…", on=DAY)
    clients.hand_over(session, client_id=client_id, to="matei dobre", note="They like short calls.", on=DAY)
    left = session.scalars(select(Note)).one()
    assert (left.kind, left.body) == ("internal", "They like short calls.")
    with pytest.raises(NotAllowed, match="already with"):
        clients.hand_over(session, client_id=client_id, to="Matei Dobre", note="…", on=DAY)


def test_a_client_won_back_keeps_the_time_before(session: Session, client_id: int) -> None:
    lost = clients.lose_client(session, client_id=client_id, on=date(2026, 6, 1), reason="price")
    assert (lost.status, lost.lost_on) == ("lost", date(2026, 6, 1))
    back = clients.won_back(session, client_id=client_id, since=DAY)
    assert (back.status, back.lost_on, back.lost_reason, back.since) == ("active", None, None, DAY)
    before = session.scalars(select(Period)).one()
    assert (before.client_id, before.since, before.lost_on, before.lost_reason) == (
        client_id,
        date(2024, 3, 1),
        date(2026, 6, 1),
        "price",
    )


def test_a_client_may_be_won_back_on_the_day_they_left_and_again_and_again(
    session: Session, client_id: int
) -> None:
    for year in (2025, 2026):
        clients.lose_client(session, client_id=client_id, on=date(year, 1, 1))
        clients.won_back(session, client_id=client_id, since=date(year, 1, 1))
    assert [p.lost_on.year for p in session.scalars(select(Period).order_by(Period.since))] == [2025, 2026]


def test_nobody_is_won_back_who_was_not_lost_or_before_they_left(session: Session, client_id: int) -> None:
    with pytest.raises(NotAllowed, match="not lost"):
        clients.won_back(session, client_id=client_id, since=DAY)
    clients.lose_client(session, client_id=client_id, on=DAY)
    with pytest.raises(InvalidInput, match="before") as refused:
        clients.won_back(session, client_id=client_id, since=date(2026, 11, 19))
    assert refused.value.field == "since"


def test_one_undo_makes_a_client_won_back_lost_again(book: Book) -> None:
    with book.writing("Set up") as session:
        client_id = clients.add_client(session, name="Acme", since=date(2020, 1, 1)).id
    with book.writing("Lost") as session:
        clients.lose_client(session, client_id=client_id, on=date(2024, 6, 1), reason="Price")
    with book.writing("Client won back") as session:
        clients.won_back(session, client_id=client_id, since=DAY)
    journal.undo(book)
    with book.reading() as session:
        assert session.scalars(select(Period)).all() == []
        client = session.get_one(Client, client_id)
        assert (client.status, client.since, client.lost_on, client.lost_reason) == (
            "lost",
            date(2020, 1, 1),
            date(2024, 6, 1),
            "Price",
        )
    journal.redo(book)
    with book.reading() as session:
        assert session.get_one(Client, client_id).since == DAY
        assert len(session.scalars(select(Period)).all()) == 1
    assert check(book) == []


@pytest.mark.parametrize(
    ("made_on", "phase"),
    [
        (date(2024, 2, 29), "acquisition"),
        (date(2024, 3, 1), "partnership"),
        (date(2026, 5, 31), "partnership"),
        (date(2026, 6, 1), "acquisition"),  # left that day: courted again
        (DAY, "partnership"),
    ],
)
def test_a_promise_is_said_while_courting_or_since(
    made_on: date, phase: str, session: Session, client_id: int
) -> None:
    clients.lose_client(session, client_id=client_id, on=date(2026, 6, 1))
    clients.won_back(session, client_id=client_id, since=DAY)
    made = promises.promise(session, client_id=client_id, text="Hi", side="ours", made_on=made_on)
    assert made.phase == phase


def test_an_offer_cannot_answer_another_clients_threat(session: Session, client_id: int) -> None:
    other = clients.add_client(session, name="Beta", status="prospect").id
    threat = threats.record_threat(session, client_id=other, made_on=DAY)
    values = {"client_id": client_id, "made_on": DAY, "kind": "discount", "trigger": "threat", "cost": 100}
    with pytest.raises(InvalidInput) as refused:
        offers.offer(session, **values, threat_id=threat.id)
    assert refused.value.field == "threat_id"


def test_a_judgement_keeps_its_reason_and_can_be_withdrawn(session: Session, client_id: int) -> None:
    values = {"client_id": client_id, "about": "deal_hunter", "judged_on": date(2026, 11, 1)}
    with pytest.raises(InvalidInput):
        judgements.judge(session, **values, value="liar", reason="…")
    with pytest.raises(InvalidInput):
        judgements.judge(session, **values, value="none", reason=" ")
    made = judgements.judge(session, **values, value="none", reason="They had a real offer.")
    judgements.withdraw(session, client_id=client_id, about="deal_hunter", on=DAY)
    assert made.valid_until == date(2026, 11, 19)


def test_a_done_meeting_becomes_a_touch_and_a_done_task_does_not(session: Session, client_id: int) -> None:
    meeting = tasks.add_task(
        session, text="Quarterly", client_id=client_id, kind="meeting", due_on=DAY, at="14:00", who="Ioana"
    )
    touch = tasks.finish_task(session, task_id=meeting.id, on=DAY, words="Agreed on the plan.")
    assert touch is not None
    assert (touch.kind, touch.happened_at, touch.author) == ("meeting", datetime(2026, 11, 20, 14), "Ioana")
    plain = tasks.add_task(session, text="Send file", client_id=client_id)
    assert tasks.finish_task(session, task_id=plain.id, on=DAY) is None
    with pytest.raises(NotAllowed, match="already done"):
        tasks.finish_task(session, task_id=plain.id, on=DAY)


@pytest.mark.parametrize("at", ["25:00", "9:00", "noon"])
def test_a_meetings_time_is_a_time(session: Session, at: str) -> None:
    with pytest.raises(InvalidInput):
        tasks.add_task(session, text="…", kind="meeting", at=at)


def test_putting_off_again_replaces_the_day(session: Session) -> None:
    tasks.put_off(session, item="silent/Alfa/", until=date(2026, 11, 21), today=DAY)
    tasks.put_off(session, item="silent/Alfa/", until=date(2026, 11, 25), today=DAY)
    assert session.scalars(select(Snooze.until)).all() == [date(2026, 11, 25)]
    with pytest.raises(InvalidInput):
        tasks.put_off(session, item="silent/Alfa/", until=DAY, today=DAY)


def test_a_new_name_follows_to_who_is_meant_and_to_nobody_else(session: Session, client_id: int) -> None:
    first, second = (people.add_contact(session, client_id=client_id, name="Ana") for _time in range(2))
    said = Reference("Ana", first.uid).written()
    theirs = [
        complaints.receive(
            session, client_id=client_id, received_on=date(2026, 1, 1), remark="x", raised_by=name
        )
        for name in (said, Reference("Ana", second.uid).written(), "Ana")
    ]
    note = factories.note(session, client_id, contacts=f'{said}; Ana; "Rus; Ana"')
    people.change_contact(session, contact_id=first.id, name="Rus; Ana")
    new = Reference("Rus; Ana", first.uid).written()
    assert [each.raised_by for each in theirs] == [new, Reference("Ana", second.uid).written(), "Ana"]
    assert note.contacts == f'{new}; Ana; "Rus; Ana"'
    people.change_contact(session, contact_id=second.id, name="Eva")
    assert (theirs[2].raised_by, note.contacts) == ("Eva", f'{new}; Eva; "Rus; Ana"')


def test_a_name_in_a_list_of_names_with_semicolons_follows(session: Session, client_id: int) -> None:
    contact = people.add_contact(session, client_id=client_id, name="Rus; Ana")
    note = factories.note(session, client_id, contacts='Ion; "Rus; Ana"')
    people.change_contact(session, contact_id=contact.id, name="Ana Rus")
    assert note.contacts == "Ion; Ana Rus"
