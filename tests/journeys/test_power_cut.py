"""The power goes while somebody types: what was typed is there again."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.desktop import until
from tests.journeys.person import CHECK, TEXT, Person

WORDS = "They ask for the report on Mondays, and who reads it"


def test_what_was_typed_is_there_after_a_power_cut(sample: tuple[Person, Path]) -> None:
    person, book = sample
    person.program.start(book)
    person.choose("Clients", CHECK)
    person.choose("Email", CHECK)
    person.fill("What happened", WORDS)
    person.see("Draft kept")
    person.program.kill()

    # The dead program's lock is no hindrance, and the book is whole.
    person.program.start()
    person.choose("Clients", CHECK)
    field = person.see("What happened", TEXT)
    until(lambda: field.now().text() == WORDS, lambda: f"the words, not “{field.text()}”")
    assert "checked" in person.see("Email", CHECK).states
    person.press_on(field)
    person.keys("ctrl+Return")
    person.miss("Draft kept")
    person.program.close()
    assert person.program.run("check", book)
    assert [hit["kind"] for hit in found(person, book)] == ["notes"]


def found(person: Person, book: Path) -> list[dict[str, str]]:
    """What a search on the command line finds of the words."""
    hits: list[dict[str, str]] = person.program.ask("search", book, *WORDS.replace(",", "").split())
    return hits
