"""Erasing the data of a client or a contact for real: records, journal, search index, free pages.

Nothing of it can be undone, so these take the book itself: the work is a transaction of its own, then
the file is written anew. Backups made before still hold the data, until they are deleted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, or_, select, text, update
from sqlalchemy.orm import Session

from app.domain.names import joined, shown, split
from app.errors import NotFound
from app.i18n import _
from app.models import (
    ALL_RECORDS,
    Attempt,
    Change,
    Client,
    Contact,
    Decision,
    Draft,
    Gesture,
    Snooze,
    name_key,
)
from app.models.book import Book
from app.services import drafts, journal, rows
from app.services.backups.making import delete_backups, make_backup
from app.services.records.attachments import sweep
from app.services.rows import Row, RowChange
from app.services.search import recent as recent_searches

# What stands in a text where a name was.
BLANK = "…"


def erase_client(book: Book, client_id: int, *, backups_too: bool = False) -> int:
    """Erase a client and every record of theirs, also from the trash; says how many records.

    `backups_too` makes a new backup and deletes all earlier ones. Raises `NotFound`.
    """
    with book.transaction() as session:
        client = session.get(Client, client_id)
        if client is None:
            raise NotFound(_("This client is no longer in the book."))
        name = client.name
        changes = [
            RowChange(table.name, key, row, None)
            for table, clause in _tables_of(client_id)
            for key, row in rows.read_where(session.connection(), table, clause).items()
        ]
        _forget(session, changes, [name])
        for table, clause in reversed(_tables_of(client_id)):
            session.connection().execute(delete(table).where(clause))
        _finish(session, changes)
    _leave_no_trace(book, backups_too=backups_too)
    return len(changes)


def erase_contact(book: Book, contact_id: int, *, backups_too: bool = False) -> int:
    """Erase a contact; the name, address and number also where they stand in texts of the client's records.

    Says how many records were changed besides. The same words may stand in other clients' records: those
    are left. Raises `NotFound`.
    """
    with book.transaction() as session:
        contact = session.get(Contact, contact_id)
        if contact is None:
            raise NotFound(_("This contact is no longer in the book."))
        words = [w.strip() for w in (contact.name, contact.email, contact.phone) if w and w.strip()]
        changes = _blanked(session, contact.client_id, contact_id, contact.name, words)
        _forget(session, changes, words)
        for change in changes:
            if change.new is not None:
                table = rows.covered()[change.table]
                session.connection().execute(update(table).where(table.c.id == change.id).values(change.new))
        session.connection().execute(delete(Contact).where(Contact.id == contact_id))
        _finish(session, changes)
    _leave_no_trace(book, backups_too=backups_too)
    return len(changes) - 1


def _tables_of(client_id: int) -> list[tuple[Table, Any]]:
    """Each table with a client's records, and the clause that chooses them; parents before children."""
    attempts = rows.covered()[Attempt.__tablename__]
    decisions = select(Decision.id).where(Decision.client_id == client_id)
    clients = rows.covered()[Client.__tablename__]
    found: list[tuple[Table, Any]] = [(clients, clients.c.id == client_id)]
    for model in ALL_RECORDS:
        table = rows.covered()[model.__tablename__]
        if table is attempts:
            found.append((table, table.c.decision_id.in_(decisions)))
        elif "client_id" in table.columns:
            found.append((table, table.c.client_id == client_id))
    # Attempts know their client through a decision, which must still be there when they go.
    return sorted(found, key=lambda pair: pair[0] is attempts)


def _blanked(
    session: Session, client_id: int, contact_id: int, name: str, words: Iterable[str]
) -> list[RowChange]:
    pattern = re.compile("|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)), re.IGNORECASE)
    changes = []
    for table, clause in _tables_of(client_id):
        for key, row in rows.read_where(session.connection(), table, clause).items():
            if table.name == Contact.__tablename__ and key == contact_id:
                changes.append(RowChange(table.name, key, row, None))
            elif (new := _blank_row(table, row, contact_id, name, pattern)) != row:
                changes.append(RowChange(table.name, key, row, new))
    return changes


def _blank_row(table: Table, row: Row, contact_id: int, name: str, pattern: re.Pattern[str]) -> Row:
    new = dict(row)
    for column in table.columns:
        value = row[column.name]
        if not isinstance(value, str) or (table.name == Client.__tablename__ and column.name == "name"):
            continue
        kind = column.info.get("kind")
        if kind == "named" and column.info["of"] == Contact.__tablename__:
            new[column.name] = None if name_key(shown(value)) == name_key(name) else value
        elif kind == "list":
            new[column.name] = joined(s for s in split(value) if name_key(s.name) != name_key(name)) or None
        elif kind == "text":
            new[column.name] = pattern.sub(BLANK, value)
    return new


def _forget(session: Session, changes: Sequence[RowChange], words: Sequence[str]) -> None:
    """The journal's values and names of gestures, drafts, and what was put off on Today."""
    connection = session.connection()
    touched: dict[str, set[int]] = {}
    for change in changes:
        touched.setdefault(change.table, set()).add(change.id)
    put_off = _saying(connection, words, Snooze.id, Snooze.item)
    noted = Change.table_name == Snooze.__tablename__
    # Also what is no longer put off: the journal still names it.
    for column in (Change.old, Change.new):
        put_off |= {int(key) for key in _saying(connection, words, Change.row_key, column, noted)}
    journal.forget_rows(session, touched | {Snooze.__tablename__: put_off})
    connection.execute(delete(Snooze).where(Snooze.id.in_(put_off)))
    labelled = update(Gesture).where(Gesture.id.in_(_saying(connection, words, Gesture.id, Gesture.label)))
    connection.execute(labelled.values(label=_("Erased")))
    drafts.sweep(session, (change.old["uid"] for change in changes if change.old and change.new is None))
    saying = Draft.place.in_(_saying(connection, words, Draft.place, Draft.fields))
    searches = Draft.place == recent_searches.PLACE
    connection.execute(delete(Draft).where(or_(saying, searches)))


def _saying(connection: Connection, words: Iterable[str], key: Any, column: Any, *where: Any) -> set[Any]:
    """The keys of rows whose text holds one of the words, in any case, plain or inside JSON."""
    sought = [word.casefold() for word in words]
    found = connection.execute(select(key, column).where(column.is_not(None), *where))
    return {row_key for row_key, said in found if any(word in _plain(said).casefold() for word in sought)}


def _plain(said: str) -> str:
    try:
        values = json.loads(said)
    except ValueError:
        return said
    return "\n".join(str(v) for v in values.values()) if isinstance(values, dict) else str(values)


def _finish(session: Session, changes: list[RowChange]) -> None:
    session.expire_all()
    sweep(session)
    for hook in journal.after_changes:
        hook(session, changes)
    # Deleted entries stay in the index's segments until these are merged.
    session.connection().execute(text("INSERT INTO search_index(search_index) VALUES ('optimize')"))


def _leave_no_trace(book: Book, *, backups_too: bool) -> None:
    book.compact()
    if backups_too:
        delete_backups(book, keep=make_backup(book, "erase"))
