"""Histories are loaded in one query a table, without what lies in the trash."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from app import models
from app.domain import facts
from app.models.book import Book
from app.models.tables.base import utc_now
from app.services import history
from tests import factories

SHEETS = (
    "contacts",
    "notes",
    "decisions",
    "attempts",
    "complaints",
    "voice_checks",
    "surveys",
    "promises",
    "agreements",
    "goals",
    "periods",
    "purchases",
    "costs",
    "threats",
    "offers",
    "referrals",
    "judgements",
    "tasks",
)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return factories.new_book(tmp_path)


@contextmanager
def queries(book: Book) -> Iterator[list[str]]:
    """The statements that the book's engine sends meanwhile."""
    sent: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            sent.append(statement)

    event.listen(book.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(book.engine, "before_cursor_execute", note)


def one_of_everything(session: Session, name: str) -> models.Client:
    client = factories.client(session, name=name)
    decision = factories.decision(session, client)
    factories.attempt(session, decision)
    factories.offer(session, client, threat_id=factories.threat(session, client).id)
    for make in (
        factories.contact,
        factories.note,
        factories.complaint,
        factories.voice_check,
        factories.survey,
        factories.promise,
        factories.agreement,
        factories.goal,
        factories.period,
        factories.purchase,
        factories.cost,
        factories.referral,
        factories.judgement,
        factories.task,
    ):
        make(session, client)
    return client


@pytest.mark.parametrize("clients", [0, 1, 5])
def test_one_query_a_table_for_any_number_of_clients(book: Book, clients: int) -> None:
    with book.writing("set up") as session:
        for number in range(clients):
            one_of_everything(session, f"Client {number}")
    with book.reading() as session, queries(book) as sent:
        loaded = history.load_all(session)
    assert len(loaded) == clients
    tables = Counter(
        sheet
        for statement in sent
        for sheet in SHEETS
        if f"FROM {sheet} " in f"{statement} ".replace("\n", " ")
    )
    assert tables == dict.fromkeys(SHEETS, 1)
    assert len(sent) == len(SHEETS) + 1  # and the clients themselves, with their owners


def test_a_client_has_a_record_of_every_kind(book: Book) -> None:
    with book.writing("set up") as session:
        client = one_of_everything(session, "Alfa")
        one_of_everything(session, "Beta")
    with book.reading() as session:
        alone = history.load_one(session, client.id)
        together = history.load_all(session)
    assert alone is not None
    assert alone == together[0]
    kinds = [kind for kind in SHEETS if kind not in ("attempts", "periods")]
    assert all(len(getattr(alone, kind)) == 1 for kind in kinds)
    assert len(alone.decisions[0].attempts) == 1
    assert alone.offers[0].threat_id == alone.threats[0].id
    assert [p.client_id for p in alone.client.periods] == [client.id]
    assert {fact.client_id for kind in kinds for fact in getattr(alone, kind)} == {client.id}


def test_some_clients_in_the_order_of_their_names(book: Book) -> None:
    with book.writing("set up") as session:
        ids = [factories.client(session, name=name).id for name in ("gamma", "Beta", "alfa")]
    with book.reading() as session:
        assert [h.client.name for h in history.load_all(session)] == ["alfa", "Beta", "gamma"]
        assert [h.client.name for h in history.load_some(session, ids[:2])] == ["Beta", "gamma"]
        assert history.load_one(session, 999) is None


def test_what_lies_in_the_trash_is_left_out(book: Book) -> None:
    with book.writing("set up") as session:
        kept, gone = one_of_everything(session, "Kept"), one_of_everything(session, "Gone")
        stamp = utc_now()
        gone.deleted_at = stamp
        for model in models.RECORDS:
            for record in session.query(model).filter(getattr(model, "client_id", model.id) == kept.id):
                if model not in (models.Client, models.Person, models.Attempt):
                    record.deleted_at = stamp
    with book.reading() as session:
        (loaded,) = history.load_all(session)
        assert history.load_one(session, gone.id) is None
    assert loaded == facts.History(loaded.client)


def test_an_owner_in_the_trash_is_no_owner(book: Book) -> None:
    with book.writing("set up") as session:
        ana = factories.person(session, name="Ana")
        factories.client(session, name="Alfa", owner_id=ana.id)
    with book.reading() as session:
        assert history.load_all(session)[0].client.owner == "Ana"
    with book.writing("delete") as session:
        session.get_one(models.Person, ana.id).deleted_at = utc_now()
    with book.reading() as session:
        assert history.load_all(session)[0].client.owner is None


def test_facts_hold_what_the_record_says(book: Book) -> None:
    with book.writing("set up") as session:
        client = factories.client(session, sole_supplier=True, came_for="price", currency="EUR")
        factories.note(session, client, happened_at=datetime(2024, 2, 29, 23, 59), mood=-2, author="Ana")
        factories.complaint(session, client, remark="ș" * 500, solicited=True, reward_cost=12_34)
        factories.purchase(session, client, amount=-5, cost=None)
    with book.reading() as session:
        (loaded,) = history.load_all(session)
    assert (loaded.client.sole_supplier, loaded.client.came_for, loaded.client.currency) == (
        True,
        "price",
        "EUR",
    )
    (note,) = loaded.notes
    assert (note.day, note.mood, note.author) == (date(2024, 2, 29), -2, "Ana")
    (sheet,) = loaded.complaints
    assert (sheet.solicited, sheet.reward_cost, len(sheet.remark)) == (True, 12_34, history.REMARK_LENGTH)
    assert (loaded.purchases[0].amount, loaded.purchases[0].cost) == (-5, None)


def test_records_come_in_the_order_of_their_days(book: Book) -> None:
    with book.writing("set up") as session:
        client = factories.client(session)
        for day in (9, 3, 6):
            factories.note(session, client, happened_at=datetime(2026, 1, day))
            factories.task(session, client, due_on=date(2026, 1, day))
        factories.task(session, client, due_on=None)
    with book.reading() as session:
        (loaded,) = history.load_all(session)
    assert [n.day.day for n in loaded.notes] == [3, 6, 9]
    assert [t.due_on.day if t.due_on else None for t in loaded.tasks] == [3, 6, 9, None]


@pytest.mark.parametrize("subject", ["Handover from Ana to Ion", "Predare de la Ana", "Передача клиента"])
def test_a_handover_note_is_known_by_its_first_word(book: Book, subject: str) -> None:
    with book.writing("set up") as session:
        client = factories.client(session)
        factories.note(session, client, kind="internal", subject=subject)
        factories.note(session, client, kind="internal", subject="About the handover")
        factories.note(session, client, kind="internal", subject=None)
        factories.note(session, client, kind="call", subject=subject)
    with book.reading() as session:
        (loaded,) = history.load_all(session)
    assert [n.handover for n in loaded.notes] == [True, False, False, False]


def test_tasks_of_no_client_come_with_the_whole_book(book: Book) -> None:
    with book.writing("set up") as session:
        factories.task(session, None, text="Ours")
    with book.reading() as session:
        loaded = history.load_book(session)
    assert loaded.histories == []
    assert [t.text for t in loaded.own_tasks] == ["Ours"]


def test_parts_together_are_the_whole_book(book: Book) -> None:
    with book.writing("set up") as session:
        made = [one_of_everything(session, f"Client {number}") for number in range(5)]
        made[2].deleted_at = utc_now()
    with book.reading() as session:
        parts = list(history.load_in_parts(session, size=2))
        assert [len(part) for part in parts] == [2, 2]
        assert [(h.client.name, h) for part in parts for h in part] == [
            (h.client.name, h) for h in history.load_all(session)
        ]


def test_one_client_takes_a_query_a_table_and_attempts_only_where_something_was_disputed(book: Book) -> None:
    with book.writing("set up") as session:
        quiet, disputed = factories.client(session, name="Quiet"), one_of_everything(session, "Disputed")
        ids = quiet.id, disputed.id
    counts = []
    for client_id in (*ids, 999):
        with book.reading() as session, queries(book) as sent:
            history.load_one(session, client_id)
        counts.append(len(sent))
    assert counts == [len(SHEETS), len(SHEETS) + 1, 1]


def test_one_clients_records_come_in_the_order_of_their_days_too(book: Book) -> None:
    with book.writing("set up") as session:
        client = factories.client(session)
        decision = factories.decision(session, client, raised_on=date(2026, 3, 3))
        factories.decision(session, client, raised_on=date(2026, 3, 1))
        for day in (9, 4, 6):
            factories.attempt(session, decision, made_on=date(2026, 3, day))
            factories.task(session, client, due_on=date(2026, 3, day))
        factories.task(session, client, due_on=None)
    with book.reading() as session:
        alone = history.load_one(session, client.id)
        assert alone is not None and [alone] == history.load_all(session)
    assert [d.raised_on.day for d in alone.decisions] == [1, 3]
    assert [a.made_on.day for a in alone.decisions[1].attempts] == [4, 6, 9]
    assert [t.due_on and t.due_on.day for t in alone.tasks] == [4, 6, 9, None]


def test_unsigned_notes_leave_out_who_wrote_them_and_nothing_else(book: Book) -> None:
    with book.writing("set up") as session:
        client = factories.client(session)
        factories.note(session, client, kind="internal", subject="Handover: done", author="Ana")
        factories.note(session, client, kind="call", author="Ana", mood=1)
    with book.reading() as session, queries(book) as sent:
        (whole,) = history.load_book(session).histories
        assert any("notes.author" in each for each in sent)
        sent.clear()
        (unsigned,) = history.load_book(session, signed=False).histories
        assert not any("notes.author" in each or "LIKE" in each for each in sent)
    assert {n.author for n in whole.notes} == {"Ana"} and any(n.handover for n in whole.notes)
    assert unsigned.notes == tuple(n._replace(author=None, handover=False) for n in whole.notes)
