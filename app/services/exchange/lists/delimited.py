"""Reading CSV and its kin: whichever encoding, delimiter and line ends."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from app.errors import FileRefused
from app.i18n import _
from app.services.exchange.lists.encodings import decode
from app.services.exchange.lists.table import Table, tabulated

MOST_BYTES = 256 << 20
_DELIMITERS = (",", ";", "\t", "|")
_LONGEST_FIELD = 16 << 20


def read_delimited(path: Path, *, encoding: str | None = None, delimiter: str | None = None) -> Table:
    """The table of a text file; raises `FileRefused` for what is no such file."""
    if path.stat().st_size > MOST_BYTES:
        raise FileRefused(_("{name} holds more than Condica reads from one file.").format(name=path.name))
    text, found = decode(path.read_bytes(), encoding)
    text, said = _said_delimiter(text)
    chosen = delimiter or said or guess_delimiter(text)
    try:
        table = tabulated(_rows(text, chosen), path.name)
    except csv.Error as error:
        raise FileRefused(
            _("{name} is no sound list of values: {reason}.").format(name=path.name, reason=error)
        ) from error
    table.encoding, table.delimiter = found, chosen
    return table


def _said_delimiter(text: str) -> tuple[str, str | None]:
    """Excel's own first line `sep=;`, if there is one."""
    first, _end, rest = text.partition("\n")
    if first[:4].casefold() == "sep=" and len(first.rstrip("\r")) == 5:
        return rest, first[4]
    return text, None


def guess_delimiter(text: str) -> str:
    """The sign that cuts the first rows into the most columns, as many in each of them as in the others."""
    scores = {sign: _evenness(text[: 1 << 18], sign) for sign in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda sign: scores[sign])
    return best if scores[best] > 0 else ","


def _evenness(text: str, sign: str) -> float:
    try:
        widths = [len(row) for _number, row in islice(_rows(text, sign), 200) if row]
    except csv.Error:
        return 0
    if not widths:
        return 0
    width, times = Counter(widths).most_common(1)[0]
    # One column says nothing; columns count little against rows that are all as wide as the header.
    return 0 if width < 2 else times / len(widths) * (2 if widths[0] == width else 1) + min(width, 50) / 1000


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    number = 1
    for row in reader:
        yield number, row
        number = reader.line_num + 1
