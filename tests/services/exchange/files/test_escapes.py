"""What XML and Excel cannot hold is escaped, cut in parts, and comes back as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.services.exchange.files.escapes import LONGEST, escaped, in_parts, unescaped, units

texts = st.text(st.sampled_from("_x0Aaf5FG\x00\x01\r\n😀é") | st.characters(exclude_categories=["Cs"]))


@given(texts)
def test_an_escaped_text_is_unescaped_to_itself_and_can_stand_in_xml(text: str) -> None:
    cell = escaped(text)
    assert unescaped(cell) == text
    assert not any(letter < " " and letter not in "\t\n" for letter in cell)


def test_what_looks_like_an_escape_stays_what_it_was() -> None:
    assert escaped("_x0041_") == "_x005F_x0041_"
    assert unescaped("_x005F_x0041_") == "_x0041_"
    assert unescaped("_x0041_") == "A"


def test_two_halves_written_apart_are_one_character() -> None:
    assert unescaped("_xD83D__xDE00_") == "😀"


@given(texts.filter(bool), st.integers(1, 20_000))
def test_a_long_text_is_cut_into_parts_that_fit_and_join_to_it(text: str, times: int) -> None:
    long = (text * times)[:200_000]
    parts = in_parts(long)
    assert all(units(part) <= LONGEST for part in parts)
    assert "".join(map(unescaped, parts)) == long
