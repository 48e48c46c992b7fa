"""DOMAIN.md, Complaints: a story is published only with consent, and never names anybody."""

from __future__ import annotations

import pytest

from app.errors import NotAllowed
from app.services.stories import check_publishable, names_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A bakery waited two weeks for its ovens.", []),
        ("Brutăria Alfa SRL waited two weeks.", ["Brutăria Alfa SRL"]),
        ("BRUTARIA waited two weeks.", ["Brutăria Alfa SRL"]),
        ("Mrs Popescu told us so.", ["Ion Popescu"]),
        ("La sfatul lui Popescului am schimbat totul.", ["Ion Popescu"]),
        ("Ion told us so.", ["Ion Popescu"]),
        ("The region waited.", []),  # “ion” inside a word names nobody
        ("Every srl knows that.", []),
    ],
)
def test_names_are_found_whole_or_in_part(text: str, names: list[str]) -> None:
    assert names_in(text, ["Brutăria Alfa SRL", None], ["Ion Popescu"]) == names


def test_a_story_needs_consent() -> None:
    for consent in (None, False):
        with pytest.raises(NotAllowed, match="agreed"):
            check_publishable("A bakery waited.", consent, [], [])
    check_publishable("A bakery waited.", True, ["Alfa"], ["Ion Popescu"])


def test_a_story_that_names_somebody_is_refused_with_the_name() -> None:
    with pytest.raises(NotAllowed, match="Ion Popescu"):
        check_publishable("Ion told us.", True, ["Alfa"], ["Ion Popescu"])


def test_an_empty_story_cannot_be_published() -> None:
    with pytest.raises(NotAllowed):
        check_publishable("  ", True, [], [])
