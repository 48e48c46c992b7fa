"""Where the sample's records gather before they are written: whole rows, keys given out in order.

Rows go in by Core bulk inserts (DESIGN.md, Measured). Everything that would differ from run to run in a
book of a user (uids, stamps) is drawn from the seed and the records' own days here.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy import Date, Table, func, insert, select
from sqlalchemy.orm import Session

from app.domain.kinds import KINDS, Kind
from app.models import RECORDS, Base, name_key

__all__ = ["Row", "RowCollector"]

Row = dict[str, Any]
_EPOCH = datetime(1970, 1, 1)
_CHUNK = 5000


def _waits(table: Table) -> bool:
    """Whether rows are written at the end: their refs count up over the whole book, or they name a row that has one."""
    linked = {column.info.get("table", table.name) for column in table.c}
    return any(KINDS[name].letter for name in linked)


class RowCollector:
    """Collects rows by table and writes them; `as_of` is the day that all offsets count from."""

    def __init__(self, session: Session, *, seed: int, as_of: date) -> None:
        self.session = session
        self.seed = seed
        self.as_of = as_of
        self._chance = Random(f"{seed}/uids")
        self._tables = {
            mapping.__tablename__: Base.metadata.tables[mapping.__tablename__] for mapping in RECORDS
        }
        self._blank = {name: dict.fromkeys(table.c.keys()) for name, table in self._tables.items()}
        self._kinds = {
            name: {c.name: "day" if isinstance(c.type, Date) else c.info.get("kind") for c in table.c}
            for name, table in self._tables.items()
        }
        self._late = {name for name, table in self._tables.items() if _waits(table)}
        self._next = {name: self._first_id(name) for name in self._tables}
        self._rows: dict[str, list[Row]] = defaultdict(list)

    def _first_id(self, name: str) -> int:
        table = self._tables[name]
        return (self.session.scalar(select(func.max(table.c.id))) or 0) + 1

    def day(self, offset: int) -> date:
        """The day so many days after `as_of`; negative ones are past."""
        return self.as_of + timedelta(days=offset)

    def moment(self, offset: int, at: str) -> datetime:
        """That day at `HH:MM`."""
        return datetime.combine(self.day(offset), time.fromisoformat(at))

    def add(self, table: str, written: datetime, **values: Any) -> Row:
        """A new row; days may be given as offsets from `as_of`, money in whole units of the currency."""
        kinds = self._kinds[table]
        row = dict(self._blank[table])
        for column, value in values.items():
            kind = kinds[column]
            if kind == "day" and isinstance(value, int):
                value = self.day(value)
            elif kind == "money" and value is not None:
                value = round(value * 100)
            row[column] = value
        return self._keep(table, written, row)

    def add_note(self, client_id: int, happened_at: datetime, **values: Any) -> Row:
        """A note, by the short way: there are a hundred for each client."""
        row = {**self._blank["notes"], **values, "client_id": client_id, "happened_at": happened_at}
        return self._keep("notes", happened_at, row)

    def _keep(self, table: str, written: datetime, row: Row) -> Row:
        stamp = min(written, datetime.combine(self.as_of, time(6, 0)))
        row["id"] = self._next[table]
        self._next[table] += 1
        row["uid"] = self._uid(stamp)
        row["created_at"] = row["changed_at"] = stamp
        if "name_key" in row:
            row["name_key"] = name_key(row["name"])
        self._rows[table].append(row)
        return row

    def _uid(self, stamp: datetime) -> str:
        """A UUIDv7 of the stamp, its chance drawn from the seed."""
        value = max(0, (stamp - _EPOCH) // timedelta(milliseconds=1)) << 80 | self._chance.getrandbits(80)
        value = value & ~(0xF << 76) | 0x7 << 76
        return str(uuid.UUID(int=value & ~(0x3 << 62) | 0x2 << 62))

    def write_ready(self) -> None:
        """Write what nothing later can change; keeps memory small for large books."""
        for name in self._tables:
            if name not in self._late:
                self._write(name)

    def write_rest(self) -> None:
        """Number the refs by their days over the whole book, and write everything."""
        for kind in KINDS.values():
            if kind.letter:
                self._number(kind)
        for name in self._tables:
            self._write(name)

    def _number(self, kind: Kind) -> None:
        rows = sorted(self._rows[kind.table], key=lambda row: (row[kind.day], row["id"]))
        for number, row in enumerate(rows, start=1):
            row["ref"] = f"{kind.letter}-{number:03d}"
            row["ref_key"] = name_key(row["ref"])

    def _write(self, name: str) -> None:
        rows = self._rows.pop(name, [])
        statement = insert(self._tables[name])
        for start in range(0, len(rows), _CHUNK):
            self.session.execute(statement, rows[start : start + _CHUNK])
