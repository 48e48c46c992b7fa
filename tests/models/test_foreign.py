"""A book of somebody else's: what is not built as ours is only read, and nothing in it runs."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from app.cli.main import main
from app.errors import BookForeign, InvalidInput
from app.models import Identity, Note
from app.models.book import Book
from app.models.engine import connect
from app.models.foreign import SUMS, expected_parts, parts_of, sum_of
from app.models.header import SCHEMA
from app.models.preparing import upgrade_file
from app.services.backups.making import list_backups
from app.services.books import create_book, open_book
from app.services.check import check
from tests import factories

TRIGGER = "CREATE TRIGGER greeting AFTER UPDATE ON identity BEGIN UPDATE notes SET body = 'Gone'; END"
FOREIGN = {
    "the trigger “greeting”": TRIGGER,
    "the view “people_too”": "CREATE VIEW people_too AS SELECT * FROM people",
    "the table “payload”": "CREATE TABLE payload (x TEXT DEFAULT (hex(randomblob(9))))",
    "the index “ix_odd”": "CREATE INDEX ix_odd ON notes (upper(body))",
    "the index “ix_notes_pinned”": "DROP INDEX ix_notes_pinned",
    "the table “tasks”": "ALTER TABLE tasks ADD COLUMN odd TEXT GENERATED ALWAYS AS (upper(text))",
    "the trigger “sqlite_greeting”": (
        f"{TRIGGER}; PRAGMA writable_schema=ON;"
        "UPDATE sqlite_master SET name = 'sqlite_greeting', sql = replace(sql, 'greeting', 'sqlite_greeting')"
        " WHERE name = 'greeting'"
    ),
}


def tampered(path: Path, *statements: str) -> None:
    with closing(connect(path, None)) as connection:
        for statement in statements:
            connection.executescript(statement)


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """A book with a note, as somebody sent it."""
    with closing(factories.new_book(tmp_path, "theirs")) as book, book.writing("Set up") as session:
        factories.note(session, factories.client(session, name="Acme"), body="As it was")
    return book.path


def notes(path: Path) -> list[str]:
    with closing(connect(path, None, mode="ro")) as connection:
        return [body for (body,) in connection.execute("SELECT body FROM notes")]


@pytest.mark.parametrize(("what", "statement"), FOREIGN.items(), ids=list(FOREIGN))
def test_a_book_built_otherwise_is_only_read_and_says_what_is_not_ours(
    theirs: Path, what: str, statement: str
) -> None:
    tampered(theirs, statement)
    before = theirs.read_bytes()
    with closing(open_book(theirs)) as book:
        assert book.read_only
        assert what in book.foreign
        with pytest.raises(BookForeign, match="reading only"):
            write(book)
        with book.reading() as session:
            assert session.scalars(select(Note.body)).all() == ["As it was"]
    assert theirs.read_bytes() == before
    assert not theirs.with_name("theirs.condica.lock").exists()


def test_a_trigger_of_somebody_elses_does_not_run(theirs: Path) -> None:
    tampered(theirs, TRIGGER)
    with closing(open_book(theirs)) as book, pytest.raises(BookForeign), book.writing("Add") as session:
        factories.client(session, name="Beta")
    assert notes(theirs) == ["As it was"]


def test_two_in_one_book_do_not_look_alike_for_being_where_the_other_was(theirs: Path) -> None:
    moved = "CREATE INDEX ix_notes_pinned ON tasks (client_id)"
    tampered(theirs, "DROP INDEX ix_notes_pinned", moved)
    with closing(open_book(theirs)) as book:
        assert "“ix_notes_pinned” was changed" in book.foreign


def write(book: Book) -> None:
    with book.transaction() as session:
        session.get_one(Identity, 1).name = "Ours"


def test_our_own_books_are_written_to(theirs: Path) -> None:
    tampered(theirs, "ANALYZE")  # Statistics that SQLite keeps are nothing foreign.
    with closing(open_book(theirs)) as book:
        assert (book.read_only, book.foreign) == (False, "")
        write(book)
        assert check(book) == []


def test_a_foreign_book_of_an_older_schema_is_neither_upgraded_nor_opened(tmp_path: Path) -> None:
    older = tmp_path / "older.condica"
    older.touch()
    upgrade_file(older, None, 1)
    tampered(older, "CREATE TRIGGER greeting AFTER INSERT ON alembic_version BEGIN SELECT 1; END")
    before = older.read_bytes()
    with pytest.raises(BookForeign, match="greeting"):
        open_book(older)
    assert older.read_bytes() == before
    assert list_backups(older) == []


@pytest.mark.parametrize("schema", range(1, SCHEMA + 1))
def test_every_schema_compares_equal_whether_made_or_upgraded(tmp_path: Path, schema: int) -> None:
    stepped = tmp_path / "stepped.condica"
    stepped.touch()
    upgrade_file(stepped, None, schema)
    with closing(connect(stepped, None, mode="ro")) as connection:
        summed = sum_of(parts_of(connection))
    assert summed == sum_of(expected_parts(schema))
    assert SUMS.get(schema) == summed, f'app/models/foreign.py, SUMS: {schema}: "{summed}",'


def test_a_book_that_got_a_password_and_lost_it_is_still_ours(tmp_path: Path) -> None:
    from app.services.passwords import set_password

    with closing(create_book(tmp_path / "a.condica")) as book:
        set_password(book, "a long password")
    with closing(open_book(book.path, password="a long password")) as book:
        assert not book.foreign
        set_password(book, None)
    with closing(open_book(book.path)) as book:
        assert not book.read_only


def test_the_command_line_says_why_and_still_answers(
    theirs: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    tampered(theirs, TRIGGER)
    assert main(["clients", str(theirs), "--json"]) == 0
    out, err = capfd.readouterr()
    assert "Acme" in out
    assert "the trigger “greeting” is not Condica's" in err
    rows = tmp_path / "rows.csv"
    rows.write_text("Name\nBeta\n", encoding="utf-8")
    before = theirs.read_bytes()
    assert main(["import", str(theirs), str(rows)]) == 1
    assert "the trigger “greeting” is not Condica's" in capfd.readouterr().err
    assert theirs.read_bytes() == before


def test_what_is_foreign_is_named_shortly(theirs: Path) -> None:
    tampered(theirs, *(f'CREATE VIEW "v{n}\n{"x" * 300}" AS SELECT 1' for n in range(9)))
    with closing(open_book(theirs)) as book:
        assert len(book.foreign) < 600
        assert "and 6 more" in book.foreign
        with pytest.raises((BookForeign, InvalidInput)):
            write(book)
