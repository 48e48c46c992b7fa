"""What is on the screen: to compare with what was there before, and for a person to look at when a journey failed."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import NamedTuple

_HEAD = struct.Struct(">25I")
_COLOUR_BYTES = 12


class Picture(NamedTuple):
    """Rows of 32-bit pixels, `line` bytes each."""

    pixels: bytes
    width: int
    height: int
    line: int


def read(screen: Path, top: int = 0) -> Picture:
    """The screen that Xvfb keeps in this folder (an X window dump), from the row `top` on."""
    dump = (screen / "Xvfb_screen0").read_bytes()
    head = _HEAD.unpack_from(dump)
    size, width, height, line, colours = head[0], head[4], head[5], head[12], head[19]
    return Picture(dump[size + colours * _COLOUR_BYTES + top * line :], width, height - top, line)


def save(screen: Path, target: Path) -> Path:
    """Save what is on the screen as PNG."""
    from PySide6.QtGui import QImage

    shown = read(screen)
    target.parent.mkdir(parents=True, exist_ok=True)
    QImage(shown.pixels, shown.width, shown.height, shown.line, QImage.Format.Format_RGB32).save(str(target))
    return target
