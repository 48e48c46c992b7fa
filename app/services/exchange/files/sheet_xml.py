"""The rows of a sheet and the shared strings out of their XML, piece by piece: expat, as it is the fastest.

The parts have been looked over by `guard` and hold no document type; one that turns up all the same ends it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar
from xml.parsers import expat

MOST_PENDING = 64 << 20  # bytes of one row or string, or of what stands before the first

BrokenXml = expat.ExpatError
_Item = TypeVar("_Item")


# A cell as written: its place, type and style, the text of its value, and its formula if it has one.
RawCell = tuple[str | None, str | None, str | None, str, str | None]
# A row as written: the number that it says it has, and its cells.
RawRow = tuple[str | None, list[RawCell]]


def rows_of(pieces: Iterable[bytes]) -> Iterator[RawRow]:
    """The rows of a worksheet. Raises `BrokenXml` where it is not well-formed, `ValueError` where it has no end."""
    reader = _Rows()
    return _read(reader, reader.done, pieces)


def strings_of(pieces: Iterable[bytes]) -> Iterator[str]:
    """The shared strings without phonetic hints; raises as `rows_of` does."""
    reader = _Strings()
    return _read(reader, reader.done, pieces)


def _read(reader: _Parser, done: list[_Item], pieces: Iterable[bytes]) -> Iterator[_Item]:
    pending = 0
    for piece in pieces:
        reader.parser.Parse(piece, False)
        pending = 0 if done else pending + len(piece)
        yield from done
        done.clear()
        if reader.finished:
            return
        if pending > MOST_PENDING:
            raise ValueError("a row without end")
    reader.parser.Parse(b"", True)
    yield from done


class _Parser:
    """What both have in common: names with the prefix of the root element, and the text of `v` and `t`."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.buffer_size = 1 << 16
        self.parser.StartElementHandler = self._root
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.finished = False
        self.text: list[str] = []

    def _root(self, name: str, _attributes: dict[str, str]) -> None:
        head, colon, _rest = name.rpartition(":")
        self._begin(head + colon)

    def _begin(self, prefix: str) -> None:
        raise NotImplementedError

    def _refuse(self, *_declared: object) -> None:
        raise ValueError("a document type")


class _Rows(_Parser):
    def __init__(self) -> None:
        super().__init__()
        self.done: list[RawRow] = []

    def _begin(self, prefix: str) -> None:
        # Closures over local names: this runs several times for every cell of a file.
        parser, text, done = self.parser, self.text, self.done
        value, run, formula_of, cell, row, hint, rows = (
            prefix + tag for tag in ("v", "t", "f", "c", "row", "rPh", "sheetData")
        )
        cells: list[RawCell] = []
        formula: list[str] = []
        place = kind = style = number = None
        has_formula = False

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal place, kind, style, number, cells, has_formula
            if name == cell:
                place, kind, style = attributes.get("r"), attributes.get("t"), attributes.get("s")
                has_formula = False
                text.clear()
            elif name in (value, run):
                parser.CharacterDataHandler = text.append
            elif name == formula_of:
                has_formula = True
                formula.clear()
                parser.CharacterDataHandler = formula.append
            elif name == row:
                number, cells = attributes.get("r"), []
            elif name == hint:
                parser.StartElementHandler = None

        def end(name: str) -> None:
            if name in (value, run, formula_of):
                parser.CharacterDataHandler = None
            elif name == cell:
                if text or has_formula:
                    typed = "".join(formula) if has_formula else None
                    cells.append((place, kind, style, "".join(text), typed))
                elif place is None:
                    cells.append((None, None, None, "", None))
            elif name == row:
                done.append((number, cells))
            elif name == hint:
                parser.StartElementHandler = start
            elif name == rows:
                self.finished = True
                parser.StartElementHandler = parser.EndElementHandler = None

        parser.StartElementHandler, parser.EndElementHandler = start, end


class _Strings(_Parser):
    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []

    def _begin(self, prefix: str) -> None:
        parser, text, done = self.parser, self.text, self.done
        run, item, hint = (prefix + tag for tag in ("t", "si", "rPh"))

        def start(name: str, _attributes: dict[str, str]) -> None:
            if name == run:
                parser.CharacterDataHandler = text.append
            elif name == hint:
                parser.StartElementHandler = None

        def end(name: str) -> None:
            if name == run:
                parser.CharacterDataHandler = None
            elif name == item:
                done.append("".join(text))
                text.clear()
            elif name == hint:
                parser.StartElementHandler = start

        parser.StartElementHandler, parser.EndElementHandler = start, end
