"""A list out of a Polish program comes in by the wizard, a column corrected by hand, and goes again by one Undo."""

from __future__ import annotations

import re
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.journeys.conftest import Journey
from tests.journeys.desktop import until
from tests.journeys.person import BUTTON, CHECK, TEXT, Person
from tests.journeys.reader import Thing

# As Polish programs write on Windows: semicolons, decimal commas, narrow and wide thousands, one list for all.
# What was sold is in a column "Opis", which the wizard takes for a description of the client.
LIST = """\
Klient;Opiekun;Osoba kontaktowa;E-mail;Klient od;Opis;Data sprzedaży;Kwota;Waluta
Żubr Łódź Sp. z o.o.;Zofia Wójcik;Małgorzata Źródłowska;m@zubr.example;01.03.2019;Tramwaje;15.01.2025;12\xa0345,67;PLN
Żubr Łódź Sp. z o.o.;Zofia Wójcik;Małgorzata Źródłowska;m@zubr.example;01.03.2019;Ulotki;03.02.2025;0,99;PLN
Pączkarnia „Pod Gęsią”;Michał Ćwik;Józef Śliwa;j@gesia.example;30.11.2021;Szyldy;28.02.2025;1 000,05;PLN
Zielony Dom S.A.;Zofia Wójcik;Żaneta Kłos;zk@zielony.example;;Katalog;07.03.2025;2.000,50 zł;PLN
"""
NAME = "sprzedaż.csv"
SOLD = [
    ("Pączkarnia „Pod Gęsią”", datetime(2025, 2, 28), 1000.05, "Szyldy"),
    ("Zielony Dom S.A.", datetime(2025, 3, 7), 2000.5, "Katalog"),
    ("Żubr Łódź Sp. z o.o.", datetime(2025, 1, 15), 12345.67, "Tramwaje"),
    ("Żubr Łódź Sp. z o.o.", datetime(2025, 2, 3), 0.99, "Ulotki"),
]
OWNERS = {
    "Pączkarnia „Pod Gęsią”": "Michał Ćwik",
    "Zielony Dom S.A.": "Zofia Wójcik",
    "Żubr Łódź Sp. z o.o.": "Zofia Wójcik",
}
AS_THEY_ARE = ("notes", "decisions", "complaints", "promises", "threats", "offers", "tasks", "settings")
Sheets = dict[str, list[tuple[Any, ...]]]


@pytest.mark.parametrize(("language", "system"), [("en", "en_GB"), ("pl", "pl_PL")])
def test_a_polish_list_comes_in_and_one_undo_takes_all_of_it_back(
    journey: Journey, sample_made: Path, language: str, system: str
) -> None:
    person = journey(language, system=system)
    book = Path(shutil.copy(sample_made, person.program.home / "Mine.condica"))
    before = sheets(person, book)
    person.program.start(book)
    person.choose("Clients", CHECK)
    person.see("What happened", TEXT)
    import_corrected(person)
    comes_in_to_the_cent(before, sheets(person, book))
    assert revenue(person, book) == "12346.66"

    # Undo from anywhere; the import's own page says so, and it can be done again.
    person.choose("Clients", CHECK)
    person.keys("ctrl+z")
    person.keys("ctrl+i")
    person.see("The import is undone")
    assert sheets(person, book) == before
    person.keys("ctrl+y")
    person.see(is_in_the_book(person))
    assert revenue(person, book) == "12346.66"

    # Its own Undo never takes back something else in silence.
    write(person, "Czekają na fakturę")
    person.keys("ctrl+i")
    person.press("Undo the import", BUTTON)
    person.press("Undo both", BUTTON)
    person.see("The import is undone")
    assert sheets(person, book) == before
    person.program.close()
    assert person.program.ask("check", book) == {"ok": True, "problems": []}


def import_corrected(person: Person) -> None:
    """The wizard from the file to the result; what was sold is corrected by mouse."""
    path = person.program.home / NAME
    path.write_bytes(LIST.replace("\n", "\r\n").encode("cp1250"))
    person.keys("ctrl+i")
    person.press("Choose a file…", BUTTON)
    choose_file(person, path)
    person.see(re.compile("Żubr Łódź Sp. z o.o. · Pączkarnia „Pod Gęsią”"))
    column = box_of(person, "Opis")
    assert column.name == words(person, "Client", "Profile")
    person.take_from(column, words(person, "Purchase", "Item"))
    person.press("Preview", BUTTON)
    person.see("Zielony Dom S.A.", "cell")
    person.press(re.compile(r"\D+ 4 \D+\Z"), BUTTON)
    person.see(is_in_the_book(person))


def choose_file(person: Person, path: Path) -> None:
    """The dialog that asks for a file, by keyboard."""
    person.see("Choose a file to import", "dialog")
    until(
        lambda: (at := person.focused_field()) is not None and at.text() == "", "the keyboard in the dialog"
    )
    person.type(str(path))
    person.keys("Return")
    person.miss("Choose a file to import", "dialog")


def box_of(person: Person, header: str) -> Thing:
    """What the column becomes, on the line of its header."""
    line = person.see(header, "label")
    return person.see(
        re.compile(""), "combo box", where=lambda box: box.box[1] < line.middle[1] < box.box[1] + box.box[3]
    )


def words(person: Person, part: str, column: str) -> str:
    return f"{person.word(part)}: {person.word(column)}"


def is_in_the_book(person: Person) -> re.Pattern[str]:
    return re.compile(re.escape(person.word("{name} is in the book").format(name=NAME)))


def write(person: Person, text: str) -> None:
    """A note on the client in front."""
    person.choose("Clients", CHECK)
    person.fill("What happened", text)
    person.keys("ctrl+Return")
    person.miss("Draft kept")


def comes_in_to_the_cent(before: Sheets, after: Sheets) -> None:
    """The book holds what it had, and the list."""
    assert {name: after[name] for name in AS_THEY_ARE} == {name: before[name] for name in AS_THEY_ARE}
    sold = [row for row in after["purchases"] if row not in before["purchases"]]
    assert sorted((row[0], row[1], row[2], row[5]) for row in sold) == SOLD
    assert len(after["purchases"]) == len(before["purchases"]) + len(SOLD)
    heads = after["clients"][0]
    clients = [dict(zip(heads, row, strict=True)) for row in after["clients"] if row not in before["clients"]]
    assert {each["name"]: each["owner"] for each in clients} == OWNERS
    assert {each["name"]: each["currency"] for each in clients} == dict.fromkeys(OWNERS, "PLN")
    assert not any(each["profile"] in ("Tramwaje", "Ulotki", "Szyldy", "Katalog") for each in clients)


def revenue(person: Person, book: Path) -> str:
    """What the client of two rows bought in 2025."""
    return str(
        person.program.ask("client", book, "Żubr Łódź Sp. z o.o.", "--as-of", "2025-12-31")["value"][
            "revenue"
        ]
    )


def sheets(person: Person, book: Path) -> Sheets:
    """All that is in the book, as another process writes it into a workbook."""
    path = person.program.home / "whole.xlsx"
    person.program.run("export", book, path, "--replace")
    workbook = openpyxl.load_workbook(path, read_only=True)
    found = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in workbook}
    workbook.close()
    return found
