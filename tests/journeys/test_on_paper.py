"""Whatever has a print button is printed, and saved as a PDF where that is offered."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tests.journeys.desktop import until
from tests.journeys.person import BUTTON, CHECK, Person
from tests.journeys.printer import Printer


def words_of(pdf: Path) -> str:
    """What stands on the pages."""
    assert pdf.read_bytes().startswith(b"%PDF-")
    return subprocess.run(
        ["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True
    ).stdout


def test_a_complaint_sheet_goes_to_the_printer_and_into_a_pdf(
    sample: tuple[Person, Path], printer: Printer, tmp_path: Path
) -> None:
    person, book = sample
    printer.settle_in(person.program.home)
    person.program.start(book)
    person.choose("Complaints", CHECK)
    person.press(re.compile("C-040,"))
    person.press("Print", BUTTON)
    person.pick("Print…")
    person.see("Paper", "combo box")
    person.press("Print", BUTTON)
    until(lambda: len(printer.pages) == 1, "the page")
    person.see("Printed.")
    (tmp_path / "page.pdf").write_bytes(printer.pages[0])
    told = words_of(tmp_path / "page.pdf")
    assert "Complaint C-040" in told and "Alfa Media SRL" in told and "What we changed" in told

    person.press("Print", BUTTON)
    person.pick("Save as PDF…")
    target = person.program.home / "sheet.pdf"
    person.fill("File name:", str(target))
    person.keys("Return")
    person.see("sheet.pdf written")
    assert words_of(target).split() == told.split()

    # From the list by its key, and from anywhere by Ctrl+P; where there is nothing to print, that is said.
    person.keys("ctrl+p")
    person.see("Paper", "combo box")
    person.press("Cancel", BUTTON)
    person.choose("Today", CHECK)
    person.keys("ctrl+p")
    person.see("There is nothing to print here.")
    person.program.close()
    assert len(printer.pages) == 1


def test_a_sheet_is_printed_to_a_file_where_there_is_no_printer(sample: tuple[Person, Path]) -> None:
    person, book = sample
    person.program.start(book)
    person.choose("Complaints", CHECK)
    person.press(re.compile("C-041,"))
    person.see("Print", BUTTON)
    person.keys("ctrl+p")
    target = person.program.home / "paper.pdf"
    person.fill("Output file:", str(target))
    person.press("Print", BUTTON)
    until(target.exists, "the file")
    until(lambda: target.read_bytes().rstrip().endswith(b"%%EOF"), "the whole file")
    assert "Complaint C-041" in words_of(target)
    person.see("paper.pdf written")
    person.see("Show in folder", BUTTON)
    person.program.close()
