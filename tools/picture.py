"""The architecture as a picture, drawn from the imports: `make picture` writes docs/architecture.svg.

The floors are those of the import contract in pyproject.toml; a room is a folder of one, with how many files it has.
An arrow is what one floor imports of another, lazy and type-only imports included; the number beside it counts them.
Pages are made by their names in app/ui/shell/places.py, which is no import. Graphviz lays it out, where it is there.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from math import log10
from pathlib import Path

import grimp

PROJECT = Path(__file__).resolve().parent.parent
PICTURE = PROJECT / "docs" / "architecture.svg"
# What lies beneath every floor: texts, errors, paths, private and temporary files.
GROUND = "app"
_TITLES = {
    "app.cli": "cli: the command line",
    "app.ui.shell": "ui/shell: the application",
    "app.ui.*": "ui: the pages, none beside another",
    "app.ui.record": "ui/record: the client's record",
    "app.ui.forms": "ui/forms: small forms of every page",
    "app.ui.kit": "ui/kit: what pages are built of",
    "app.views": "views: what a page says",
    "app.services": "services: what is done with a book",
    "app.models": "models: what is stored",
    "app.domain": "domain: what it means",
    GROUND: "for every floor: texts, errors, paths, private files",
}


@dataclass(frozen=True)
class Picture:
    """Floors from top to bottom, each with its rooms; files of a room; imports from room to room."""

    floors: dict[str, tuple[str, ...]]
    files: dict[str, int]
    imports: dict[tuple[str, str], int]

    def floor_of(self, room: str) -> str:
        """The floor a room lies on."""
        return next(floor for floor, rooms in self.floors.items() if room in rooms)

    def between_floors(self) -> dict[tuple[str, str], int]:
        """Imports from floor to floor, in the order of the floors; the ground is for all and left out."""
        counted: Counter[tuple[str, str]] = Counter()
        for (importing, imported), count in self.imports.items():
            pair = self.floor_of(importing), self.floor_of(imported)
            if pair[0] != pair[1] and GROUND not in pair:
                counted[pair] += count
        order = list(self.floors)
        return dict(
            sorted(counted.items(), key=lambda each: (order.index(each[0][0]), order.index(each[0][1])))
        )


def read(project: Path = PROJECT) -> Picture:
    """The picture of the code as it lies in `project`."""
    layers = _layers(project)
    graph = _graph(project)
    rooms = {module: _room(module, layers, graph) for module in sorted(graph.modules)}
    imports = Counter(
        (rooms[module], rooms[imported])
        for module in graph.modules
        for imported in graph.find_modules_directly_imported_by(module)
        if rooms[module] != rooms[imported]
    )
    floors = {
        floor: tuple(sorted({room for room in rooms.values() if _floor(room, layers) == floor}))
        for floor in (*layers, GROUND)
    }
    return Picture(floors, dict(Counter(rooms.values())), dict(sorted(imports.items())))


def _graph(project: Path) -> grimp.ImportGraph:
    sys.path.insert(0, str(project))
    try:
        return grimp.build_graph("app", cache_dir=None)
    finally:
        sys.path.remove(str(project))


def _layers(project: Path) -> dict[str, tuple[str, ...]]:
    """The layers of the import contract, top down; siblings on one layer by their common name with a star."""
    told = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(each for each in told["tool"]["importlinter"]["contracts"] if each["type"] == "layers")
    layers = {}
    for layer in contract["layers"]:
        names = tuple(name.strip() for name in layer.split("|"))
        layers[names[0] if len(names) == 1 else names[0].rpartition(".")[0] + ".*"] = names
    return layers


def _floor(room: str, layers: dict[str, tuple[str, ...]]) -> str:
    for floor, names in layers.items():
        if any(f"{room}.".startswith(f"{name}.") for name in names):
            return floor
    return GROUND


def _room(module: str, layers: dict[str, tuple[str, ...]], graph: grimp.ImportGraph) -> str:
    """The folder on its floor that a module lies in; what lies in none is of the floor's own room."""
    names = [name for layer in layers.values() for name in layer]
    own = next((name for name in names if f"{module}.".startswith(f"{name}.")), None)
    if own is None:  # The folder of several floors belongs to the topmost.
        return next((name for name in names if name.startswith(f"{module}.") and module != GROUND), GROUND)
    inside = ".".join(module.split(".")[: own.count(".") + 2])
    return inside if graph.find_children(inside) else own


# Drawing

_INK, _QUIET, _PAPER, _LINE = "#1A1F27", "#525C69", "#F6F7F9", "#848D9A"
_FONT = 'fontname="Helvetica,Arial,sans-serif"'
_ROOMS_IN_A_ROW = 6


def dot(picture: Picture) -> str:
    """The picture in the language of Graphviz, the same text for the same imports."""
    floors = list(picture.floors)
    lines = [
        "digraph condica {",
        f'  graph [rankdir=TB, ranksep=0.45, nodesep=0.3, bgcolor="white", {_FONT}]',
        f'  node [shape=plain, fontcolor="{_INK}", fontsize=12, {_FONT}]',
        f'  edge [color="{_LINE}", fontcolor="{_QUIET}", fontsize=10, arrowsize=0.7, {_FONT}]',
    ]
    lines += [f'  "{floor}" [label=<{_table(floor, picture)}>]' for floor in floors]
    # One above the other, as the contract has them.
    lines += [f'  "{upper}" -> "{lower}" [style=invis, weight=100]' for upper, lower in pairwise(floors)]
    lines += [_arrow(*pair, count) for pair, count in picture.between_floors().items()]
    return "\n".join([*lines, "}"]) + "\n"


def _table(floor: str, picture: Picture) -> str:
    """A floor: its title over its rooms."""
    rooms = picture.floors[floor]
    across = min(len(rooms), _ROOMS_IN_A_ROW)
    rows = [rooms[start : start + across] for start in range(0, len(rooms), across)]
    cells = "".join(f"<TR>{''.join(_cell(room, floor, picture) for room in row)}</TR>" for row in rows)
    title = f'<TR><TD COLSPAN="{across}" BORDER="0"><B>{_TITLES.get(floor, floor)}</B></TD></TR>'
    border = f'BORDER="1" COLOR="{_LINE}" BGCOLOR="{_PAPER}" CELLBORDER="1" CELLSPACING="6" CELLPADDING="5"'
    return f'<TABLE {border} STYLE="ROUNDED">{title}{cells}</TABLE>'


def _cell(room: str, floor: str, picture: Picture) -> str:
    name = room.removeprefix("app.").replace(".", "/")
    count = f'<FONT POINT-SIZE="9" COLOR="{_QUIET}">{picture.files[room]}</FONT>'
    return f'<TD BGCOLOR="white" COLOR="{_PAPER}" STYLE="ROUNDED">{name} {count}</TD>'


def _arrow(tail: str, head: str, count: int) -> str:
    return f'  "{tail}" -> "{head}" [label=" {count}", penwidth={0.6 + log10(count):.1f}]'


def drawn(text: str, program: str) -> str:
    """The SVG that Graphviz makes of it, without the lines that name its version."""
    run = subprocess.run([program, "-Tsvg"], input=text.encode(), capture_output=True, check=True)
    return re.sub(r"<!-- Generated by .*?-->\n", "", run.stdout.decode(), flags=re.DOTALL)


def main() -> int:
    """Write docs/architecture.svg; the status is 1 where Graphviz is missing."""
    program = shutil.which("dot")
    if program is None:
        print(
            "The picture is drawn by Graphviz, whose command “dot” is missing here: docs/architecture.svg stays as it is."
        )
        print("Please run: tools/setup.sh --package graphviz")
        return 1
    PICTURE.write_text(drawn(dot(read()), program), encoding="utf-8")
    print(f"{PICTURE.relative_to(PROJECT)} is drawn.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
