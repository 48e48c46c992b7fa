"""The one order of names."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.collation import in_order, name_order
from app.i18n import LANGUAGES, in_language

# Each list stands as people of the language have it in their address books.
EVERYWHERE = [
    ["Ábel", "Beta"],
    ["Abel", "Ábel", "Abela"],
    ["Lux", "Łabędź", "Mars"],
    ["Client 2", "Client 10", "Client 10b"],
    ["2 Bees", "10 Bees", "Alfa"],
    ["alfa", "Alfa", "beta"],
    ["Alfa", "Alfa Media", "Alfa-Beta", "Alfabet"],
    ["Иван", "Йод", "Ким"],
    ["Ёлка", "Жук"],
    ["Strasse", "Straße", "Strassen"],
]
OF_LANGUAGE = {
    "pl": [["Cyan", "Ćma", "Dom"], ["Oz", "Ósemka", "Pan"], ["Zyta", "Źle", "Żaba"]],
    "ro": [["Azur", "Ăla", "Âncă", "Bel"], ["Suz", "Șah", "Tun", "Țap", "Ud"]],
    "en": [["Óak", "Oz"], ["Ćma", "Cyan"], ["Zed", "Иван"]],
    "ru": [["Иван", "Яна", "Alfa"]],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_stand_as_people_sort_them(language: str) -> None:
    with in_language(language):
        for expected in [*EVERYWHERE, *OF_LANGUAGE[language]]:
            mixed = expected[:]
            random.Random(1).shuffle(mixed)
            assert list(in_order(mixed)) == expected


@given(st.lists(st.text(max_size=12), max_size=12))
def test_the_order_does_not_depend_on_how_they_stood_before(names: list[str]) -> None:
    assert in_order(names) == in_order(reversed(names))
    assert in_order(in_order(names)) == in_order(names)


@given(st.text(max_size=12))
def test_every_text_has_a_key_that_compares(text: str) -> None:
    assert name_order(text) == name_order(text)
    assert (name_order(text) < name_order("Łódź 10")) is not (name_order(text) >= name_order("Łódź 10"))
