"""Names in lists and references, as cells write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.names import Reference, joined, list_shown, list_text, quoted, reference, shown, split

UID = "01a22528-fae9-7347-9ca5-1f4c52aaa0be"
names = st.text(st.sampled_from('aA;{}" '), max_size=8) | st.text(max_size=8)
plain = names.map(str.strip).filter(bool)


@given(names)
def test_any_name_is_read_as_it_was_quoted(name: str) -> None:
    assert reference(quoted(name)) == Reference(name)


@given(plain, st.sampled_from([None, UID]))
def test_any_reference_is_read_as_it_was_written(name: str, uid: str | None) -> None:
    assert reference(Reference(name, uid).written()) == Reference(name, uid)


@given(st.lists(plain, max_size=4))
def test_any_list_is_split_as_it_was_joined(said: list[str]) -> None:
    assert [each.name for each in split(joined(said))] == said


@given(names)
def test_a_list_is_kept_in_one_way(text: str) -> None:
    assert list_text(list_text(text)) == list_text(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (None, ""),
        ("Ana", "Ana"),
        (f"Ana {{{UID}}}", "Ana"),
        ("Ana {boss}", "Ana {boss}"),
        (f'"Rus; Ana" {{{UID}}}', "Rus; Ana"),
    ],
)
def test_nobody_reads_a_uid(text: str | None, read: str) -> None:
    assert shown(text) == read


def test_a_list_is_read_with_commas() -> None:
    assert list_shown(f'Ion; Ana {{{UID}}}; "Rus; Ana"') == "Ion, Ana, Rus; Ana"
