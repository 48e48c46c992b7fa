"""A book of one's own, with a password: a year with a client, all of it taken back, and done again."""

from __future__ import annotations

import re
import subprocess
from typing import Any

import pytest

from tests.journeys.a_year import WORDS, add_client, advise, hear_threats, overrule, settle, take_complaint
from tests.journeys.book import Book, Sheets
from tests.journeys.conftest import Journey
from tests.journeys.desktop import until
from tests.journeys.gestures import told, working_on
from tests.journeys.person import BUTTON, CHECK, TEXT, Person

PASSWORDS = {"en": "correct horse battery", "ru": "верная лошадь ёлка"}
WHAT_IS_WRITTEN = {
    "people": 1, "clients": 1, "contacts": 1, "decisions": 1, "attempts": 3, "complaints": 1, "threats": 2,
    "judgements": 1,
}  # fmt: skip


@pytest.mark.parametrize(("language", "system"), [("en", "en_GB"), ("ru", "ru_RU")])
def test_a_book_with_a_password_is_kept_taken_back_to_nothing_and_done_again(
    journey: Journey, language: str, system: str
) -> None:
    person, words = journey(language, system=system), WORDS[language]
    person.program.start()
    book = make_book(person, PASSWORDS[language])
    code = keep_code(person)

    parts = (add_client, advise, settle, take_complaint, hear_threats, overrule)
    gestures = [gesture for part in parts for gesture in part(person, words)]
    written = everything(book, words.client)
    assert book.counts() == WHAT_IS_WRITTEN
    tells_the_year(written[1])

    # All at once, as a key that is held down: back to the empty book, and forward again.
    person.keys(*["ctrl+z"] * len(gestures))
    told(person, person.word("Undone: {what}").format(what=gestures[0]))
    assert book.counts() == {"people": 1}
    assert book.ask("today") == []
    person.keys(*["ctrl+shift+z"] * len(gestures))
    told(person, person.word("Done again: {what}").format(what=gestures[-1]))
    assert everything(book, words.client) == written

    open_again(person, PASSWORDS[language])
    person.program.close()
    assert book.opened_by(code).sheets() == written[0]
    stays_closed_to_others(book, words.client)


def make_book(person: Person, password: str) -> Book:
    """A new book with a password, among this person's documents."""
    person.fill("Your name", "Ana Pop")
    person.press("New book…", BUTTON)
    person.fill("Name of the book", "Register")
    person.press("Protect it with a password", CHECK)
    person.fill("Password", password)
    person.fill("The same again", password)
    # From the field, not by the button.
    person.keys("ctrl+Return")
    person.see("Keep this recovery code on paper", "label")
    return Book(person.program, person.program.documents / "Register.condica", password)


def keep_code(person: Person) -> str:
    """The recovery code as it stands on the paper that was printed; the window shows the same."""
    person.press("Print…", BUTTON)
    paper = person.program.home / "code.pdf"
    person.fill("Output file:", str(paper))
    person.press("Print", BUTTON)
    person.see("Printed.")
    name = re.escape(person.word("Recovery code"))
    shown = [each.name.split(": ", 1)[1] for each in person.every(re.compile(rf"{name}: "))]
    person.press("I have kept it", BUTTON)
    person.see("Today", CHECK)
    assert paper.stat().st_mode & 0o077 == 0, "others on this computer can read the code"
    read = subprocess.run(["pdftotext", paper, "-"], check=True, capture_output=True, text=True).stdout
    assert "Register" in read and person.word("Condica: recovery code") in read
    code = "-".join(re.findall(r"^[A-Z0-9]{4}(?:-[A-Z0-9]{4})+$", read, re.MULTILINE))
    assert code == "-".join(shown) and len(code) == 14 * 5 - 1
    return code


def open_again(person: Person, password: str) -> None:
    """Another day: the password opens the book, where it was left."""
    person.program.close()
    person.program.start()
    working_on(person, "Password", TEXT)
    person.type(password)
    person.keys("Return")
    person.see("Retention", CHECK)
    until(
        lambda: person.desktop.title().startswith(f"{person.word('Retention')} – Register"),
        person.desktop.title,
    )


def everything(book: Book, client: str) -> tuple[Sheets, dict[str, Any], list[dict[str, Any]]]:
    """All there is in the book, what the rules say of the client, and what asks for attention."""
    return book.sheets(), book.ask("client", client), book.ask("today")


def tells_the_year(client: dict[str, Any]) -> None:
    """What the rules make of it."""
    decision, complaints, hunter = (
        client["advice"]["decisions"][0], client["complaints"], client["deal_hunter"],
    )  # fmt: skip
    assert (decision["attempts"], decision["left"], decision["over_limit"]) == (3, 0, 0)
    assert (decision["state"], decision["outcome"]) == ("settled", "client_way")
    assert (complaints["received"], complaints["told"], complaints["open"]) == (1, 1, 0)
    assert [threat["class"] for threat in client["threats"]] == ["unfounded", "unfounded"]
    assert (hunter["computed"], hunter["level"], hunter["bargaining"]) == ("hunter", "none", 2)


def stays_closed_to_others(book: Book, client: str) -> None:
    """Nobody reads the file, and another password is refused."""
    assert client.encode() not in book.path.read_bytes()
    with pytest.raises(AssertionError, match="condica: "):
        book.opened_by("another password").ask("clients")
