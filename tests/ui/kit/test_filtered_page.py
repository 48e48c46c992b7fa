"""Pages that words and people narrow say and keep what is narrowed in one way."""

from __future__ import annotations

from typing import Any

import pytest

from app.ui.kit.filtered_page import FilteredPage
from app.ui.kit.page_context import Place
from app.ui.shell.app import Application
from tests.ui.walk import settle

PLACES = ("decisions", "promises", "complaints")


def filtered(application: Application, place: str) -> FilteredPage:
    """The filtered page at a place, with its rows."""
    assert application.context is not None
    application.context.go(Place(place))
    settle(application)
    page: Any = application.window.current_page()
    return page if isinstance(page, FilteredPage) else page.overview


@pytest.mark.parametrize("place", PLACES)
def test_whose_was_chosen_is_chosen_again_when_the_people_are_offered_anew(
    application: Application, place: str
) -> None:
    page = filtered(application, place)
    names = [page.people.itemText(at) for at in range(1, page.people.count())]
    assert len(names) >= 2
    page.people.set_value(names[0])
    page.offer_people(names)
    assert page.whose() == names[0] and page.is_narrowed()
    page.offer_people(names[1:])
    assert page.whose() is None


@pytest.mark.parametrize("place", PLACES)
def test_showing_all_takes_words_and_people_away(application: Application, place: str) -> None:
    page = filtered(application, place)
    page.focus_search()
    page.search.setText("nothing is called this")
    page.people.setCurrentIndex(1)
    assert page.is_narrowed() and page.words() == ["nothing", "is", "called", "this"]
    page.clear_filters()
    assert not page.is_narrowed() and page.words() == []
