"""Names where they stand in lists and references (DOMAIN.md, Records: the exchange workbook).

A list is joined by `; `. A name that holds `;` or `{`, or begins with a quotation mark, is quoted, marks in
it doubled: `"Rus; Ana"`. A reference to a record whose name others have too says which: `Ana {uid}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

SEPARATOR = "; "
_QUOTED = re.compile(r'\s*"(?P<name>(?:[^"]|"")*)"\s*(?:\{(?P<uid>[^{}]*)\}\s*)?', re.DOTALL)
_BARE = re.compile(r"(?P<name>[^{}]*[^{}\s])\s*\{(?P<uid>[^{}]*)\}\s*", re.DOTALL)
_UID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
_ITEM = re.compile(r'\s*"(?:[^"]|"")*"[^";]*(?=;|\Z)|[^;]+', re.DOTALL)


class Reference(NamedTuple):
    """A name as it is written in a cell, and the uid of whom it means, where that is said."""

    name: str
    uid: str | None = None

    def written(self) -> str:
        """The reference as a cell or a list holds it."""
        if self.uid is None:
            return quoted(self.name)
        # Before a uid a brace of the name's own would be taken for one that opens or ends it.
        name = _marked(self.name) if "}" in self.name else quoted(self.name)
        return f"{name} {{{self.uid}}}"


def quoted(name: str) -> str:
    """The name as it stands in a list or a reference."""
    if ";" in name or "{" in name or name.lstrip().startswith('"'):
        return _marked(name)
    return name


def _marked(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def reference(text: str) -> Reference:
    """What a written reference says; a text that is none is a name as it stands."""
    if "{" not in text and '"' not in text:
        return Reference(text)
    if found := _QUOTED.fullmatch(text):
        return Reference(found["name"].replace('""', '"'), found["uid"])
    if found := _BARE.fullmatch(text):
        return Reference(found["name"], found["uid"])
    return Reference(text)


def split(text: str) -> list[Reference]:
    """The names in a list, without space around them and empty ones."""
    if "{" not in text and '"' not in text:
        return [Reference(name) for part in text.split(";") if (name := part.strip())]
    parts = (found.group().strip() for found in _ITEM.finditer(text))
    return [said for part in parts if part and (said := reference(part)).name.strip()]


def joined(names: Iterable[str | Reference]) -> str:
    """The names as one list."""
    return SEPARATOR.join(n.written() if isinstance(n, Reference) else quoted(n) for n in names)


def shown(text: str | None) -> str:
    """A name as people read it: without the uid that says which of several is meant."""
    if not text or "{" not in text:
        return text or ""
    said = reference(text)
    return said.name if said.uid is not None and _UID.fullmatch(said.uid) else text


def list_shown(text: str | None) -> str:
    """The names in a list as people read them, with commas."""
    return ", ".join(shown(said.written()) if said.uid else said.name for said in split(text or ""))


def list_text(text: str) -> str:
    """A list as it is kept and exported."""
    return joined(split(text))
