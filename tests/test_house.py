"""Where a line of code may live: what the import contract of pyproject.toml cannot say."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.conftest import PROJECT

RULES = PROJECT / "app" / "services" / "rules"
# Facts in, thresholds in, verdicts out; texts are marked or put into words.
RULES_MAY_IMPORT = ("app.services.rules", "app.services.facts", "app.services.settings", "app.i18n")


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
        if not f"{name}.".startswith(tuple(f"{ok}." for ok in RULES_MAY_IMPORT))
    }


@pytest.mark.parametrize("path", sorted(RULES.rglob("*.py")), ids=lambda path: path.stem)
def test_rules_import_facts_and_settings_alone(path: Path) -> None:
    assert _strangers(path.read_text(encoding="utf-8")) == set()


def test_a_rule_that_reached_for_records_would_be_found() -> None:
    assert _strangers("def f():\n    from app.services import records, facts") == {"app.services.records"}
    assert _strangers("import app.models.notes") == {"app.models.notes"}
