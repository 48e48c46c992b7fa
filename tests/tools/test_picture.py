"""The picture of the architecture: its floors, its rooms, and what it counts, without Graphviz."""

from __future__ import annotations

import ast
import re
import shutil
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tools import picture
from tools.picture import GROUND, Picture, dot, drawn, read

FILES = sorted((PROJECT / "app").rglob("*.py"))


@pytest.fixture(scope="module")
def house() -> Picture:
    return read()


def _module(path: Path) -> str:
    return ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {_module(path) for path in FILES}


def _imported(path: Path) -> set[str]:
    """The modules of ours that a file imports anywhere in it, by reading its text."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names} & MODULES
        elif isinstance(node, ast.ImportFrom) and node.module in MODULES:
            named = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in MODULES else node.module for name in named}
    return found


def test_the_floors_are_those_of_the_contract_in_its_order(house: Picture) -> None:
    told = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = told["tool"]["importlinter"]["contracts"][0]["layers"]
    assert [floor for floor in house.floors if floor != "app.ui.*"] == [
        *(layer for layer in layers if "|" not in layer), GROUND,
    ]  # fmt: skip
    assert set(house.floors["app.ui.*"]) == {name.strip() for name in layers[2].split("|")}


def test_every_file_lies_in_one_room(house: Picture) -> None:
    assert sum(house.files.values()) == len(FILES)
    rules = [path for path in FILES if path.parent.name == "rules"]
    assert house.files["app.domain.rules"] == len(rules) > 15
    assert {"app.services.records", "app.services", "app.ui.kit.look"} <= set(house.files)


def test_the_numbers_are_those_that_one_counts_by_hand(house: Picture) -> None:
    counted: Counter[tuple[str, str]] = Counter()
    for path in FILES:
        upper = house.floor_of(_room_of(_module(path), house))
        for module in _imported(path):
            lower = house.floor_of(_room_of(module, house))
            if upper != lower and GROUND not in (upper, lower):
                counted[upper, lower] += 1
    assert counted["app.views", "app.domain"] > 100
    assert house.between_floors() == dict(counted)


def _room_of(module: str, house: Picture) -> str:
    """The innermost room that a module lies in; the window's own folder is of the topmost of its floors."""
    if module == "app.ui":
        return "app.ui.shell"
    return max((room for room in house.files if f"{module}.".startswith(f"{room}.")), key=len)


def test_every_arrow_points_down(house: Picture) -> None:
    order = list(house.floors)
    arrows = house.between_floors()
    assert len(arrows) > 20
    assert [pair for pair in arrows if order.index(pair[0]) > order.index(pair[1])] == []


def test_the_picture_is_the_same_each_time_and_shows_every_room_once(house: Picture) -> None:
    text = dot(house)
    assert text == dot(read())
    for room, count in house.files.items():
        name = re.escape(room.removeprefix("app.").replace(".", "/"))
        assert len(re.findall(rf">{name} <FONT[^>]*>{count}<", text)) == 1
    assert text.count("penwidth") == len(house.between_floors())


def test_the_picture_kept_in_docs_shows_the_rooms_there_are(house: Picture) -> None:
    kept = set(re.findall(r">([\w/]+)(?:\s|&#160;)*</text>", picture.PICTURE.read_text(encoding="utf-8")))
    rooms = {room.removeprefix("app.").replace(".", "/") for room in house.files}
    assert rooms - kept == set(), "make picture"


def test_where_graphviz_is_missing_it_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    before = picture.PICTURE.read_bytes()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert picture.main() == 1
    assert "graphviz" in capsys.readouterr().out
    assert picture.PICTURE.read_bytes() == before


def test_the_drawing_is_the_same_each_time(house: Picture) -> None:
    program = shutil.which("dot")
    if program is None:
        pytest.skip("Graphviz is not installed")
    svg = drawn(dot(house), program)
    assert svg == drawn(dot(house), program)
    assert "Generated" not in svg and svg.count("<svg") == 1
