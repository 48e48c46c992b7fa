"""`pip install .` gives the command with everything it needs: code, migrations, icons, translations."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.conftest import PROJECT

PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))


def _names(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".pyc" and not path.name.startswith(".")
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built from a copy so that nothing is left beside the sources."""
    work = tmp_path_factory.mktemp("wheel")
    for name in ("app", "resources"):
        shutil.copytree(PROJECT / name, work / "source" / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "CHANGELOG.md", "THIRD_PARTY.md", "main.py"):
        shutil.copy(PROJECT / name, work / "source")
    build = "import hatchling.build; hatchling.build.build_wheel(r'%s')" % (work / "dist")
    (work / "dist").mkdir()
    subprocess.run([sys.executable, "-c", build], cwd=work / "source", check=True, capture_output=True)
    (built,) = (work / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel unpacked as pip would unpack it."""
    folder = tmp_path_factory.mktemp("site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_the_wheel_holds_all_code_migrations_and_resources(installed: Path) -> None:
    assert _names(PROJECT / "app") <= _names(installed / "app")
    assert _names(PROJECT / "resources") == _names(installed / "app" / "resources")


def test_the_wheel_brings_nothing_but_the_program(installed: Path) -> None:
    assert sorted(path.name.split("-")[0] for path in installed.iterdir()) == ["app", "condica"]


def test_the_wheel_names_the_parts_by_others(installed: Path) -> None:
    (page,) = installed.glob("condica-*.dist-info/licenses/THIRD_PARTY.md")
    assert page.read_bytes() == (PROJECT / "THIRD_PARTY.md").read_bytes()


def test_the_wheel_gives_the_command(installed: Path) -> None:
    (entry_points,) = installed.glob("condica-*.dist-info/entry_points.txt")
    assert "condica = app.cli.main:main" in entry_points.read_text(encoding="utf-8")


@pytest.mark.parametrize("home", ["installed", "checkout"])
def test_the_program_finds_its_resources(home: str, installed: Path, tmp_path: Path) -> None:
    root = installed if home == "installed" else PROJECT
    # Another package's folder of that name, next to ours in site-packages, is not ours.
    (installed / "resources").mkdir(exist_ok=True)
    code = "from app.paths import resources; print(resources())"
    environment = {**os.environ, "PYTHONPATH": str(root)}
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    (installed / "resources").rmdir()
    expected = installed / "app" / "resources" if home == "installed" else PROJECT / "resources"
    assert Path(run.stdout.strip()) == expected


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_dependency_is_pinned_with_hashes_and_without_an_address() -> None:
    lines = (PROJECT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [
        line
        for line in lines
        if not re.match(r"[a-z0-9-]+==\S+ (; .+ )?\\$|    --hash=sha256:[0-9a-f]{64}", line)
    ] == []
    pinned = {line.split("==")[0] for line in lines if "==" in line}
    project = PYPROJECT["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    assert {_normal(re.split(r"[<>=!~\[; ]", item)[0]) for item in wanted} <= pinned
