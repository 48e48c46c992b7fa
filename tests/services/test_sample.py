"""The sample book is invented, the same for the same seed and day, sound, and tells a story in every language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2
from sqlalchemy import create_engine, event, select, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from app.errors import NotAllowed
from app.models import RECORDS, Client, Contact, Note, Person, Setting
from app.models.schema import make_tables
from app.services.books import create_book
from app.services.check import check
from app.services.records.fields import problems
from app.services.sample import fill
from app.services.search.questions import is_complete, search

AS_OF = date(2026, 11, 20)


@contextmanager
def empty_book() -> Iterator[Session]:
    engine = create_engine("sqlite://", module=sqlcipher3.dbapi2, poolclass=StaticPool)
    with engine.begin() as connection:
        make_tables(connection)
    with Session(engine) as session:
        session.execute(text("PRAGMA foreign_keys = ON"))
        yield session
    engine.dispose()


@contextmanager
def sample(**wishes: Any) -> Iterator[Session]:
    with empty_book() as session:
        fill(session, **{"as_of": AS_OF, **wishes})
        session.flush()
        yield session


@pytest.fixture(scope="module")
def book() -> Iterator[Session]:
    with sample() as session:
        yield session


def cells(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    tables = [mapping.__table__ for mapping in RECORDS] + [Setting.__table__]
    return {
        t.name: [tuple(row) for row in session.execute(select(t).order_by(*t.primary_key))] for t in tables
    }


def test_the_same_seed_and_day_make_the_same_book_to_the_letter(book: Session) -> None:
    with sample() as again:
        assert cells(again) == cells(book)


def test_another_seed_makes_other_clients_and_another_day_other_days(book: Session) -> None:
    with sample(seed=2) as other:
        assert cells(other)["clients"] != cells(book)["clients"]
        assert cells(other)["notes"] != cells(book)["notes"]
    with sample(as_of=date(2026, 11, 21)) as later:
        assert cells(later)["notes"] != cells(book)["notes"]


def test_more_clients_leave_the_first_ones_as_they_are() -> None:
    def told(session: Session) -> list[tuple[Any, ...]]:
        rows = session.execute(
            select(Client.name, Note.happened_at, Note.subject, Note.body)
            .join(Note, Note.client_id == Client.id)
            .where(Client.id <= 12)
            .order_by(Client.id, Note.id)
        )
        return [tuple(row) for row in rows]

    with sample(clients=12) as small, sample(clients=40) as large:
        assert told(small) == told(large)


def test_the_book_says_that_it_is_a_sample(book: Session) -> None:
    settings = {row[0]: row[1] for row in book.execute(select(Setting.key, Setting.value))}
    assert settings["sample"] == "yes"
    assert "invented" in (settings["name"] or "")
    assert {"rate.RON", "rate.PLN"} <= set(settings)


def test_every_record_is_one_that_the_program_itself_would_accept(book: Session) -> None:
    for mapping in RECORDS:
        for row in book.execute(select(mapping.__table__)).mappings():
            assert problems(mapping, row) == [], (mapping.__tablename__, dict(row))


def test_what_has_happened_lies_in_the_past(book: Session) -> None:
    ahead = {("promises", "due_on"), ("agreements", "ends_on"), ("tasks", "due_on"), ("goals", "due_on"), ("judgements", "valid_until"),
             ("decisions", "debrief_on")}  # fmt: skip
    for mapping in RECORDS:
        table = mapping.__table__
        for column in table.c:
            if column.info.get("kind") in ("day", "moment") and (table.name, column.name) not in ahead:
                newest = book.scalar(
                    select(column).where(column.is_not(None)).order_by(column.desc()).limit(1)
                )
                assert newest is None or str(newest)[:10] <= AS_OF.isoformat(), (table.name, column.name)


def test_the_steps_of_a_complaint_follow_each_other(book: Session) -> None:
    rows = book.execute(
        text("SELECT received_on, responded_on, resolved_on, told_on, thanked_on FROM complaints")
    ).all()
    for row in rows:
        known = [day for day in row if day is not None]
        assert known == sorted(known)
        assert list(row[: len(known)]) == known


def test_refs_count_up_with_the_days(book: Session) -> None:
    for table, day in (("decisions", "raised_on"), ("complaints", "received_on"), ("threats", "made_on")):
        refs = [ref for (ref,) in book.execute(text(f"SELECT ref FROM {table} ORDER BY {day}, id"))]
        assert refs == [f"{table[0].upper()}-{n:03d}" for n in range(1, len(refs) + 1)]


def test_stories_are_told_in_the_language_of_the_client(book: Session) -> None:
    def whole(name: str) -> str:
        notes = book.execute(
            select(Note.subject, Note.body)
            .join(Client, Note.client_id == Client.id)
            .where(Client.name == name)
        )
        return " ".join(f"{subject} {body}" for subject, body in notes)

    assert set("ășțâî") <= set(whole("Alfa Media SRL").lower())
    assert set("łąęśż") <= set(whole("Dąbrowski i Wspólnicy").lower())
    assert re.fullmatch(r"[^a-z]*", whole("Вектор Трейд").lower())
    assert {*book.scalars(select(Contact.language).distinct())} == {"ro", "pl", "ru", "en"}
    # Romanian is written with commas below, not with the cedillas of old keyboards.
    assert not set("şţŞŢ") & set(" ".join(map(str, cells(book)["notes"])))


def test_no_address_or_number_can_reach_anybody(book: Session) -> None:
    for mail in [*book.scalars(select(Contact.email)), *book.scalars(select(Person.email))]:
        assert re.fullmatch(r"[a-z0-9.]+@[a-z0-9-]+\.example\.com", mail), mail
    for site in book.scalars(select(Client.website)):
        assert re.fullmatch(r"https://[a-z0-9-]+\.example\.com", site), site
    for phone in book.scalars(select(Contact.phone)):
        assert re.match(r"\+(40 700 000|48 500 000|7 900 000-0|44 7700 900)", phone), phone


def test_nothing_is_left_of_the_templates(book: Session) -> None:
    for table, rows in cells(book).items():
        assert not any("{" in str(row) for row in rows), table


def test_everything_can_be_found_in_it(book: Session) -> None:
    assert is_complete(book)
    assert {hit.client for hit in search(book, "poniedziałkowy raport")} == {"Dąbrowski i Wspólnicy"}
    assert search(book, "медиаплан")


def test_an_owner_is_a_person_and_an_author_too(book: Session) -> None:
    people = set(book.scalars(select(Person.name)))
    assert set(book.scalars(select(Note.author).where(Note.author.is_not(None)))) <= people
    assert None not in set(book.scalars(select(Client.owner_id)))


def test_a_book_with_clients_is_left_alone(book: Session) -> None:
    before = cells(book)
    with pytest.raises(NotAllowed):
        fill(book, as_of=AS_OF)
    assert cells(book) == before


def test_somebody_of_the_house_already_in_the_book_is_taken_for_them() -> None:
    with empty_book() as session:
        session.add(Person(name="ioana țurcanu"))
        session.flush()
        fill(session, as_of=AS_OF)
        assert Counter(name.casefold() for name in session.scalars(select(Person.name)))["ioana țurcanu"] == 1


def test_progress_counts_the_clients() -> None:
    told: list[tuple[int, int]] = []
    with empty_book() as session:
        fill(session, clients=5, as_of=AS_OF, progress=lambda done, total: told.append((done, total)))
    assert told == [(n, 5) for n in range(1, 6)]


def statements(clients: int) -> int:
    with empty_book() as session:
        seen: list[str] = []
        listener: Callable[..., None] = lambda *given: seen.append(given[2])  # noqa: E731
        event.listen(session.get_bind(), "before_cursor_execute", listener)
        fill(session, clients=clients, as_of=AS_OF)
    return len(seen)


def test_the_number_of_statements_grows_slower_than_the_number_of_clients() -> None:
    few, many = statements(50), statements(200)
    assert many < 4 * few
    assert many < 200


def test_a_book_of_any_size_and_length_can_be_asked_for() -> None:
    for clients, years in ((0, 4), (1, 1), (11, 1), (30, 2)):
        with sample(clients=clients, years=years) as session:
            assert len(session.scalars(select(Client)).all()) == clients


def test_the_check_of_a_book_finds_nothing(tmp_path: Path) -> None:
    with closing(create_book(tmp_path / "sample.condica")) as made:
        with made.transaction() as session:
            fill(session, as_of=AS_OF)
        assert check(made) == []
