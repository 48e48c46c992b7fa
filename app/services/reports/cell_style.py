"""Colours, the look of a cell, and text made fit for one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

# Calibri is on every machine with Excel; LibreOffice draws its metric twin Carlito.
FONT = "Calibri"
INK, MUTED, FAINT = "1A1F27", "525C69", "848D9A"
LINE, GROUND, TILE = "E0E4E9", "F0F2F5", "F3F6FD"
ACCENT, GOOD, WARN, BAD = "2457D6", "17703F", "855300", "B3261E"
WARN_SOFT, BAD_SOFT = "FBEFD6", "FBE7E5"
SERIES = ("2457D6", "C2571A", "17803F")
SERIES_SOFT = "A5B7F1"

_LONGEST = 32_767
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How a cell looks; colours as RRGGBB, `below` the colour of the line under it, `format` Excel's code."""

    size: float = 10
    bold: bool = False
    color: str = INK
    fill: str | None = None
    align: str | None = None
    upright: str = "center"
    wrap: bool = False
    indent: int = 0
    format: str = "General"
    below: str | None = None
    heavy: Literal["thin", "medium", "thick"] = "thin"


class Text:
    """Makes text fit for a cell, visibly, and counts what it had to change."""

    def __init__(self) -> None:
        self.replaced = 0
        self.shortened = 0

    def fit(self, text: str) -> str:
        """`text` with � for each character that Excel cannot hold, and ending in … where it is too long."""
        if text.isprintable() and len(text) <= _LONGEST // 2:
            # Most texts: no control characters, no half ones, no line breaks.
            return _ESCAPED.sub("_x005F_", text) if "_x" in text else text
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        text, unfit = _UNFIT.subn("\N{REPLACEMENT CHARACTER}", text)
        self.replaced += unfit
        if len(text) > _LONGEST // 2 and len(text.encode("utf-16-le")) > 2 * _LONGEST:
            cut = text.encode("utf-16-le")[: 2 * (_LONGEST - 1)]
            text = cut.decode("utf-16-le", "ignore") + "…"
            self.shortened += 1
        # Excel reads _x0041_ as A; written this way it stays what it was.
        return _ESCAPED.sub("_x005F_", text) if "_x" in text else text
