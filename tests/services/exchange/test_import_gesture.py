"""An import is one gesture: undone, tried without effect, cancelled, refused as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import Cancelled, FileRefused
from app.models import (
    Client,
)
from app.models.book import Book
from app.services import journal
from app.services.exchange.importing import import_workbook
from app.services.exchange.sheets import SHEETS
from app.services.search.questions import search
from tests import factories
from tests.services.exchange.imported import BringIn, Sheets, count, only
from tests.services.exchange.workbooks import ACME


def test_an_import_is_one_gesture_that_one_undo_takes_back(book: Book, bring_in: BringIn) -> None:
    with book.writing("set up") as session:
        factories.client(session, name="Acme", industry="Steel")
    bring_in(
        {"clients": [["name", "status", "industry"], ["Acme", "prospect", "Wood"], ["New", "prospect", None]]}
    )
    with book.reading() as session:
        assert [hit.client for hit in search(session, "New")] == ["New"]
    step = journal.undo(book)
    assert step is not None and step.label == "Import in.xlsx"
    assert only(book, Client).industry == "Steel"
    with book.reading() as session:
        assert search(session, "New") == []
    journal.redo(book)
    assert count(book, Client) == 2


def test_a_dry_run_tells_the_same_and_changes_nothing(book: Book, bring_in: BringIn) -> None:
    dry = bring_in(ACME, dry_run=True)
    assert (dry.imported, dry.created, count(book, Client)) == (True, {"clients": 1}, 0)


def test_a_cancelled_import_leaves_nothing(book: Book, bring_in: BringIn) -> None:
    asked = iter([False] * len(SHEETS))  # once a sheet while comparing; then it has begun to write
    with pytest.raises(Cancelled):
        bring_in(ACME, cancelled=lambda: next(asked, True))
    assert count(book, Client) == 0


def test_progress_rises_to_its_end(book: Book, bring_in: BringIn) -> None:
    seen: list[tuple[int, int]] = []
    bring_in(ACME, progress=lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1] == (1000, 1000)


@pytest.mark.parametrize(
    ("sheets", "words"),
    [
        ({"Sheet1": [["a"], ["b"]]}, "none of the sheets"),
        ({"clients": [["name", "status"]]}, "no row"),
        ({"clients": []}, "no row"),
    ],
)
def test_a_workbook_with_nothing_to_import_is_refused_and_says_so(
    sheets: Sheets, words: str, bring_in: BringIn
) -> None:
    with pytest.raises(FileRefused, match=words):
        bring_in(sheets)


def test_empty_rows_hidden_sheets_and_sheet_names_in_capitals_do_not_matter(
    tmp_path: Path, book: Book
) -> None:
    from openpyxl import Workbook

    made = Workbook()
    page = made.worksheets[0]
    page.title = " CLIENTS "
    page.sheet_state = "visible"
    for row in ([], ["name", "status"], [], ["Acme", "prospect"], [None, "  "], ["Beta", "prospect"]):
        page.append(row)
    hidden = made.create_sheet("Contacts")
    hidden.sheet_state = "veryHidden"
    hidden.append(["client", "name"])
    hidden.append(["Beta", "Ana"])
    made.save(tmp_path / "in.xlsx")
    report = import_workbook(book, tmp_path / "in.xlsx")
    assert (report.problems, report.created) == ([], {"clients": 2, "contacts": 1})
