"""Answers as text for people: tables with heads, and lines of names and values.

Nothing is left out: what is not known stands as `–`, so that every value stands under its head.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

UNKNOWN = "–"
_NUMBER = re.compile(r"^[−-]?[\d.,]+%?$")
_BETWEEN = "  "
# A longer value pushes what follows it in its own line aside, not in every other one.
_LONGEST = 60

Row = Mapping[str, Any]


def readable(document: Any, *, empty: str = UNKNOWN) -> str:
    """The document as text; `empty` is said where it is a list without anything in it."""
    return "\n".join(_lines(document, empty=empty))


def table(rows: Sequence[Row]) -> list[str]:
    """Rows under their heads; a value that holds values of its own takes a column for each."""
    flat = _flat(rows)
    heads = list(dict.fromkeys(head for row in flat for head in row))
    cells = [heads, *([_cell(row.get(head)) for head in heads] for row in flat)]
    widths = [
        max((width for line in cells if (width := _width(line[at])) <= _LONGEST), default=0)
        for at in range(len(heads))
    ]
    numbers = [
        all(_NUMBER.match(line[at]) or line[at] == UNKNOWN for line in cells[1:]) for at in range(len(heads))
    ]
    return [_BETWEEN.join(map(_padded, line, widths, numbers)).rstrip() for line in cells]


def _lines(document: Any, depth: int = 0, empty: str = UNKNOWN) -> list[str]:
    indent = "  " * depth
    if isinstance(document, dict):
        return [line for key, value in document.items() for line in _pair_lines(key, value, depth)]
    if not isinstance(document, list):
        return [f"{indent}{_cell(document)}"]
    if not document:
        return [f"{indent}{empty}"]
    if all(isinstance(item, dict) and _is_flat(item) for item in document):
        return [f"{indent}{line}" for line in table(document)]
    return [line for item in document for line in _item_lines(item, depth)]


def _pair_lines(key: str, value: Any, depth: int) -> list[str]:
    indent, name = "  " * depth, _head(key)
    if isinstance(value, dict | list) and value and not _is_words(value):
        return [f"{indent}{name}:", *_lines(value, depth + 1)]
    return [f"{indent}{name}: {_cell(value)}"]


def _item_lines(item: Any, depth: int) -> list[str]:
    """One of several: something that holds lists of its own ends in an empty line."""
    return [*_lines(item, depth), *([""] if isinstance(item, dict) else [])]


def _is_words(value: Any) -> bool:
    """Words that stand in one line; sentences take one each."""
    return isinstance(value, list) and not any(
        isinstance(each, dict | list) or str(each).endswith(".") for each in value
    )


def _is_flat(item: Row) -> bool:
    """Whether it fits into one row: values, words, and values of values."""
    return all(
        not any(isinstance(each, dict | list) for each in value.values())
        if isinstance(value, dict)
        else not isinstance(value, list) or _is_words(value)
        for value in item.values()
    )


def _flat(rows: Sequence[Row]) -> list[dict[str, Any]]:
    inner: dict[str, list[str]] = {}
    for row in rows:
        for key, value in row.items():
            names = inner.setdefault(key, [])
            names += [name for name in value if name not in names] if isinstance(value, dict) else []
    return [dict(_flattened(row, inner)) for row in rows]


def _flattened(row: Row, inner: Mapping[str, Sequence[str]]) -> Iterable[tuple[str, Any]]:
    for key, names in inner.items():
        value = row.get(key)
        if not names:
            yield _head(key), value
        for name in names:
            yield f"{_head(key)} {_head(name)}", value.get(name) if isinstance(value, dict) else None


def _head(key: str) -> str:
    return str(key).replace("_", " ")


def _cell(value: Any) -> str:
    if value is None or value == "" or value == [] or value == {}:
        return UNKNOWN
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".")
    if isinstance(value, list):
        return ", ".join(map(_cell, value))
    return _on_one_line(str(value))


def _on_one_line(text: str) -> str:
    """The text without what would break the line or tell the terminal to do something."""
    spaced = " ".join(text.split())
    return spaced if spaced.isprintable() else "".join(c if c.isprintable() else "\ufffd" for c in spaced)


def _width(text: str) -> int:
    """How many places the text takes on a terminal."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) > 0 for char in text)


def _padded(text: str, width: int, right: bool) -> str:
    room = " " * (width - _width(text))
    return room + text if right else text + room
