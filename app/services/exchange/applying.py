"""Writing the compared rows of a sheet: changes first, then what is new, in bulk (DESIGN.md, Measured)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from app.domain.settings import is_known_setting, normal_key
from app.models import Setting, name_key, new_uid
from app.models.tables.base import utc_now
from app.services import journal
from app.services.exchange.batches import Batch, Row
from app.services.exchange.sheets import SETTINGS, Sheet
from app.services.search.index import index_new

_AT_ONCE = 2000
_INDEXED_AT_ONCE = 20_000  # the more, the faster is the index filled; their words are all in memory
Wrote = Callable[[int], None]


def apply_sheet(session: Session, sheet: Sheet, batches: list[Batch], wrote: Wrote) -> None:
    """Write the rows of one sheet that are not bad; rows that are made get their ids."""
    if sheet is SETTINGS:
        _write_settings(session, batches)
        return
    for batch in batches:
        _update(session, sheet, batch, wrote)
    for batch in batches:
        _insert(session, sheet, batch, wrote)


def _write_settings(session: Session, batches: list[Batch]) -> None:
    for batch in batches:
        for row in batch.rows:
            if row.bad:
                continue
            key = batch.value(row, "key")
            held = row.old[0] if row.old else normal_key(key) if is_known_setting(key) else key.strip()
            setting = session.get(Setting, held)
            if setting is None:
                session.add(Setting(key=held, value=batch.value(row, "value")))
            elif "value" in batch.at:
                setting.value = batch.value(row, "value")
    session.flush()


def _update(session: Session, sheet: Sheet, batch: Batch, wrote: Wrote) -> None:
    rows = [row for row in batch.rows if not row.bad and not row.new and (row.restored or row.is_changed())]
    if sheet.key:
        _free_keys(session, sheet, rows)
    for some in _portions(rows):
        stamp = utc_now()
        values = [{"id": row.id, "changed_at": stamp, **_values(sheet, batch, row)} for row in some]
        if some[0].restored or any(row.restored for row in some):
            values = [{**each, "deleted_at": None} for each in values]
        session.execute(update(sheet.model), values)
        wrote(len(some))


def _free_keys(session: Session, sheet: Sheet, rows: list[Row]) -> None:
    """Names that change hands within the file are let go first, as no two records may have one at a time."""
    at = sheet.position[sheet.key]
    renamed = [
        row
        for row in rows
        if row.old and name_key(row.old[at]) != name_key(row.batch.value(row, sheet.key) or row.old[at])
    ]
    taken = {name_key(row.old[at]) for row in renamed if row.old}
    if any(name_key(row.batch.value(row, sheet.key)) in taken for row in renamed):
        parked = [{"id": row.id, f"{sheet.key}_key": f"\0{row.id}"} for row in renamed]
        session.execute(update(sheet.model), parked)


def _insert(session: Session, sheet: Sheet, batch: Batch, wrote: Wrote) -> None:
    rows = [row for row in batch.rows if row.new and not row.bad]
    absent = {column.attribute: None for column in sheet.columns if column.attribute not in batch.at}
    for some in _portions(rows):
        stamp = utc_now()
        fixed = {"created_at": stamp, "changed_at": stamp, "deleted_at": None, **absent}
        for row in some:
            row.uid = row.uid or new_uid()
        before = session.scalar(select(func.max(sheet.table.c.id))) or 0
        session.execute(
            insert(sheet.table), [{"uid": row.uid, **fixed, **_values(sheet, batch, row)} for row in some]
        )
        _learn_ids(session, sheet, some, before)
        wrote(len(some))
    for some in _portions(rows, _INDEXED_AT_ONCE):
        index_new(session, sheet.name, [row.id for row in some if row.id is not None])


def _learn_ids(session: Session, sheet: Sheet, rows: list[Row], before: int) -> None:
    """The ids that the database gave, for the journal and for the rows that speak of these."""
    query = select(sheet.table.c.uid, sheet.table.c.id).where(sheet.table.c.id > before)
    ids: dict[str, int] = {row[0]: row[1] for row in session.execute(query)}
    for row in rows:
        row.id = ids[row.uid or ""]
    journal.note_inserted(session, sheet.name, ids.values())


def _values(sheet: Sheet, batch: Batch, row: Row) -> dict[str, Any]:
    values = {
        attribute: row.values[at].id if isinstance(row.values[at], Row) else row.values[at]
        for attribute, at in batch.at.items()
    }
    if sheet.key in values:
        values[f"{sheet.key}_key"] = name_key(values[sheet.key])
    return values


def _portions(rows: list[Any], size: int = _AT_ONCE) -> Iterator[list[Any]]:
    return (rows[start : start + size] for start in range(0, len(rows), size))
