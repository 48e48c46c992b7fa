"""Nothing lies about that no code reads: icons, colours, names of the style sheet, functions and constants."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

from app.paths import resources
from app.ui.kit.look.tokens import Tokens
from tests.conftest import PROJECT

STYLE = (resources() / "style.qss").read_text(encoding="utf-8")
# Of the domain, tested, and waiting for the window or report that asks: `(to come)` at its place in docs/.
AWAITED = {
    "app.domain.today.judging.not_put_off",
    "app.services.praise.named",
    "app.services.records.erase.erase_client",
    "app.services.records.erase.erase_contact",
    "app.services.records.surveys.asked_lately",
    "app.services.records.surveys.log_referral",
}
# Read by what cannot be followed: a program of one line, a module asked only where it is loaded already, tests that wait.
READ_ALL_THE_SAME = {
    "app.services.worker_process.answer",
    "app.ui.kit.charts.drawing.idle",
    "app.ui.kit.look.theme.is_dressed",
}


@cache
def _sources() -> dict[str, ast.Module]:
    """The parsed modules of the program by their names."""
    paths = [*sorted((PROJECT / "app").rglob("*.py")), PROJECT / "main.py"]
    return {_module(path): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def _module(path: Path) -> str:
    return ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__")


@cache
def _strings() -> frozenset[str]:
    """Every text that stands in the program as a whole."""
    nodes = (node for source in _sources().values() for node in ast.walk(source))
    return frozenset(
        node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


@cache
def _attributes() -> frozenset[str]:
    nodes = (node for source in _sources().values() for node in ast.walk(source))
    return frozenset(node.attr for node in nodes if isinstance(node, ast.Attribute))


def test_every_icon_is_named_somewhere() -> None:
    icons = {path.stem for path in (resources() / "icons").glob("*.svg")}
    assert len(icons) > 100
    assert {icon for icon in icons - _strings() if f"{icon}.svg" not in STYLE} == set()


def test_every_colour_is_used() -> None:
    names = {field.name for field in fields(Tokens)}
    assert len(names) > 20
    used = set(re.findall(r"@(\w+)", STYLE)) | _strings() | _attributes()
    assert names - used == set()


def test_every_name_of_the_style_sheet_is_given_by_somebody() -> None:
    properties = re.findall(r'\[(\w+)="(\w+)"\]', STYLE)
    values = {value for _name, value in properties if value not in ("true", "false")}
    assert len(values) > 10
    assert (values | {name for name, _value in properties}) - _strings() == set()


def _told(source: ast.Module) -> Iterator[tuple[str, ast.stmt]]:
    """The names that a module gives to functions, classes and constants."""
    for node in source.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name, node
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for each in (name for target in targets for name in ast.walk(target)):
                if isinstance(each, ast.Name):
                    yield each.id, node


# A type in a text: `'PageContext'`, `'list[str] | None'`, never a sentence.
_TYPE = re.compile(r"(?!.*\w \w)[\w.\[\], |]+")


def _reads(node: ast.AST) -> Counter[str]:
    """How often each name is read in a part of a module; a text may name a type."""
    found: Counter[str] = Counter()
    for each in ast.walk(node):
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load):
            found[each.id] += 1
        elif isinstance(each, ast.Constant) and isinstance(each.value, str) and _TYPE.fullmatch(each.value):
            found.update(re.findall(r"\w+", each.value))
    return found


def _read_elsewhere(sources: dict[str, ast.Module]) -> set[str]:
    """The names that other modules take: imported, asked of an imported module, or named as `module:name`."""
    found: set[str] = set()
    for source in sources.values():
        modules: dict[str, str] = {}
        for node in ast.walk(source):
            if isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    found.add(f"{node.module}.{alias.name}")
                    modules[alias.asname or alias.name] = f"{node.module}.{alias.name}"
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and ":" in node.value:
                found.add(node.value.replace(":", "."))
        found |= {
            f"{modules[node.value.id]}.{node.attr}"
            for node in ast.walk(source)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
            if node.value.id in modules
        }
    return found


def _unread(sources: dict[str, ast.Module]) -> set[str]:
    """The names that nobody reads: no other module, nor their own outside of what they stand for."""
    elsewhere, found = _read_elsewhere(sources), set()
    for module, source in sources.items():
        at_home = _reads(source)
        found |= {
            f"{module}.{name}"
            for name, told in _told(source)
            if not name.startswith("__") and at_home[name] <= _reads(told)[name]
        }
    return found - elsewhere


def test_every_function_class_and_constant_is_read_somewhere() -> None:
    # What Alembic reads of a step stands in each.
    program = {name: source for name, source in _sources().items() if ".migrations.versions." not in name}
    assert len(program) > 500
    assert _unread(program) == AWAITED | READ_ALL_THE_SAME


def test_what_nobody_reads_would_be_found() -> None:
    one = ast.parse("A = 1\nB = A\ndef f(): return f()\nclass G: pass\ndef h(x: 'G'): pass\nC = 2")
    other = ast.parse("from one import h\nimport_at = 'one:C'")
    assert _unread({"one": one, "other": other}) == {"one.B", "one.f", "other.import_at"}
