"""One damaged value in the book: a check names its sheet and row, answers and reports go on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlcipher3 import dbapi2 as driver

from app.errors import TextBroken
from app.models import Note
from app.models.book import Book
from app.services import answers, lookback_answer
from app.services.books import create_book, open_book
from app.services.check import check
from app.services.reports.management import make_management
from app.services.sample import fill
from app.services.search.questions import search

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.condica"
    create_book(path, fill=lambda session: fill(session, clients=6, years=1, as_of=DAY)).close()
    return path


@pytest.fixture
def book(sample: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Book]:
    """The sample with one value that its column cannot hold, as a failing disk or another program leaves it."""
    path = tmp_path / "damaged.condica"
    shutil.copy(sample, path)
    with closing(driver.connect(str(path))) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        assert connection.execute(request.param).rowcount == 1
        connection.commit()
    with closing(open_book(path, read_only=True)) as opened:
        yield opened


def _everything(book: Book, folder: Path) -> None:
    """Whatever a program asks, twice where a broken text was met."""
    questions: list[Any] = [
        lambda session: answers.clients(session, DAY),
        lambda session: answers.all_clients(session, DAY),
        lambda session: answers.today(session, DAY),
        lambda session: answers.portfolio(session, date(2025, 11, 22), DAY),
        lambda session: lookback_answer.answer(session, DAY),
        lambda session: search(session, "a", limit=1000),
    ]
    for question in questions:
        try:
            with book.reading() as session:
                question(session)
        except TextBroken:
            with book.reading() as session:
                question(session)
    make_management(book.reading, folder / "report.xlsx", as_of=DAY)


DAMAGED = [
    ("UPDATE notes SET happened_at = 'garbage' WHERE id = 5", "notes #5", "happened_at"),
    ("UPDATE notes SET happened_at = 7 WHERE id = 5", "notes #5", "happened_at"),
    ("UPDATE notes SET mood = 'well' WHERE id = 9", "notes #9", "mood"),
    ("UPDATE clients SET since = '2026-99-99' WHERE id = 1", "clients Alfa Media SRL", "since"),
    ("UPDATE purchases SET amount = 'abc' WHERE id = 3", "purchases #3", "amount"),
    ("UPDATE complaints SET received_on = X'00ff' WHERE ref = 'C-001'", "complaints C-001", "received_on"),
    ("UPDATE tasks SET due_on = '', created_at = '2026-11-22' WHERE id = 1", "tasks #1", "due_on"),
    ("UPDATE surveys SET score = 'abc' WHERE id = 2", "surveys #2", "score"),
    ("UPDATE offers SET cost = 1.5 WHERE id = 1", "offers #1", "cost"),
    ("UPDATE threats SET made_on = 'soon' WHERE ref = 'T-001'", "threats T-001", "made_on"),
    ("UPDATE agreements SET ends_on = '2026-02-30' WHERE ref = 'A-001'", "agreements A-001", "ends_on"),
    ("UPDATE notes SET subject = CAST(X'ff41fe' AS TEXT) WHERE id = 5", "notes #5", "subject"),
]


@pytest.mark.parametrize(
    ("book", "where", "column"), DAMAGED, indirect=["book"], ids=[f"{d[1]} {d[2]}" for d in DAMAGED]
)
def test_the_check_names_sheet_and_row_and_everything_else_goes_on(
    book: Book, where: str, column: str, tmp_path: Path
) -> None:
    _everything(book, tmp_path)
    found = [problem for problem in check(book) if problem.where == where]
    assert any(problem.what.startswith(f"{column} cannot be read: “") for problem in found)


@pytest.mark.parametrize("book", [DAMAGED[0][0]], indirect=True)
def test_a_day_that_cannot_be_read_has_not_come(book: Book) -> None:
    with book.reading() as session:
        assert session.scalars(select(Note.happened_at).where(Note.id == 5)).one().year == 9999


def test_a_sound_book_has_no_cell_that_cannot_be_read(sample: Path) -> None:
    with closing(open_book(sample, read_only=True)) as book:
        assert check(book) == []
