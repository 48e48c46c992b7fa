"""What every chart of Insights is made of: the records behind a mark, and its figures as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from app.domain.facts import History
from app.i18n import _, format_day, format_number, format_percent
from app.services.table_file import Grid, as_tsv


class Link(NamedTuple):
    """A record behind a mark of a chart: a table's name and an id, whose it is, and a line that names it."""

    kind: str
    id: int
    client_id: int
    client: str
    text: str = ""
    day: date | None = None


class Head(NamedTuple):
    """A column of a chart's table. `kind`: text, count, score (0–100), share (of 1) or day."""

    title: str
    kind: str = "text"


class Line(NamedTuple):
    """A row of a chart's table, and the records behind it."""

    cells: tuple[Any, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Table:
    """The figures of a chart."""

    heads: tuple[Head, ...]
    lines: tuple[Line, ...]


def client_link(history: History, text: str = "") -> Link:
    """A client behind a mark."""
    client = history.client
    return Link("clients", client.id, client.id, client.name, text)


def record_link(history: History, kind: str, record_id: int, text: str, day: date | None) -> Link:
    """A record of a client behind a mark."""
    return Link(kind, record_id, history.client.id, history.client.name, text, day)


def shown(value: Any, kind: str) -> str:
    """A cell as people read it; unknown is an en dash."""
    if value is None:
        return "–"
    if kind == "share":
        return format_percent(value)
    if kind in ("count", "score"):
        return format_number(round(value))
    return format_day(value) if kind == "day" else str(value)


def as_text(table: Table) -> str:
    """The table for the clipboard, a tab between cells; no text becomes a formula where it is pasted."""
    rows = (
        tuple(shown(value, head.kind) for value, head in zip(line.cells, table.heads, strict=True))
        for line in table.lines
    )
    return as_tsv(Grid(tuple(head.title for head in table.heads), tuple(rows)))


def names(links: Sequence[Link], most: int = 3) -> str:
    """The clients behind a mark, each once: `Alfa, Beta and 4 more`."""
    found = list(dict.fromkeys(link.client for link in links))
    if len(found) <= most:
        return ", ".join(found)
    listed = ", ".join(found[:most])
    return _("{names} and {n} more").format(names=listed, n=len(found) - most)
