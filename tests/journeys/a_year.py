"""What happens with a client in a year, written down by keyboard as far as a person would.

Every part returns the gestures it took, by the words that Undo has for them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tests.journeys.gestures import go, open_tab, told, working_on, write
from tests.journeys.person import BUTTON, TEXT, Person

_STEPS = {
    "What we found": "Complaint answered",
    "What we changed": "Complaint resolved",
    "How we told the client": "The client was told",
    "Thanks or reward": "The client was thanked",
}


class Words(NamedTuple):
    """What is typed, in the language of who types it; `search` is how the client's name begins."""

    client: str
    search: str
    contact: str
    decision: tuple[str, str, str]
    arguments: tuple[str, str, str]
    lesson: str
    complaint: str
    report: tuple[str, str, str, str]
    threats: tuple[str, str]
    reason: str


WORDS = {
    "en": Words(
        client="Alfa Media SRL",
        search="alf",
        contact="Radu Ionescu",
        decision=("No radio", "All money into TV", "Keep a fifth in radio"),
        arguments=("Drivers hear it", "It costs a tenth", "The contest is on air"),
        lesson="TV alone sold out the summer",
        complaint="The invoice is wrong again",
        report=("A rate of last year", "Rates come from the agreement", "Called Radu", "A box of pralines"),
        threats=("Ten percent off or we leave", "And now fifteen"),
        reason="They were promised it in spring",
    ),
    "ru": Words(
        client="ООО «Ёлка и Щит»",
        search="елка",
        contact="Жанна Эдуардовна Цой",
        decision=("Без радио", "Все деньги в ТВ", "Пятую часть оставить радио"),
        arguments=("Его слушают водители", "Стоит в десять раз дешевле", "Конкурс идёт в эфире"),
        lesson="Одно ТВ распродало лето",
        complaint="В счёте опять ошибка",
        report=("Прошлогодний тариф", "Тарифы берём из договора", "Позвонили Жанне", "Коробка конфет"),
        threats=("Скидка десять процентов, или мы уходим", "А теперь пятнадцать"),
        reason="Им это обещали весной",
    ),
}


def add_client(person: Person, words: Words) -> list[str]:
    """Somebody new, and whom one talks to there."""
    person.keys("ctrl+n")
    person.fill("Name", words.client)
    person.keys("ctrl+Return")
    added = told(person, "Client added")
    open_tab(person, "People", beside="Timeline")
    person.press("Add a person…", BUTTON)
    person.fill("a person\x04Name", words.contact)
    person.keys("ctrl+Return")
    return [added, told(person, "Person added")]


def advise(person: Person, words: Words) -> list[str]:
    """Three times against what the client wants."""
    title, wish, advice = words.decision
    open_tab(person, "Decisions", beside="Timeline")
    person.press("Raise a decision…", BUTTON)
    person.fill("Title", title)
    person.fill("What the client wants", wish)
    person.fill("Our advice", advice)
    person.keys("ctrl+Return")
    done = [told(person, "Decision raised")]
    person.press("Log attempt", BUTTON)
    for count, argument in enumerate(words.arguments):
        write(person, "Our argument", argument)
        # Saved from another field each time: the argument, with whom, how.
        person.keys(*["Tab"] * count, "ctrl+Return")
        opened = person.word("Open attempt {n} of {title}").format(n=count + 1, title=title)
        person.see(re.compile(re.escape(opened)), BUTTON)
        done.append(told(person, "Attempt logged"))
        # Whoever goes on by keyboard is where they were: the space takes nothing back, it opens the next attempt.
        if count + 1 < len(words.arguments):
            working_on(person, "Log attempt", BUTTON)
            person.keys("space")
    return done


def settle(person: Person, words: Words) -> list[str]:
    """The client decides, and later one looks back; both by the keys of the card."""
    card = re.compile(rf"{words.decision[0]}, ")
    working_on(person, card, "panel")
    person.keys("s")
    person.see("Settle the decision")
    person.keys("ctrl+Return")
    done = told(person, "Decision settled")
    working_on(person, card, "panel")
    person.keys("l")
    person.choose("The client was right")
    person.fill("The lesson", words.lesson)
    person.keys("ctrl+Return")
    return [done, told(person, "Debrief noted")]


def take_complaint(person: Person, words: Words) -> list[str]:
    """From receipt to thanks; the hand leaves the keyboard only for whether they are satisfied."""
    go(person, "Complaints")
    person.press("New complaint", BUTTON)
    write(person, "Client", words.search)
    person.keys("Tab", "Tab")
    write(person, "The client’s words", words.complaint)
    person.keys("ctrl+Return")
    done = [told(person, "Complaint taken")]
    for (field, step), text in zip(_STEPS.items(), words.report, strict=True):
        working_on(person, field, TEXT)
        if step == "The client was told":
            person.choose(person.word("yes").capitalize())
            person.press(field, TEXT)
        write(person, field, text)
        person.keys("ctrl+Return")
        told(person, f"C-001: {person.word(step)}")
        done.append(person.word(step))
    # After the last step the story is next, and the space opens it.
    working_on(person, "Write it", BUTTON)
    person.keys("space")
    working_on(person, "The story", TEXT)
    return done


def hear_threats(person: Person, words: Words) -> list[str]:
    """Twice a discount or they leave, by keyboard alone once the form is open."""
    go(person, "Retention")
    person.press("Log threat", BUTTON)
    done = []
    for wording in words.threats:
        write(person, "Client", words.search)
        person.keys("Tab")
        write(person, "Wording", wording)
        person.keys(*["Tab"] * 6, "Down")
        working_on(person, person.word("discount").capitalize(), "combo box")
        person.see("bargaining")
        person.keys("ctrl+Return")
        done.append(told(person, "Threat logged"))
        working_on(person, "Log threat", BUTTON)
        if len(done) < len(words.threats):
            person.keys("space")
    return done


def overrule(person: Person, words: Words) -> list[str]:
    """The flag is up; a person knows better, and says why."""
    open_tab(person, "Deal hunters", beside="Overview")
    person.see("Deal hunter", "filler")
    person.press("Overrule…", BUTTON)
    person.choose("No sign")
    person.fill("Why", words.reason)
    person.keys("ctrl+Return")
    done = [told(person, "Deal-hunter level overruled")]
    working_on(person, "Overrule…", BUTTON)
    person.see("No sign", "filler")
    return done
