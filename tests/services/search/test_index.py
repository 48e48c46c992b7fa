"""The search index follows every change of the records, and forgets what is erased."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import event, text, update
from sqlalchemy.orm import Session

from app.models import Attempt, Decision, Note, Task
from app.services.search.questions import index_new, is_complete, keep_index, rebuild, search
from tests.services.search_book import Changed, client, note, small_book, values


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with small_book(tmp_path) as book:
        yield book


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
