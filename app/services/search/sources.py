"""Where the text of each kind of record lies, and how a record's place in the search index is reckoned."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, Table, Text, bindparam, func, null, select

from app.domain.kinds import KINDS
from app.models import ALL_RECORDS, Base, Client, Decision
from app.models.tables.base import Record

__all__ = ["SOURCES", "TABLES", "Row", "Source", "client_word", "day_of", "parts_of", "position"]

Row = Mapping[Any, Any]

# Which table a number inside the keys stands for.
TABLES = {kind.number: table for table, kind in KINDS.items()}
_ABOVE_ALL_DAYS = (1 << 22) - 1
_TEXT_KINDS = ("text", "list", "named")
# Opens the word that holds a record's client, so that a search within one client is one more word.
_CLIENT = "\ue001"


class Source(NamedTuple):
    """Where the text of one kind of record lies."""

    table: Table
    day: str | None
    texts: tuple[str, ...]
    through_decision: bool
    # Columns that link to one of our people or a contact, and the table they link to: whom a record names.
    named: dict[str, str]

    @property
    def all_texts(self) -> tuple[str, ...]:
        """The columns of `select` that hold text: the record's own, and the names it links to."""
        return (*self.texts, *map(_name_of, self.named))

    def day_of(self, row: Row) -> date | None:
        """The record's day; an undated task stands at the day it was written down."""
        if self.day is None:
            return None
        return _as_day(row.get(self.day) or row["created_at"])

    def rowid(self, row: Row) -> int:
        """The key of the record's index row."""
        day = self.day_of(row)
        return position(self.table.name, row["id"], day)

    def select(self) -> Select[Any]:
        """Key, day, text and client of the records outside the trash: what the index holds of them."""
        days = [self.table.c[name] for name in ("created_at", self.day) if name is not None]
        client, _ref, joined = self._links()
        columns = [*(self.table.c[name] for name in ("id", *self.texts)), *self._names()]
        kept = self.table.c.deleted_at.is_(None)
        return select(*columns, *days, client.label("client_id")).select_from(joined).where(kept)

    def shown(self) -> Select[Any]:
        """What a hit shows: id, client's id and name, ref, then the texts without the ref.

        The ids come as one JSON list: the statement is the same for any number of them.
        """
        clients = Base.metadata.tables[Client.__tablename__].alias("owners")
        client, ref, joined = self._links()
        columns = [*(self.table.c[name] for name in self.texts if name != "ref"), *self._names()]
        names = select(clients.c.name).where(clients.c.id == client).scalar_subquery()
        wanted = func.json_each(bindparam("ids", type_=Text())).table_valued("value")
        return (
            select(
                self.table.c.id, client.label("client_id"), names.label("client"), ref.label("of"), *columns
            )
            .select_from(joined)
            .where(self.table.c.deleted_at.is_(None))
            .where(self.table.c.id.in_(select(wanted.c.value)))
        )

    def _names(self) -> list[Any]:
        """The names of the people and contacts that the record links to."""
        found = []
        for name, table in self.named.items():
            other = Base.metadata.tables[table].alias(f"named_{name}")
            asked = select(other.c.name).where(other.c.id == self.table.c[name])
            found.append(asked.scalar_subquery().label(_name_of(name)))
        return found

    def _links(self) -> tuple[Any, Any, Any]:
        """The columns of the record's client and ref, and the tables they come from."""
        if self.through_decision:
            decisions = Base.metadata.tables[Decision.__tablename__]
            joined = self.table.join(decisions, decisions.c.id == self.table.c.decision_id)
            return decisions.c.client_id, decisions.c.ref, joined
        columns = self.table.c
        own = columns.id if self.table.name == Client.__tablename__ else None
        client = own if own is not None else columns.get("client_id", null())
        return client, columns.get("ref", null()), self.table

    def in_order(self) -> Select[Any]:
        """As `select`, in the order of the keys."""
        ids = self.table.c.id
        if self.day is None:
            return self.select().order_by(ids)
        day = func.date(func.coalesce(self.table.c[self.day], self.table.c.created_at))
        return self.select().order_by(day, ids)


def _source(mapping: type[Record]) -> Source:
    table = Base.metadata.tables[mapping.__tablename__]
    shown = [c.name for c in table.c if c.info.get("kind") in _TEXT_KINDS]
    kind = KINDS[table.name]
    # What a record is about opens its snippet.
    texts = dict.fromkeys((*(["ref"] if kind.letter else []), *kind.names, *shown))
    links = {c.name: c.info["table"] for c in table.c if c.info.get("kind") == "link"}
    named = {name: other for name, other in links.items() if other in ("people", "contacts")}
    return Source(table, kind.day or None, tuple(texts), "decision_id" in table.c, named)


def _name_of(column: str) -> str:
    return f"{column}_name"


SOURCES = {mapping.__tablename__: _source(mapping) for mapping in ALL_RECORDS}


def _as_day(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])


def position(table: str, record_id: int, day: date | None) -> int:
    """The key of a record's index row: newer days are greater, names greatest."""
    ordinal = _ABOVE_ALL_DAYS if day is None else day.toordinal()
    return ordinal << 37 | KINDS[table].number << 32 | record_id


def parts_of(rowid: int) -> tuple[str, int]:
    """The table and the id that a key stands for."""
    return TABLES[rowid >> 32 & 31], rowid & 0xFFFFFFFF


def day_of(rowid: int) -> date | None:
    """The day that a key stands for; none for people, clients and contacts."""
    ordinal = rowid >> 37
    return None if ordinal == _ABOVE_ALL_DAYS else date.fromordinal(ordinal)


def client_word(client_id: int) -> str:
    """The index word that every record of a client holds."""
    return f"{_CLIENT}{client_id}"
