"""How the exchange workbook speaks of records: by name or ref, and by uid where the name is not enough."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from app.domain.names import Reference, quoted
from app.models import Contact, name_key


def references(session: Session, table: Table) -> dict[int, str]:
    """The names or refs, quoted where they must be, of the records outside the trash, by id."""
    column = table.c.ref if "ref" in table.c else table.c.name
    query = select(table.c.id, column).where(table.c.deleted_at.is_(None))
    return {row[0]: quoted(row[1]) for row in session.execute(query)}


def contact_references(session: Session, table: Table) -> dict[int, str]:
    """The same of contacts; where a client has several of one name, each with the uid."""
    c = table.c
    query = select(c.id, c.uid, c.client_id, c.name).where(c.deleted_at.is_(None))
    rows = session.execute(query).all()
    shared = Counter((row.client_id, name_key(row.name)) for row in rows)
    return {
        row.id: Reference(
            row.name, row.uid if shared[row.client_id, name_key(row.name)] > 1 else None
        ).written()
        for row in rows
    }


def uids_of_contacts(session: Session) -> set[str]:
    """The uids of all contacts outside the trash."""
    return set(session.scalars(select(Contact.uid).where(Contact.deleted_at.is_(None))))
