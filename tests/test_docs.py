"""What is written about the program is true of it: paths, references, tables and commands in README and docs/."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli.arguments import RUNS
from app.ui.kit.look.tokens import BY_NAME
from tests.conftest import PROJECT

DOCS = PROJECT / "docs"
PAGES = [
    *(PROJECT / f"{name}.md" for name in ("README", "CHANGELOG", "THIRD_PARTY")),
    *sorted(DOCS.glob("*.md")),
]
# A part of the project, named in full from its root; a star stands for any name.
_SUFFIX = r"py|md|sh|toml|txt|svg|qss|ttf|c"
_PATH = re.compile(rf"`([A-Za-z.][\w.*-]*(?:/[\w.*-]+)*(?:/|\.(?:{_SUFFIX})))(?:::(\w+))?`(?: \(to come\))?")
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
# Made by what is run, not kept.
_MADE = {"build/journeys/"}


def _page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def _wrong_paths(text: str) -> list[str]:
    """The paths of a text that lead nowhere, or lead to what is said to come."""
    found = [match for match in _PATH.finditer(text) if match[1] not in _MADE]
    return [match[0] for match in found if _leads(match[1], match[2]) == match[0].endswith("(to come)")]


def _leads(path: str, name: str | None) -> bool:
    """Whether there is such a file; with a name (`path::name`), whether it stands in it, too."""
    found = _there(path)
    return bool(found) and (
        name is None
        or any(re.search(rf"\b{name}\b", each.read_text(encoding="utf-8")) is not None for each in found)
    )


def _there(path: str) -> list[Path]:
    return sorted(PROJECT.glob(path.rstrip("/")))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_that_is_written_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert _wrong_paths(text) == []
    assert [link for link in _LINK.findall(text) if not (page.parent / link).exists()] == []


def test_a_path_that_leads_nowhere_would_be_found() -> None:
    text = (
        "`app/none.py`, `models/book.py`, `app/models/book.py` (to come), `app/models/`, `app/ui/*/page.py`"
    )
    assert _wrong_paths(text) == ["`app/none.py`", "`models/book.py`", "`app/models/book.py` (to come)"]


def test_the_map_in_readme_names_every_floor_and_folder() -> None:
    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    named = [match[1] for match in _PATH.finditer(text[text.index("## Where things are") :])]
    floors = {p for p in PROJECT.glob("app/*/*/") if p.is_dir() and p.name != "__pycache__"}
    seen = {found for path in named for found in _there(path)}
    shown = {folder for path in seen for folder in (path, *path.parents)}
    assert len(floors) > 20
    # One row stands for all the folders of a floor where they are alike.
    assert {p for p in floors if p not in shown and p.parent not in seen} == set()


def _drawn(picture: str) -> Iterator[str]:
    """The paths of the picture: what stands further right lies in the folder above it."""
    above: list[tuple[int, str]] = []
    for line in picture.splitlines():
        names = re.match(r"\s*((?:[\w.-]+(?:/|\.(?:py|md))(?: |$))+)", line)
        if names is None:
            continue
        indent = len(line) - len(line.lstrip())
        above = [(far, folder) for far, folder in above if far < indent]
        inside = "".join(folder for _far, folder in above)
        yield from (inside + name for name in names[1].split())
        above.append((indent, names[1].split()[-1]))


def test_the_picture_of_the_house_shows_what_is_there() -> None:
    drawn = list(_drawn(_page("DESIGN.md").split("```")[1]))
    assert {"app/ui/kit/fields/", "app/domain/rules/", "docs/UX.md", "tests/journeys/"} <= set(drawn)
    assert [path for path in drawn if not _there(path)] == []
    folders = {p.relative_to(PROJECT).as_posix() + "/" for p in PROJECT.glob("app/*/*/") if p.is_dir()}
    assert {folder for folder in folders if "__pycache__" not in folder} - set(drawn) == set()


# References from the code

_REFERENCE = re.compile(r"\b(DOMAIN|DESIGN|UX)\.md,\s+([A-Z]\w*(?: \w+)*)")


def _named(page: str) -> set[str]:
    """The headings and marked words of a page, by which others refer to a place in it."""
    marked = re.findall(r"^#+ (.+)$|\*\*(.+?)\*\*|^Accessibility", page, re.MULTILINE)
    words = {(heading or bold).casefold().rstrip(".:") for heading, bold in marked}
    return {word for word in words if len(word) > 3} | {"accessibility"}


def _astray(text: str, named: dict[str, set[str]]) -> list[str]:
    return [
        match[0]
        for match in _REFERENCE.finditer(text)
        if not any(
            word.startswith(match[2].casefold()) or match[2].casefold().startswith(word)
            for word in named[match[1]]
        )
    ]


def test_every_reference_names_a_place_of_its_page() -> None:
    named = {name: _named(_page(f"{name}.md")) for name in ("DOMAIN", "DESIGN", "UX")}
    sources = [*(PROJECT / "app").rglob("*.py"), *(PROJECT / "tests").rglob("*.py"), *PAGES]
    texts = {path: path.read_text(encoding="utf-8") for path in sources if path != Path(__file__)}
    assert sum(len(_REFERENCE.findall(text)) for text in texts.values()) > 150
    astray = {path.name: wrong for path, text in texts.items() if (wrong := _astray(text, named))}
    assert astray == {}
    assert _astray("(DOMAIN.md, Weather)", named) == ["DOMAIN.md, Weather"]


# Tables


def test_the_colours_are_those_of_the_page() -> None:
    rows = re.findall(r"^\| ([a-z_\d / ]+) \| (.+) \| (.+) \| (.+) \|$", _page("UX.md"), re.MULTILINE)
    written: dict[str, list[str]] = {"light": [], "dark": [], "contrast": []}
    names = [name for row in rows[1:] for name in row[0].split(" / ")]
    for row in rows[1:]:
        for mode, cell in zip(written, row[1:], strict=True):
            written[mode] += [f"#{colour}" for colour in cell.split(" / ")]
    assert len(names) > 20
    for mode, tokens in BY_NAME.items():
        values = [getattr(tokens, name) for name in names]
        flat = [each for value in values for each in ([value] if isinstance(value, str) else value)]
        assert written[mode] == flat
        assert set(vars(tokens)) - set(names) == {"dark"}


def test_the_commands_of_the_page_are_those_of_the_program() -> None:
    text = _page("DOMAIN.md").split("## Answers for programs")[1]
    there, coming = zip(*((line.partition("to come:")[::2]) for line in text.splitlines()), strict=True)
    assert set(re.findall(r"`condica ([a-z-]+)", "\n".join(there))) == set(RUNS) - {"demo-tour"}
    later = set(re.findall(r"`([a-z]+)(?: [a-z]+)? [A-Z]", "\n".join(coming)))
    assert later - {"report"} and not (later - {"report"}) & set(RUNS)
