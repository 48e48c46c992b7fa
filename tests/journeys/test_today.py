"""A day on Today by keyboard alone: rows are done in place, put off, talked about; all of it is taken back."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import Journey
from tests.journeys.desktop import until
from tests.journeys.person import CHECK, TEXT, Person
from tests.journeys.reader import Thing

ROW = "list item"
Due = list[dict[str, Any]]
# What one presses for a row of each rule.
DEEDS = {
    "task_overdue": "Done",
    "complaint_unanswered": "Answer",
    "promise_overdue": "Fulfil",
    "contact_overdue": "Log call",
    "client_decides": "Settle",
}


@pytest.mark.parametrize(("language", "system"), [("en", "en_GB"), ("ro", "ro_RO")])
def test_a_day_on_today_by_keyboard_alone(
    journey: Journey, sample_made: Path, language: str, system: str
) -> None:
    person = journey(language, system=system)
    book = Path(shutil.copy(sample_made, person.program.home / "Mine.condica"))
    before: Due = person.program.ask("today", book)
    person.program.start(book)
    person.see(row_of(person, before, "task_overdue"), ROW)
    in_the_list(person)

    left = does_three_rows_in_place(person, book, before)
    puts_off(person, left)
    talks_about_a_row(person, book, left)
    looks_around(person, left)

    # Three rows done, one put off, one talk: five gestures, each taken back by one key.
    person.keys(*["ctrl+z"] * 5)
    until(lambda: person.program.ask("today", book) == before, "the day to be as it was")
    for said in ("Xilofonul", "Gonflabilul", "Zepelinul"):
        assert not person.program.ask("search", book, said)
    person.program.close()


def does_three_rows_in_place(person: Person, book: Path, before: Due) -> Due:
    """A task, a complaint, a promise: Enter opens the form beneath the row, Ctrl+Enter saves it. What is left."""
    opens_form_of(person, before, "task_overdue")
    person.keyboard_at("What was said", TEXT)
    saves(person, before, "task_overdue", "Xilofonul a mers bine")
    opens_form_of(person, before, "complaint_unanswered")
    person.keyboard_at("What we found", TEXT)
    saves(person, before, "complaint_unanswered", "Gonflabilul vechi a rămas în vitrină")
    opens_form_of(person, before, "promise_overdue")
    person.keyboard_at(re.compile(""), CHECK)
    saves(person, before, "promise_overdue", "")
    done = [first(before, rule) for rule in ("task_overdue", "complaint_unanswered", "promise_overdue")]
    left: Due = person.program.ask("today", book)
    assert not [each for each in done if each in left]
    assert [hit["client"] for hit in person.program.ask("search", book, "Xilofonul")] == [done[0]["client"]]
    return left


def puts_off(person: Person, left: Due) -> None:
    """T puts off until tomorrow, S opens a menu of days; Ctrl+Z brings the row back."""
    goes_to(person, left, "contact_overdue")
    person.keys("t")
    is_gone(person, left, "contact_overdue")
    person.keys("ctrl+z")
    until(lambda: there(person, left, "contact_overdue"), "the row to be there again")
    goes_to(person, left, "contact_overdue")
    person.keys("s", "Down")
    person.keyboard_at(starts(person.word("Tomorrow, {day}").format(day="")), "menu item")
    person.keys("Down")
    person.keyboard_at(starts(person.word("Next week, {day}").format(day="")), "menu item")
    person.keys("Return")
    is_gone(person, left, "contact_overdue")


def talks_about_a_row(person: Person, book: Path, left: Due) -> None:
    """Ctrl+L logs with the client of the row."""
    goes_to(person, left, "client_decides")
    person.keys("ctrl+l")
    person.keyboard_at("What was said", TEXT)
    person.type("Zepelinul e bun")
    person.keys("ctrl+Return")
    person.miss("What happened?", "dialog")
    in_the_list(person)
    found = until(lambda: person.program.ask("search", book, "Zepelinul"), "the talk in the book")
    assert [hit["client"] for hit in found] == [first(left, "client_decides")["client"]]


def looks_around(person: Person, left: Due) -> None:
    """The palette leads to a client, Ctrl+1 back to the list; F1 shows the keys."""
    client = first(left, "client_decides")["client"]
    person.keys("ctrl+k")
    person.keyboard_at("Jump to…", TEXT)
    person.type(client)
    person.see(starts(client), ROW)
    person.keys("Return")
    person.keyboard_at("Clients", "list")
    assert "selected" in person.see(starts(client), ROW).states
    person.keys("ctrl+1")
    in_the_list(person)
    person.keys("F1")
    person.keyboard_at("Filter the keys", TEXT)
    person.keys("Escape")
    person.miss("Keyboard shortcuts", "dialog")
    in_the_list(person)


def in_the_list(person: Person) -> None:
    """The list has the keyboard: itself, or the row it tells of."""
    person.keyboard_at(re.compile(""), re.compile("list( item)?\\Z"))


def first(due: Due, rule: str) -> dict[str, Any]:
    """The most urgent of a rule."""
    return next(each for each in due if each["rule"] == rule)


def row_of(person: Person, due: Due, rule: str) -> re.Pattern[str]:
    """How the row is read out: whose it is, and what one presses there."""
    client, deed = first(due, rule)["client"], person.word(DEEDS[rule])
    return re.compile(rf".*\b{re.escape(client)}(?!\w).*\b{re.escape(deed)}\Z", re.DOTALL)


def goes_to(person: Person, due: Due, rule: str) -> None:
    """To the end, to the beginning, then down to the row: each move is read out."""
    wanted = row_of(person, due, rule)
    person.keys("End")
    row = person.keyboard_at(re.compile(""), ROW)
    key = "Home"
    while key == "Home" or not wanted.match(row.name):
        row, key = moves(person, row, key), "Down"


def moves(person: Person, row: Thing, key: str) -> Thing:
    """The row to which a key leads."""
    person.keys(key)

    def other() -> Thing | None:
        now = person.keyboard()
        return now if now is not None and now.path != row.path else None

    return until(other, lambda: f"{key} to lead on from “{row.name}”")


def opens_form_of(person: Person, due: Due, rule: str) -> None:
    goes_to(person, due, rule)
    person.keys("Return")


def saves(person: Person, due: Due, rule: str, text: str) -> None:
    person.type(text)
    person.keys("ctrl+Return")
    is_gone(person, due, rule)
    in_the_list(person)


def there(person: Person, due: Due, rule: str) -> bool:
    return person.here(row_of(person, due, rule), ROW) is not None


def is_gone(person: Person, due: Due, rule: str) -> None:
    until(lambda: not there(person, due, rule), f"the row of {rule} to go")


def starts(text: str) -> re.Pattern[str]:
    return re.compile(re.escape(text))
