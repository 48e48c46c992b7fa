"""The first minutes with Condica: a name, the sample book, a look around, and back the next day."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import Journey
from tests.journeys.desktop import SIZE, until
from tests.journeys.person import BUTTON, CHECK, Person

TABS = {
    "Today": (),
    "Clients": (
        "Timeline", "People", "Decisions", "Complaints", "Promises", "Retention", "Loyalty", "Money", "Files",
    ),
    "Decisions": (),
    "Complaints": ("Board", "Table", "Hunt", "Stories"),
    "Retention": ("Overview", "Threats", "Offers", "Agreements", "Deal hunters"),
    "Promises": (),
    "Insights": (),
    "Reports": (),
    "Settings": ("Book", "People", "Appearance", "Limits and windows", "Backup", "Password", "About"),
}  # fmt: skip


@pytest.mark.parametrize("language", ["en"])
def test_the_sample_book_is_looked_at_and_opens_again_wherever_it_was_left(
    journey: Journey, language: str
) -> None:
    person = journey(language)
    person.program.start()
    assert person.desktop.told("WM_CLASS") == '"condica", "condica"'
    fits_on_screen(person)
    person.fill("Your name", "Ana Pop")
    person.press("Open the sample book", BUTTON)
    for place, tabs in TABS.items():
        go(person, place)
        # There and back: a click on what lies left of the tab in front counts as well.
        for tab in (*tabs[1:], *tabs[-2::-1]):
            open_tab(person, tab)
    for place in TABS:
        go(person, place)
        reopen(person)
        at(person, place)
    fits_on_screen(person)
    person.program.close()


def go(person: Person, place: str) -> None:
    person.choose(place, CHECK)
    at(person, place)


def at(person: Person, place: str) -> None:
    words = person.word(place)
    until(
        lambda: person.desktop.title().startswith(f"{words} – "), lambda: f"{place}: {person.desktop.title()}"
    )
    person.desktop.stand_still()


def open_tab(person: Person, tab: str) -> None:
    """One click on a tab; the sidebar, left of it, has places of the same names."""
    edge = person.see("Jump to…").box
    strip = person.see(tab, CHECK, where=lambda thing: thing.box[0] > edge[0] + edge[2])
    below = strip.box[1] + strip.box[3]
    before = person.desktop.look(below)
    person.press_on(strip)
    until(lambda: person.desktop.look(below) != before, f"one click to open “{tab}”")
    person.desktop.stand_still()


def fits_on_screen(person: Person) -> None:
    """All of the window is on the screen, its title bar as well."""
    left, right, top, bottom = person.desktop.borders()
    x, y, width, height = person.program.windows()[0].box
    assert x - left >= 0 and y - top >= 0 and top > 0
    assert (x + width + right, y + height + bottom) <= SIZE and y + height + bottom <= SIZE[1]


def reopen(person: Person) -> None:
    person.program.close()
    person.program.start()
