"""Where a line of code may live: what the import contract of pyproject.toml cannot say."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
import textwrap
import tomllib
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tests.conftest import PROJECT

DOMAIN = PROJECT / "app" / "domain"
# Facts in, thresholds in, verdicts out; texts are marked or put into words.
DOMAIN_MAY_IMPORT = ("app.domain", "app.i18n", "app.errors")
# What the domain does without, whatever it imports and whatever that imports.
KEPT_FROM_THE_DOMAIN = (
    "sqlalchemy", "sqlcipher3", "alembic", "openpyxl", "PySide6", "matplotlib", "app.models", "app.services", "app.ui",
)  # fmt: skip


def _ours(source: str) -> set[str]:
    """The modules of app/ that a source imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name their module in full"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in found if name.split(".")[0] == "app"}


def _strangers(source: str) -> set[str]:
    return {
        name
        for name in _ours(source)
        if not f"{name}.".startswith(tuple(f"{ok}." for ok in DOMAIN_MAY_IMPORT))
    }


@pytest.mark.parametrize("path", sorted(DOMAIN.rglob("*.py")), ids=lambda path: path.stem)
def test_the_domain_imports_itself_and_words_alone(path: Path) -> None:
    assert _strangers(path.read_text(encoding="utf-8")) == set()


def test_the_domain_is_there_where_nothing_else_is() -> None:
    modules = [each.name for each in pkgutil.walk_packages([str(DOMAIN)], "app.domain.")]
    assert len(modules) > 40
    program = (
        f"import sys; sys.path.insert(0, {str(PROJECT)!r})\n"
        f"sys.modules.update(dict.fromkeys({KEPT_FROM_THE_DOMAIN!r}))\n"
        f"import importlib\nfor each in {modules!r}: importlib.import_module(each)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


# Files and folders

# What makes a file or a folder that everybody on the computer may read, unless it is one of ours already.
MAKES = {"mkdir", "makedirs", "touch", "write_text", "write_bytes"}
# The name of a file that `app.private` or `services.outfile.writing` made before.
MADE_BEFORE = {"made"}


def _open_to_all(source: str) -> list[int]:
    """The lines that make a file or folder without `app.private`."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name) and _makes(node)
    ]


def _makes(call: ast.Call) -> bool:
    if isinstance(call.func, ast.Name):
        name, on = call.func.id, ""
    else:
        assert isinstance(call.func, ast.Attribute)
        name, value = call.func.attr, call.func.value
        on = value.id if isinstance(value, ast.Name) else ""
    if name == "open":
        modes = [
            a.value for a in (*call.args, *(k.value for k in call.keywords)) if isinstance(a, ast.Constant)
        ]
        return any(isinstance(m, str) and set(m) & set("wxa") and set(m) <= set("wxabt+") for m in modes)
    if name == "touch" and not on:
        return False  # A draft's, or a talk with a client in the sample.
    return name in MAKES and on not in {*MADE_BEFORE, "private"}


# Parts of a workbook that was made before; a process whose errors nobody reads.
MAY_WRITE = {"private.py", "saving.py", "spreadsheets.py"}


@pytest.mark.parametrize(
    "path", sorted((PROJECT / "app").rglob("*.py")), ids=lambda path: path.relative_to(PROJECT).as_posix()
)
def test_what_is_made_is_made_for_this_user_alone(path: Path) -> None:
    if path.name not in MAY_WRITE:
        assert _open_to_all(path.read_text(encoding="utf-8")) == [], "make it with app.private"


def test_a_file_open_to_all_would_be_found() -> None:
    source = "Path(x).mkdir()\npath.write_text('a')\nopen(p, 'w')\npath.open('rb')\nmade.write_bytes(b'')"
    assert _open_to_all(source) == [1, 2, 3]


def test_a_rule_that_reached_for_records_would_be_found() -> None:
    assert _strangers("def f():\n    from app.services import records\n    from app.domain import facts") == {
        "app.services.records"
    }
    assert _strangers("import app.models.tables.notes") == {"app.models.tables.notes"}


def _shadows(owner: type[Any]) -> set[str]:
    """What a class of ours, or a `self.x = …` in it, calls as Qt calls one of its methods, without taking it over."""
    theirs = [base for base in owner.__mro__ if base.__module__.startswith(("PySide6", "Shiboken"))]
    source = ast.parse(textwrap.dedent(inspect.getsource(owner)))
    named = {
        node.attr
        for node in ast.walk(source)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
        if isinstance(node.value, ast.Name) and node.value.id == "self"
    }
    return {name for name in named if any(callable(vars(base).get(name)) for base in theirs)}


def _classes() -> list[type[Any]]:
    """Every class of the window that is one of Qt's."""
    found = []
    for module in pkgutil.walk_packages([str(PROJECT / "app" / "ui")], "app.ui."):
        loaded = importlib.import_module(module.name)
        found += [each for each in vars(loaded).values() if isinstance(each, type)]
    ours = {each for each in found if each.__module__.startswith("app.")}
    return sorted((each for each in ours if issubclass(each, QObject)), key=lambda each: each.__qualname__)


def test_no_attribute_hides_a_method_of_qt() -> None:
    hidden = {
        f"{each.__module__}.{each.__qualname__}.{name}" for each in _classes() for name in _shadows(each)
    }
    assert hidden == set()


class _Hides(QWidget):
    def __init__(self) -> None:
        self.find = 1


def test_an_attribute_that_hid_a_method_of_qt_would_be_found() -> None:
    assert _shadows(_Hides) == {"find"}


# Between two looks at what is waited for, others may work for so many seconds.
_BETWEEN_LOOKS = 0.05


def _impatient(source: str) -> list[str]:
    """Where a test says how long something may take, or sleeps instead of waiting for what it needs."""
    return [ast.unparse(node) for node in ast.walk(ast.parse(source)) if _says_a_time(node)]


def _says_a_time(node: ast.AST) -> bool:
    if isinstance(node, ast.BinOp):
        return "monotonic()" in ast.unparse(node.left) and _is_number(node.right)
    if not isinstance(node, ast.Call):
        return False
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    if any(each.arg == "timeout" and _is_number(each.value) for each in node.keywords):
        return True
    return name in ("wait", "sleep", "qWait", "join") and any(_is_number(each) for each in node.args)


def _is_number(node: ast.AST) -> bool:
    number = node.value if isinstance(node, ast.Constant) else None
    return isinstance(number, int | float) and number > _BETWEEN_LOOKS


def test_no_test_says_how_long_something_may_take() -> None:
    files = sorted((PROJECT / "tests").rglob("*.py"))
    found = {each for path in files for each in _impatient(path.read_text(encoding="utf-8"))}
    assert found == set()


def test_a_test_without_patience_would_be_found() -> None:
    assert len(_impatient("bot.waitUntil(f, timeout=5000)\nbot.wait(100)\nsleep(1)\ngate.wait(5)")) == 4
    assert len(_impatient("end = time.monotonic() + 60")) == 1
    assert _impatient("bot.waitUntil(f)\ngate.wait(PATIENCE_S)\nrun(timeout=PATIENCE_S)\n', '.join(a)") == []


_LET_BE = re.compile(
    r"#\s*(type:\s*ignore|ruff:\s*noqa|noqa)(\[[^\]]+\]|:\s*[A-Z]+\d+(?:\s*,\s*[A-Z]+\d+)*)?(.*)"
)


def _without_reason(source: str) -> list[str]:
    """The lines that switch a check off for every check there is, or without saying why."""
    found = []
    for line in source.splitlines():
        match = _LET_BE.search(line)
        if match and not (match[2] and re.search(r"\w\w", match[3])):
            found.append(line.strip())
    return found


@pytest.mark.parametrize("folder", ["app"])
def test_a_check_is_switched_off_only_with_its_reason(folder: str) -> None:
    files = sorted((PROJECT / folder).rglob("*.py"))
    assert [line for path in files for line in _without_reason(path.read_text(encoding="utf-8"))] == []


def test_a_check_switched_off_without_a_word_would_be_found() -> None:
    marks = ("type: ignore", "type: ignore[arg-type]", "noqa: S608", "noqa", "noqa: S608  ")
    assert len(_without_reason("\n".join(f"f()  # {mark}" for mark in marks))) == len(marks)
    assert _without_reason("f()  # type: ignore[misc]  # untyped\ng()  # noqa: S301 - ours") == []


def test_types_are_checked_strictly_in_all_of_the_program() -> None:
    told = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
    assert (told["strict"], told["packages"]) == (True, ["app"])


# Rings of imports, those within functions and for types alone included.

# An action of a row is given the rows, which ask the registry of actions, which the page context keeps: one thing
# in six files. To be taken apart, not to be added to.
KNOWN_RING = {
    f"app.ui.kit.{name}"
    for name in (
        "actions",
        "fields.capture",
        "lists.marked_rows",
        "page_context",
        "row_actions",
        "rows",
    )
}


def _imports() -> dict[str, set[str]]:
    """Which modules of app/ each of them names in an import, wherever it stands."""
    files = {
        ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in (PROJECT / "app").rglob("*.py")
    }
    return {
        name: {
            module for each in _ours(path.read_text("utf-8")) if (module := _module_of(each, files)) != name
        }
        - {None}
        for name, path in files.items()
    }


def _module_of(name: str, files: dict[str, Path]) -> str | None:
    return name if name in files else (parent if (parent := name.rpartition(".")[0]) in files else None)


def _rings(graph: dict[str, set[str]]) -> set[frozenset[str]]:
    """The groups of modules of which each leads to each other."""
    reached = {name: _reached(graph, name) for name in graph}
    return {
        ring
        for name in graph
        if len(ring := frozenset(each for each in reached[name] if name in reached[each]) | {name}) > 1
    }


def _reached(graph: dict[str, set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += graph.get(name, ())
    return seen


def test_no_module_leads_back_to_itself() -> None:
    graph = _imports()
    assert len(graph) > 500
    assert _rings(graph) == {frozenset(KNOWN_RING)}


def test_a_ring_would_be_found() -> None:
    assert _rings({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == {frozenset("abc")}


def test_no_folder_holds_more_files_than_one_can_look_over() -> None:
    crowded = {
        folder.relative_to(PROJECT).as_posix(): count
        for folder in (PROJECT / "app").rglob("*")
        if folder.is_dir() and (count := len(list(folder.glob("*.py")))) > 25
    }
    assert crowded == {}
