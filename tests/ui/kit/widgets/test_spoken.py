"""What a screen reader says of a row: sentences, each with one end."""

from __future__ import annotations

import pytest

from app.ui.kit.widgets.spoken import spoken


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (("No contact for 190 days", "Alfa", "late"), "No contact for 190 days. Alfa. late"),
        (("If the price stays, we look elsewhere.", "Unfounded"), "If the price stays, we look elsewhere. Unfounded"),
        (("“One more delay!”", "Kłosowian Ogrody S.A.", "Decide"), "“One more delay!” Kłosowian Ogrody S.A. Decide"),
        (("", "Alfa", " "), "Alfa"),
        ((), ""),
    ],
)  # fmt: skip
def test_parts_are_sentences_and_none_ends_twice(parts: tuple[str, ...], said: str) -> None:
    assert spoken(*parts) == said
