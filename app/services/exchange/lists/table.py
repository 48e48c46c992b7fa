"""A foreign list as a table: its headers, its rows, and how it writes numbers and days."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.errors import FileRefused
from app.i18n import _
from app.services.exchange.files.xlsx import Cell

MOST_ROWS = 1_000_000
_COMMA = re.compile(r"(\d{1,3}([. \u00a0\u202f]\d{3})+|\d+),\d{1,2}$")
_POINT = re.compile(r"(\d{1,3}([, \u00a0\u202f]\d{3})+|\d+)\.\d{1,2}$")
_ENDS = re.compile(r"^\D{1,8}|\D{1,8}$")  # currencies, brackets
_DAY = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})\b")
_SAMPLE = 20_000


@dataclass
class Table:
    """What a file holds, and what was found out about how it is written; all of it can be corrected.

    `day_order` is `ymd`, `dmy` or `mdy`; `numbers` are the row numbers as a reader of the file counts;
    `sheet` and `sheets` are of spreadsheets, `encoding` and `delimiter` of text files.
    """

    headers: list[str]
    rows: list[list[Cell]]
    numbers: list[int]
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    sheets: list[str] = field(default_factory=list)
    decimal_comma: bool = False
    day_order: str = "ymd"
    notes: list[str] = field(default_factory=list)

    def column(self, header: str) -> list[Cell]:
        """The cells under a header."""
        at = self.headers.index(header)
        return [row[at] for row in self.rows]


def tabulated(numbered: Iterable[tuple[int, Sequence[Cell]]], name: str) -> Table:
    """The first row that holds anything as headers, the others under it; raises `FileRefused` if none is left."""
    rows: list[list[Cell]] = []
    numbers: list[int] = []
    for number, row in numbered:
        if any(cell is not None and str(cell).strip() for cell in row):
            rows.append(list(row))
            numbers.append(number)
        if len(rows) > MOST_ROWS:
            raise FileRefused(_("{name} holds more than a million rows.").format(name=name))
    if len(rows) < 2:
        raise FileRefused(
            _("{name} holds no rows under a header.").format(name=name),
            _("A list needs a row of headers and at least one row under it."),
        )
    table = Table(_headers(rows[0]), rows[1:], numbers[1:])
    _even_out(table)
    _find_habits(table)
    return table


def _headers(cells: list[Cell]) -> list[str]:
    """Headers as texts, each once: a doubled one gets a number, an empty one is named by its place."""
    seen: Counter[str] = Counter()
    headers = []
    for number, cell in enumerate(cells, 1):
        header = " ".join(str(cell if cell is not None else "").split())
        header = header or _("column {number}").format(number=number)
        seen[header.casefold()] += 1
        times = seen[header.casefold()]
        headers.append(header if times == 1 else f"{header} ({times})")
    return headers


def _even_out(table: Table) -> None:
    width = len(table.headers)
    long = [
        n
        for n, row in zip(table.numbers, table.rows, strict=True)
        if any(c not in (None, "") for c in row[width:])
    ]
    if long:
        table.notes.append(
            _(
                "{n} rows have more cells than there are headers, first row {row}; what is beyond is left out."
            ).format(n=len(long), row=long[0])
        )
    table.rows = [[*row[:width], *[None] * (width - len(row))] for row in table.rows]


def _find_habits(table: Table) -> None:
    texts = [
        cell.strip()
        for row in table.rows[:_SAMPLE]
        for cell in row
        if isinstance(cell, str) and len(cell) < 40
    ]
    bare = [_ENDS.sub("", text) for text in texts]
    comma = sum(bool(_COMMA.match(text)) for text in bare)
    point = sum(bool(_POINT.match(text)) for text in bare)
    table.decimal_comma = comma > point
    days = [found for text in texts if (found := _DAY.match(text))]
    if days:
        table.day_order = _day_order(days, table)


def _day_order(days: list[re.Match[str]], table: Table) -> str:
    first = any(int(day[1]) > 12 for day in days)
    second = any(int(day[3]) > 12 for day in days)
    if second and not first:
        return "mdy"
    if not first:
        table.notes.append(
            _("Days such as {day} could be read two ways; they are read as day, month, year.").format(
                day=days[0][0]
            )
        )
    elif second:
        table.notes.append(_("Some days are written day first, some month first; please look at them."))
    return "dmy"
