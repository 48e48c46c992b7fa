"""How a cell holds the text that XML or Excel cannot: `_xHHHH_` escapes, and texts that are too long cut in parts."""

from __future__ import annotations

import re

LONGEST = 32_767  # UTF-16 units that an Excel cell can hold
_HARD = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_LONE = re.compile("[\ud800-\udfff]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def escaped(text: str) -> str:
    """The text with control characters, and underscores that would read as an escape, as `_xHHHH_`."""
    return _HARD.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def unescaped(text: str) -> str:
    """What the cell's text means; may hold a lone surrogate where a foreign file wrote half a character."""
    if "_x" not in text:
        return text
    plain = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    if _LONE.search(plain) is None:
        return plain
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def has_half_character(text: str) -> bool:
    """Whether a lone surrogate is in the text: no book and no file can hold one."""
    return _LONE.search(text) is not None


def starts_like_formula(text: str) -> bool:
    """Whether a spreadsheet program would take the text for a formula if it were typed in."""
    return text.startswith(_FORMULA_STARTS)


def units(text: str) -> int:
    """The text's length as Excel counts it, in UTF-16 units."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def in_parts(text: str) -> list[str]:
    """The escaped text, cut so that every part fits a cell; parts are unescaped one by one and joined."""
    if len(text) <= LONGEST // 7:
        return [escaped(text)]
    parts, start = [], 0
    while start < len(text):
        part, start = _next_part(text, start)
        parts.append(part)
    return parts


def _next_part(text: str, start: int) -> tuple[str, int]:
    size = LONGEST
    while True:
        part = escaped(text[start : start + size])
        length = units(part)
        if length <= LONGEST:
            return part, start + size
        size = min(size - 1, size * LONGEST // length)
