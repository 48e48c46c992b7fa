"""What this computer remembers, and what it does with a damaged file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.ui.kit.preferences import Preferences


def test_what_was_changed_is_there_at_the_next_start(tmp_path: Path) -> None:
    Preferences(tmp_path / "w.json").change(person="Ioana Țurcanu", theme="dark")
    again = Preferences(tmp_path / "w.json")
    assert (again.person, again.theme) == ("Ioana Țurcanu", "dark")


@pytest.mark.parametrize("content", ["", "{", "[]", '"x"', '{"theme": 7, "recent_books": [1, "a"]}', "\0"])
def test_a_damaged_file_costs_the_preferences_and_nothing_else(tmp_path: Path, content: str) -> None:
    (tmp_path / "w.json").write_text(content)
    found = Preferences(tmp_path / "w.json")
    assert found.theme == "system"
    assert all(isinstance(name, str) for name in found.recent_books)
    found.change(theme="light")
    assert json.loads((tmp_path / "w.json").read_text())["theme"] == "light"


def test_the_book_opened_last_comes_first(tmp_path: Path) -> None:
    found = Preferences(tmp_path / "w.json")
    for name in ("a", "b", "a"):
        found.note_book(name)
    assert found.recent_books == ["a", "b"]


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    found = Preferences(tmp_path / "absent" / "w.json")
    found.change(theme="dark")
    assert found.theme == "dark"


def test_an_unknown_preference_is_a_mistake_of_ours(tmp_path: Path) -> None:
    with pytest.raises(AttributeError):
        Preferences(tmp_path / "w.json").change(colour="dark")
