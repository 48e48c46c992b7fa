"""Search finds every text of every record as people type it (UX.md, Behaviour 5)."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, event, select, text, update
from sqlalchemy.orm import Session

from app.models import RECORDS, Attempt, Client, Contact, Decision, Note, Person, Task
from app.models.schema import make_tables
from app.services.folding import fold, tokens
from app.services.search import (
    by_client,
    index_new,
    is_complete,
    keep_index,
    marks_in,
    rebuild,
    search,
    search_answer,
)
from app.services.search_sources import SOURCES, TABLES

SHARED = Path(os.environ.get("CONDICA_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data"))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    engine = create_engine(f"sqlite:///{tmp_path / 'book.condica'}", module=sqlcipher3.dbapi2)
    with engine.begin() as connection:
        make_tables(connection)
    with Session(engine) as session:
        yield session
    engine.dispose()


@dataclass(frozen=True)
class Changed:
    table: str
    id: int
    old: dict[str, Any] | None
    new: dict[str, Any] | None


def client(session: Session, name: str = "Alfa Media SRL") -> Client:
    made = Client(name=name, status="prospect")
    session.add(made)
    session.flush()
    index_new(session, "clients", [made.id])
    return made


def note(session: Session, of: Client, body: str, day: date = date(2026, 11, 20), **columns: Any) -> Note:
    moment = datetime(day.year, day.month, day.day, 9, 30)
    made = Note(client_id=of.id, happened_at=moment, kind="call", body=body, **columns)
    session.add(made)
    session.flush()
    index_new(session, "notes", [made.id])
    return made


def values(record: Any) -> dict[str, Any]:
    return {column.name: getattr(record, column.name) for column in record.__table__.c}


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Łódź", "lodz"),
        ("lodz", "ŁÓDŹ"),
        ("Ştefan a plătit", "ștefan"),
        ("Țurcanu", "ţurcanu"),
        ("Țurcanu", "turcanu"),
        ("Ёлка", "елка"),
        ("новый договор", "новыи"),
        ("Straße", "STRASSE"),
        ("Strasse", "straße"),
        ("Đorđe Ørsted Æsir", "dorde orsted aesir"),
        ("ışık", "isik"),
        ("İstanbul", "istanbul"),
        ("cafe\u0301", "café"),
        ("ﬁnal", "final"),
        ("C++ and C#", "c++"),
        ("C++ and C#", "C#"),
        ("TV 80/20, Q4", "80/20"),
        ("4 100 € at stake", "€"),
        ("5 % rebate", "5%"),
        ("see § 12", "§"),
        ("rate: ＋3", "+3"),
        ("one → two", "→"),
        ("wait… now", "…"),
        ("Really?", "?"),
        ("AI for IT", "it"),
        ("write to ana@example.com", "ana@example.com"),
        ("write to ana@example.com", "example"),
        ("the D-014 file", "d-014"),
        ("東京タワーへ行く", "タワー"),
        ("東京タワーへ行く", "京タ"),
        ("the 👍 came", "👍"),
        ("invoices", "invoi"),
        ("two\nlines\tand\x0bmore", "lines more"),
        ("any order works", "works any"),
    ],
)
def test_finds_what_was_written_however_it_is_typed(session: Session, written: str, typed: str) -> None:
    found = note(session, client(session), written)
    assert [hit.id for hit in search(session, typed) if hit.table == "notes"] == [found.id]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("plain C", "c++"),
        ("80 of 20", "80/20"),
        ("10 dollars", "€"),
        ("voices", "invoices"),
        ("one", "one two"),
        ("radio", "adio"),
        ("京東", "東京"),
        ("up", "👍"),
    ],
)
def test_does_not_find_what_was_not_written(session: Session, written: str, typed: str) -> None:
    note(session, client(session), written)
    assert search(session, typed) == []


def test_a_letter_never_finds_a_symbol(session: Session) -> None:
    note(session, client(session, "Beta"), "€ + %")
    assert search(session, "u") == []


def test_every_text_column_of_every_record_is_searched() -> None:
    kinds = {
        mapping.__tablename__: {
            c.name for c in mapping.__table__.c if c.info.get("kind") in ("text", "list", "named")
        }
        for mapping in RECORDS
    }
    assert set(TABLES) == set(SOURCES) == set(kinds)
    for table, columns in kinds.items():
        assert columns <= set(SOURCES[table].texts), table
    assert all("ref" in s.texts for s in SOURCES.values() if "ref" in s.table.c)
    assert all("name" in s.texts for s in SOURCES.values() if "name" in s.table.c)


def test_names_refs_contacts_and_addresses_are_found(session: Session) -> None:
    alfa = client(session)
    session.add(
        Contact(client_id=alfa.id, name="Mirela Popa", email="mirela@example.com", phone="+40 700 000 001")
    )
    session.add(Person(name="Ioana Țurcanu"))
    decision = Decision(
        client_id=alfa.id, ref="D-014", title="TV split", client_wish="80", our_advice="60",
        raised_on=date(2026, 11, 2), outcome="open",
    )  # fmt: skip
    session.add(decision)
    session.flush()
    session.add(Attempt(decision_id=decision.id, made_on=date(2026, 11, 5), argument="Reach curve"))
    session.flush()
    rebuild(session)
    assert [h.table for h in search(session, "mirela@example.com")] == ["contacts"]
    assert [h.table for h in search(session, "700 000 001")] == ["contacts"]
    assert [(h.table, h.client) for h in search(session, "turcanu")] == [("people", None)]
    assert [(h.table, h.ref) for h in search(session, "d-014")] == [("decisions", "D-014")]
    attempt = search(session, "reach")[0]
    assert (attempt.table, attempt.ref, attempt.client) == ("attempts", "D-014", "Alfa Media SRL")


def test_names_come_first_then_the_newest(session: Session) -> None:
    alfa = client(session, "Radio Nord")
    old = note(session, alfa, "radio", date(2024, 1, 1))
    new = note(session, alfa, "radio", date(2026, 1, 1))
    middle = note(session, alfa, "radio", date(2025, 1, 1))
    hits = search(session, "radio")
    assert [(h.table, h.id) for h in hits] == [
        ("clients", alfa.id), ("notes", new.id), ("notes", middle.id), ("notes", old.id),
    ]  # fmt: skip
    assert [h.day for h in hits] == [None, date(2026, 1, 1), date(2025, 1, 1), date(2024, 1, 1)]


def test_a_long_list_is_continued_below_its_last_hit(session: Session) -> None:
    alfa = client(session)
    ids = [note(session, alfa, "radio", date(2026, 1, day)).id for day in range(1, 8)]
    first = search(session, "radio", limit=3)
    rest = search(session, "radio", limit=9, before=first[-1].rowid)
    assert [h.id for h in first + rest] == ids[::-1]


def test_within_one_client_only_theirs_are_found(session: Session) -> None:
    alfa, beta = client(session, "Alfa"), client(session, "Beta")
    note(session, alfa, "radio")
    mine = note(session, beta, "radio")
    assert [h.id for h in search(session, "radio", client_id=beta.id)] == [mine.id]


def test_hits_are_grouped_by_client_in_the_order_of_the_first(session: Session) -> None:
    alfa, beta = client(session, "Alfa"), client(session, "Beta")
    note(session, alfa, "radio", date(2026, 1, 1))
    note(session, beta, "radio", date(2026, 1, 2))
    note(session, alfa, "radio", date(2026, 1, 3))
    groups = by_client(search(session, "radio"))
    assert [(g.client, len(g.hits)) for g in groups] == [("Alfa", 2), ("Beta", 1)]


def test_the_marks_cover_what_was_typed_in_the_original_text(session: Session) -> None:
    note(session, client(session), "Odbiór: ŁÓDŹ, Straße 5; łódzki C++", subject="Łódzkie radio")
    hit = search(session, "lod c++")[0]
    assert [hit.snippet[a:b] for a, b in hit.marks] == ["Łód", "ŁÓD", "łód", "C++"]
    hit = search(session, "strasse")[0]
    assert [hit.snippet[a:b] for a, b in hit.marks] == ["Straße"]


def test_a_long_text_is_cut_around_what_was_found(session: Session) -> None:
    note(session, client(session), "before " * 200 + "the needle\nlies here " + "after " * 200)
    hit = search(session, "needle")[0]
    assert len(hit.snippet) < 170
    assert hit.snippet.startswith("… ") and hit.snippet.endswith(" …")
    assert "\n" not in hit.snippet
    assert [hit.snippet[a:b] for a, b in hit.marks] == ["needle"]


def test_marks_in_a_shown_name() -> None:
    assert marks_in("alfa", "Mihai Alfaru · ALFĂ") == [(6, 10), (15, 19)]


def test_what_is_in_the_trash_is_not_found(session: Session) -> None:
    alfa = client(session)
    gone, kept = note(session, alfa, "radio"), note(session, alfa, "radio")
    gone.deleted_at = datetime(2026, 11, 20)
    session.flush()
    assert [h.id for h in search(session, "radio")] == [kept.id]
    rebuild(session)
    assert [h.id for h in search(session, "radio")] == [kept.id]


def test_a_page_of_hits_is_full_though_the_newest_are_in_the_trash(session: Session) -> None:
    alfa = client(session)
    for day in range(1, 11):
        note(session, alfa, "radio", date(2026, 1, day))
    session.execute(
        update(Note).where(Note.happened_at > datetime(2026, 1, 5)).values(deleted_at=datetime.now())
    )
    assert [h.day for h in search(session, "radio", limit=4)] == [date(2026, 1, d) for d in (4, 3, 2, 1)]


def test_the_index_follows_changes_undo_and_deletion(session: Session) -> None:
    alfa = client(session)
    made = note(session, alfa, "radio", date(2026, 1, 1))
    before = values(made)
    made.body, made.happened_at = "television", datetime(2026, 3, 1, 8, 0)
    session.flush()
    after = values(made)
    keep_index(session, [Changed("notes", made.id, before, after)])
    assert search(session, "radio") == []
    assert [h.day for h in search(session, "television")] == [date(2026, 3, 1)]

    as_json = json.loads(json.dumps(before, default=str))
    made.body, made.happened_at = "radio", datetime(2026, 1, 1, 9, 30)
    session.flush()
    keep_index(session, [Changed("notes", made.id, json.loads(json.dumps(after, default=str)), as_json)])
    assert [h.day for h in search(session, "radio")] == [date(2026, 1, 1)]
    assert search(session, "television") == []

    last = values(made)
    session.delete(made)
    session.flush()
    keep_index(session, [Changed("notes", made.id, last, None)])
    assert search(session, "radio") == []
    assert is_complete(session)


def test_an_attempt_follows_its_decision_to_another_client(session: Session) -> None:
    alfa, beta = client(session, "Alfa"), client(session, "Beta")
    decision = Decision(
        client_id=alfa.id, ref="D-001", title="t", client_wish="w", our_advice="a",
        raised_on=date(2026, 1, 1), outcome="open",
    )  # fmt: skip
    session.add(decision)
    session.flush()
    session.add(Attempt(decision_id=decision.id, made_on=date(2026, 1, 2), argument="curve"))
    session.flush()
    rebuild(session)
    before = values(decision)
    decision.client_id = beta.id
    session.flush()
    keep_index(session, [Changed("decisions", decision.id, before, values(decision))])
    assert search(session, "curve", client_id=alfa.id) == []
    assert [h.table for h in search(session, "curve", client_id=beta.id)] == ["attempts"]


def test_other_tables_are_no_business_of_the_index(session: Session) -> None:
    keep_index(session, [Changed("settings", 1, None, {"key": "name"})])
    index_new(session, "settings", [1])
    assert is_complete(session)


def test_an_undated_task_without_client_is_found(session: Session) -> None:
    session.add(Task(text="Order new folders", created_at=datetime(2026, 5, 4, 12, 0)))
    session.flush()
    rebuild(session)
    hit = search(session, "folders")[0]
    assert (hit.client, hit.day) == (None, date(2026, 5, 4))


def test_rebuilding_gives_the_same_answers_and_says_how_far_it_is(session: Session) -> None:
    alfa = client(session)
    for day in range(1, 6):
        note(session, alfa, "radio", date(2026, 1, day))
    kept = search(session, "radio")
    told: list[tuple[int, int]] = []
    rebuild(session, lambda done, total: told.append((done, total)))
    assert search(session, "radio") == kept
    assert told[-1] == (6, 6)
    assert is_complete(session)


def test_an_index_that_misses_a_record_is_noticed(session: Session) -> None:
    alfa = client(session)
    session.add(Note(client_id=alfa.id, happened_at=datetime(2026, 1, 1), kind="call", body="unseen"))
    session.flush()
    assert not is_complete(session)


def test_erased_words_are_gone_from_the_file_after_rebuilding(session: Session) -> None:
    alfa = client(session)
    made = note(session, alfa, "Xylophonist confidential")
    session.commit()
    path = Path(str(session.get_bind().engine.url.database))
    assert b"xylophonist" in path.read_bytes()
    session.execute(text("PRAGMA secure_delete = ON"))
    session.delete(made)
    session.flush()
    rebuild(session)
    session.commit()
    assert b"ylophonist" not in path.read_bytes()


def test_one_query_a_table_however_many_hits(session: Session) -> None:
    alfa = client(session)
    for day in range(1, 21):
        note(session, alfa, "radio", date(2026, 1, day))
    seen: list[str] = []
    engine = session.get_bind().engine
    event.listen(engine, "before_cursor_execute", lambda *a: seen.append(a[2]))
    search(session, "radio", limit=2)
    few = len(seen)
    seen.clear()
    search(session, "radio", limit=20)
    assert few == len(seen) == 2


HOSTILE = ['"', '""', "a AND", "NOT", "OR OR", "NEAR(a b", "body:x", "a*", "*", "^a", "-", "(", "a:b", "{a}", "\x00",
           "a\x00b", "\ud800", "a\ud800", "'; DROP TABLE notes; --", "a" * 10_000, "+ " * 500, "\ue000", "\ue001" + "1"]  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_is_typed_is_only_text(session: Session, typed: str) -> None:
    note(session, client(session), "a b")
    search(session, typed)
    assert session.scalar(select(Note.body)) == "a b"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30))
def test_any_text_finds_itself(session: Session, typed: str) -> None:
    storable = typed.encode("utf-8", "ignore").decode()
    made = note(session, client(session), storable)
    hits = search(session, storable)
    if any(char.isalnum() and char.isascii() for char in storable):
        assert made.id in [h.id for h in hits]
    session.rollback()


@pytest.mark.skipif(not SHARED.exists(), reason="the shared naughty strings are not here")
def test_naughty_strings_do_no_harm(session: Session) -> None:
    alfa = client(session)
    for naughty in json.loads((SHARED / "blns" / "blns.json").read_text(encoding="utf-8")):
        if naughty.strip():
            note(session, alfa, naughty)
            for hit in search(session, naughty):
                assert all(0 <= a < b <= len(hit.snippet) for a, b in hit.marks)


@given(st.text())
def test_folding_twice_is_folding_once(written: str) -> None:
    assert fold(fold(written)) == fold(written)


@given(st.text())
def test_case_makes_no_difference_to_plain_letters(written: str) -> None:
    plain = "".join(c for c in written if c.isascii())
    assert tokens(plain.upper()) == tokens(plain.lower())


def test_the_answer_of_the_command_line(session: Session) -> None:
    note(session, client(session), "October invoice", date(2026, 11, 9))
    assert search_answer(session, "october") == [
        {
            "kind": "notes",
            "client": "Alfa Media SRL",
            "ref": None,
            "day": "2026-11-09",
            "snippet": "October invoice",
        }
    ]
