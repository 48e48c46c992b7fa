"""Whose record a row is."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select

from app.models import (
    Agreement,
    Client,
    Contact,
    Note,
    Purchase,
)
from app.models.book import Book
from tests import factories
from tests.services.exchange.imported import BringIn, count, only, told
from tests.services.exchange.workbooks import ACME


def test_importing_a_file_twice_adds_nothing_and_two_equal_purchases_stay_two(
    book: Book, bring_in: BringIn
) -> None:
    row = ["Acme", "2026-01-01", 10, None]
    sheets = ACME | {
        "purchases": [["client", "bought_on", "amount", "cost"], row, row],
        "contacts": [["client", "name"], ["Acme", "Ana"], ["Acme", "Ana"]],
    }
    assert bring_in(sheets).created == {"clients": 1, "contacts": 2, "purchases": 2}
    again = bring_in(sheets)
    assert (again.changes, sum(again.unchanged.values())) == (0, 5)
    assert bring_in(
        sheets | {"purchases": [["client", "bought_on", "amount", "cost"], row, row, row]}
    ).created == {"purchases": 1}
    assert count(book, Purchase) == 3


def test_a_row_with_the_uid_of_a_record_changes_it_even_its_name(book: Book, bring_in: BringIn) -> None:
    with book.writing("set up") as session:
        uid = factories.client(session, name="Old").uid
    report = bring_in({"clients": [["name", "uid", "industry"], ["New", uid, "Steel"]]})
    assert report.updated == {"clients": 1}
    client = only(book, Client, uid=uid)
    assert (client.name, client.name_key, client.industry, client.status) == ("New", "new", "Steel", "active")


def test_names_can_change_hands_within_a_file(book: Book, bring_in: BringIn) -> None:
    with book.writing("set up") as session:
        one, two = (factories.client(session, name=name).uid for name in ("One", "Two"))
    report = bring_in(
        {
            "clients": [["name", "uid"], ["Two", one], ["One", two]],
            "notes": [["client", "happened_at", "kind"], ["One", "2026-01-01", "call"]],
        }
    )
    assert report.problems == []
    assert only(book, Client, uid=one).name == "Two"
    assert only(book, Note).client_id == only(book, Client, uid=two).id


def test_a_name_that_another_record_keeps_cannot_be_given(book: Book, bring_in: BringIn) -> None:
    with book.writing("set up") as session:
        uid = factories.client(session, name="One").uid
        factories.client(session, name="Two")
    assert told(bring_in({"clients": [["name", "uid"], ["TWO", uid]]})) == [("clients", 2, "name")]


def test_a_uid_stands_once_in_a_sheet(bring_in: BringIn) -> None:
    sheets = ACME | {
        "costs": [
            ["client", "spent_on", "amount", "uid"],
            ["Acme", "2026-01-01", 1, "u1"],
            ["Acme", "2026-01-02", 2, "u1"],
        ]
    }
    assert told(bring_in(sheets)) == [("costs", 3, "uid")]


def test_a_contact_is_known_by_client_and_name_the_equal_one_first(book: Book, bring_in: BringIn) -> None:
    with book.writing("set up") as session:
        acme, other = factories.client(session, name="Acme"), factories.client(session, name="Other")
        factories.contact(session, acme, name="Ana", email="a@x.ro")
        factories.contact(session, acme, name="Ana", email="b@x.ro")
        factories.contact(session, other, name="Ana", email="c@x.ro")
    report = bring_in(
        {"contacts": [["client", "name", "email"], ["Acme", "Ana", "b@x.ro"], ["Acme", "Ana", "new@x.ro"]]}
    )
    assert (report.unchanged["contacts"], report.updated["contacts"], report.created["contacts"]) == (1, 1, 0)
    with book.reading() as session:
        assert set(session.scalars(select(Contact.email))) == {"new@x.ro", "b@x.ro", "c@x.ro"}


def test_an_empty_cell_clears_and_a_missing_column_leaves_what_is_there(
    book: Book, bring_in: BringIn
) -> None:
    with book.writing("set up") as session:
        factories.client(session, name="Acme", industry="Steel", website="acme.ro")
    assert bring_in({"clients": [["name", "industry"], ["acme", None]]}).updated == {"clients": 1}
    client = only(book, Client)
    assert (client.industry, client.website, client.name) == (None, "acme.ro", "acme")


def test_what_must_hold_is_checked_on_the_record_as_it_will_be(book: Book, bring_in: BringIn) -> None:
    with book.writing("set up") as session:
        factories.agreement(session, factories.client(session), ref="A1", starts_on=date(2026, 5, 1))
    assert told(bring_in({"agreements": [["ref", "ends_on"], ["A1", "2026-04-30"]]})) == [
        ("agreements", 2, "ends_on")
    ]
    assert bring_in({"agreements": [["ref", "ends_on"], ["a1", "2026-05-01"]]}).updated == {"agreements": 1}
    assert only(book, Agreement).ends_on == date(2026, 5, 1)


def test_a_record_in_the_trash_comes_back_with_its_uid(book: Book, bring_in: BringIn, tmp_path: Path) -> None:
    bring_in(
        ACME | {"notes": [["client", "happened_at", "kind", "uid"], ["Acme", "2026-01-01", "call", "n1"]]}
    )
    with book.writing("delete") as session:
        session.scalars(select(Note)).one().deleted_at = datetime(2026, 1, 1)
    assert bring_in(
        ACME | {"notes": [["client", "happened_at", "kind", "uid"], ["Acme", "2026-01-01", "call", "n1"]]}
    ).created == {"notes": 1}
    assert only(book, Note).deleted_at is None


def test_a_corrected_amount_corrects_the_purchase_of_that_invoice(book: Book, bring_in: BringIn) -> None:
    header = ["client", "bought_on", "amount", "item", "invoice"]
    first = ["Acme", "2026-01-01", 100, "Spots", "F-1"]
    bring_in(ACME | {"purchases": [header, first]})
    report = bring_in({"purchases": [header, ["Acme", "2026-01-02", 120, "Spots", " f-1 "]]})
    assert (report.updated, report.created) == ({"purchases": 1}, {})
    assert only(book, Purchase).amount == 12_000
    assert bring_in({"purchases": [header, ["Acme", "2026-01-02", 5, "Print", "F-1"]]}).created == {
        "purchases": 1
    }


def test_of_several_purchases_on_one_invoice_none_is_guessed(book: Book, bring_in: BringIn) -> None:
    header = ["client", "bought_on", "amount", "invoice"]
    rows = [["Acme", "2026-01-01", amount, "F-1"] for amount in (100, 200)]
    bring_in(ACME | {"purchases": [header, *rows]})
    assert bring_in({"purchases": [header, ["Acme", "2026-01-01", 150, "F-1"]]}).created == {"purchases": 1}
    assert bring_in({"purchases": [header, ["Acme", "2026-01-01", 7, None]]}).created == {"purchases": 1}
    assert count(book, Purchase) == 4
