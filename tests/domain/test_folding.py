"""One way of folding for everything that is typed to find something and everything it is looked for in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.folding import fold
from app.ui.kit.lists.matching import folded, score, spans, typed_words
from tests.conftest import PROJECT

NAMES = ["Søren", "Đuro", "Işık", "O’Neill", "Łódź", "Ștefan", "Ёлка", "Straße", "Æsir", "Þór"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_found_on_a_page_as_it_stands_and_as_people_type_it(name: str) -> None:
    for typed in (name, name.upper(), fold(name), name.replace("’", "'")):
        words = typed_words(typed)
        assert all(word in fold(f"D-1 {name} Media") for word in words)
        assert score(folded(name), folded(f"{name} Media"), words) == 3


def test_what_was_found_is_underlined_letter_by_letter() -> None:
    assert spans("Ana Straße Søren", typed_words("strasse SOREN")) == [(4, 10), (11, 16)]


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_plain_letters_are_folded_alike_alone_and_among_others(text: str) -> None:
    assert fold(text) == fold(f"ł{text}")[1:]


def test_no_second_way_of_folding_grows_in_the_window() -> None:
    for path in (PROJECT / "app" / "ui").rglob("*.py"):
        assert "unicodedata" not in path.read_text(encoding="utf-8"), path
