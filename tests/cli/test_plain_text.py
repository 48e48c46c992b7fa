"""Answers as text for people: every value under its head, unknown as `–`."""

from __future__ import annotations

from app.cli.plain_text import readable


def test_a_list_is_a_table_whose_values_stand_under_their_heads() -> None:
    said = readable(
        [
            {"day": "2026-01-26", "satisfaction": None, "affinity": 49.0019, "overdue_promises": 0},
            {"day": "2026-04-26", "satisfaction": 15.71, "affinity": None, "overdue_promises": 12},
        ]
    )
    assert said.splitlines() == [
        "day         satisfaction  affinity  overdue promises",
        "2026-01-26             –    49.002                 0",
        "2026-04-26         15.71         –                12",
    ]


def test_a_value_of_values_takes_a_column_for_each_known_or_not() -> None:
    said = readable(
        [{"ref": "T-1", "ceiling": None}, {"ref": "T-2", "ceiling": {"low": "1.00", "high": "2.00"}}]
    )
    assert said.splitlines() == [
        "ref  ceiling low  ceiling high",
        "T-1            –             –",
        "T-2         1.00          2.00",
    ]


def test_no_text_of_a_book_breaks_a_line_or_commands_the_terminal() -> None:
    said = readable([{"text": "one\ntwo\x1b[31m\u202ethree"}, {"text": "日本"}])
    assert said.splitlines() == ["text", "one two\ufffd[31m\ufffdthree", "日本"]


def test_wide_letters_and_marks_keep_the_columns() -> None:
    said = readable([{"a": "日本", "b": "x"}, {"a": "e\u0301", "b": "x"}]).splitlines()
    assert said[1] == "日本  x" and said[2] == "e\u0301     x"


def test_an_empty_list_says_so() -> None:
    assert readable([], empty="Nothing was found.") == "Nothing was found."
    assert readable({"threats": [], "gap": None}) == "threats: –\ngap: –"


def test_what_holds_lists_stands_in_lines_with_its_lists_as_tables() -> None:
    said = readable(
        [{"client": "Alfa", "active": True, "threats": [{"ref": "T-1", "reasons": ["survey", "promise"]}]}]
    )
    assert said.splitlines() == [
        "client: Alfa",
        "active: yes",
        "threats:",
        "  ref  reasons",
        "  T-1  survey, promise",
    ]


def test_one_endless_value_widens_no_other_line() -> None:
    said = readable(
        [{"client": "x" * 5000, "since": "2024-01-01"}, {"client": "Alfa", "since": "2025-01-01"}]
    )
    assert said.splitlines() == [
        "client  since",
        f"{'x' * 5000}  2024-01-01",
        "Alfa    2025-01-01",
    ]
