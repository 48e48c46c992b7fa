"""A remembered verdict always equals a fresh one, whatever happens to the book in between."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.facts import History
from app.domain.settings import Settings
from app.domain.verdicts import Verdicts
from app.models import Client, Complaint, Note, Promise
from app.models.book import Book
from app.services import answers, journal
from app.services.records import book_settings, trash
from app.views.record.parts import ClientParts
from tests import factories as make
from tests.factories import TODAY

NAMES = ("Alfa", "Beta", "Gama")
Gesture = Callable[[Session, int, int], Any]


def everything(history: History, as_of: date, settings: Settings) -> dict[str, Any]:
    """The whole answer about a client, as the part that is kept."""
    return answers.about(Verdicts(history, as_of, settings))


def day(n: int) -> date:
    return TODAY - timedelta(days=n * 7)


def change_first(session: Session, model: Any, of: int, **values: Any) -> None:
    found = session.scalars(select(model).where(model.client_id == of)).first()
    for name, value in values.items() if found else ():
        setattr(found, name, value)


def delete_first(session: Session, model: Any, client_id: int) -> None:
    query = select(model).where(model.client_id == client_id, model.deleted_at.is_(None))
    found = session.scalars(query).first()
    if found:
        trash.delete(session, found)


GESTURES: dict[str, Gesture] = {
    "note": lambda s, c, n: make.note(s, c, mood=n % 3 - 1, started_by="client"),
    "delete a note": lambda s, c, _n: delete_first(s, Note, c),
    "promise": lambda s, c, n: make.promise(s, c, due_on=day(n)),
    "keep a promise": lambda s, c, n: change_first(s, Promise, c, fulfilled_on=day(0)),
    "threat": lambda s, c, n: make.threat(s, c, made_on=day(n), asked_for="discount"),
    "decision": lambda s, c, n: make.attempt(s, make.decision(s, c), made_on=day(0)),
    "complaint": lambda s, c, n: make.complaint(s, c, received_on=day(n)),
    "tell": lambda s, c, n: change_first(s, Complaint, c, told_on=day(0), satisfied="yes"),
    "to another": lambda s, c, n: change_first(s, Note, c, client_id=n % 3 + 1),
    "owner": lambda s, c, n: setattr(s.get(Client, c), "owner_id", make.person(s).id),
    "limit": lambda s, _c, n: book_settings.change(s, "advice.limit", str(n % 3 + 1)),
}
STEPS = st.lists(
    st.tuples(st.sampled_from([*GESTURES, "undo", "redo"]), st.integers(1, 3), st.integers(0, 9)), max_size=6
)


@settings(max_examples=12, deadline=None)  # each example makes a book and writes it some times
@given(STEPS)
def test_a_remembered_verdict_equals_a_fresh_one(steps: list[tuple[str, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(make.new_book(Path(folder))) as book:
        with book.transaction() as session:
            for name in NAMES:
                make.note(session, make.client(session, name=name))
        kept = ClientParts(everything)
        for what, client_id, n in steps:
            live(book, what, client_id, n)
            with book.reading() as session:
                assert kept.read(session, TODAY) == ClientParts(everything).read(session, TODAY)


def live(book: Book, what: str, client_id: int, n: int) -> None:
    """One thing that happens to a book."""
    if what in ("undo", "redo"):
        (journal.undo if what == "undo" else journal.redo)(book)
        return
    with book.writing(what) as session:
        GESTURES[what](session, client_id, n)


def test_a_past_day_is_judged_by_itself() -> None:
    with tempfile.TemporaryDirectory() as folder, closing(make.new_book(Path(folder))) as book:
        with book.writing("set up") as session:
            make.promise(session, make.client(session), made_on=day(4), due_on=day(1))
        kept = ClientParts(everything)
        for as_of, state in ((day(0), "overdue"), (day(2), "open"), (day(0), "overdue")):
            with book.reading() as session:
                (told,) = kept.read(session, as_of)
            assert told["promises"]["ours"][state] == 1
