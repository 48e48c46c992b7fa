"""A report is made from the window and opened with the program that this computer has for workbooks."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import openpyxl

from tests.journeys.desktop import until
from tests.journeys.person import BUTTON, CHECK, Person
from tests.journeys.program import Program


def test_the_management_report_is_made_and_opened(sample: tuple[Person, Path]) -> None:
    person, book = sample
    opened = spreadsheet_program(person.program)
    person.program.start(book)
    person.choose("Reports", CHECK)
    person.press("Make the workbook", BUTTON)
    person.press("Open", BUTTON)
    until(opened.exists, "the workbook to be opened")
    path = Path(unquote(urlsplit(opened.read_text().strip()).path))
    assert path.parent == person.program.documents / "Reports"
    workbook = openpyxl.load_workbook(path)
    assert workbook.sheetnames[:2] == ["Summary", "Clients"]
    assert any("Alfa Media SRL" in row for row in workbook["Clients"].iter_rows(values_only=True))
    person.program.close()


def spreadsheet_program(program: Program) -> Path:
    """Give this user a desktop that notes what it was asked to open; the note's place."""
    note, folder = program.home / "opened.txt", program.home / "bin"
    folder.mkdir()
    (folder / "xdg-open").write_text(f'#!/bin/sh\necho "$1" >"{note}.new" && mv "{note}.new" "{note}"\n')
    (folder / "xdg-open").chmod(0o755)
    program.environment["PATH"] = f"{folder}:{program.environment['PATH']}"
    return note
