"""A book of one's own, with a password: what happens with a client in a year, then all of it taken back, and done again."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.journeys.conftest import Journey
from tests.journeys.desktop import until
from tests.journeys.person import BUTTON, CHECK, TEXT, Name, Person

PASSWORD = "correct horse battery"
CLIENT, CONTACT, DECISION = "Alfa Media SRL", "Radu Ionescu", "No radio"
ARGUMENTS = ("Drivers hear it", "It costs a tenth", "The contest is on air")
STEPS = ("Complaint answered", "Complaint resolved", "The client was told", "The client was thanked")
REPORT = ("A rate of last year", "Rates come from the agreement", "Called Radu", "A box of pralines")
WHAT_IS_WRITTEN = {
    "people": 1, "clients": 1, "contacts": 1, "decisions": 1, "attempts": 3, "complaints": 1, "threats": 2,
    "judgements": 1,
}  # fmt: skip


@pytest.mark.parametrize(("language", "system"), [("en", "en_GB")])
def test_a_book_with_a_password_is_kept_taken_back_to_nothing_and_done_again(
    journey: Journey, tmp_path: Path, language: str, system: str
) -> None:
    person = journey(language, system=system)
    person.program.start()
    book = Book(person, make_book(person, tmp_path))
    code = keep_code(person, tmp_path)
    assert book.rows() == {"people": 1}

    gestures = [
        *add_client(person),
        *advise(person),
        *take_complaint(person),
        *hear_threats(person),
        *overrule(person, book),
    ]
    written = book.told()
    assert book.rows() == WHAT_IS_WRITTEN
    tells_the_year(book.client())

    person.keys(*["ctrl+z"] * len(gestures))
    toast(person, person.word("Undone: {what}").format(what=gestures[0]))
    assert book.rows() == {"people": 1}
    assert book.ask("clients") == [] and book.ask("today") == []

    person.keys(*["ctrl+shift+z"] * len(gestures))
    toast(person, person.word("Done again: {what}").format(what=gestures[-1]))
    assert book.told() == written

    open_again(person)
    person.program.close()
    assert book.told(code) == written
    book.stays_closed_to_others()


# --- a new book ---------------------------------------------------------------------------------------------------


class Book:
    """What another process finds in the book, which a password opens."""

    def __init__(self, person: Person, path: Path) -> None:
        self.person, self.path = person, path
        self._folder = person.program.home.parent
        self.password = self._word("password", PASSWORD)

    def _word(self, name: str, word: str) -> Path:
        """A password file."""
        path = self._folder / name
        path.write_text(f"{word}\n", encoding="utf-8")
        return path

    def ask(self, command: str, *words: str, opened_by: Path | None = None) -> Any:
        """What a command answers as JSON."""
        opens = opened_by or self.password
        return self.person.program.ask(command, self.path, *words, "--password-file", opens)

    def client(self) -> dict[str, Any]:
        """What is known of the one client."""
        answer: dict[str, Any] = self.ask("client", CLIENT)
        return answer

    def sheets(self, opened_by: Path | None = None) -> dict[str, list[tuple[Any, ...]]]:
        """The whole book, as its export has it: the rows of each sheet below its head."""
        target = self._folder / "export.xlsx"
        target.unlink(missing_ok=True)
        opens = opened_by or self.password
        self.person.program.run("export", self.path, target, "--password-file", opens)
        sheets = openpyxl.load_workbook(target)
        found = {sheet.title: list(sheet.iter_rows(min_row=2, values_only=True)) for sheet in sheets}
        return {name: rows for name, rows in found.items() if rows and name != "settings"}

    def rows(self) -> dict[str, int]:
        """How many records of each kind there are."""
        return {name: len(rows) for name, rows in self.sheets().items()}

    def told(self, code: str = "") -> tuple[object, ...]:
        """All there is in the book, and what the rules say of it, opened by the password, or by its recovery code."""
        opens = self._word("code", code) if code else self.password
        answers = [
            self.ask(*words, opened_by=opens) for words in (("clients",), ("client", CLIENT), ("today",))
        ]
        return self.sheets(opens), *answers

    def stays_closed_to_others(self) -> None:
        """Nobody reads the file, and another password is refused."""
        assert CLIENT.encode() not in self.path.read_bytes()
        with pytest.raises(AssertionError, match="password"):
            self.ask("clients", opened_by=self._word("guess", "correct horse"))


def make_book(person: Person, folder: Path) -> Path:
    """A new book with a password, among this person's documents."""
    person.fill("Your name", "Ana Pop")
    person.press("New book…", BUTTON)
    person.fill("Name of the book", "Register")
    person.press("Protect it with a password", CHECK)
    person.fill("Password", PASSWORD)
    person.fill("The same again", PASSWORD)
    # From the field, not by the button.
    person.keys("ctrl+Return")
    person.see("Keep this recovery code on paper", "label")
    return person.program.documents / "Register.condica"


def keep_code(person: Person, folder: Path) -> str:
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
    code = "-".join(re.findall(r"^[A-Z0-9]{4}(?:-[A-Z0-9]{4})+$", read, re.MULTILINE))
    assert code == "-".join(shown) and len(code) > 40
    return code


def open_again(person: Person) -> None:
    """Another day: the password opens the book, where it was left."""
    person.program.close()
    person.program.start()
    field = person.see("Password", TEXT)
    until(lambda: "focused" in field.now().states, "the keyboard in the password")
    person.type(PASSWORD)
    person.keys("Return")
    person.see("Retention", CHECK)
    until(
        lambda: person.desktop.title().startswith(f"{person.word('Retention')} – Register"),
        lambda: person.desktop.title(),
    )


# --- a year with a client; each returns what Undo calls it ---------------------------------------------------------


def add_client(person: Person) -> list[str]:
    """Somebody new, and whom one talks to there."""
    person.keys("ctrl+n")
    person.fill("Name", CLIENT)
    person.keys("ctrl+Return")
    added = toast(person, "Client added")
    open_tab(person, "People")
    person.press("Add a person…", BUTTON)
    person.fill("Name", CONTACT)
    person.keys("ctrl+Return")
    return [added, toast(person, "Person added")]


def advise(person: Person) -> list[str]:
    """Three times against what the client wants; then the client decides, and time tells."""
    open_tab(person, "Decisions")
    person.press("Raise a decision…", BUTTON)
    person.fill("Title", DECISION)
    person.fill("What the client wants", "All money into TV")
    person.fill("Our advice", "Keep a fifth in radio")
    person.keys("ctrl+Return")
    done = [toast(person, "Decision raised")]
    person.press("Log attempt", BUTTON)
    for count, argument in enumerate(ARGUMENTS):
        typing_in(person, "Our argument")
        person.type(argument)
        # Saved from another field each time: the argument, with whom, how.
        person.keys(*["Tab"] * count, "ctrl+Return")
        opens = person.word("Open attempt {n} of {title}").format(n=count + 1, title=DECISION)
        person.see(re.compile(re.escape(opens)), BUTTON)
        done.append(toast(person, "Attempt logged"))
        # Whoever goes on by keyboard is where they were: the space takes nothing back, it opens the next attempt.
        if count + 1 < len(ARGUMENTS):
            working_on(person, "Log attempt", BUTTON)
            person.keys("space")
    return [*done, *settle(person)]


def settle(person: Person) -> list[str]:
    """The client's way, and the look back on it, both by the keys of the card."""
    card = re.compile(rf"{DECISION}, ")
    working_on(person, card, "panel")
    person.keys("s")
    person.see("Settle the decision")
    person.keys("ctrl+Return")
    done = toast(person, "Decision settled")
    working_on(person, card, "panel")
    person.keys("l")
    person.choose("The client was right")
    person.fill("The lesson", "TV alone sold out the summer")
    person.keys("ctrl+Return")
    return [done, toast(person, "Debrief noted")]


def take_complaint(person: Person) -> list[str]:
    """From receipt to thanks without letting go of the keyboard, but for the question whether they are satisfied."""
    go(person, "Complaints")
    person.press("New complaint", BUTTON)
    typing_in(person, "Client")
    person.type("alf")
    person.keys("Tab", "Tab")
    typing_in(person, "The client’s words")
    person.type("The invoice is wrong again")
    person.keys("ctrl+Return")
    done = [toast(person, "Complaint taken")]
    fields = ("What we found", "What we changed", "How we told the client", "Thanks or reward")
    for field, words, step in zip(fields, REPORT, STEPS, strict=True):
        typing_in(person, field)
        if field == "How we told the client":
            person.choose("Yes")
            person.press(field, TEXT)
        person.type(words)
        person.keys("ctrl+Return")
        toast(person, f"C-001: {person.word(step)}")
        done.append(person.word(step))
    # After the last step the story is next, and the space opens it.
    working_on(person, "Write it", BUTTON)
    person.keys("space")
    typing_in(person, "The story")
    return done


def hear_threats(person: Person) -> list[str]:
    """Twice a discount or they leave; the second one written down by keyboard alone."""
    go(person, "Retention")
    person.press("Log threat", BUTTON)
    done = []
    for wording in ("Ten percent off or we leave", "And now fifteen"):
        typing_in(person, "Client")
        person.type("alf")
        person.keys("Tab")
        typing_in(person, "Wording")
        person.type(wording)
        person.keys(*["Tab"] * 6, "Down")
        working_on(person, "Discount", "combo box")
        person.see("bargaining")
        person.keys("ctrl+Return")
        done.append(toast(person, "Threat logged"))
        working_on(person, "Log threat", BUTTON)
        if len(done) == 1:
            person.keys("space")
    return done


def overrule(person: Person, book: Book) -> list[str]:
    """The flag is up; a person knows better, and says why."""
    assert book.client()["deal_hunter"]["level"] == "hunter"
    open_tab(person, "Deal hunters", of="Overview")
    person.press("Overrule…", BUTTON)
    person.choose("No sign")
    person.fill("Why", "They were promised it in spring")
    person.keys("ctrl+Return")
    done = [toast(person, "Deal-hunter level overruled")]
    working_on(person, "Overrule…", BUTTON)
    return done


def tells_the_year(told: dict[str, Any]) -> None:
    """What the rules make of it."""
    decision, complaints, hunter = told["advice"]["decisions"][0], told["complaints"], told["deal_hunter"]
    assert (decision["attempts"], decision["left"], decision["over_limit"]) == (3, 0, 0)
    assert (decision["state"], decision["outcome"]) == ("settled", "client_way")
    assert (complaints["received"], complaints["told"], complaints["open"]) == (1, 1, 0)
    assert [threat["class"] for threat in told["threats"]] == ["unfounded", "unfounded"]
    assert (hunter["computed"], hunter["level"], hunter["bargaining"]) == ("hunter", "none", 2)


# --- gestures -----------------------------------------------------------------------------------------------------


def toast(person: Person, said: str) -> str:
    """Wait for what is said at the foot of the window, which never has the keyboard; returns its words."""
    words = person.word(said)
    shown = person.see(re.compile(rf"(.*: )?{re.escape(words)}\Z"), "panel")
    person.desktop.stand_still()
    assert not any("focused" in each.states for each in shown.inside()), "the toast took the keyboard"
    return words


def typing_in(person: Person, name: str) -> None:
    """Wait until the keyboard is in this field."""
    working_on(person, name, TEXT)


def working_on(person: Person, name: Name, role: str) -> None:
    """Wait until the keyboard is here."""
    until(
        lambda: any("focused" in each.states for each in person.every(name, role)),
        lambda: f"the keyboard at “{name}”; what shows:\n{person.screen()}",
    )


def go(person: Person, place: str) -> None:
    """A place of the sidebar."""
    edge = person.see("Jump to…", BUTTON).box
    person.choose(place, CHECK, where=lambda thing: thing.box[0] < edge[0] + edge[2])
    words = person.word(place)
    until(lambda: person.desktop.title().startswith(f"{words} – "), lambda: person.desktop.title())


def open_tab(person: Person, tab: str, of: str = "Timeline") -> None:
    """A tab beside another one, right of the sidebar's places of the same names."""
    edge = person.see(of, CHECK).box[0]
    person.choose(tab, CHECK, where=lambda thing: thing.box[0] >= edge)
