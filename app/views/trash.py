"""The trash as the window handles it: records named by table and id."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from app.errors import NotFound
from app.i18n import _
from app.models import Record
from app.models.book import Book
from app.services.backups.making import make_backup
from app.services.records import trash
from app.services.records.editing import MODELS


def restore_all(session: Session, chosen: Iterable[tuple[str, int]]) -> int:
    """Bring records back; says how many. Raises `NotAllowed` where one has no place any more."""
    records = [_record(session, table, record_id) for table, record_id in chosen]
    for record in records:
        trash.restore(session, record)
    return len(records)


def empty_for_good(book: Book) -> int:
    """Delete for good whatever lies in the trash, after a backup; says how many records."""
    make_backup(book, "erase")
    with book.transaction() as session:
        return trash.empty_older_than(session, days=0)


def throw_out_old(book: Book) -> int:
    """House-keeping at start: what has been in the trash for 30 days is deleted for good."""
    with book.transaction() as session:
        return trash.empty_older_than(session)


def _record(session: Session, table: str, record_id: int) -> Record:
    found = session.get(MODELS[table], record_id)
    if found is None:
        raise NotFound(_("This record is no longer in the book."))
    return found
