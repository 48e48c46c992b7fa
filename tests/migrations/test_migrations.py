"""Books of every earlier schema come up to today's with all that is in them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from app.errors import BookDamaged, BookError, BookTooNew
from app.models import Base, Contact, Cost, Goal, Period, preparing
from app.models.engine import connect, engine_of
from app.models.foreign import parts_of
from app.models.header import APPLICATION_ID, SCHEMA
from app.models.schema import alembic_config, revision_of, upgrade_tables
from app.services.backups.making import list_backups
from app.services.books import create_book, open_book
from app.services.check import check
from app.services.search.questions import is_complete, search
from tests import factories
from tests.migrations.older import older_book, rows


def schema_of(path: Path) -> dict[tuple[str, str], str]:
    """Every table, index, trigger and view with its SQL, evened out: a rebuilt table lists its constraints
    in another order, which means the same."""
    with closing(connect(path, None, mode="ro")) as connection:
        return parts_of(connection)


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A book of the first schema, with records in it."""
    path = tmp_path / "older.condica"
    path.touch()
    engine = engine_of(path, None)
    with engine.execution_options(writes=True).begin() as connection:
        upgrade_tables(connection, 1)
    engine.dispose()
    return path


def test_a_migrated_book_and_a_new_one_have_the_same_tables(tmp_path: Path, older: Path) -> None:
    preparing.upgrade_file(older, None)
    create_book(tmp_path / "new.condica").close()
    assert schema_of(older) == schema_of(tmp_path / "new.condica")


def test_the_last_step_and_the_models_agree(older: Path) -> None:
    preparing.upgrade_file(older, None)
    engine = engine_of(older, None)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_object": lambda o, name, *_: "search_index" not in str(name),
            },
        )
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_the_steps_are_one_line_ending_at_todays_schema(older: Path) -> None:
    engine = engine_of(older, None)
    with engine.connect() as connection:
        script = ScriptDirectory.from_config(alembic_config(connection))
        assert script.get_heads() == [revision_of(SCHEMA)]
        assert [s.revision for s in script.walk_revisions()][::-1] == [
            revision_of(n + 1) for n in range(SCHEMA)
        ]
    engine.dispose()


# The steps of schemas to come are written in a folder of the test, on top of the real ones.
NEXT = '''
"""A book from the future of this test."""

import sqlalchemy as sa
from alembic import op

revision = "{number:04d}"
down_revision = "{before:04d}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("clients", recreate="always") as batch:
        batch.add_column(sa.Column("nickname", sa.Text()))
    {then}
'''


@pytest.fixture
def next_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Makes Condica believe that it is one schema further on; `then` is what the step does besides."""

    def arrange(then: str = "pass") -> int:
        number = SCHEMA + 1
        folder = tmp_path / "versions"
        folder.mkdir()
        (folder / "next.py").write_text(
            NEXT.format(number=number, before=SCHEMA, then=then), encoding="utf-8"
        )
        plain = alembic_config

        def config(connection: Any) -> Any:
            made = plain(connection)
            real = Path(preparing.__file__).parent / "migrations" / "versions"
            made.set_main_option("path_separator", "newline")
            made.set_main_option("version_locations", f"{real}\n{folder}")
            return made

        monkeypatch.setattr("app.models.schema.alembic_config", config)
        monkeypatch.setattr(preparing, "SCHEMA", number)
        monkeypatch.setattr("app.models.header.SCHEMA", number)
        monkeypatch.setattr(preparing.upgrade_file, "__defaults__", (number, None))
        return number

    yield arrange


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A book with a client, two notes and a decision with an attempt."""
    with_records = factories.new_book(tmp_path, "filled")
    with with_records.writing("Set up") as session:
        acme = factories.client(session, name="Acme")
        factories.note(session, acme, body="First")
        factories.note(session, acme, body="Second")
        factories.attempt(session, factories.decision(session, acme))
    with_records.close()
    return with_records.path


def test_a_rebuilt_table_keeps_its_own_and_its_childrens_rows(filled: Path, next_schema: Any) -> None:
    number = next_schema()
    before = {key for key in schema_of(filled) if key[0] == "index"}
    open_book(filled).close()
    assert rows(filled, "PRAGMA user_version") == [(number,)]
    assert rows(filled, "SELECT name, nickname FROM clients") == [("Acme", None)]
    assert rows(filled, "SELECT body FROM notes ORDER BY id") == [("First",), ("Second",)]
    assert rows(filled, "SELECT count(*) FROM attempts") == [(1,)]
    assert rows(filled, "PRAGMA foreign_key_check") == []
    assert {key for key in schema_of(filled) if key[0] == "index"} == before


@pytest.fixture
def of_schema_4(tmp_path: Path) -> Path:
    """A book of the schema before periods and goals, with a row in every table that the next step rebuilds."""
    return older_book(
        tmp_path,
        4,
        "INSERT INTO contacts (id, client_id, name, birthday, influence{0}) VALUES (1, 1, 'Ana', '1988-02-29', 'decides'{1})",
        "INSERT INTO contacts (id, client_id, name{0}) VALUES (2, 1, 'Bogdan'{1})",
        "INSERT INTO decisions (id, client_id, ref, ref_key, title, client_wish, our_advice, raised_on, outcome{0})"
        " VALUES (1, 1, 'D-1', 'd-1', 'Title', 'Wish', 'Advice', '2025-01-02', 'open'{1})",
        "INSERT INTO attempts (id, decision_id, made_on, contact_id, argument{0}) VALUES (1, 1, '2025-01-03', 1, 'Why'{1})",
        "INSERT INTO agreements (id, client_id, ref, ref_key, title, starts_on{0})"
        " VALUES (1, 1, 'A-1', 'a-1', 'Term', '2025-01-01'{1})",
        "INSERT INTO costs (id, client_id, spent_on, amount, what{0}) VALUES (1, 1, '2025-02-01', 1250, 'Travel'{1})",
        "INSERT INTO tasks (id, client_id, text, kind, at{0}) VALUES (1, 1, 'Call', 'call', '09:30'{1})",
    )


def test_every_value_of_a_book_before_periods_and_goals_stays(of_schema_4: Path) -> None:
    open_book(of_schema_4).close()
    assert rows(of_schema_4, "PRAGMA user_version") == [(SCHEMA,)]
    assert rows(of_schema_4, 'SELECT name, since, lost_on, "group" FROM clients') == [
        ("Acme", "2024-05-06", None, None)
    ]
    assert rows(of_schema_4, "SELECT name, birthday, influence, reports_to FROM contacts ORDER BY id") == [
        ("Ana", "1988-02-29", "decides", None),
        ("Bogdan", None, None, None),
    ]
    assert rows(of_schema_4, "SELECT title, topic FROM decisions") == [("Title", None)]
    assert rows(of_schema_4, "SELECT argument, contact_id FROM attempts") == [("Why", 1)]
    assert rows(of_schema_4, "SELECT amount, hours, beyond_scope, agreement_id FROM costs") == [
        (1250, None, None, None)
    ]
    assert rows(of_schema_4, "SELECT text, at, every FROM tasks") == [("Call", "09:30", None)]
    assert rows(of_schema_4, "SELECT title, included FROM agreements") == [("Term", None)]


def test_an_upgraded_book_takes_what_is_new(of_schema_4: Path) -> None:
    with closing(open_book(of_schema_4)) as book:
        with book.writing("Write") as session:
            session.add(Period(client_id=1, since=date(2020, 1, 1), lost_on=date(2021, 1, 1)))
            session.add(Goal(client_id=1, ref="G-1", goal="More visitors", set_on=date(2025, 1, 1)))
            session.add(Cost(client_id=1, spent_on=date(2025, 1, 1), amount=1, hours=2.5, agreement_id=1))
            session.get_one(Contact, 2).birthday = "--05-12"
        assert check(book) == []


@pytest.fixture
def of_schema_2(tmp_path: Path) -> Path:
    """A book as Condica made it when the index knew only the letters of Unicode 6."""
    path = older_book(tmp_path, 2)
    with closing(connect(path, None)) as connection:
        connection.execute("INSERT INTO search_index(rowid, body) VALUES (1, 'out of date')")
        connection.commit()
    return path


def test_the_search_index_of_an_older_book_is_filled_anew(of_schema_2: Path) -> None:
    with closing(open_book(of_schema_2)) as book, book.reading() as session:
        assert [(hit.table, hit.client) for hit in search(session, "first")] == [("notes", "Acme")]
        assert [hit.snippet for hit in search(session, "हि")] == ["हिन्दी"]
        assert search(session, "date") == []
        assert is_complete(session)


def test_an_index_that_cannot_be_filled_leaves_the_old_book(of_schema_2: Path) -> None:
    before = of_schema_2.read_bytes()

    def fails(_session: Any) -> None:
        raise BookError("no room")

    with pytest.raises(BookError, match="no room"):
        preparing.upgrade_file(of_schema_2, None, after=fails)
    assert of_schema_2.read_bytes() == before


def test_a_backup_is_made_before_the_upgrade(filled: Path, next_schema: Any) -> None:
    next_schema()
    open_book(filled).close()
    reasons = [backup.reason for backup in list_backups(filled)]
    assert "upgrade" in reasons


def test_a_step_that_fails_leaves_the_old_book(filled: Path, next_schema: Any) -> None:
    next_schema(then='op.execute("INSERT INTO nowhere VALUES (1)")')
    before = filled.read_bytes()
    with pytest.raises(Exception, match="nowhere"):
        open_book(filled)
    assert filled.read_bytes() == before
    assert not filled.with_name("filled.condica.lock").exists()


def test_a_step_that_orphans_rows_is_taken_back(filled: Path, next_schema: Any) -> None:
    next_schema(then='op.execute("DELETE FROM clients")')
    before = filled.read_bytes()
    with pytest.raises(BookDamaged):
        open_book(filled)
    assert filled.read_bytes() == before


def test_an_older_book_is_not_read_without_its_upgrade(filled: Path, next_schema: Any) -> None:
    next_schema()
    before = filled.read_bytes()
    with pytest.raises(BookError, match="older Condica"):
        open_book(filled, read_only=True)
    assert filled.read_bytes() == before


@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_book_is_refused_untouched(filled: Path, read_only: bool) -> None:
    with closing(connect(filled, None)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    before = filled.read_bytes()
    with pytest.raises(BookTooNew):
        open_book(filled, read_only=read_only)
    assert filled.read_bytes() == before
    assert [p.name for p in filled.parent.iterdir()] == ["filled.condica"]


def test_the_application_id_is_four_letters() -> None:
    assert APPLICATION_ID.to_bytes(4, "big") == b"Cndc"
