"""The step to ids that are given once, and to drafts that lie by uid."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from app.models.header import SCHEMA
from app.services.books import open_book
from app.services.check import check
from app.services.search.questions import search
from tests import factories
from tests.migrations.older import older_book, rows


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book of the schema before: drafts by id, a journal that names a client who is gone."""
    return older_book(
        tmp_path,
        5,
        "INSERT INTO complaints (id, client_id, ref, ref_key, received_on, remark{0})"
        " VALUES (4, 1, 'C-1', 'c-1', '2025-01-02', 'Late'{1})",
        "INSERT INTO drafts (place, fields, changed_at) VALUES ('composer/1', '{{\"text\": \"Half a sen\"}}', '2025-01-02 00:00:00')",
        "INSERT INTO drafts (place, fields, changed_at) VALUES ('composer/2', '{{\"text\": \"of one erased\"}}', '2025-01-02 00:00:00')",
        "INSERT INTO drafts (place, fields, changed_at) VALUES ('client/1/complaint/4/received', '{{}}', '2025-01-02 00:00:00')",
        "INSERT INTO drafts (place, fields, changed_at) VALUES ('client/1/complaint/5/received', '{{}}', '2025-01-02 00:00:00')",
        "INSERT INTO drafts (place, fields, changed_at) VALUES ('client/2/complaint/4/received', '{{}}', '2025-01-02 00:00:00')",
        "INSERT INTO drafts (place, fields, changed_at) VALUES ('searches', '{{\"words\": [\"lunch\"]}}', '2025-01-02 00:00:00')",
        "INSERT INTO gestures (id, label, made_at, state) VALUES (3, 'Delete', '2025-01-02 00:00:00', 'done')",
        "INSERT INTO changes (gesture_id, table_name, row_key, old) VALUES (3, 'clients', '9', '{{}}')",
        "INSERT INTO changes (gesture_id, table_name, row_key, old) VALUES (3, 'settings', 'currency', '{{}}')",
        "INSERT INTO changes (gesture_id, table_name, row_key, old) VALUES (3, 'threats', '5', '{{}}')",
    )


def test_drafts_move_to_their_clients_and_what_is_about_nobody_goes(path: Path) -> None:
    open_book(path).close()
    assert rows(path, "SELECT place, fields FROM drafts ORDER BY place") == [
        ("client/uid-0/complaint/uid-3/received", "{}"),
        ("client/uid-0/composer", '{"text": "Half a sen"}'),
        ("searches", '{"words": ["lunch"]}'),
    ]


def test_every_row_stays_and_the_book_is_sound(path: Path) -> None:
    with closing(open_book(path)) as book:
        assert check(book) == []
        with book.reading() as session:
            assert [hit.client for hit in search(session, "first")] == ["Acme"]
    assert rows(path, "PRAGMA user_version") == [(SCHEMA,)]
    assert rows(path, "SELECT id, client_id, body FROM notes") == [(1, 1, "First"), (2, 1, "हिन्दी")]
    assert rows(path, "PRAGMA foreign_key_check") == rows(path, "SELECT * FROM snoozes") == []


def test_no_id_that_the_journal_names_is_given_again(path: Path) -> None:
    with closing(open_book(path)) as book, book.writing("Add") as session:
        client = factories.client(session)
        assert client.id == 10
        assert factories.threat(session, client).id == 6
        assert factories.note(session, client).id == 3


def test_the_file_does_not_stay_twice_as_large(tmp_path: Path) -> None:
    long = "x" * 20000
    several = (
        f"INSERT INTO notes (id, client_id, happened_at, kind, body{{0}})"
        f" VALUES ({number}, 1, '2024-06-07 00:00:00', 'call', '{long}'{{1}})"
        for number in range(10, 60)
    )
    path = older_book(tmp_path, 5, *several)
    before = path.stat().st_size
    open_book(path).close()
    assert path.stat().st_size < before * 1.3
