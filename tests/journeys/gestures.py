"""What a person does again and again, or looks for before going on."""

from __future__ import annotations

import re

from tests.journeys.desktop import until
from tests.journeys.person import BUTTON, CHECK, TEXT, Name, Person


def told(person: Person, said: str) -> str:
    """Wait for what is said at the foot of the window, which never takes the keyboard; returns its words."""
    words = person.word(said)
    shown = person.see(re.compile(rf"(.*: )?{re.escape(words)}\Z"), "panel")
    assert not any("focused" in each.states for each in shown.inside()), "the toast took the keyboard"
    return words


def working_on(person: Person, name: Name, role: str) -> None:
    """Wait until the keyboard is here."""
    until(
        lambda: any("focused" in each.states for each in person.every(name, role)),
        lambda: f"the keyboard at “{name}”; what shows:\n{person.screen()}",
    )


def write(person: Person, field: str, text: str) -> None:
    """Type into the field once the keyboard is there by itself, without a click, and see it there."""
    working_on(person, field, TEXT)
    person.type(text)
    # Keys that mean something everywhere would overtake letters that are still on their way.
    until(
        lambda: any(each.text() == text for each in person.every(field, TEXT)),
        lambda: f"“{text}” in “{field}”; what shows:\n{person.screen()}",
    )


def go(person: Person, place: str) -> None:
    """A place of the sidebar."""
    edge = person.see("Jump to…", BUTTON).box
    person.choose(place, CHECK, where=lambda thing: thing.box[0] < edge[0] + edge[2])
    words = person.word(place)
    until(lambda: person.desktop.title().startswith(f"{words} – "), person.desktop.title)


def open_tab(person: Person, tab: str, beside: str) -> None:
    """A tab right of another one; the sidebar has places of the same names."""
    edge = person.see(beside, CHECK).box[0]
    person.choose(tab, CHECK, where=lambda thing: thing.box[0] > edge)
