"""Is the book sound: its file, its references, and what DOMAIN.md says must hold between records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from typing import Any, NamedTuple, cast

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from app.domain import settings
from app.domain.periods import clash
from app.errors import BookDamaged
from app.i18n import _
from app.models import ALL_RECORDS, Attempt, Client, Decision, name_key
from app.models.book import Book
from app.models.database_errors import told
from app.models.engine import connect
from app.models.schema import expected_tables
from app.models.snapshot import faults
from app.models.tables.base import Keyed, Referenced
from app.models.tables.unreadable import met_broken_text
from app.services import settings_store
from app.services.check_values import shown, unreadable
from app.services.records import between
from app.services.records.fields import problems, table_of
from app.services.search.sources import SOURCES
from app.services.spans import all_spans

# What SQLite says of rows whose values its constraints do not allow; the checks here name the records.
_OF_A_ROW = ("CHECK constraint failed", "NULL value in", "NUMERIC value in", "TEXT value in")


class Problem(NamedTuple):
    """What is wrong, and where: the file, a table, or a record by its kind and ref, name or number."""

    where: str
    what: str


def check(book: Book, progress: Callable[[int, int], None] | None = None) -> list[Problem]:
    """Everything that is wrong with the book; an empty list where it is sound. Nothing is changed.

    `progress(done, total)` is called between the steps.
    """
    broken, found = _file_problems(book)
    if broken:
        return broken
    damaged = {problem.where for problem in found}
    steps = (
        _foreign_keys,
        _tables,
        _records,
        _times,
        _keys,
        _in_trash,
        _strangers,
        _arguing,
        _settings,
        _search_index,
    )
    try:
        with book.reading() as session:
            for done, step in enumerate(steps):
                found += [problem for problem in step(session) if problem.where not in damaged]
                if progress:
                    progress(done + 1, len(steps))
    except BookDamaged as error:
        found.append(Problem(_("file"), str(error)))
    return found


def _file_problems(book: Book) -> tuple[list[Problem], list[Problem]]:
    """What is wrong with the pages, so that nothing more can be said, and else with single cells."""
    try:
        with told(book.path), closing(connect(book.path, book.key, mode="ro")) as connection:
            said = faults(connection, book.key)
            pages = [fault for fault in said if not fault.startswith(_OF_A_ROW)]
            if pages:
                return [Problem(_("file"), fault) for fault in pages], []
            cells = _cells(book, connection)
            return [], cells or [Problem(_("file"), fault) for fault in said]
    except BookDamaged as error:
        return [Problem(_("file"), str(error))], []


def _cells(book: Book, connection: Any) -> list[Problem]:
    """Cells that hold what their column cannot; the checks that follow read past broken texts."""
    cells = [cell for model in ALL_RECORDS for cell in unreadable(connection, table_of(model))]
    if any(isinstance(cell.value, str) for cell in cells):
        met_broken_text(book.path)
        book.rest()
    return [
        Problem(
            f"{cell.table} {cell.name or f'#{cell.id}'}",
            _("{column} cannot be read: “{value}”").format(column=cell.column, value=shown(cell)),
        )
        for cell in cells
    ]


def _foreign_keys(session: Session) -> Iterator[Problem]:
    for table, row_id, other, _number in session.execute(text("PRAGMA foreign_key_check")):
        what = _("refers to a row of {table} that is not there").format(table=other)
        yield Problem(f"{table} #{row_id}", what)


def _tables(session: Session) -> Iterator[Problem]:
    """Tables, indexes and triggers are exactly those that Condica makes."""
    query = "SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
    present = set(session.scalars(text(query)))
    expected = expected_tables()
    for name in sorted(expected - present):
        yield Problem(_("tables"), _("{name} is missing").format(name=name))
    for name in sorted(present - expected):
        yield Problem(_("tables"), _("{name} does not belong to a book").format(name=name))


def _records(session: Session) -> Iterator[Problem]:
    """Each record by itself: required values, words, ranges, no end before its beginning."""
    for model in ALL_RECORDS:
        table = table_of(model)
        for row in session.execute(select(table).where(table.c.deleted_at.is_(None))).mappings():
            for problem in problems(model, cast(Mapping[str, Any], row)):
                yield Problem(_named(table.name, row), f"{problem.column} {problem.reason}")


def _times(session: Session) -> Iterator[Problem]:
    """The times of a client follow each other."""
    clashing = [client_id for client_id, spans in all_spans(session).items() if clash(spans) is not None]
    names = select(Client.name).where(Client.id.in_(clashing)).order_by(Client.id)
    for name in session.scalars(names) if clashing else ():
        yield Problem(f"clients {name}", _("has times as our client that overlap"))


def _keys(session: Session) -> Iterator[Problem]:
    """The keys by which names and refs are compared follow from these."""
    for model in ALL_RECORDS:
        column = "name" if issubclass(model, Keyed) else "ref" if issubclass(model, Referenced) else None
        if column is None:
            continue
        table = table_of(model)
        for row in session.execute(select(table)).mappings():
            if row[f"{column}_key"] != name_key(row[column]):
                yield Problem(_named(table.name, row), _("cannot be found by its name or ref"))


def _in_trash(session: Session) -> Iterator[Problem]:
    """No record is left whose client or decision is in the trash."""
    clients, decisions = table_of(Client), table_of(Decision)
    for model in ALL_RECORDS:
        table = table_of(model)
        parent, column = (
            (decisions, table.c.decision_id)
            if model is Attempt
            else (clients, table.columns.get("client_id"))
        )
        if column is None:
            continue
        query = select(table).join(parent, column == parent.c.id)
        orphans = query.where(table.c.deleted_at.is_(None), parent.c.deleted_at.is_not(None))
        for row in session.execute(orphans).mappings():
            yield Problem(_named(table.name, row), _("belongs to a record that is in the trash"))


def _strangers(session: Session) -> Iterator[Problem]:
    """Contacts, threats and the like that a record names are of the same client."""
    for mate in between.mates():
        for row in session.execute(between.strangers(mate)).mappings():
            what = _("{column} names a record of another client").format(column=mate.column.name)
            yield Problem(_named(mate.table.name, row), what)


def _arguing(session: Session) -> Iterator[Problem]:
    """What was argued over the limit has its reason."""
    for found in between.argued_too_often(session):
        what = _("argued {times} times without a reason, but the limit is {limit}")
        yield Problem(f"decisions {found.ref}", what.format(times=found.times, limit=found.limit))


def _settings(session: Session) -> Iterator[Problem]:
    for problem in settings.problems(settings_store.pairs_in(session)):
        yield Problem(f"settings {problem.key}", problem.message)


def _search_index(session: Session) -> Iterator[Problem]:
    held = session.scalar(text("SELECT count(*) FROM search_index_docsize")) or 0
    kept = sum(
        session.scalar(select(func.count()).select_from(s.table).where(s.table.c.deleted_at.is_(None))) or 0
        for s in SOURCES.values()
    )
    if held != kept:
        what = _("the search index holds {held} of {kept} records").format(held=held, kept=kept)
        yield Problem(_("search"), what)


def _named(table: str, row: Any) -> str:
    return f"{table} {row.get('ref') or row.get('name') or '#' + str(row['id'])}"
