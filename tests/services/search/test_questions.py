"""Search finds every text of every record as people type it (UX.md, Behaviour 5)."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.folding import fold, tokens
from app.models import ALL_RECORDS, Attempt, Contact, Decision, Note, Person
from app.services.search.questions import (
    by_client,
    counts,
    found_ids,
    marks_in,
    rebuild,
    search,
    search_answer,
)
from app.services.search.sources import SOURCES, TABLES
from tests.services.search_book import client, note, small_book

SHARED = Path(os.environ.get("CONDICA_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data"))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with small_book(tmp_path) as book:
        yield book


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
        ("❤\ufe0f", "❤"),
        ("❤", "❤\ufe0f"),
        ("हिन्दी में", "हि"),
        ("𞤀𞤣𞤤𞤢𞤥", "𞤀𞤣"),
        ("⑴ one", "1"),
        ("pay\u00adment", "payment"),
        ("\u202emalik\u202c", "malik"),
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


@pytest.mark.parametrize(
    "name",
    ["***", "+", "→→", "«»", "?!", "\u202e\u202d", "\u200f", "\u200b\u200d", "\u0301", "\ufe0f", "\x01\x02", "\x7f",
     "\x00", "'", "\u02bc", "\u0378", "👩\u200d🚀", "\u093f", "\uff9e", "\u2066 \u2069"],
)  # fmt: skip
def test_a_client_whose_name_is_of_signs_alone_is_found(session: Session, name: str) -> None:
    client(session, "Alfa Media SRL")
    named = client(session, name)
    assert [hit.id for hit in search(session, name)] == [named.id]


@pytest.mark.parametrize("typed", ["\u200f", "\x01", "\u0301"])
def test_unseen_signs_beside_words_do_not_count(session: Session, typed: str) -> None:
    found = note(session, client(session), "radio")
    assert [hit.id for hit in search(session, f"{typed}radio{typed}")] == [found.id]


def test_a_letter_never_finds_a_symbol(session: Session) -> None:
    note(session, client(session, "Beta"), "€ + %")
    assert search(session, "u") == []


def test_every_text_column_of_every_record_is_searched() -> None:
    kinds = {
        mapping.__tablename__: {
            c.name for c in mapping.__table__.c if c.info.get("kind") in ("text", "list", "named")
        }
        for mapping in ALL_RECORDS
    }
    assert set(TABLES.values()) == set(SOURCES) == set(kinds)
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
    assert (made.id in [h.id for h in hits]) is bool(storable.strip())
    session.rollback()


@settings(max_examples=300, deadline=None)
@given(
    st.text(alphabet="aAăsșşłŁl1²_-+.,/ёЁеßéИй\u0301½ºª№東'’\n|]^", max_size=12),
    st.text(alphabet="aăsłl1ёеi2", min_size=1, max_size=2),
)
def test_words_are_marked_alike_in_usual_and_in_strange_texts(text: str, typed: str) -> None:
    """An ideograph far behind makes the whole text strange, which changes nothing before it."""
    assert marks_in(typed, f"{text}  \n") == marks_in(typed, f"{text}  東")


def test_only_one_kind_of_record_is_found(session: Session) -> None:
    alfa = client(session, "Radio Nord")
    note(session, alfa, "radio", date(2026, 1, 1))
    note(session, alfa, "radio", date(2026, 1, 2))
    assert {h.table for h in search(session, "radio", table="notes")} == {"notes"}
    assert [h.table for h in search(session, "radio", table="clients")] == ["clients"]
    newest = search(session, "radio", table="notes", limit=1)
    older = search(session, "radio", table="notes", before=newest[0].rowid)
    assert [h.day for h in newest + older] == [date(2026, 1, 2), date(2026, 1, 1)]


def test_the_kinds_are_counted(session: Session) -> None:
    alfa, beta = client(session, "Radio Nord"), client(session, "Beta")
    for owner in (alfa, alfa, beta):
        note(session, owner, "radio")
    assert counts(session, "radio") == {"clients": 1, "notes": 3}
    assert counts(session, "radio", client_id=beta.id) == {"notes": 1}
    assert counts(session, " ") == {}


def test_the_ids_within_one_client_are_those_of_the_newest(session: Session) -> None:
    alfa, beta = client(session, "Alfa"), client(session, "Beta")
    note(session, beta, "radio")
    ids = [note(session, alfa, "radio", date(2026, 1, day)).id for day in (1, 2, 3)]
    assert found_ids(session, "radio", client_id=alfa.id, limit=2) == {"notes": ids[:0:-1]}
    assert found_ids(session, "", client_id=alfa.id, limit=2) == {}


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
