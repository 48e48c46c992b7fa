"""THIRD_PARTY.md names every part by others: what is locked, its versions, and the licence the part itself names."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata

import pytest
from packaging.requirements import Requirement

from app.ui.settings.about import MADE_WITH
from tests.conftest import PROJECT

PAGE = (PROJECT / "THIRD_PARTY.md").read_text(encoding="utf-8")
TOLD = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCKED = set(re.findall(r"^([a-z\d-]+)==", (PROJECT / "constraints.txt").read_text(encoding="utf-8"), re.M))
# Of another system than Linux: what they say of themselves can be read there alone.
ELSEWHERE = {"colorama", "pywin32-ctypes"}
# How packages spell their licence that do not do so as SPDX has it; where two mean the same, both are right.
SPELT = {
    "BSD 3-Clause License": "BSD-3-Clause",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF",
}
# The part says nothing about it but in its text.
ONLY_IN_ITS_TEXT = {
    "sqlcipher3": "This software is provided 'as-is', without any express or implied warranty"
}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _rows(heading: str) -> dict[str, list[str]]:
    """The rows of a table by their part; the head is left out."""
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| ")][1:]
    return {_normal(row[0]): row[1:] for row in rows}


DECLARED, BROUGHT, WORK = (
    _rows(heading) for heading in ("In the program", "What these bring along", "To work on it, not shipped")
)


def _wanted(declared: list[str]) -> dict[str, str]:
    """Names and ranges of versions as they are declared."""
    return {_normal(Requirement(each).name): re.sub(r"^[\w.-]+(\[.*\])?", "", each) for each in declared}


def _brought_along(names: set[str]) -> set[str]:
    """All that these need, on any system, as far as it is locked; what is only an extra of a part is not."""
    todo, seen = set(names), set()
    while todo:
        name = todo.pop()
        seen.add(name)
        needed = [] if name in ELSEWHERE else [Requirement(text) for text in metadata.requires(name) or []]
        named = {_normal(each.name) for each in needed if "extra" not in str(each.marker or "")}
        todo |= (named & LOCKED) - seen
    return seen


def test_every_declared_part_stands_with_the_range_of_its_versions() -> None:
    assert {name: row[0] for name, row in DECLARED.items()} == _wanted(TOLD["dependencies"])
    assert {name: row[1] for name, row in _rows("Extras, installed only where asked for").items()} == {
        **_wanted(TOLD["optional-dependencies"]["team"]),
        **_wanted(TOLD["optional-dependencies"]["bundle"]),
    }


def test_every_locked_part_stands_on_the_page_as_shipped_or_not() -> None:
    shipped = _brought_along(set(DECLARED))
    assert len(BROUGHT) > 10
    assert set(BROUGHT) == shipped - set(DECLARED)
    assert set(WORK) == LOCKED - shipped
    wanted = _wanted(TOLD["optional-dependencies"]["dev"])
    assert {name: row[0] for name, row in WORK.items() if row[0] != "–"} == wanted


def _licence(name: str) -> set[str]:
    """What a part says of itself: one expression, or each licence it names."""
    said = metadata.metadata(name)
    own = said.get("License-Expression") or said.get("License") or ""
    if own and len(own) < 60 and own != "Dual License" and "\n" not in own:
        return {SPELT.get(own, own)}
    classes = [text.rpartition(" :: ")[2] for text in said.get_all("Classifier", [])]
    return {SPELT[each] for each in classes if each in SPELT}


@pytest.mark.parametrize("name", sorted(LOCKED - ELSEWHERE))
def test_the_licence_is_the_one_that_the_part_names(name: str) -> None:
    rows = {
        **{each: row[1] for each, row in {**DECLARED, **WORK}.items()},
        **{n: r[0] for n, r in BROUGHT.items()},
    }
    if name in ONLY_IN_ITS_TEXT:
        texts = [file.read_text() for file in metadata.files(name) or [] if file.name == "LICENSE"]
        assert ONLY_IN_ITS_TEXT[name] in texts[0].replace("\n", " ")
        assert rows[name] == "Zlib"
        return
    named = _licence(name)
    assert named != set()
    assert [each for each in named if each not in rows[name]] == [], rows[name]


def test_icons_and_letters_bring_their_licences() -> None:
    rows = _rows("Icons and letters")
    assert set(rows) == {"lucide", "inter (cut down to latin and cyrillic)"}
    for folder, licence in (("icons", "ISC License"), ("fonts", "SIL OPEN FONT LICENSE Version 1.1")):
        assert licence in (PROJECT / "resources" / folder / "LICENSE").read_text(encoding="utf-8")


def test_what_the_window_says_it_is_made_with_stands_on_the_page() -> None:
    rows = {**DECLARED, **BROUGHT}
    assert len(MADE_WITH) > 8
    for names, licences, _purpose in MADE_WITH:
        named = {_normal(name).replace("pyside6", "pyside6-essentials") for name in names.split(", ")}
        parts = sorted(named & set(rows))
        assert parts, names
        for part in parts:
            assert any(
                licence.casefold() in " ".join(rows[part]).casefold() for licence in licences.split(", ")
            )
