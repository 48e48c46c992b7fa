"""No command overwrites what it should not: books, its own input, and what somebody else wrote."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.services.books import create_book, open_book
from app.services.records.clients import add_client
from tests.command import ran


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return _book(tmp_path / "A.condica", "Alfa")


def _book(path: Path, client: str, password: str | None = None) -> Path:
    with closing(create_book(path, password=password)) as made, made.writing("client") as session:
        add_client(session, name=client, status="prospect")
    return path


def _refused(home: Path, target: Path, *arguments: object) -> str:
    """The command fails with one line, and the target is as it was."""
    before = target.read_bytes()
    done = ran(home, *arguments)
    assert (done.status, done.out) == (1, "") and done.is_one_line, done.err
    assert target.read_bytes() == before
    return done.err


@pytest.mark.parametrize("password", [None, "lăcată"], ids=["plain", "encrypted"])
@pytest.mark.parametrize("more", [[], ["--replace"]], ids=["", "--replace"])
def test_a_backup_replaces_no_other_book(
    tmp_path: Path, book: Path, password: str | None, more: list[str]
) -> None:
    other = _book(tmp_path / "B.condica", "Beta", password)
    _refused(tmp_path, other, "backup", book, other, *more)


def test_a_backup_replaces_no_book_that_is_being_written_to(tmp_path: Path, book: Path) -> None:
    copy = tmp_path / "stick.condica"
    assert ran(tmp_path, "backup", book, copy).status == 0
    with closing(open_book(copy)):
        assert "is open" in _refused(tmp_path, copy, "backup", book, copy, "--replace")


@pytest.mark.parametrize("more", [[], ["--replace"]], ids=["", "--replace"])
def test_a_backup_never_takes_the_place_of_the_book(tmp_path: Path, book: Path, more: list[str]) -> None:
    link = tmp_path / "link.condica"
    link.symlink_to(book)
    for target in (book, link):
        assert "is read for this" in _refused(tmp_path, book, "backup", book, target, *more)
    assert link.is_symlink()


def test_a_backup_replaces_a_file_or_an_older_backup_only_when_told_so(tmp_path: Path, book: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("do not lose this")
    assert "--replace" in _refused(tmp_path, notes, "backup", book, notes)
    stick = tmp_path / "stick.condica"
    assert ran(tmp_path, "backup", book, stick).status == 0
    with closing(open_book(book)) as opened, opened.writing("client") as session:
        add_client(session, name="Beta", status="prospect")
    _refused(tmp_path, stick, "backup", book, stick)
    for target in (stick, notes):
        assert ran(tmp_path, "backup", book, "--replace", target).status == 0
        assert "Beta" in ran(tmp_path, "clients", target).out


def test_a_mapping_replaces_neither_the_list_nor_the_book_nor_any_other_file(
    tmp_path: Path, book: Path
) -> None:
    csv, notes = tmp_path / "list.csv", tmp_path / "notes.txt"
    csv.write_text("Name\nGamma\n")
    notes.write_text("do not lose this")
    asked = ("import", book, csv, "--save-mapping")
    for target in (csv, book):
        for more in ([], ["--replace"]):
            assert "is read for this" in _refused(tmp_path, target, *asked, target, *more)
    _refused(tmp_path, notes, *asked, notes)
    assert "Gamma" not in ran(tmp_path, "clients", book).out
    assert ran(tmp_path, *asked, notes, "--replace").status == 0
    assert "client.name" in notes.read_text()


@pytest.mark.parametrize("command", ["export", "report", "template"])
@pytest.mark.parametrize("more", [[], ["--replace"]], ids=["", "--replace"])
def test_no_workbook_takes_the_place_of_a_book(
    tmp_path: Path, book: Path, command: str, more: list[str]
) -> None:
    target = _book(tmp_path / "x.xlsx", "Beta")
    asked = {"export": ["export", book], "report": ["report", "management", book], "template": ["template"]}
    assert "is a Condica book" in _refused(tmp_path, target, *asked[command], target, *more)
    with closing(open_book(target)):
        _refused(tmp_path, target, *asked[command], target, *more)


@pytest.mark.parametrize("command", ["export", "report", "template"])
def test_a_template_that_was_filled_in_stays(tmp_path: Path, book: Path, command: str) -> None:
    target = tmp_path / "filled.xlsx"
    assert ran(tmp_path, "template", target).status == 0
    filled = load_workbook(target)
    filled["clients"].append(["Delta"])
    filled.save(target)
    asked = {"export": ["export", book], "report": ["report", "management", book], "template": ["template"]}
    assert "--replace" in _refused(tmp_path, target, *asked[command], target)
    assert ran(tmp_path, *asked[command], target, "--replace").status == 0


@pytest.mark.parametrize("asked", [["export"], ["report", "management"]], ids=["export", "report"])
def test_a_workbook_that_condica_made_is_made_anew_until_somebody_saves_it(
    tmp_path: Path, book: Path, asked: list[str]
) -> None:
    target = tmp_path / "every night.xlsx"
    for _night in range(2):
        assert ran(tmp_path, *asked, book, target).status == 0
    edited = load_workbook(target)
    # What Excel and LibreOffice write when a person saves.
    edited.properties.lastModifiedBy = "Ana"
    edited.save(target)
    assert "--replace" in _refused(tmp_path, target, *asked, book, target)


def test_a_tour_replaces_no_book_of_ones_own(tmp_path: Path) -> None:
    own = _book(tmp_path / "sample.condica", "Alfa")
    assert "book of yours" in _refused(tmp_path, own, "demo-tour", tmp_path)
