"""A table outside the program: for the clipboard, and as a file of values that every spreadsheet program reads."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from html import escape
from pathlib import Path
from typing import NamedTuple

from app.i18n import language
from app.services import outfile
from app.services.exchange.files.escapes import starts_like_formula

# Spreadsheet programs part values by a semicolon where the comma parts whole from decimals.
_COMMA_DECIMALS = ("ro", "pl", "ru")


class Grid(NamedTuple):
    """What a table shows: the heads of its columns, and the cells of each row, as texts."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def plain(value: object, shown: str) -> str:
    """What a cell says outside: a day as ISO text, which every program knows, else what is shown."""
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    return value.isoformat() if isinstance(value, date) else shown


def guarded(text: str) -> str:
    """No text becomes a formula where it is pasted or opened: one that looks like it gets an apostrophe before."""
    return f"'{text}" if starts_like_formula(text) else text


def as_tsv(grid: Grid) -> str:
    """A tab between cells, a line a row; line breaks within a cell become spaces."""
    return "\n".join("\t".join(guarded(" ".join(cell.split())) for cell in row) for row in _lines(grid))


def as_html(grid: Grid) -> str:
    """A table for programs that paste one with its columns."""
    heads = "".join(f"<th>{escape(head)}</th>" for head in grid.heads)
    rows = "".join(f"<tr>{_cells(row)}</tr>" for row in grid.rows)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def write_csv(path: Path, grid: Grid) -> Path:
    """Write the table as UTF-8 with a byte order mark; the file there was is kept if that fails.

    Values are parted as the language in force has it. Raises `outfile.TargetFailed`.
    """
    held = io.StringIO()
    writer = csv.writer(held, delimiter=";" if language() in _COMMA_DECIMALS else ",")
    writer.writerows([guarded(cell) for cell in row] for row in _lines(grid))
    with outfile.writing(path) as made:
        made.write_text(held.getvalue(), encoding="utf-8-sig", newline="")
    return path


def _lines(grid: Grid) -> Iterable[Sequence[str]]:
    return (grid.heads, *grid.rows)


def _cells(row: Sequence[str]) -> str:
    return "".join(f"<td>{escape(cell).replace(chr(10), '<br>')}</td>" for cell in row)
