"""A cell that names a record says who is meant; where a name is not enough, with the uid."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Contact, Note, Survey
from app.models.book import Book
from app.services.check import check
from app.services.exchange.exporting import export_workbook
from app.services.exchange.importing import import_workbook
from tests import factories
from tests.services.exchange import workbooks
from tests.services.exchange.conftest import MakeBook
from tests.services.exchange.imported import BringIn, count, only, told
from tests.services.exchange.workbooks import ACME

SURVEY = ["client", "kind", "answered_on", "contact", "score", "lowest", "highest"]


def exported(book: Book, path: Path) -> Path:
    with book.reading() as session:
        export_workbook(session, path)
    return path


def column(path: Path, sheet: str, name: str) -> list[str]:
    head, *rows = workbooks.values(path, sheet)
    return [row[head.index(name)] for row in rows]


@pytest.fixture
def two_anas(book: Book) -> tuple[str, str]:
    """Acme has two contacts called Ana, one satisfied and one not; returns their uids."""
    with book.writing("set up") as session:
        acme = factories.client(session, name="Acme")
        glad, sad = (factories.contact(session, acme, name=name, role=name) for name in ("Ana", "ana"))
        factories.survey(session, acme, contact_id=glad.id, score=10)
        factories.survey(session, acme, contact_id=sad.id, score=1)
        return glad.uid, sad.uid


def scores(session: Session) -> dict[str, float]:
    query = select(Contact.uid, Survey.score).join(Survey, Survey.contact_id == Contact.id)
    return {row[0]: row[1] for row in session.execute(query)}


def test_contacts_of_one_name_are_told_apart_by_their_uid(
    book: Book, two_anas: tuple[str, str], empty_book: MakeBook, tmp_path: Path
) -> None:
    glad, sad = two_anas
    path = exported(book, tmp_path / "out.xlsx")
    assert column(path, "surveys", "contact") == [f"Ana {{{glad}}}", f"ana {{{sad}}}"]
    assert column(path, "contacts", "name") == ["Ana", "ana"]
    with closing(empty_book(tmp_path)) as other:
        assert import_workbook(other, path).problems == []
        with other.reading() as session:
            assert scores(session) == {glad: 10, sad: 1}
        assert check(other) == []
    again = import_workbook(book, path)
    assert (again.changes, again.problems) == (0, [])


def test_a_bare_name_that_could_be_either_is_a_problem_and_never_a_guess(
    book: Book, two_anas: tuple[str, str], bring_in: BringIn
) -> None:
    row = ["Acme", "csat", "2026-11-01", "Ana", 3, 1, 5]
    report = bring_in({"surveys": [SURVEY, row]})
    assert told(report) == [("surveys", 2, "contact")]
    assert "2 contacts" in report.problems[0].reason
    row[3] = f"Ana {{{two_anas[1]}}}"
    assert bring_in({"surveys": [SURVEY, row]}).created == {"surveys": 1}


def test_a_row_without_a_uid_that_could_be_either_of_two_contacts_is_a_problem(
    book: Book, two_anas: tuple[str, str], bring_in: BringIn
) -> None:
    report = bring_in({"contacts": [["client", "name", "email"], ["Acme", "Ana", "ana@acme.ro"]]})
    assert told(report) == [("contacts", 2, "name")]
    assert count(book, Contact) == 2


@pytest.mark.parametrize("name", ["Rus; Ana", "Ana {boss}", '"Ana"', '"Rus; Ana" {x}', ';"{'])
def test_a_name_that_looks_like_a_list_or_a_reference_is_one_name(
    name: str, book: Book, empty_book: MakeBook, tmp_path: Path
) -> None:
    with book.writing("set up") as session:
        owner = factories.person(session, name=name)
        client = factories.client(session, name=name, owner_id=owner.id)
        contact = factories.contact(session, client, name=name)
        factories.survey(session, client, contact_id=contact.id)
        factories.complaint(session, client, raised_by=name, assigned_to=name)
    path = exported(book, tmp_path / "out.xlsx")
    with closing(empty_book(tmp_path)) as other:
        report = import_workbook(other, path)
        assert (report.problems, report.warnings) == ([], [])
        assert check(other) == []
        again = exported(other, tmp_path / "again.xlsx")
        assert workbooks.cells(again) == workbooks.cells(path)


def test_a_contact_with_a_semicolon_is_one_of_those_met(book: Book, bring_in: BringIn) -> None:
    sheets = ACME | {
        "contacts": [["client", "name"], ["Acme", "Rus; Ana"], ["Acme", "Ion"]],
        "notes": [
            ["client", "happened_at", "kind", "contacts"],
            ["Acme", "2026-01-01 10:00", "call", 'Ion; "Rus; Ana"'],
        ],
    }
    report = bring_in(sheets)
    assert (report.problems, report.warnings) == ([], [])
    assert only(book, Note).contacts == 'Ion; "Rus; Ana"'


def test_a_uid_of_nobody_and_one_of_another_clients_contact_are_problems(
    book: Book, two_anas: tuple[str, str], bring_in: BringIn
) -> None:
    with book.writing("set up") as session:
        factories.client(session, name="Beta")
    rows = [
        ["Acme", "csat", "2026-11-01", "Ana {nobody}", 3, 1, 5],
        ["Beta", "csat", "2026-11-01", f"Ana {{{two_anas[0]}}}", 3, 1, 5],
    ]
    report = bring_in({"surveys": [SURVEY, *rows]})
    assert told(report) == [("surveys", 2, "contact"), ("surveys", 3, "contact")]
    assert bring_in({"surveys": [SURVEY, *rows]}, good_rows=True).created == {}
    assert check(book) == []


def test_an_owner_named_by_hand_with_quotation_marks_is_found(book: Book, bring_in: BringIn) -> None:
    sheets = {
        "people": [["name"], ["Ana"], ['"Bob"']],
        "clients": [["name", "status", "owner"], ["A", "prospect", '"Ana"'], ["B", "prospect", '"Bob"']],
    }
    assert bring_in(sheets).problems == []
