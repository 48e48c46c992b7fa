"""The window is closed during a long import: it asks, nothing freezes, and the next start is where one worked."""

from __future__ import annotations

import re
from pathlib import Path

from tests.journeys.conftest import Journey
from tests.journeys.desktop import until
from tests.journeys.person import BUTTON, CHECK, TEXT, Name, Person

# Long enough at work to be asked about.
MANY = 40_000
COUNT = re.compile(rf"\S.*\b(\d+) .*\b{MANY}\b")


def test_an_import_is_stopped_when_the_window_closes(journey: Journey) -> None:
    person = journey("en")
    book = at_the_clients(person)
    import_many(person)
    close_and_be_asked(person)
    # Asked, one may as well stay; the import has gone on all the while.
    person.keys("Escape")
    person.miss("Still at work")
    close_and_be_asked(person)
    press_at_once(person, "Stop it and leave")
    person.program.ends()

    assert person.program.ask("clients", book) == []
    starts_at_the_clients(person, "No clients yet")


def test_the_window_closes_when_the_import_is_done(journey: Journey) -> None:
    person = journey("en")
    book = at_the_clients(person)
    import_many(person)
    close_and_be_asked(person)
    press_at_once(person, "Leave when it is done")
    person.program.ends()

    assert len(person.program.ask("clients", book)) == MANY
    starts_at_the_clients(person, f"All, {MANY}")


def at_the_clients(person: Person) -> Path:
    """A new book, open at its clients."""
    book = person.program.home / "Mine.condica"
    person.program.run("new", book)
    person.program.start(book)
    person.choose("Clients", CHECK)
    person.see("New client…", BUTTON)
    return book


def import_many(person: Person) -> None:
    """Import a long list; it is still at work afterwards."""
    path = person.program.home / "clients.csv"
    path.write_text("Client\n" + "".join(f"Client {number}\n" for number in range(MANY)), "utf-8")
    person.keys("ctrl+i")
    person.press("Choose a file…", BUTTON)
    person.fill("File name:", str(path), TEXT)
    person.keys("Return")
    person.press("Preview", BUTTON)
    person.press(re.compile("Import "), BUTTON)


def close_and_be_asked(person: Person) -> None:
    """Close the window; the question counts on while it stands there."""
    person.keys("alt+F4")
    person.see("Still at work")
    counts: set[str] = set()

    def counts_on() -> bool:
        told = person.here(COUNT)
        counts.update([told.name] if told is not None else ())
        return len(counts) > 1

    until(counts_on, lambda: f"the count to go on; what shows:\n{person.screen()}")


def press_at_once(person: Person, name: Name) -> None:
    """Click where things move, and never stand still."""
    person.desktop.click(*person.see(name, BUTTON).middle)


def starts_at_the_clients(person: Person, seen: Name) -> None:
    """The next start is at the clients, not at the import."""
    person.program.start()
    person.see("New client…", BUTTON)
    person.see(seen)
    assert "checked" in person.see("Clients", CHECK).states
    person.program.close()
