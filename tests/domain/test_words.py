"""Words that several pages share."""

from __future__ import annotations

import pytest

from app.domain.words import full_stop


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("They asked twice", "They asked twice."),
        (" They asked twice. ", "They asked twice."),
        ("Why not?", "Why not?"),
        ("He said “never!”", "He said “never!”"),
        ("and so on…", "and so on…"),
        ("", ""),
    ],
)
def test_what_was_typed_ends_as_a_sentence_once(typed: str, shown: str) -> None:
    assert full_stop(typed) == shown
