"""Any sequence of gestures undone to the start gives the starting book, and redone the end."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import delete, insert, select, update

from app.models import Client, Decision, Gesture, Note, Offer, Person, Setting, Snooze, Threat
from app.models.book import Book
from app.services import rows
from app.services.journal import note_inserted, redo, undo
from app.services.records import trash
from tests import factories


def dump(book: Book) -> dict[str, list[Any]]:
    """Every row of every table that the journal covers, to the last stamp."""
    with book.reading() as session:
        return {
            name: [tuple(row) for row in session.execute(select(table).order_by(rows.key_column(table)))]
            for name, table in rows.covered().items()
        }


def bulk(number: int) -> list[dict[str, Any]]:
    note = {"client_id": 1, "happened_at": factories.datetime(2026, 1, 1), "kind": "call"}
    return [note | {"body": f"note {i}"} for i in range(number)]


TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
CENTS = st.integers(-(10**15), 10**15)


@settings(max_examples=15, stateful_step_count=20)
class AnyGestures(RuleBasedStateMachine):
    """Gestures of all kinds in any order, undone to the start and redone to the end."""

    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.book = factories.new_book(Path(self.folder.name))
        # The states after each gesture that can be undone; `at` is the present one.
        self.states = [dump(self.book)]
        self.at = 0

    def teardown(self) -> None:
        if not hasattr(self, "book"):
            return
        while undo(self.book):
            self.at -= 1
        assert self.at == 0
        assert dump(self.book) == self.states[0]
        while redo(self.book):
            self.at += 1
        assert dump(self.book) == self.states[-1]
        self.book.close()
        self.folder.cleanup()

    def done(self) -> None:
        present = dump(self.book)
        if present != self.states[self.at]:
            del self.states[self.at + 1 :]
            self.states.append(present)
            self.at += 1

    @rule(owner=st.booleans(), profile=TEXTS)
    def add_client(self, owner: bool, profile: str) -> None:
        with self.book.writing("Add a client") as session:
            owner_id = factories.person(session).id if owner else None
            client = factories.client(session, owner_id=owner_id, profile=profile)
            factories.note(session, client, body=profile)
        self.done()

    def clients(self) -> list[int]:
        with self.book.reading() as session:
            return list(session.scalars(select(Client.id)))

    @precondition(lambda self: self.clients())
    @rule(data=st.data(), cost=CENTS, text=TEXTS)
    def add_records(self, data: st.DataObject, cost: int, text: str) -> None:
        client = data.draw(st.sampled_from(self.clients()))
        with self.book.writing("Add records") as session:
            factories.attempt(session, factories.decision(session, client, stake=text))
            threat = factories.threat(session, client, wording=text)
            factories.offer(session, client, threat_id=threat.id, cost=cost)
            factories.survey(session, client, score=cost % 11 / 1.0)
        self.done()

    @precondition(lambda self: self.clients())
    @rule(data=st.data(), text=TEXTS)
    def change(self, data: st.DataObject, text: str) -> None:
        client = data.draw(st.sampled_from(self.clients()))
        with self.book.writing("Change") as session:
            session.get_one(Client, client).profile = text
            for note in session.scalars(select(Note).where(Note.client_id == client)):
                note.body = text
            session.execute(update(Threat).values(note=text))
            session.execute(update(Person).where(Person.id % 2 == 0).values(active=False))
        self.done()

    @precondition(lambda self: self.clients())
    @rule(data=st.data(), for_good=st.booleans())
    def delete(self, data: st.DataObject, for_good: bool) -> None:
        client = data.draw(st.sampled_from(self.clients()))
        with self.book.writing("Delete") as session:
            record = session.get_one(Client, client)
            if for_good:
                session.delete(record)
            elif record.deleted_at is None:
                trash.delete(session, record)
            else:
                trash.restore(session, record)
        self.done()

    @precondition(lambda self: len(self.clients()) > 1)
    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        one, other = data.draw(st.permutations(self.clients()))[:2]
        with self.book.writing("Move") as session:
            for model in (Note, Decision, Threat, Offer):
                session.execute(update(model).where(model.client_id == one).values(client_id=other))
            session.delete(session.get_one(Client, one))
        self.done()

    @precondition(lambda self: self.clients())
    @rule(data=st.data(), number=st.integers(1, 700))
    def import_notes(self, data: st.DataObject, number: int) -> None:
        client = data.draw(st.sampled_from(self.clients()))
        with self.book.writing("Import") as session:
            values = [note | {"client_id": client} for note in bulk(number)]
            note_inserted(session, "notes", session.scalars(insert(Note).returning(Note.id), values))
        self.done()

    @rule(key=st.sampled_from(["rate.EUR", "rate.USD", "advice.limit"]), value=st.none() | TEXTS)
    def change_setting(self, key: str, value: str | None) -> None:
        with self.book.writing("Set") as session:
            setting = session.get(Setting, key)
            if setting is None:
                session.add(Setting(key=key, value=value))
            elif value is None:
                session.delete(setting)
            else:
                setting.value = value
        self.done()

    @rule(item=st.sampled_from(["a", "b"]), day=st.dates())
    def put_off(self, item: str, day: date) -> None:
        with self.book.writing("Put off") as session:
            session.execute(delete(Snooze).where(Snooze.item == item))
            session.add(Snooze(item=item, until=day))
        self.done()

    @rule(number=st.integers(1, 4))
    def undo_some(self, number: int) -> None:
        for _ in range(number):
            self.at -= undo(self.book) is not None
        assert dump(self.book) == self.states[self.at]

    @rule(number=st.integers(1, 4))
    def redo_some(self, number: int) -> None:
        for _ in range(number):
            self.at += redo(self.book) is not None
        assert dump(self.book) == self.states[self.at]

    @invariant()
    def nothing_refers_to_nothing(self) -> None:
        with self.book.reading() as session:
            assert session.connection().exec_driver_sql("PRAGMA foreign_key_check").all() == []
            assert len(session.scalars(select(Gesture).where(Gesture.state == "done")).all()) == self.at


TestAnyGestures = AnyGestures.TestCase
