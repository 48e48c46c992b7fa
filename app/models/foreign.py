"""Is a book built as Condica builds it: its tables, indexes, triggers and views, before it is written to.

A trigger or a view in a book of somebody else's runs with our changes, a check or a default that is not ours
can call what it likes. Such a book is only read (DESIGN.md, Storage).
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

from app.i18n import _

# The sum of each schema, as `sum_of` reckons it; of one that is not here the tables are built and compared,
# which takes 20 ms more. The tests say what to add for a new one.
SUMS = {
    1: "59f8aa34a747249431701b396d44ed3b",
    2: "5383f287a2bac97c02f698a01e7396aa",
    3: "30b1350a5ef9240de2ca5a1ecf6371e5",
    4: "b0ab6d1850aab1a184dd5da8a57b1e3c",
    5: "22372017184bb02b6c528e30b1342eba",
    6: "af41425178433eed4b4808f8f3595e6e",
    7: "8ece1c890e6e1ea3af4c5806ec930365",
    8: "8ece1c890e6e1ea3af4c5806ec930365",
}

_INDEX_PARTS = {f"search_index_{part}" for part in ("data", "idx", "docsize", "config")}
# What SQLite itself keeps beside our tables.
_OF_SQLITE = {"sqlite_sequence", "sqlite_stat1", "sqlite_stat4"}
_KINDS = {
    "table": lambda name: _("the table “{name}”").format(name=name),
    "index": lambda name: _("the index “{name}”").format(name=name),
    "trigger": lambda name: _("the trigger “{name}”").format(name=name),
    "view": lambda name: _("the view “{name}”").format(name=name),
}
_SHOWN = 3
_SIGNS = re.compile(r"['\"`(),]")
_QUOTED_NAME = re.compile(r'"(\w+)"')

Parts = dict[tuple[str, str], str]


def parts_of(connection: Any) -> Parts:
    """The SQL of everything in a file's schema by kind and name, evened out so that equals compare equal."""
    found = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    return {
        (kind, name): "" if name in _INDEX_PARTS else f"{table} {even(sql)}"
        for kind, name, table, sql in found
        # An index without SQL is the one that SQLite makes of a constraint of its table.
        if sql is not None and not (kind == "table" and name in _OF_SQLITE)
    }


def even(sql: str) -> str:
    """The SQL without what means nothing: spaces, quotes around plain names, the order in a table's brackets.

    A table that a later step built anew lists its constraints in another order than a new book's.
    """
    flat = _QUOTED_NAME.sub(r"\1", " ".join(sql.split()))
    head, bracket, body = flat.partition("(")
    inside, closing, tail = body.rpartition(")")
    return f"{head.strip()}{bracket}{', '.join(sorted(_pieces(inside)))}{closing}{tail}"


def _pieces(body: str) -> list[str]:
    """What stands between the commas that are in no brackets and no quotes."""
    pieces, depth, quoted, start = [], 0, "", 0
    for found in _SIGNS.finditer(body):
        sign = found[0]
        if quoted:
            quoted = "" if sign == quoted else quoted
        elif sign in "'\"`":
            quoted = sign
        elif sign != ",":
            depth += 1 if sign == "(" else -1
        elif depth == 0:
            pieces.append(body[start : found.start()].strip())
            start = found.end()
    return [*pieces, body[start:].strip()]


def sum_of(parts: Parts) -> str:
    """A short text that is the same only for the same parts."""
    lines = "\n".join(f"{kind} {name} {sql}" for (kind, name), sql in sorted(parts.items()))
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def differences(connection: Any, schema: int) -> list[str]:
    """What in the file is not as Condica made it in books of this schema; translated, empty where all is."""
    present = parts_of(connection)
    if SUMS.get(schema) == sum_of(present):
        return []
    expected = expected_parts(schema)
    return [_named(key, present, expected) for key in _differing(present, expected)]


def _differing(present: Parts, expected: Parts) -> list[tuple[str, str]]:
    """What can run comes first."""
    keys = [key for key in present | expected if present.get(key) != expected.get(key)]
    return sorted(keys, key=lambda key: (key[0] not in ("trigger", "view"), key))


def _named(key: tuple[str, str], present: Parts, expected: Parts) -> str:
    kind, name = key
    # A foreign name may be as long as it likes, and of several lines.
    what = _KINDS.get(kind, _KINDS["table"])(" ".join(name.split())[:60])
    if key not in expected:
        return _("{what} is not Condica's").format(what=what)
    if key not in present:
        return _("{what} is missing").format(what=what)
    return _("{what} was changed").format(what=what)


def expected_parts(schema: int) -> Parts:
    """What Condica makes for this schema: built in memory, by the steps if it is an older one."""
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool
    from sqlcipher3 import dbapi2 as driver

    from app.models.header import SCHEMA
    from app.models.schema import make_tables, upgrade_tables

    engine = create_engine("sqlite://", module=driver, poolclass=StaticPool)
    try:
        with engine.begin() as connection:
            if schema == SCHEMA:
                make_tables(connection)
            elif schema > 0:
                upgrade_tables(connection, schema)
            return parts_of(connection.connection.dbapi_connection)
    finally:
        engine.dispose()


def said(found: list[str]) -> str:
    """What is not ours, in one sentence of a few words."""
    shown = "; ".join(found[:_SHOWN])
    if len(found) > _SHOWN:
        shown = _("{list}; and {n} more").format(list=shown, n=len(found) - _SHOWN)
    return _("It is not built as Condica builds a book: {what}.").format(what=shown)


def next_step() -> str:
    """What to do with a book that is only read for what is foreign in it."""
    return _("To work with it, export it to a workbook, and import that into a new book.")


def reason(path: Path, found: list[str]) -> str:
    """Why a book is opened for reading only, as said in the window and on the command line."""
    why = _("“{name}” is opened for reading only, so that nothing foreign in it runs.").format(name=path.name)
    return f"{why} {said(found)}"
