"""The records of the book that the rows of one sheet are compared with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.names import list_text
from app.models import name_key
from app.services.exchange.sheets import Sheet

_MOST_ASKED = 500


class Existing:
    """The records of one sheet outside the trash, by id, uid and key; and the uids of those in it."""

    def __init__(self, session: Session, sheet: Sheet, uids: Iterable[str]) -> None:
        self.sheet = sheet
        self.values: dict[int, tuple[Any, ...]] = {}
        self.by_uid: dict[str, int] = {}
        self.by_key: dict[str, int] = {}
        self.trashed: dict[str, int] = {}
        self._load(session)
        if sheet.has_uid:
            self._load_trashed(session, [uid for uid in uids if uid not in self.by_uid])

    def _load(self, session: Session) -> None:
        table = self.sheet.table
        columns = [table.c[column.attribute] for column in self.sheet.columns]
        lists = [at for at, column in enumerate(self.sheet.columns) if column.kind == "list"]
        key_at = next(
            (at for at, column in enumerate(self.sheet.columns) if column.name == self.sheet.key), None
        )
        query = select(*columns)
        if self.sheet.has_uid:
            query = (
                select(table.c.id, table.c.uid, *columns)
                .where(table.c.deleted_at.is_(None))
                .order_by(table.c.id)
            )
        for number, row in enumerate(session.execute(query)):
            record, uid, *values = row if self.sheet.has_uid else (number, None, *row)
            for at in lists:
                values[at] = list_text(values[at]) if values[at] else None
            kept = tuple(None if value == "" else value for value in values)
            self.values[record] = kept
            if uid is not None:
                self.by_uid[uid] = record
            if key_at is not None:
                self.by_key[name_key(str(kept[key_at]))] = record

    def _load_trashed(self, session: Session, uids: list[str]) -> None:
        table = self.sheet.table
        for start in range(0, len(uids), _MOST_ASKED):
            some = uids[start : start + _MOST_ASKED]
            query = select(table.c.uid, table.c.id).where(
                table.c.uid.in_(some), table.c.deleted_at.is_not(None)
            )
            self.trashed.update((row[0], row[1]) for row in session.execute(query))
