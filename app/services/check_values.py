"""Cells that hold what their column cannot: looked for in the file as it lies, past everything that forgives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Float, Integer, Table

_LONGEST = 40
_NOT = {
    Date: "typeof({c}) <> 'text' OR date({c}) IS NOT {c}",
    DateTime: "typeof({c}) <> 'text' OR datetime({c}) IS NULL OR datetime({c}) IS NOT substr({c}, 1, 19)",
    Boolean: "{c} NOT IN (0, 1)",
    Integer: "typeof({c}) <> 'integer'",
    BigInteger: "typeof({c}) <> 'integer'",
    Float: "typeof({c}) NOT IN ('integer', 'real')",
}


class Unreadable(NamedTuple):
    """A cell that cannot be read; `name` is the record's ref or name, where its sheet has one."""

    table: str
    id: int
    name: str
    column: str
    value: str


def unreadable(connection: Any, table: Table) -> Iterator[Unreadable]:
    """The cells of a table that cannot be read, asked of the driver itself."""
    connection.text_factory = _as_it_lies
    for column in table.columns:
        if column.primary_key:
            continue
        quoted = f'"{column.name}"'
        condition = next((said for kind, said in _NOT.items() if isinstance(column.type, kind)), None)
        wrong = condition.format(c=quoted) if condition else f"typeof({quoted}) <> 'text'"
        yield from _cells(connection, table, column.name, f"{quoted} IS NOT NULL AND ({wrong})")
        if condition is None:
            yield from filter(
                _is_broken, _cells(connection, table, column.name, f"typeof({quoted}) = 'text'")
            )


def _cells(connection: Any, table: Table, column: str, where: str) -> Iterator[Unreadable]:
    names = [f'"{name}"' for name in ("ref", "name") if name in table.columns] or ["''"]
    found = connection.execute(f'SELECT id, {names[0]}, "{column}" FROM "{table.name}" WHERE {where}')
    for record_id, name, value in found:
        yield Unreadable(table.name, record_id, str(name or ""), column, value)


def _is_broken(cell: Unreadable) -> bool:
    return not cell.value.isascii() and any("\ud800" <= char <= "\udfff" for char in cell.value)


def shown(cell: Unreadable) -> str:
    """The cell's value for a reader: short, and with a mark for what is broken."""
    text = str(cell.value).encode("utf-8", "replace").decode("utf-8")
    return f"{text[:_LONGEST]}…" if len(text) > _LONGEST else text


def _as_it_lies(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
